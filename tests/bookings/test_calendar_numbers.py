"""Calendars number the classes that are held as the Classes page does, and hear of all that they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import course_list_queries, courses_service, dates_service
from massage_studio.bookings.calendar_queries import timetable
from massage_studio.bookings.course_views import PlannedClass
from massage_studio.exchange.calendar_files import summary
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, a_course, classes_of

LATER = NOW + timedelta(weeks=6)


def numbers(session: Session, course: UUID) -> list[str]:
    session.expire_all()
    return [
        f"{one.number}/{one.of}" if one.status != "cancelled" else "cancelled"
        for one in timetable(session, course_id=course)
    ]


def on_the_page(session: Session, course: UUID) -> list[str]:
    session.expire_all()
    return [
        f"{one.number}/{one.of}" if one.status != "cancelled" else "cancelled"
        for one in course_list_queries.course(session, course_id=course, now=NOW).sessions
    ]


def revisions(session: Session, course: UUID) -> list[int]:
    session.expire_all()
    return [one.revision for one in timetable(session, course_id=course)]


def change(session: Session, course: UUID, more: tuple[PlannedClass, ...] = (), **fields: object) -> UUID:
    done, draft = new_id(), courses.draft(session, course_id=course)
    courses_service.change_course(
        session,
        course_id=course,
        fields=replace(draft.fields, **fields),  # type: ignore[arg-type]
        classes=(*draft.classes, *more),
        now=NOW,
        operation_id=done,
    )
    return done


def test_a_class_moved_to_the_end_is_the_last_one_in_calendars_too(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        dates_service.move_class(session, session_id=classes_of(session, course)[0], starts=LATER, now=NOW)
        assert numbers(session, course) == on_the_page(session, course) == [f"{n}/5" for n in range(1, 6)]
        assert revisions(session, course) == [1] * 5


def test_a_class_held_in_the_place_of_another_is_no_sixth(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        dates_service.cancel_class(
            session,
            session_id=classes_of(session, course)[1],
            reason="Snow",
            now=NOW,
            replacement=PlannedClass(new_id(), LATER),
        )
        held = ["1/5", "cancelled", "2/5", "3/5", "4/5", "5/5"]
        assert numbers(session, course) == on_the_page(session, course) == held
        told = [summary(one) for one in timetable(session, course_id=course)]
        assert "class 5 of 5" in told[5] and "class" not in told[1]


@pytest.mark.parametrize("fields", [{"instructor": "Priya Shah"}, {"kind": "private"}, {"name": "Babies"}])
def test_what_a_calendar_shows_of_the_course_raises_the_count_and_so_does_undo(
    studio: Store, fields: dict[str, object]
) -> None:
    with studio.write() as session:
        course = a_course(session)
        done = change(session, course, **fields)
        assert revisions(session, course) == [1] * 5
        undo_operation(session, now=NOW, operation_id=done)
        assert revisions(session, course) == [2] * 5


def test_what_a_calendar_does_not_show_leaves_the_count(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        change(session, course, capacity=4)
        assert revisions(session, course) == [0] * 5


def test_a_class_more_is_told_to_those_that_are_one_of_more_now(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        done = change(session, course, (PlannedClass(new_id(), LATER),))
        assert revisions(session, course) == [1, 1, 1, 1, 1, 0]
        undo_operation(session, now=NOW, operation_id=done)
        assert revisions(session, course) == [2] * 5
