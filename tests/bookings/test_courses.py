"""Courses and their classes: planned, changed, moved, cancelled and made up for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import (
    class_queries,
    course_list_queries,
    courses_service,
    dates_service,
    today_queries,
)
from massage_studio.bookings.course_views import PlannedClass
from massage_studio.cues import opening_service
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.bookings.planned import FIELDS, parts, weekly
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family, classes_of


def numbered(session: Session, course: UUID) -> list[str]:
    return [
        f"{one.number}/{one.of} {one.starts:%d %b} {one.plan_session_code.split('/')[1]}"
        for one in parts(session, course)
        if one.status != "cancelled"
    ]


def revisions(session: Session, course: UUID) -> list[int]:
    session.flush()
    rows = session.execute(
        text("SELECT revision FROM class_session WHERE course_id = :id ORDER BY starts_at, number"),
        {"id": course.hex},
    )
    return [row[0] for row in rows]


def test_a_course_is_planned_with_all_its_prices_and_ages(studio: Store) -> None:
    key = new_id()
    with studio.write() as session:
        courses_service.plan_course(session, course_id=key, fields=FIELDS, classes=weekly(), now=NOW)
        courses_service.plan_course(session, course_id=key, fields=FIELDS, classes=weekly(), now=NOW)
    with studio.read() as session:
        draft = courses.draft(session, course_id=key)
        assert draft.fields == replace(FIELDS, new_venue="")
        assert [one.starts for one in draft.classes] == [one.starts for one in weekly()]
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 03 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"capacity": 0}, {"min_weeks": 41}])
def test_a_course_that_makes_no_sense_is_refused(studio: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(KnownError), studio.write() as session:
        fields = replace(FIELDS, **wrong)
        courses_service.plan_course(session, course_id=new_id(), fields=fields, classes=weekly(), now=NOW)


def test_a_course_is_changed_and_its_calendar_hears_of_it(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        draft = courses.draft(session, course_id=key)
        later = (*draft.classes[:4], PlannedClass(draft.classes[4].id, NOW + timedelta(weeks=6)))
        added = PlannedClass(new_id(), NOW + timedelta(weeks=7))
        fields = replace(draft.fields, capacity=9)
        courses_service.change_course(session, course_id=key, fields=fields, classes=(*later, added), now=NOW)
        assert revisions(session, key) == [1, 1, 1, 1, 1, 0]
        assert numbered(session, key)[4:] == ["5/6 31 Dec 5", "6/6 07 Jan 5"]
        assert course_list_queries.course(session, course_id=key, now=NOW).capacity == 9
        fields = replace(fields, new_venue="Mill Barn", venue_id=new_id())
        courses_service.change_course(session, course_id=key, fields=fields, classes=(*later, added), now=NOW)
        assert revisions(session, key) == [2, 2, 2, 2, 2, 1]
        assert parts(session, key)[0].venue == "Mill Barn"


def test_another_plan_gives_the_classes_to_come_its_themes(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        draft = courses.draft(session, course_id=opened.course)
        before = parts(session, opened.course)[0].plan_session_code
        fields = replace(draft.fields, plan_code="four_60")
        courses_service.change_course(
            session, course_id=opened.course, fields=fields, classes=draft.classes, now=NOW
        )
        codes = [one.plan_session_code for one in parts(session, opened.course)]
        assert codes == [before, "four_60/2", "four_60/3", "four_60/4", "four_60/4"]


def test_there_are_never_fewer_places_than_babies(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        for name in ("Mia", "Noah"):
            a_booking(session, key, a_family(session, name))
    with pytest.raises(KnownError, match="2 babies have a place"), studio.write() as session:
        draft = courses.draft(session, course_id=key)
        fields = replace(draft.fields, capacity=1)
        courses_service.change_course(session, course_id=key, fields=fields, classes=draft.classes, now=NOW)


def test_numbers_follow_the_dates_and_themes_keep_their_order(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        second = classes_of(session, key)[1]
        dates_service.move_class(session, session_id=second, starts=NOW + timedelta(days=15), now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 03 Dec 2",
            "3/5 04 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]
        assert parts(session, key)[2].id == second
        assert revisions(session, key) == [0, 1, 1, 0, 0]


def test_later_classes_move_by_the_wall_clock_and_past_closed_days(studio: Store) -> None:
    starts = tuple(datetime(2027, 3, 11, 10, tzinfo=UTC) + timedelta(weeks=week) for week in range(3))
    with studio.write() as session:
        key = a_course(session, starts=starts)
        dates_service.move_on(
            session,
            session_id=classes_of(session, key)[0],
            starts=datetime(2027, 3, 12, 11, tzinfo=UTC),
            closed=frozenset({date(2027, 3, 26), date(2027, 4, 2)}),
            now=NOW,
        )
        moved = parts(session, key)
        assert [f"{one.starts:%d %b %H:%M}" for one in moved] == [
            "12 Mar 11:00",
            "19 Mar 11:00",
            "09 Apr 11:00",
        ]
        assert [one.starts.astimezone(UTC).hour for one in moved] == [11, 11, 10]


def test_a_cancelled_class_leaves_registers_and_is_not_counted(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        a_booking(session, key, a_family(session))
        first, second, *_ = classes_of(session, key)
        dates_service.cancel_class(session, session_id=first, reason=" The hall \n is flooded ", now=NOW)
        dates_service.cancel_class(session, session_id=first, reason="again", now=NOW)
    with studio.read() as session:
        shown = course_list_queries.course(session, course_id=key, now=NOW)
        assert (shown.sessions[0].status, shown.sessions[0].reason) == ("cancelled", "The hall is flooded")
        assert shown.next is not None and shown.next.id == second
        assert (shown.next.number, shown.next.of) == (1, 4)
        today = today_queries.today(session, now=NOW, zone="Europe/London")
        assert today.today == () and today.week[3] == 0
        assert today.next is not None and today.next.session.id == second
        assert first not in [one.id for one in class_queries.sessions(session)]
    with pytest.raises(KnownError), studio.write() as session:
        opening_service.open_class(session, session_id=first, now=NOW)
    with pytest.raises(KnownError, match="cancelled"), studio.write() as session:
        dates_service.move_class(session, session_id=first, starts=NOW, now=NOW)


def test_with_a_class_in_its_place_no_theme_is_lost(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        third = classes_of(session, key)[2]
        end = PlannedClass(new_id(), NOW + timedelta(weeks=5))
        dates_service.cancel_class(session, session_id=third, reason="", replacement=end, now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 10 Dec 3",
            "4/5 17 Dec 4",
            "5/5 24 Dec 5",
        ]
        assert parts(session, key)[-1].replaces == third
        assert revisions(session, key) == [0, 0, 1, 1, 1, 0]


def test_a_class_in_its_place_can_be_earlier(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        third = classes_of(session, key)[2]
        dates_service.cancel_class(session, session_id=third, reason="", now=NOW)
        earlier = PlannedClass(new_id(), NOW + timedelta(days=5))
        dates_service.replace_class(session, session_id=third, replacement=earlier, now=NOW)
        dates_service.replace_class(
            session, session_id=third, replacement=PlannedClass(new_id(), NOW), now=NOW
        )
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 24 Nov 2",
            "3/5 26 Nov 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]
        dates_service.hold_after_all(session, session_id=third, now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 03 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]


def test_a_class_that_is_held_after_all_gets_its_theme_back(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        before = numbered(session, key)
        third = classes_of(session, key)[2]
        end = PlannedClass(new_id(), NOW + timedelta(weeks=5))
        dates_service.cancel_class(session, session_id=third, reason="Ill", replacement=end, now=NOW)
        dates_service.hold_after_all(session, session_id=third, now=NOW)
        assert numbered(session, key) == before
        assert parts(session, key)[2].reason == ""
        assert [one.status for one in parts(session, key)] == ["planned"] * 5 + ["cancelled"]


def test_a_class_that_began_is_neither_cancelled_nor_moved(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        dates_service.cancel_class(session, session_id=opened.session, reason="", now=NOW)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        dates_service.move_on(session, session_id=opened.session, starts=NOW, now=NOW)
    with pytest.raises(KnownError, match="to be held"), studio.write() as session:
        planned = PlannedClass(new_id(), NOW)
        dates_service.replace_class(session, session_id=opened.session, replacement=planned, now=NOW)


def test_a_course_with_a_booking_or_a_class_that_was_held_stays(studio: Store) -> None:
    with studio.write() as session:
        booked, held = a_course(session, "Booked"), a_course(session, "Held")
        a_booking(session, booked, a_family(session))
        opening_service.open_class(session, session_id=classes_of(session, held)[0], now=NOW)
    for course in (booked, held):
        with studio.write() as session, pytest.raises(KnownError, match="so it stays"):
            courses_service.remove_course(session, course_id=course, now=NOW)


def test_periods_are_closed_in_one_operation_and_never_twice(studio: Store) -> None:
    periods = [
        (date(2026, 12, 21), date(2027, 1, 3), "Christmas"),
        (date(2027, 2, 15), date(2027, 2, 19), ""),
    ]
    first, again = new_id(), new_id()
    for key in (first, again):
        with studio.write() as session:
            courses_service.close_periods(session, periods=periods, now=NOW, operation_id=key)
    with studio.read() as session:
        assert len(courses.closed_ranges(session)) == 2
    with studio.write() as session:
        undo_operation(session, operation_id=first, now=NOW)
    with studio.read() as session:
        assert courses.closed_ranges(session) == ()
