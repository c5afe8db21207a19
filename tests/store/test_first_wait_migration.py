"""What waited for a place before it was kept is found in the queue, and in the log of what was done."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from massage_studio.bookings import booking_service
from massage_studio.bookings.models import Booking
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

VERSION = "0023"


def test_a_booking_that_waited_keeps_when_it_did(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        first, second = a_family(session, "Mia"), a_family(session, "Noah")
        placed, waits = (a_booking(session, course, dyad) for dyad in (first, second))
        booking_service.cancel(session, booking_id=placed, now=NOW)
        booking_service.book(
            session, booking_id=waits, course_id=course, baby_id=second.baby, carer_id=second.carer, now=NOW
        )
        booked = session.get_one(Booking, waits)
        assert (booked.status, booked.waiting_since, booked.waited_at) == ("booked", None, NOW)
        assert session.get_one(Booking, placed).waited_at is None


def test_the_queue_and_the_log_of_an_earlier_studio_tell_who_waited(tmp_path: Path, studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        dyads = [a_family(session, name) for name in ("Mia", "Noah", "Zoë")]
        placed, took, waits = (a_booking(session, course, dyad) for dyad in dyads)
        booking_service.cancel(session, booking_id=placed, now=NOW)
        noah = dyads[1]
        booking_service.book(
            session, booking_id=took, course_id=course, baby_id=noah.baby, carer_id=noah.carer, now=NOW
        )
    studio.close()
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    shutil.copy(studio.folder / FILE_NAME, earlier / FILE_NAME)
    connection = driver.connect(str(earlier / FILE_NAME), isolation_level=None)
    _as_before(connection)
    connection.close()
    store = open_studio(earlier)
    with store.read() as session:
        rows = {key: session.get_one(Booking, key) for key in (placed, took, waits)}
        assert [rows[key].waited_at for key in (placed, took, waits)] == [None, NOW, NOW]
    store.close()


def _as_before(connection: driver.Connection) -> None:
    """Take away what this version added, from the database and from the log."""
    connection.execute("DROP TABLE met_edit")
    connection.execute("DROP INDEX ix_cue_note_cues")
    connection.execute("ALTER TABLE booking DROP COLUMN waited_at")
    for key, changes in connection.execute("SELECT id, changes FROM operation").fetchall():
        kept = changes.replace(', "waited_at": null', "")
        connection.execute("UPDATE operation SET changes = ? WHERE id = ?", (kept, key))
    before = SCHEMA_VERSIONS[SCHEMA_VERSIONS.index(VERSION) - 1]
    connection.execute("UPDATE alembic_version SET version_num = ?", (before,))
