"""A class of an earlier version keeps what was planned for it, and what was added to it stays unplanned."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.bookings.class_queries import classes_on
from massage_studio.bookings.course_list_queries import courses
from massage_studio.cues import plan_service
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.delivered_queries import delivered
from massage_studio.families.queries import babies_by_id, families
from massage_studio.progress.coverage_queries import coverage
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.store.sampling import ends_of
from tests.studio_fixtures import NOW

DATABASES = Path(__file__).with_name("databases")
BEFORE = SCHEMA_VERSIONS[: SCHEMA_VERSIONS.index("0012")]
LATER = NOW + timedelta(hours=2)


def test_an_activity_that_was_added_before_was_not_planned(tmp_path: Path) -> None:
    shutil.copy(DATABASES / "0011.db", tmp_path / FILE_NAME)
    connection = driver.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    [added] = connection.execute("SELECT id FROM delivered ORDER BY position DESC LIMIT 1").fetchone()
    connection.execute(
        "INSERT INTO operation (id, session_id, seq, verb, at, clock, delivered_id, words, kind, code,"
        " currency, changes)"
        " SELECT ?, session_id, 99, 'add_activity', at, clock, ?, words, kind, code, currency, '[]'"
        " FROM operation WHERE session_id IS NOT NULL LIMIT 1",
        (new_id().hex, added),
    )
    connection.close()
    store = open_studio(tmp_path)
    with store.write() as session:
        klass = next(
            part
            for part in classes_on(session, course_ids=[one.id for one in courses(session, now=NOW)])
            if part.status == "finished"
        )
        first, *_, last = delivered(session, session_id=klass.id)
        assert (first.planned, last.planned) == (first.minutes, 0)
        plan_service.stretch(
            session, action_id=new_id(), session_id=klass.id, delivered_id=first.id, by=3, now=LATER
        )
        now = delivered(session, session_id=klass.id)[0]
        assert (now.planned, now.minutes) == (first.minutes, first.minutes + 3)
    store.close()


@pytest.mark.parametrize("version", ends_of(BEFORE))
def test_a_class_of_any_earlier_version_tells_what_a_family_had(tmp_path: Path, version: str) -> None:
    shutil.copy(DATABASES / f"{version}.db", tmp_path / FILE_NAME)
    store = open_studio(tmp_path)
    with store.read() as session:
        rows = families(session, today=NOW.date())
        mia = next(baby for row in rows for baby in row.babies if baby.given_name == "Mia")
        [baby] = babies_by_id(session, ids=[mia.id], today=NOW.date()).values()
        had = coverage(session, babies=[baby], now=LATER)[mia.id]
    # Nothing but the beginning of the class was recorded, so it had what was planned; Mia did, or missed it.
    items = [*had.had, *(of.item for of in had.missed)]
    assert {item.kind for item in items} == {"stroke", "topic"}
    assert Item("stroke", "legs_thumbs") in items and Item("topic", "cues") in items
    assert sum(had.minutes.values()) == (60 if had.had else 0)
    store.close()
