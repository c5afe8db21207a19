"""The log over the years: entries of earlier schemas, renamed columns, and whose rows an entry holds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings.booking_service import cancel
from massage_studio.bookings.money_service import pay
from massage_studio.bookings.venues_service import add_venue, change_venue
from massage_studio.cues import log_service, register_service
from massage_studio.cues.queries import actions, class_room, run_again
from massage_studio.errors import KnownError
from massage_studio.store.base import Base, Keyed
from massage_studio.store.changes import Thing
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.ids import new_id
from massage_studio.store.migrations.renaming import rename_column
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operations_about, perform
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family

DATABASES = Path(__file__).with_name("databases")
TWO_LOGS = [version for version in SCHEMA_VERSIONS if version < "0006"]
LATER = NOW + timedelta(hours=2)


@contextmanager
def the_file(folder: Path, version: str) -> Iterator[Any]:
    """Yield a plain connection to a studio that an earlier version wrote."""
    shutil.copy(DATABASES / f"{version}.db", folder / FILE_NAME)
    with closing(driver.connect(str(folder / FILE_NAME), isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("version", TWO_LOGS)
def test_every_entry_of_an_earlier_studio_is_in_the_log_and_can_be_taken_back(
    tmp_path: Path, version: str
) -> None:
    with the_file(tmp_path, version) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        entries = {
            key
            for table in {"deed", "class_action"} & set(tables)
            for (key,) in file.execute(f"SELECT id FROM {table}")
        }
        [(session_id,)] = file.execute("SELECT DISTINCT session_id FROM class_action").fetchall()
    store = open_studio(tmp_path)
    with store.write() as session:
        assert set(session.execute(text("SELECT id FROM operation")).scalars()) == entries
        before = class_room(session, session_id=UUID(session_id))
        presses = len(actions(session, session_id=UUID(session_id)))
        for _ in range(presses):
            log_service.undo(session, session_id=UUID(session_id), now=LATER)
        empty = class_room(session, session_id=UUID(session_id))
        assert (empty.notes, empty.undo, empty.register.session.opened) == ((), None, None)
        for _ in range(presses):
            log_service.redo(session, session_id=UUID(session_id))
        assert class_room(session, session_id=UUID(session_id)) == before
        while undo_operation(session, now=LATER).things:
            pass
        assert (
            session.execute(text("SELECT count(*) FROM operation WHERE undone_at IS NULL")).scalar()
            == presses
        )
    store.close()


def test_what_a_press_said_in_its_code_gets_columns_of_its_own(tmp_path: Path) -> None:
    line, made = new_id(), new_id()
    with the_file(tmp_path, "0005") as file:
        [(session_id, seq)] = file.execute("SELECT session_id, max(seq) FROM class_action").fetchall()
        delivered = file.execute("SELECT * FROM delivered WHERE session_id = ?", (session_id,)).fetchone()
        names = [row[1] for row in file.execute("PRAGMA table_info(delivered)")]
        for key in (line, made):
            values = dict(zip(names, delivered, strict=True)) | {"id": key.hex, "position": 90}
            marks = ", ".join("?" * len(values))
            file.execute(f"INSERT INTO delivered ({', '.join(values)}) VALUES ({marks})", (*values.values(),))
        back = json.dumps([["delivered", str(made), "removed", True, False]])
        for number, (verb, code, changes) in enumerate(
            (
                ("paid", "12.50 GBP", "[]"),
                ("hold", "cue looks_away", "[]"),
                ("go_to", str(line), back),
                ("mark", "here", "[]"),
            ),
            start=seq + 1,
        ):
            file.execute(
                "INSERT INTO class_action (id, session_id, seq, verb, code, at, clock, changes)"
                " SELECT ?, session_id, ?, ?, ?, at, clock, ? FROM class_action WHERE seq = ?",
                (new_id().hex, number, verb, code, changes, seq),
            )
    store = open_studio(tmp_path)
    with store.read() as session:
        paid, hold, go_to, mark = actions(session, session_id=UUID(session_id))[-4:]
        assert (paid.amount, paid.currency, paid.code) == (Decimal("12.50"), "GBP", "")
        assert (hold.text, hold.code) == ("cue", "looks_away")
        assert (go_to.delivered_id, mark.code) == (line, "here")
        assert run_again(session, session_id=UUID(session_id)) == {made: line}
    store.close()


def renamed(store: Store, table: str, column: str, back: str) -> None:
    """Let a studio be one whose column had the name `back` until now, and give the column today's name."""
    with store.engine.begin() as connection:
        run = connection.exec_driver_sql
        triggers = run(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'operation'"
        )
        for name, trigger in triggers.all():
            run(f"DROP TRIGGER {name}")
            run(f"ALTER TABLE {table} RENAME COLUMN {column} TO {back}") if name.endswith("kept") else None
            run(f"UPDATE operation SET changes = replace(changes, '\"{column}\"', '\"{back}\"')")
            run(trigger)
        with Operations.context(MigrationContext.configure(connection)):
            rename_column(table, back, column)


def test_an_operation_of_the_office_is_taken_back_after_its_column_got_another_name(studio: Store) -> None:
    hall, done = new_id(), new_id()
    with studio.write() as session:
        add_venue(session, venue_id=hall, name="Hall", address="1 Old Road", capacity=8)
        given = {"venue_id": hall, "name": "Hall", "address": "2 New Road", "capacity": 8}
        change_venue(session, **given, now=NOW, operation_id=done)  # type: ignore[arg-type]
    renamed(studio, "venue", "address", "street")
    for turn, there in ((undo_operation, "1 Old Road"), (redo_operation, "2 New Road")):
        with studio.write() as session:
            turn(session, **({"now": LATER} if turn is undo_operation else {}), operation_id=done)  # type: ignore[operator]
        with studio.read() as session:
            assert session.execute(text("SELECT address FROM venue")).scalar() == there


def test_a_press_is_taken_back_after_its_column_got_another_name(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        register_service.left(
            session,
            action_id=new_id(),
            session_id=opened.session,
            baby_id=opened.dyads[0].baby,
            now=NOW + timedelta(minutes=9),
        )
    renamed(studio, "attendance", "left_at", "gone_at")
    with studio.write() as session:
        assert session.execute(text("SELECT left_at FROM attendance")).scalar() is not None
        log_service.undo(session, session_id=opened.session, now=LATER)
        assert session.execute(text("SELECT left_at FROM attendance")).scalar() is None
    with pytest.raises(KnownError, match="stays in its log"), studio.write() as session:
        session.execute(text("UPDATE operation SET changes = '[]' WHERE session_id IS NOT NULL"))


def test_the_log_knows_whose_rows_each_operation_holds(studio: Store) -> None:
    office = {name: new_id() for name in ("change", "pay", "cancel", "other")}
    press, group = new_id(), new_id()
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah")
        mia, noah = opened.dyads
        ada = a_family(session, "Ada")
        booking = a_booking(session, a_course(session), ada)
        renamed_baby = {"given_name": "Maria", "family_name": "", "birth_date": None, "due_date": None}
        for key, baby in (("change", mia.baby), ("other", ada.baby)):
            perform(
                session,
                name="change_baby",
                work=lambda session, baby=baby: families.change_baby(session, baby_id=baby, **renamed_baby),
                words="Maria",
                now=NOW,
                operation_id=office[key],
            )
        given = {"booking_id": booking, "now": NOW}
        pay(
            session,
            payment_id=new_id(),
            amount=Decimal(5),
            method="cash",
            operation_id=office["pay"],
            **given,  # type: ignore[arg-type]
        )
        cancel(session, operation_id=office["cancel"], **given)  # type: ignore[arg-type]
        for key, dyads in ((press, (mia,)), (group, (mia, noah))):
            cues.record(
                session,
                action_id=key,
                session_id=opened.session,
                dyads=tuple((one.baby, one.carer) for one in dyads),
                kind="bookmark",
                code="",
                now=NOW + timedelta(minutes=2),
            )
    with studio.read() as session:
        of_mia = operations_about(session, subject_ids=(mia.family, mia.carer, mia.baby))
        of_noah = operations_about(session, subject_ids=(noah.baby,))
        of_ada = operations_about(session, subject_ids=(ada.family, ada.baby))
    assert {office["change"], press, group} <= of_mia
    assert group in of_noah and not {press, office["change"]} & of_noah
    assert {office["pay"], office["cancel"], office["other"]} <= of_ada
    assert not of_ada & {press, group, office["change"]} and not of_mia & set(list(office.values())[1:])


def test_what_a_verb_changed_is_what_its_rows_are_shown_as(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        ada = a_family(session, "Ada")
        booking = a_booking(session, a_course(session), ada)
        paid = pay(
            session,
            payment_id=new_id(),
            booking_id=booking,
            amount=Decimal(5),
            method="cash",
            now=NOW,
            operation_id=done,
        )
        assert paid.things == undo_operation(session, now=LATER, operation_id=done).things
        assert paid.things == redo_operation(session, operation_id=done).things
        assert paid.things == {Thing.PAYMENTS, Thing.BOOKINGS}
        assert cancel(session, booking_id=booking, now=LATER).things == {Thing.BOOKINGS, Thing.REGISTER}


def test_every_table_that_an_operation_can_change_says_where_it_is_shown() -> None:
    silent = {
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Keyed) and not mapper.class_.topics
    }
    # Words that are not written yet, and what is recorded for practice, are part of no operation.
    assert silent == {"Operation", "Draft", "PracticeRecording", "PracticeEvent"}
