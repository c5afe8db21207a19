"""No class is over-booked by any way: a hall, a class held after all, or a step taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.bookings.booking_form_queries as form
import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import (
    booking_queries,
    booking_service,
    class_queries,
    course_list_queries,
    courses_service,
    dates_service,
    register_queries,
    single_classes_service,
    venues_service,
)
from massage_studio.bookings.places_queries import free_in_class, free_places
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of

LATER = NOW + timedelta(hours=1)


def statuses(session: Session, course: UUID) -> list[str]:
    return [row.status for row in booking_queries.bookings(session, course_id=course, today=NOW.date())]


def drop_in(session: Session, class_: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    single_classes_service.drop_in(
        session, booking_id=key, session_id=class_, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
    )
    return key


def a_hall(session: Session, capacity: int) -> UUID:
    key = new_id()
    venues_service.add_venue(
        session, venue_id=key, name=f"Room for {capacity}", address="", capacity=capacity
    )
    return key


def change(session: Session, course: UUID, **fields: object) -> None:
    draft = courses.draft(session, course_id=course)
    changed = replace(draft.fields, **fields)  # type: ignore[arg-type]
    courses_service.change_course(session, course_id=course, fields=changed, classes=draft.classes, now=NOW)


def crowded(session: Session, guests: int = 2) -> tuple[UUID, UUID]:
    """A course for two with its third class cancelled; guests of that class and two of the course."""
    course = a_course(session, capacity=2)
    third = classes_of(session, course)[2]
    for number in range(guests):
        drop_in(session, third, a_family(session, f"Guest {number}"))
    dates_service.cancel_class(session, session_id=third, reason="Snow", now=NOW)
    for name in ("Mia", "Ivy"):
        a_booking(session, course, a_family(session, name))
    return course, third


# A class held after all


def test_a_class_whose_places_were_given_away_is_not_held_after_all(studio: Store) -> None:
    with studio.write() as session:
        course, third = crowded(session)
        assert statuses(session, course) == ["booked"] * 4
    with (
        pytest.raises(KnownError, match=r"4 babies have a place in this class .* room for 2.*add another"),
        studio.write() as session,
    ):
        dates_service.hold_after_all(session, session_id=third, now=LATER)
    with studio.read() as session:
        assert class_queries.class_session(session, session_id=third).status == "cancelled"


def test_the_database_counts_a_class_that_stops_being_cancelled(studio: Store) -> None:
    with studio.write() as session:
        _, third = crowded(session, guests=1)
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        run = session.connection().exec_driver_sql
        run("UPDATE class_session SET status = 'planned' WHERE id = ?", (third.hex,))


def test_a_cancelled_class_stays_so_where_taking_it_back_would_over_book(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        third = classes_of(session, course)[2]
        drop_in(session, third, a_family(session, "Zoë"))
        done = new_id()
        dates_service.cancel_class(session, session_id=third, reason="Snow", now=NOW, operation_id=done)
        for name in ("Mia", "Ivy"):
            a_booking(session, course, a_family(session, name))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        undo_operation(session, now=LATER, operation_id=done)


def test_holding_a_class_is_not_done_again_once_its_places_are_gone(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        course = a_course(session, capacity=1)
        third = classes_of(session, course)[2]
        drop_in(session, third, a_family(session, "Zoë"))
        dates_service.cancel_class(session, session_id=third, reason="Snow", now=NOW)
        dates_service.hold_after_all(session, session_id=third, now=NOW, operation_id=done)
        undo_operation(session, now=NOW, operation_id=done)
        a_booking(session, course, a_family(session, "Mia"))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        redo_operation(session, operation_id=done)


def test_a_class_with_room_is_held_after_all(studio: Store) -> None:
    with studio.write() as session:
        course, third = crowded(session, guests=0)
        dates_service.hold_after_all(session, session_id=third, now=LATER)
        assert class_queries.class_session(session, session_id=third).status == "planned"
        assert free_places(session, course_id=course) == 0


# The hall


def test_a_course_does_not_go_to_a_hall_with_less_room_than_babies(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=6)
        for number in range(4):
            a_booking(session, course, a_family(session, f"Baby {number}"))
        small, fitting = a_hall(session, 2), a_hall(session, 4)
    with (
        pytest.raises(KnownError, match=r"4 babies have a place .* the venue has room for 2"),
        studio.write() as session,
    ):
        change(session, course, venue_id=small)
    with studio.write() as session:
        change(session, course, venue_id=fitting)
        assert course_list_queries.course(session, course_id=course, now=NOW).capacity == 4


BEHIND_THE_BACK: list[Callable[[Session, UUID, UUID], tuple[str, tuple[object, ...]]]] = [
    lambda session, course, small: (
        "UPDATE course SET venue_id = ? WHERE id = ?",
        (small.hex, course.hex),
    ),
    lambda session, course, small: ("UPDATE venue SET capacity = 3", ()),
    lambda session, course, small: ("UPDATE course SET capacity = 3 WHERE id = ?", (course.hex,)),
]


@pytest.mark.parametrize("way", BEHIND_THE_BACK)
def test_the_database_knows_the_hall(
    studio: Store, way: Callable[..., tuple[str, tuple[object, ...]]]
) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=6)
        for number in range(4):
            a_booking(session, course, a_family(session, f"Baby {number}"))
        small = a_hall(session, 2)
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.connection().exec_driver_sql(*way(session, course, small))


def test_the_database_books_nobody_beyond_the_hall(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=6, hall=1)
        a_booking(session, course, a_family(session, "Mia"))
        a_booking(session, course, a_family(session, "Ivy"))
        assert statuses(session, course) == ["booked", "waiting"]
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.connection().exec_driver_sql("UPDATE booking SET status = 'booked'")


def test_another_hall_is_not_taken_back_once_it_is_filled(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        course = a_course(session, capacity=6, hall=2)
        draft = courses.draft(session, course_id=course)
        fields = replace(draft.fields, venue_id=a_hall(session, 6))
        courses_service.change_course(
            session, course_id=course, fields=fields, classes=draft.classes, now=NOW, operation_id=done
        )
        for number in range(3):
            a_booking(session, course, a_family(session, f"Baby {number}"))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        undo_operation(session, now=LATER, operation_id=done)


def test_a_cancelled_booking_stays_so_once_the_hall_is_full(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        course = a_course(session, capacity=6, hall=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        booking_service.cancel(session, booking_id=mia, now=NOW, operation_id=done)
        a_booking(session, course, a_family(session, "Ivy"))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        undo_operation(session, now=LATER, operation_id=done)


def test_what_was_over_booked_before_can_be_put_right_step_by_step(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=6)
        keys = [a_booking(session, course, a_family(session, f"Baby {number}")) for number in range(4)]
        booking_service.cancel(session, booking_id=keys[3], now=NOW)
        run = session.connection().exec_driver_sql
        trigger = run("SELECT sql FROM sqlite_master WHERE name = 'venue_capacity'").scalar_one()
        run("DROP TRIGGER venue_capacity")
        run("UPDATE venue SET capacity = 2")
        run(trigger)
    with studio.write() as session:
        change(session, course, name="Autumn babies", capacity=5)
        assert free_places(session, course_id=course) == 0
        booking_service.cancel(session, booking_id=keys[0], now=LATER)
        change(session, course, capacity=2)
    with pytest.raises(KnownError, match="2 babies"), studio.write() as session:
        change(session, course, capacity=1)


# One baby, one place


def test_a_baby_that_came_once_takes_no_second_place_on_the_course(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session, capacity=1), a_family(session, "Mia")
        first = classes_of(session, course)[0]
        drop_in(session, first, mia)
        assert free_places(session, course_id=course) == 0
        a_booking(session, course, mia)
        assert statuses(session, course) == ["cancelled", "booked"], "the course stands for the one class"
        assert course_list_queries.course(session, course_id=course, now=NOW).taken == 1
        assert register_queries.register(session, session_id=first).taken == 1


def test_both_bookings_of_one_baby_leave_the_other_place_free(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session, capacity=2), a_family(session, "Mia")
        first = classes_of(session, course)[0]
        drop_in(session, first, mia)
        a_booking(session, course, mia)
        assert (free_places(session, course_id=course), free_in_class(session, session_id=first)) == (1, 1)
        rooms = form.classes_to_come(session, now=NOW - timedelta(days=1), course_id=course)
        assert [room.free for room in rooms] == [1] * 5
        a_booking(session, course, a_family(session, "Ivy"))
        assert statuses(session, course) == ["cancelled", "booked", "booked"]


def test_a_waiting_baby_that_came_once_is_offered_its_own_place(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session, capacity=1), a_family(session, "Mia")
        ivy = a_booking(session, course, a_family(session, "Ivy"))
        waiting = a_booking(session, course, mia)
        booking_service.cancel(session, booking_id=ivy, now=NOW)
        drop_in(session, classes_of(session, course)[0], mia)
        booking_service.offer(session, booking_id=waiting, until=LATER, now=NOW)
        booking_service.accept(session, booking_id=waiting, now=NOW)
        assert statuses(session, course) == ["cancelled", "booked", "cancelled"]
