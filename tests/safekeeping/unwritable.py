"""Runs a command where the disk or the folder takes nothing, as on a full or a write-protected stick."""

from __future__ import annotations

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


def command(where: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command of the program where nothing can be written."""
    return subprocess.run(
        [sys.executable, "-c", where + MAIN, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
