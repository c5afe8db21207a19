"""Rows that break what the database holds from 0009 on are put right without loss when a studio is opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver

import massage_studio.families.service as families
from massage_studio.cues import log_service
from massage_studio.cues.queries import actions, class_room
from massage_studio.safekeeping.check import check
from massage_studio.search.queries import find
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operations_about
from massage_studio.store.undo import redo_operation, undo_operation
from tests.store.sampling import ends_of
from tests.studio_fixtures import NOW

DATABASES = Path(__file__).with_name("databases")
# Before 0002 there was no tray, no single class and no target of a move.
BEFORE = [version for version in SCHEMA_VERSIONS if "0002" <= version < "0009"]

Run = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(params=ends_of(BEFORE))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    shutil.copy(DATABASES / f"{request.param}.db", tmp_path / FILE_NAME)
    return tmp_path


def run(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Run one statement on the file as it is."""
    with closing(driver.connect(str(folder / FILE_NAME), isolation_level=None)) as connection:
        return list(connection.execute(sql, values).fetchall())


def opened_and_whole(folder: Path) -> None:
    """Bring a studio up to date, which loses no row, and look at all of it."""
    open_studio(folder).close()
    assert check(folder).newest


def one(folder: Path, sql: str, *values: object) -> Any:
    [(found,)] = run(folder, sql, *values)
    return found


def copied(folder: Path, table: str, where: str = "1", **changed: object) -> str:
    """Write the first row of a table once more, with other values, and return its key."""
    key = new_id().hex
    values = {"id": key, **changed}
    names = [row[1] for row in run(folder, f"PRAGMA table_info({table})")]
    picked = ", ".join("?" if name in values else f'"{name}"' for name in names)
    given = [values[name] for name in names if name in values]
    listed = ", ".join(f'"{name}"' for name in names)
    run(folder, f"INSERT INTO {table} ({listed}) SELECT {picked} FROM {table} WHERE {where} LIMIT 1", *given)
    return key


def test_a_note_without_its_press_gets_one_that_can_be_taken_back(folder: Path) -> None:
    lost, group = new_id().hex, new_id().hex
    zoe = one(folder, "SELECT id FROM baby WHERE given_name LIKE 'Zo%'")
    hums = copied(folder, "cue_note", "kind = 'cue'", action_id=lost, seq=91, code="hums")
    both = [
        copied(folder, "cue_note", "kind = 'cue'", action_id=group, seq=92),
        copied(folder, "cue_note", "kind = 'cue'", action_id=group, seq=93, baby_id=zoe),
    ]
    class_id = UUID(one(folder, "SELECT DISTINCT session_id FROM cue_note"))
    opened_and_whole(folder)
    store = open_studio(folder)
    with store.read() as session:
        assert {UUID(hums), *map(UUID, both)} <= {
            note.id for note in class_room(session, session_id=class_id).notes
        }
        log = actions(session, session_id=class_id)
        assert [(action.id, action.verb) for action in log[:2]] == [(UUID(lost), "cue"), (UUID(group), "cue")]
        assert (log[0].code, log[1].baby_id) == ("hums", None)
        assert UUID(group) in operations_about(session, subject_ids=[UUID(zoe)])
    with store.write() as session:
        before = class_room(session, session_id=class_id).notes
        for _ in log:
            log_service.undo(session, session_id=class_id, now=NOW + timedelta(hours=2))
        assert class_room(session, session_id=class_id).notes == ()
        for _ in log:
            log_service.redo(session, session_id=class_id)
        assert class_room(session, session_id=class_id).notes == before
    store.close()


def test_a_press_of_no_kind_in_the_tray_becomes_a_note_of_all_it_said(folder: Path) -> None:
    run(
        folder,
        "INSERT INTO held_press (id, session_id, kind, code, text, layer, at)"
        " SELECT id, session_id, 'sneeze', 'twice', 'at the oil', '', at FROM cue_note LIMIT 1",
    )
    opened_and_whole(folder)
    found = run(folder, "SELECT kind, code, text, layer FROM held_press")
    assert found == [("note", "", "sneeze twice at the oil", "private")]


def test_a_place_in_a_class_of_another_course_goes_to_the_course_of_the_class(folder: Path) -> None:
    course = copied(folder, "course")
    wrong = copied(
        folder,
        "booking",
        course_id=course,
        session_id=one(folder, "SELECT id FROM class_session WHERE number = 2"),
        kind="drop_in",
        price_kind="drop_in",
    )
    right = one(folder, "SELECT course_id FROM class_session WHERE number = 2")
    opened_and_whole(folder)
    assert one(folder, "SELECT course_id FROM booking WHERE id = ?", wrong) == right


def test_an_adult_of_another_family_who_booked_is_one_of_the_babys_family_too(folder: Path) -> None:
    [(baby, family)] = run(folder, "SELECT id, family_id FROM baby WHERE given_name = 'Mia'")
    stranger = one(folder, "SELECT id FROM carer WHERE family_id <> ?", family)
    run(folder, "UPDATE carer SET contact_restriction = 'Letters only' WHERE id = ?", stranger)
    run(folder, "UPDATE booking SET carer_id = ? WHERE baby_id = ?", stranger, baby)
    opened_and_whole(folder)
    [(copy, name, restriction, position)] = run(
        folder,
        "SELECT id, given_name, contact_restriction, position FROM carer"
        " WHERE id = (SELECT carer_id FROM booking WHERE baby_id = ?) AND family_id = ?",
        baby,
        family,
    )
    assert (name, restriction, position) == ("Jürgen", "Letters only", 1)
    assert copy != stranger
    assert one(folder, "SELECT family_id FROM carer WHERE id = ?", stranger) != family
    store = open_studio(folder)
    with store.read() as session:
        assert "Mia" in [row.title for row in find(session, "jürgen")]
    store.close()


def test_of_several_standing_answers_the_last_stands_and_of_one_day_the_no(folder: Path) -> None:
    [(family, first)] = run(folder, "SELECT family_id, id FROM consent WHERE kind = 'health'")
    run(folder, "UPDATE consent SET given_on = '2026-01-01' WHERE id = ?", first)
    yes = copied(folder, "consent", given=1, given_on="2026-02-02")
    no = copied(folder, "consent", given=0, given_on="2026-02-02")
    other = copied(folder, "consent", kind="photo", given_on="2026-01-01")
    opened_and_whole(folder)
    found = dict(run(folder, "SELECT id, withdrawn_on FROM consent WHERE family_id = ?", family))
    assert found == {first: "2026-02-02", yes: "2026-02-02", no: None, other: None}


def test_an_answer_that_was_changed_before_can_still_be_taken_back(folder: Path) -> None:
    """Earlier versions wrote the new answer into the log before the one that it took the place of."""
    [(family, old)] = run(folder, "SELECT family_id, id FROM consent WHERE kind = 'health'")
    run(folder, "UPDATE consent SET withdrawn_on = '2026-11-20' WHERE id = ?", old)
    new = copied(folder, "consent", given=0, withdrawn_on=None)
    with closing(driver.connect(str(folder / FILE_NAME))) as connection:
        connection.row_factory = driver.Row
        rows = {
            row["id"]: {name: row[name] for name in row.keys()}  # noqa: SIM118
            for row in connection.execute("SELECT * FROM consent")
        }
    changes = [
        ["consent", str(UUID(new)), None, rows[new]],
        ["consent", str(UUID(old)), rows[old] | {"withdrawn_on": None}, rows[old]],
    ]
    done = new_id()
    tables = [name for (name,) in run(folder, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    log, more = ("operation", ", clock, kind, code, currency") if "operation" in tables else ("deed", "")
    values = ", ".join(["?", "99", "'answer_consent'", "''", "?", "?"] + ["''"] * more.count(","))
    at = "2026-11-20 10:00:00.000000"
    run(
        folder,
        f"INSERT INTO {log} (id, seq, verb, words, at, changes{more}) VALUES ({values})",
        done.hex,
        at,
        json.dumps(changes),
    )
    if more:
        run(folder, "UPDATE operation SET clock = at WHERE id = ?", done.hex)
    opened_and_whole(folder)
    store = open_studio(folder)
    for turn, stands in ((undo_operation, old), (redo_operation, new)) * 2:
        with store.write() as session:
            turn(session, operation_id=done, **({"now": NOW} if turn is undo_operation else {}))  # type: ignore[operator]
        standing = "SELECT id FROM consent WHERE family_id = ? AND withdrawn_on IS NULL"
        assert one(folder, standing, family) == stands
    store.close()


def test_a_moved_booking_finds_where_it_went(folder: Path) -> None:
    course = copied(folder, "course")
    there = copied(folder, "booking", course_id=course)
    baby = one(folder, "SELECT baby_id FROM booking WHERE id = ?", there)
    run(folder, "UPDATE booking SET status = 'moved' WHERE baby_id = ? AND id <> ?", baby, there)
    opened_and_whole(folder)
    assert one(folder, "SELECT moved_to_id FROM booking WHERE status = 'moved'") == there
    assert one(folder, "SELECT count(*) FROM note") == 0


@pytest.mark.parametrize("version", ends_of(["0001", *BEFORE]))
def test_a_moved_booking_that_went_nowhere_is_cancelled_and_a_note_says_so(
    tmp_path: Path, version: str
) -> None:
    shutil.copy(DATABASES / f"{version}.db", tmp_path / FILE_NAME)
    baby = one(tmp_path, "SELECT id FROM baby WHERE given_name = 'Mia'")
    run(tmp_path, "UPDATE booking SET status = 'moved' WHERE baby_id = ?", baby)
    opened_and_whole(tmp_path)
    assert one(tmp_path, "SELECT status FROM booking WHERE baby_id = ?", baby) == "cancelled"
    [(layer, words)] = run(tmp_path, "SELECT layer, text FROM note WHERE baby_id = ?", baby)
    assert layer == "private"
    assert words == "The place on Autumn course was moved; where to was not written down."
    store = open_studio(tmp_path)
    with store.read() as session:
        assert "Mia" in [row.title for row in find(session, "written down")]
    store.close()


def test_money_in_another_currency_stays_as_it_was_taken_and_can_be_voided(folder: Path) -> None:
    paid = new_id().hex
    run(
        folder,
        "INSERT INTO payment (id, booking_id, kind, amount, currency, method, note, paid_at)"
        " SELECT ?, id, 'payment', 200000, 'EUR', 'cash', '', made_at FROM booking LIMIT 1",
        paid,
    )
    before = run(folder, "SELECT * FROM payment")
    opened_and_whole(folder)
    assert run(folder, "SELECT * FROM payment") == before
    run(folder, "UPDATE payment SET voided_at = paid_at, note = 'Euros'")
    with pytest.raises(driver.IntegrityError, match="other_currency"):
        run(folder, "UPDATE payment SET currency = 'USD'")


def test_a_whole_studio_is_not_touched(folder: Path) -> None:
    look = ("family", "carer", "baby", "consent", "note", "booking", "cue_note", "delivered")
    # Columns that came later stand behind these; nobody lives apart who was not said to.
    known = {
        table: ", ".join(f'"{row[1]}"' for row in run(folder, f"PRAGMA table_info({table})"))
        for table in look
    }

    def rows() -> dict[str, list[tuple[Any, ...]]]:
        return {table: run(folder, f"SELECT {known[table]} FROM {table} ORDER BY id") for table in look}

    kept = rows()
    opened_and_whole(folder)
    assert rows() == kept
    assert one(folder, "SELECT DISTINCT lives_apart FROM carer") == 0
    assert one(folder, "SELECT DISTINCT wording FROM consent") == families.WORDING
