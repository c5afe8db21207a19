"""Runs a command where the disk or the folder takes nothing, as on a full or a write-protected stick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"

# Root may write everywhere unless it gives that right up, which Linux lets it do.
PROTECTED = """
import ctypes, os
if os.geteuid() == 0:
    version = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if ctypes.CDLL(None).capset(version, (ctypes.c_uint32 * 6)()):
        raise SystemExit("cannot give up the rights of root")
"""
MAIN = "import sys; from massage_studio.cli import main; sys.exit(main(sys.argv[1:]))"
# Several commands, one after the other: to start the program for each would take most of the time.
EACH = """
import contextlib, io, json, sys
from massage_studio.cli import main
done = []
for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    done.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(done))
"""


def command(where: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command of the program where nothing can be written."""
    return _run(where + MAIN, *map(str, arguments))


def commands(where: str, names: tuple[str, ...], *arguments: str | Path) -> dict[str, tuple[int, str, str]]:
    """Run several commands there with the same arguments; by name their exit code, answer and complaint."""
    ran = _run(where + EACH, json.dumps([[name, *map(str, arguments)] for name in names]))
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    return {name: (code, out, err) for name, (code, out, err) in zip(names, told, strict=True)}


def _run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
