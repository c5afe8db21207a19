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


def test_today_needs_nothing_of_papers_files_or_the_class_room() -> None:
    code = """
import sys
import massage_studio.app, massage_studio.store.opening
from massage_studio.gui import pages
pages.load(*pages.asked_by("today"))
import massage_studio.gui.main_window, massage_studio.gui.today.page
print(*sys.modules)
"""
    there = set(said_by(code).split())
    assert "massage_studio.gui.today.page" in there
    for late in ("alembic", "babel", "dateutil", "openpyxl", "phonenumbers", "reportlab", "yaml"):
        assert late not in there
    for room in ("cues", "exchange", "search", "progress", "demo", "gui.bookings.page"):
        assert not {f"massage_studio.{room}", f"massage_studio.{room}.queries"} & there, room


def test_what_has_no_qt_is_imported_in_the_worker_before_the_pages() -> None:
    code = """
import sys
from importlib import import_module
import massage_studio.app, massage_studio.store.opening, massage_studio.gui.main_window
from massage_studio.gui import pages

for room in dict.fromkeys(place.room for place in pages.PLACES.values()):
    for module in pages.asked_by(room):
        import_module(module)
    before = set(sys.modules)
    for module in pages.modules_of(room):
        import_module(module)
    for module in set(sys.modules) - before:
        if module.startswith("massage_studio.") and not module.startswith("massage_studio.gui"):
            print(room, module)
"""
    assert said_by(code) == ""
