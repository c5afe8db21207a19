"""Single classes: dropped in on, and made up for elsewhere."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    attendance_service,
    booking_service,
    course_list_queries,
    refusals,
    register_queries,
    single_classes_service,
)
from massage_studio.bookings.places_queries import free_in_class, free_places
from massage_studio.bookings.views import RegisterRow
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.bookings.places import full_course, one
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, classes_of

LATER = NOW + timedelta(hours=1)


def drop_in(session: Session, class_: UUID, dyad: Dyad, **more: object) -> UUID:
    key = new_id()
    single_classes_service.drop_in(
        session,
        booking_id=key,
        session_id=class_,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )
    return key


def rows_of(session: Session, class_: UUID) -> list[RegisterRow]:
    return list(register_queries.register(session, session_id=class_).rows)


def test_a_guest_takes_a_place_on_one_day_and_stands_last_in_that_register(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        first, second, *_ = classes_of(session, course)
        guest = drop_in(session, first, a_family(session, "Noah"))
        a_booking(session, course, a_family(session, "Mia"), now=LATER)
        assert free_in_class(session, session_id=first) == 0
        assert free_in_class(session, session_id=second) == 1
        assert free_places(session, course_id=course) == 0
        for opened in (False, True):
            if opened:
                attendance_service.expect_everybody(session, session_id=first)
            rows = rows_of(session, first)
            assert [(row.baby.given_name, row.visit) for row in rows] == [("Mia", ""), ("Noah", "drop_in")]
        assert rows[1].booking_id == guest and rows[1].due == Decimal("14.40")
        view = register_queries.register(session, session_id=first)
        assert (view.taken, view.session.capacity) == (2, 2)
        assert [row.baby.given_name for row in rows_of(session, second)] == ["Mia"]
        assert course_list_queries.course(session, course_id=course, now=NOW).taken == 2


def test_a_class_without_room_has_no_guests_and_the_database_says_so_too(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        first = classes_of(session, course)[0]
        noah = a_family(session, "Noah")
    with pytest.raises(refusals.FullError, match="class"), studio.write() as session:
        drop_in(session, first, noah)
    with studio.write() as session:
        other = a_course(session, capacity=1)
        guest = drop_in(session, classes_of(session, other)[0], noah)
        booking_service.cancel(session, booking_id=guest, now=NOW)
        drop_in(session, classes_of(session, other)[0], a_family(session, "Ivy"))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'booked' WHERE session_id IS NOT NULL"))
    with pytest.raises(refusals.FullError), studio.write() as session:
        booking_service.reinstate(session, booking_id=guest, now=NOW)


def test_a_baby_of_the_course_needs_no_single_class_and_nobody_comes_twice(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        second = classes_of(session, opened.course)[1]
        noah = a_family(session, "Noah")
        drop_in(session, second, noah)
    for dyad in (opened.dyads[0], noah):
        with pytest.raises(KnownError, match="already has a place"), studio.write() as session:
            drop_in(session, second, dyad)


def test_nobody_drops_in_on_a_class_that_is_over(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        attendance_service.end_class(session, session_id=opened.session, now=LATER)
        noah = a_family(session, "Noah")
    with pytest.raises(KnownError, match="over or cancelled"), studio.write() as session:
        drop_in(session, opened.session, noah)


def test_who_came_once_to_see_and_was_booked_then_is_one_baby(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        first = classes_of(session, course)[0]
        drop_in(session, first, mia)
        a_booking(session, course, mia)
        assert [row.visit for row in rows_of(session, first)] == [""]


def made_up(session: Session, missed: UUID, class_: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    single_classes_service.make_up(
        session,
        booking_id=key,
        missed_session_id=missed,
        session_id=class_,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        now=NOW,
    )
    return key


def test_a_class_made_up_elsewhere_is_in_both_registers(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Ivy")
        mia, _ = opened.dyads
        other = classes_of(session, a_course(session, "Evening course"))[1]
        attendance_service.end_class(session, session_id=opened.session, now=LATER)
        key = made_up(session, opened.session, other, mia)
        assert [row.status for row in rows_of(session, opened.session)] == ["elsewhere", "absent"]
        assert [(row.visit, row.due) for row in rows_of(session, other)] == [("make_up", Decimal(0))]
        booking_service.cancel(session, booking_id=key, now=LATER)
        assert [row.status for row in rows_of(session, opened.session)] == ["absent", "absent"]
        undo_operation(session, now=LATER)
        assert [row.status for row in rows_of(session, opened.session)] == ["elsewhere", "absent"]
    with pytest.raises(KnownError, match="made up already"), studio.write() as session:
        made_up(session, opened.session, classes_of(session, a_course(session))[0], mia)


def test_a_class_that_will_be_missed_says_so_before_and_after_it_is_opened(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Ivy")
        second = classes_of(session, opened.course)[1]
        key = made_up(session, second, classes_of(session, a_course(session))[0], opened.dyads[0])
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]
        attendance_service.expect_everybody(session, session_id=second)
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]
        booking_service.cancel(session, booking_id=key, now=NOW)
        assert [row.status for row in rows_of(session, second)] == ["expected", "expected"]
        booking_service.reinstate(session, booking_id=key, now=NOW)
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]


def test_a_class_that_a_baby_was_at_is_not_made_up(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        attendance_service.mark(session, session_id=opened.session, baby_id=mia.baby, status="here", now=NOW)
        other = classes_of(session, a_course(session))[0]
    with pytest.raises(KnownError, match="was at the class"), studio.write() as session:
        made_up(session, opened.session, other, mia)


def test_a_single_class_has_no_waiting_list(studio: Store) -> None:
    with studio.write() as session:
        guest = drop_in(session, classes_of(session, a_course(session))[0], a_family(session))
    with pytest.raises(KnownError, match="no waiting list"), studio.write() as session:
        booking_service.wait(session, booking_id=guest, now=NOW)


def test_who_came_once_may_join_when_that_class_is_over(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        session.flush()
        first = classes_of(session, course)[0]
        noah = a_family(session, "Noah")
        drop_in(session, first, noah)
        assert free_places(session, course_id=course) == 0
        attendance_service.begin_class(session, session_id=first, now=NOW)
        attendance_service.end_class(session, session_id=first, now=LATER)
        session.flush()
        assert free_places(session, course_id=course) == 1
        joined = a_booking(session, course, noah)
        assert one(session, joined).status == "booked"
