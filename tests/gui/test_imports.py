"""What is imported when the program starts, in a Python of its own."""

from __future__ import annotations

import subprocess
import sys


def said_by(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_no_source_is_read_and_kept_for_what_is_imported_after_qt() -> None:
    code = """
import linecache
from massage_studio.app import make_application
make_application()
import massage_studio.gui.main_window, sqlalchemy
print(*(name for name in linecache.cache if "<" not in name and ("alchemy" in name or "studio/" in name)))
"""
    assert said_by(code).split() == []
