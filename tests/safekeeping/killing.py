"""Runs a restore or a backup in a program that is killed before a step on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

CHILD = Path(__file__).with_name("cut_off.py")


def cut_off(folder: Path, chosen: Path | str, step: int) -> bool:
    """Restore in a child that is killed before a step, and return whether it was."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, str(CHILD), str(folder), str(chosen), str(step)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode != 0
