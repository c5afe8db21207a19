"""What is imported when the program starts, in a Python of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from massage_studio.store.changes import Thing
from massage_studio.store.opening import open_studio


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
import massage_studio.app
from massage_studio.gui import pages
from massage_studio.gui.garbage_collector import load
load(*massage_studio.app.OPENING, *pages.asked_by("today"))
import massage_studio.gui.main_window, massage_studio.gui.today.page
print(*sys.modules)
"""
    there = set(said_by(code).split())
    assert "massage_studio.gui.today.page" in there
    for late in (
        "alembic",
        "argon2",
        "babel",
        "cryptography",
        "keyring",
        "dateutil",
        "openpyxl",
        "phonenumbers",
        "reportlab",
        "yaml",
    ):
        assert late not in there
    assert not {"sqlalchemy.dialects.postgresql", "massage_studio.curriculum.content_types"} & there
    for room in ("cues", "exchange", "search", "progress", "demo", "gui.bookings.page"):
        assert not {f"massage_studio.{room}", f"massage_studio.{room}.queries"} & there, room
    # What is asked once its class is shown, and what it may write.
    asked_later = ("chase_queries", "plan_queries", "money_queries", "booking_service", "attendance_service")
    assert not {f"massage_studio.bookings.{module}" for module in asked_later} & there
    assert not {"massage_studio.families.service", "massage_studio.gui.bookings.booking_actions"} & there
    assert not {"massage_studio.curriculum.views", "massage_studio.handouts.models"} & there
    # Of SQLAlchemy, what is for other databases and other drivers.
    assert not {"asyncio", "importlib.metadata", "ssl", "subprocess", "email"} & there


def test_what_sqlalchemy_does_not_get_at_the_start_is_there_for_whoever_uses_it() -> None:
    code = """
import massage_studio.store.lean_sqlalchemy
import sqlalchemy.util.concurrency as concurrency, importlib, sys
print("asyncio" in sys.modules, concurrency.asyncio.Lock.__module__)
print(importlib.metadata.version("sqlalchemy")[0])
import asyncio, importlib.metadata
asyncio.run(asyncio.sleep(0))
print(asyncio.__file__ == sys.modules["asyncio"].__file__, importlib.metadata.__spec__.name)
"""
    assert said_by(code).split() == ["False", "asyncio.locks", "2", "True", "importlib.metadata"]


def test_what_has_no_qt_is_imported_in_the_worker_before_the_pages() -> None:
    code = """
import sys
from importlib import import_module
import massage_studio.app, massage_studio.store.opening, massage_studio.gui.main_window
from massage_studio.gui import pages
from massage_studio.gui.garbage_collector import load

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


def test_what_is_written_before_the_other_pages_are_there_can_be_taken_back(tmp_path: Path) -> None:
    open_studio(tmp_path).close()
    code = f"""
from datetime import UTC, datetime
from pathlib import Path
from massage_studio.families.models import Carer, Family
from massage_studio.gui import pages
from massage_studio.gui.garbage_collector import load
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

store, now, done = open_studio(Path({str(tmp_path)!r})), datetime(2026, 11, 19, tzinfo=UTC), new_id()
load(*pages.asked_by("today"))
from massage_studio.families.service import add_carer, add_family
from massage_studio.store.operations import operation
from massage_studio.store.undo import undo_operation

family = new_id()
with store.write() as session, operation(session, "add_family", operation_id=done, now=now):
    add_family(session, family_id=family, now=now)
    add_carer(session, family_id=family, carer_id=new_id(), given_name="Grace")
with store.write() as session:
    undo_operation(session, now=now, operation_id=done)
with store.read() as session:
    print(session.query(Family).count(), session.query(Carer).count())
store.close()
# The class room comes later, and the log knows its rows as well.
import massage_studio.cues.models
from massage_studio.store.row_changes import RowChange, topics
print(*topics([RowChange("cue_note", new_id(), None, {{}})]).things)
"""
    assert said_by(code).split() == ["0", "0", Thing.CUES]
