"""The Linux libraries that Qt loads and that a bare system lacks: found by loading them, installed by apt."""

from __future__ import annotations

import ctypes
import os
import shlex
import shutil
import subprocess


class SetupError(Exception):
    """Something the person at this machine has to do first; the text says what."""


# Library -> the Debian and Ubuntu packages that bring it, newest name last.
OFFSCREEN = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
}
WITH_DISPLAY = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


def missing(libraries: dict[str, tuple[str, ...]]) -> list[str]:
    """Those of the libraries that do not load here, in the order given."""
    absent = []
    for soname in libraries:
        try:
            ctypes.CDLL(soname)
        except OSError:
            absent.append(soname)
    return absent


def ensure_qt_libraries(*, with_display: bool) -> None:
    """Install what Qt lacks on this Linux; raise SetupError with the command where that is not allowed."""
    libraries = {**OFFSCREEN, **(WITH_DISPLAY if with_display else {})}
    absent = missing(libraries)
    if not absent:
        return
    reason = f"Qt needs libraries that are not on this system: {', '.join(absent)}"
    if shutil.which("apt-get") is None:
        raise SetupError(f"{reason}\n{_advice(absent)}")
    apt_install([name for soname in absent for name in libraries[soname]], reason)
    left = missing(libraries)
    if left:
        raise SetupError(f"Still missing after the installation: {', '.join(left)}")


def ensure_strace() -> None:
    """Install strace, which kills the program at its calls; raise SetupError as `apt_install` does."""
    if shutil.which("strace") is None:
        apt_install(["strace"], "The tests that kill the program at each call on its disk need strace")


def _advice(sonames: list[str]) -> str:
    """The one command for systems without apt."""
    capabilities = " ".join(shlex.quote(f"{soname}()(64bit)") for soname in sonames)
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            return f"Install them with:\n  sudo {tool} install {capabilities}"
    return "Install them with your system's package manager, then try again."


def apt_install(names: list[str], reason: str) -> None:
    """Install the packages that exist here; raise SetupError with the command where that is not allowed.

    `names` may hold the old and the new name of one package: names this release does not know are left out.
    """
    if shutil.which("apt-get") is None:
        raise SetupError(f"{reason}.\nInstall what is missing with your system's packages, then try again.")
    if os.geteuid() != 0:
        known = [name for name in names if _known(name)] or names
        raise SetupError(f"{reason}.\nInstall it with:\n  sudo apt-get install -y {' '.join(known)}")
    print(f"{reason}.\nInstalling with apt-get ...", flush=True)
    # A bare system has no package lists yet, so the names mean nothing before this.
    _apt("update")
    known = [name for name in names if _known(name)]
    if not known:
        raise SetupError(f"{reason}, and apt knows none of: {' '.join(names)}")
    _apt("install", "-y", "--no-install-recommends", *known)


def _known(name: str) -> bool:
    """Whether apt has a real package of this name; a name that is only provided by another is not one."""
    done = subprocess.run(["apt-cache", "show", name], capture_output=True, text=True, check=False)
    return done.returncode == 0 and bool(done.stdout.strip())


def _apt(*arguments: str) -> None:
    command = ["apt-get", "-qq", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        raise SetupError(f"{shlex.join(command)} failed:\n{(done.stderr or done.stdout).strip()}")
