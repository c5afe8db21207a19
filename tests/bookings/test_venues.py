"""A hall that is corrected, and homes that have room for whoever is visited there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import (
    attendance_service,
    booking_queries,
    course_list_queries,
    courses_service,
    venues_service,
)
from massage_studio.bookings.calendar_queries import timetable
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.models import Course
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, classes_of


def hall_of(session: Session, course: UUID) -> UUID:
    return session.get_one(Course, course).venue_id


def change(session: Session, venue: UUID, name: str = "Mill Barn", address: str = "", room: int = 12) -> UUID:
    key = new_id()
    venues_service.change_venue(
        session, venue_id=venue, name=name, address=address, capacity=room, now=NOW, operation_id=key
    )
    return key


def told(session: Session, course: UUID) -> list[tuple[str, str, int]]:
    session.expire_all()
    found = timetable(session, course_id=course)
    return [(entry.venue, entry.address, entry.revision) for entry in found[:1]]


def home_visits(session: Session, places: int = 1) -> UUID:
    key = new_id()
    fields = CourseFields(
        name="Okafor",
        plan_code="five_60",
        venue_id=new_id(),
        new_venue="Okafor, 3 Mill Lane",
        minutes=60,
        capacity=places,
        price=Decimal(72),
        currency="GBP",
        zone="Europe/London",
        kind="private",
    )
    classes = tuple(PlannedClass(new_id(), NOW + timedelta(weeks=week)) for week in range(2))
    courses_service.plan_course(session, course_id=key, fields=fields, classes=classes, now=NOW)
    return key


def test_a_hall_is_corrected_and_every_calendar_hears_of_it(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        done = change(session, hall_of(session, course), " Mill  Barn ", "3 Mill Lane", 8)
        assert told(session, course) == [("Mill Barn", "3 Mill Lane", 1)]
        assert course_list_queries.course(session, course_id=course, now=NOW).venue.capacity == 8
        undo_operation(session, now=NOW, operation_id=done)
        assert told(session, course) == [("St Anne's Hall", "", 2)]
        redo_operation(session, operation_id=done)
        assert told(session, course) == [("Mill Barn", "3 Mill Lane", 3)]


def test_more_room_in_the_hall_alone_is_nothing_for_calendars(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        change(session, hall_of(session, course), "St Anne's Hall", room=20)
        assert told(session, course) == [("St Anne's Hall", "", 0)]


def test_a_hall_keeps_room_for_the_babies_of_each_course_to_come(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        hall = hall_of(session, course)
        for number in range(3):
            a_booking(session, course, a_family(session, f"Baby {number}"))
        change(session, hall, room=3)
    with (
        pytest.raises(KnownError, match="3 babies have a place on a course there"),
        studio.write() as session,
    ):
        change(session, hall, room=2)
    with studio.write() as session:
        for part in classes_of(session, course):
            attendance_service.begin_class(session, session_id=part, now=NOW)
            attendance_service.end_class(session, session_id=part, now=NOW)
        change(session, hall, room=2)


def test_more_room_lets_those_who_wait_come(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=3, hall=1)
        a_booking(session, course, a_family(session, "Mia"))
        ivy = a_family(session, "Ivy")
        a_booking(session, course, ivy)
        done = change(session, hall_of(session, course), room=2)
        a_booking(session, course, ivy)
        rows = booking_queries.bookings(session, course_id=course, today=NOW.date())
        assert [row.status for row in rows] == ["booked", "booked"]
    with pytest.raises(KnownError, match="no room for this"), studio.write() as session:
        undo_operation(session, now=NOW, operation_id=done)


@pytest.mark.parametrize(("name", "room"), [(" ", 4), ("Mill Barn", 0), ("the library", 4)])
def test_a_hall_without_a_name_of_its_own_or_room_is_refused(studio: Store, name: str, room: int) -> None:
    with studio.write() as session:
        course = a_course(session)
        venues_service.add_venue(session, venue_id=new_id(), name="The Library", address="", capacity=9)
    with pytest.raises(KnownError), studio.write() as session:
        change(session, hall_of(session, course), name, room=room)


def test_a_home_has_room_for_the_twin_once_the_places_are_changed(studio: Store) -> None:
    with studio.write() as session:
        course = home_visits(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        draft = courses.draft(session, course_id=course)
        fields = replace(draft.fields, capacity=2)
        courses_service.change_course(
            session, course_id=course, fields=fields, classes=draft.classes, now=NOW
        )
        assert course_list_queries.course(session, course_id=course, now=NOW).capacity == 2
        a_booking(session, course, a_sibling(session, mia))
        rows = booking_queries.bookings(session, course_id=course, today=NOW.date())
        assert [row.status for row in rows] == ["booked", "booked"]


def test_a_home_full_of_twins_does_not_become_a_hall_for_one(studio: Store) -> None:
    with studio.write() as session:
        course = home_visits(session)
        draft = courses.draft(session, course_id=course)
        two = replace(draft.fields, capacity=2)
        courses_service.change_course(session, course_id=course, fields=two, classes=draft.classes, now=NOW)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        a_booking(session, course, a_sibling(session, mia))
    with pytest.raises(KnownError, match="room for 1"), studio.write() as session:
        group = replace(two, kind="course")
        courses_service.change_course(session, course_id=course, fields=group, classes=draft.classes, now=NOW)
