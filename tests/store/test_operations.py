"""The log of the office: what was done is taken back exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings import venues_service
from massage_studio.bookings.models import Booking, Venue
from massage_studio.errors import KnownError
from massage_studio.store import operations, recorder, row_changes, undo
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations, operation
from massage_studio.store.undo import Turn, redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

TABLES = ("venue", "course", "class_session", "family", "carer", "baby", "booking", "payment", "note")


def everything(session: Session) -> dict[str, set[Any]]:
    run = session.connection().exec_driver_sql
    return {table: set(map(tuple, run(f"SELECT * FROM {table}"))) for table in TABLES}


def rename(store: Store, venue: UUID, name: str, key: UUID | None = None) -> UUID:
    key = key or new_id()
    with (
        store.write() as session,
        operation(session, "venue", operation_id=key, now=NOW, words=name) as doing,
    ):
        if doing.to_do:
            session.get_one(Venue, venue).name = name
    return key


@pytest.fixture
def venue(studio: Store) -> UUID:
    key = new_id()
    with studio.write() as session:
        venues_service.add_venue(session, venue_id=key, name="Hall", address="", capacity=8)
    return key


def named(store: Store, venue: UUID) -> str:
    with store.read() as session:
        return session.get_one(Venue, venue).name


def test_a_family_and_its_place_go_and_come_back_with_one_operation(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        session.flush()
        before = everything(session)
        with operation(session, "book", operation_id=new_id(), now=NOW):
            dyad = a_family(session)
            session.flush()
            a_booking(session, course, dyad)
        after = everything(session)
        assert after != before
    with studio.write() as session:
        undo_operation(session, now=NOW)
        assert everything(session) == before
    with studio.write() as session:
        redo_operation(session)
        assert everything(session) == after
        assert session.get_one(Booking, next(iter(session.query(Booking))).id).baby_id == dyad.baby


def test_operations_are_taken_back_and_done_again_in_their_order(studio: Store, venue: UUID) -> None:
    rename(studio, venue, "Church hall")
    rename(studio, venue, "Library")
    seen = []
    for back in (True, True, False, False):
        with studio.write() as session:
            undo_operation(session, now=NOW) if back else redo_operation(session)
        seen.append(named(studio, venue))
    assert seen == ["Church hall", "Hall", "Church hall", "Library"]


def test_an_operation_is_done_once_however_often_it_arrives(studio: Store, venue: UUID) -> None:
    key = rename(studio, venue, "Church hall")
    rename(studio, venue, "Library", key)
    assert named(studio, venue) == "Church hall"


def test_an_operation_whose_row_changed_since_stays_done(studio: Store, venue: UUID) -> None:
    first = rename(studio, venue, "Church hall")
    rename(studio, venue, "Library")
    with pytest.raises(KnownError, match="changed since"), studio.write() as session:
        undo_operation(session, now=NOW, operation_id=first)
    assert named(studio, venue) == "Library"
    with studio.read() as session:
        assert [view.words for view in last_operations(session) if view] == ["Library"]


def test_another_column_that_changed_since_is_left_alone(studio: Store, venue: UUID) -> None:
    key = rename(studio, venue, "Church hall")
    with studio.write() as session:
        session.get_one(Venue, venue).capacity = 5
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=key)
    with studio.read() as session:
        row = session.get_one(Venue, venue)
        assert (row.name, row.capacity) == ("Hall", 5)


def test_a_family_that_something_else_needs_by_now_stays(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        with operation(session, "family", operation_id=(key := new_id()), now=NOW):
            dyad = a_family(session)
    with studio.write() as session:
        a_booking(session, course, dyad)
    with pytest.raises(KnownError, match="changed since"), studio.write() as session:
        undo_operation(session, now=NOW + timedelta(minutes=1), operation_id=key)
    with studio.read() as session:
        assert session.get_one(Booking, next(iter(session.query(Booking))).id).baby_id == dyad.baby


def test_an_operation_within_an_operation_belongs_to_the_outer_one(studio: Store, venue: UUID) -> None:
    with studio.write() as session, operation(session, "outer", operation_id=new_id(), now=NOW):
        session.get_one(Venue, venue).capacity = 7
        with operation(session, "inner", operation_id=new_id(), now=NOW):
            session.get_one(Venue, venue).name = "Library"
    with studio.write() as session:
        undo_operation(session, now=NOW)
        assert last_operations(session)[0] is None
    assert named(studio, venue) == "Hall"


def test_what_changes_nothing_is_no_operation(studio: Store, venue: UUID) -> None:
    rename(studio, venue, "Hall")
    with studio.read() as session:
        assert last_operations(session) == (None, None)


def test_nothing_is_done_again_after_something_new_was_done(studio: Store, venue: UUID) -> None:
    rename(studio, venue, "Church hall")
    with studio.write() as session:
        undo_operation(session, now=NOW)
    rename(studio, venue, "Library")
    with studio.write() as session:
        redo_operation(session)
    assert named(studio, venue) == "Library"


def test_what_a_room_holds_against_it_leaves_everything_as_it_is(
    studio: Store, venue: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def no_library(session: Session, turn: Turn) -> Iterator[None]:
        yield
        if session.execute(select(Venue.name)).scalar() != "Library":
            raise KnownError("It stays the library.", "Leave it.")

    monkeypatch.setattr(undo, "GUARDS", [*undo.GUARDS, no_library])
    rename(studio, venue, "Library")
    with pytest.raises(KnownError, match="stays the library"), studio.write() as session:
        undo_operation(session, now=NOW)
    assert named(studio, venue) == "Library"
    with studio.read() as session:
        assert [view.words for view in last_operations(session) if view] == ["Library"]


def test_the_log_knows_nothing_of_what_the_rooms_hold_against_it() -> None:
    for module in (operations, undo, row_changes, recorder):
        words = Path(module.__file__).read_text(encoding="utf-8").casefold()
        assert not [word for word in ("payment", "receipt", "booking", "places_full") if word in words]
