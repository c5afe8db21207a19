"""The programs of Qt that come inside the PySide6 package: uic, lupdate and lrelease."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path


class QtProgramError(Exception):
    """A program of Qt that is not there, fails or complains."""


def run_qt_program(name: str, *arguments: str) -> str:
    """Run a program of Qt and return what it prints.

    Raises QtProgramError where it is missing, fails or prints anything on its error stream.
    """
    command = [str(_path(name)), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0 or done.stderr.strip():
        raise QtProgramError(done.stderr.strip() or f"{name} ended with {done.returncode}")
    return done.stdout


def _path(name: str) -> Path:
    """The program inside the PySide6 package, found without importing Qt."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise QtProgramError("PySide6-Essentials is not installed")
    package = Path(spec.submodule_search_locations[0])
    for candidate in (package / "Qt" / "libexec" / name, package / f"{name}.exe", package / name):
        if candidate.is_file():
            return candidate
    raise QtProgramError(f"no {name} in {package}")
