"""Set up a fresh machine and do one job there: run, test, lint, bench, torture, tour or lock.

`python packaging/bootstrap.py JOB [more arguments for the job]`, on Windows, macOS and Linux. Standard
library only. Makes .venv/ beside pyproject.toml, installs the locked dependencies when the lock changed,
and on Linux sees to the system libraries that Qt loads.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from system_libraries import SetupError, apt_install, ensure_qt_libraries, ensure_strace

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
BENCH_LOCK = ROOT / "packaging" / "bench.lock"
STAMP = VENV / "massage-studio-setup.json"
TOUR = ROOT / "build" / "tour"
OLDEST = (3, 11)
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")


def suitable_python() -> str:
    """The running Python where it is new enough, else the newest one found on PATH."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in NAMES:
        found = shutil.which(name)
        if found and _version_of(found) >= OLDEST:
            return found
    raise SetupError(
        "Massage Studio needs Python 3.11 or newer, and none was found.\n"
        "Get it from https://www.python.org/downloads/ or your system's packages, then try again."
    )


def _version_of(python: str) -> tuple[int, ...]:
    """(major, minor) of an interpreter; empty where it does not start."""
    if not Path(python).exists():
        return ()
    question = "import sys; print(sys.version_info[0], sys.version_info[1])"
    done = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else ()


def venv_python() -> Path:
    """Where the environment's interpreter is, or will be."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_environment() -> None:
    """Make .venv/ with a working pip, unless one is there."""
    if _version_of(str(venv_python())) >= OLDEST:
        if not _imports(str(venv_python()), "pip"):
            _python("-m", "ensurepip")
        return
    python = suitable_python()
    print("Making .venv ...", flush=True)
    if not _imports(python, "ensurepip, venv"):
        major, minor = _version_of(python)[:2]
        apt_install([f"python{major}.{minor}-venv", "python3-venv"], "Python cannot make environments here")
        if not _imports(python, "ensurepip, venv"):
            raise SetupError(f"{python} still has no venv and ensurepip modules; install them and try again.")
    _run([python, "-m", "venv", "--clear", str(VENV)])


def _imports(python: str, modules: str) -> bool:
    """Whether an interpreter has the modules, given as in an import statement."""
    done = subprocess.run([python, "-c", f"import {modules}"], capture_output=True, check=False)
    return done.returncode == 0


def ensure_packages() -> None:
    """Install the lock, hash by hash, and the project itself, where either changed since the last time."""
    wanted = {
        "python": list(_version_of(str(venv_python()))),
        "lock": _digest(LOCK),
        "project": _digest(ROOT / "pyproject.toml"),
        "root": str(ROOT),
    }
    done = _stamped()
    if any(done.get(key) != wanted[key] for key in ("python", "lock")):
        print("Installing the locked dependencies ...", flush=True)
        _install("--require-hashes", "-r", str(LOCK))
    if done != wanted:
        _install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def _install(*what: str) -> None:
    # Twice quiet: errors only.
    _python("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *what)


def _stamped() -> dict[str, object]:
    """What the last setup installed; empty where none was finished."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(command: list[str], **variables: str) -> None:
    """Run one step in the checkout; its own exit code ends the whole job."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False)
    if done.returncode != 0:
        raise SystemExit(done.returncode)


def _python(*arguments: str, **variables: str) -> None:
    _run([str(venv_python()), *arguments], **variables)


def run(rest: list[str]) -> None:
    """Open the demo studio; without a screen make the tour."""
    if has_display():
        _python("-m", "massage_studio", *(rest or ["--demo"]))
    else:
        print("There is no screen here, so this makes the tour instead.", flush=True)
        tour(rest)


def tour(rest: list[str]) -> None:
    """Walk through the main job offscreen and leave pictures and documents in build/tour/."""
    TOUR.mkdir(parents=True, exist_ok=True)
    _python("-m", "massage_studio", "tour", "--out", str(TOUR), *rest, QT_QPA_PLATFORM="offscreen")
    print(f"The pictures and documents are in {TOUR.relative_to(ROOT).as_posix()}/", flush=True)


def test(rest: list[str]) -> None:
    """Run the tests, one more side by side than there are processors: they wait a quarter of their time."""
    # What each of them compiles is kept for the next run, also where Python is told not to: it takes 10 s.
    beside = str((os.cpu_count() or 1) + 1)
    _python("-m", "pytest", "-n", beside, "--dist", "worksteal", *rest, PYTHONDONTWRITEBYTECODE="")


def lint(rest: list[str]) -> None:
    """Check style, layout and types."""
    _python("-m", "ruff", "check", ".")
    _python("-m", "ruff", "format", "--check", ".")
    _python("-m", "mypy", *rest)


def bench(rest: list[str]) -> None:
    """Measure the budgets: name, ratio, limit, ok or over."""
    # What the program is measured against is large, and nothing else needs it.
    _install("--require-hashes", "-r", str(BENCH_LOCK))
    _python(str(Path("tests", "bench", "run.py")), *rest)


def torture(rest: list[str]) -> None:
    """Run the slow and violent tests: kills, power cuts, full disks, wheels in empty environments."""
    beside = str(os.cpu_count() or 1)
    # None of them is quick; each that hangs is ended all the same.
    options = ["-n", beside, "--dist", "worksteal", "-o", "timeout=3600"]
    _python("-m", "pytest", "-m", "torture", *options, "tests", *rest)


def lock(rest: list[str]) -> None:
    """Write packaging/requirements.lock and bench.lock anew; add --upgrade for newer versions."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--no-header"]
    for file, wanted in ((LOCK, ["pyproject.toml", "--all-extras"]), (BENCH_LOCK, ["--group", "bench"])):
        written = ["--no-emit-index-url", "--output-file", str(file.relative_to(ROOT))]
        _python("-m", "uv", "pip", "compile", *wanted, *options, *written, *rest)


JOBS = {job.__name__: job for job in (run, test, lint, bench, torture, tour, lock)}


def main(arguments: list[str]) -> int:
    """Prepare the machine and do the job; 1 with what to do next where that fails, 2 for a wrong job."""
    if not arguments or arguments[0] not in JOBS:
        print("usage: python packaging/bootstrap.py JOB [arguments]", file=sys.stderr)
        for name, job in JOBS.items():
            print(f"  {name:8} {job.__doc__}", file=sys.stderr)
        return 2
    name, rest = arguments[0], arguments[1:]
    try:
        ensure_environment()
        if sys.platform == "linux":
            ensure_qt_libraries(with_display=name == "run" and has_display())
            if name == "torture":
                ensure_strace()
        ensure_packages()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    for compiler in ("compile_forms.py", "compile_content.py", "compile_translations.py"):
        _python(str(Path("packaging", compiler)))
    JOBS[name](rest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
