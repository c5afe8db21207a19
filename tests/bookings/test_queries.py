"""What pages show of courses and classes, across weeks and clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

import massage_studio.families.service as families
from massage_studio.bookings import (
    attendance_service,
    class_queries,
    course_list_queries,
    register_queries,
    today_queries,
)
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family, a_sibling, classes_of

LONDON = ZoneInfo("Europe/London")


def ten_oclock_from(day: date) -> tuple[datetime, ...]:
    return tuple(datetime.combine(day + timedelta(weeks=week), time(10), LONDON) for week in range(5))


@pytest.mark.parametrize(
    ("first", "hours"),
    [(date(2026, 10, 15), (9, 9, 10, 10, 10)), (date(2026, 3, 19), (10, 10, 9, 9, 9))],
    ids=["clocks go back on 25 October", "clocks go forward on 29 March"],
)
def test_ten_oclock_stays_ten_oclock_when_the_clocks_change(
    studio: Store, first: date, hours: tuple[int, ...]
) -> None:
    with studio.write() as session:
        course = a_course(session, starts=ten_oclock_from(first))
    with studio.read() as session:
        sessions = course_list_queries.course(session, course_id=course, now=NOW).sessions
    assert [part.starts.strftime("%a %H:%M") for part in sessions] == ["Thu 10:00"] * 5
    assert tuple(part.starts.astimezone(UTC).hour for part in sessions) == hours
    assert [part.ends.hour for part in sessions] == [11] * 5


def test_the_week_counts_a_class_on_the_day_of_the_hall(studio: Store) -> None:
    late = datetime(2026, 10, 25, 23, 30, tzinfo=LONDON)  # Sunday night of the clock change
    with studio.write() as session:
        a_course(session, starts=(late, datetime(2026, 10, 26, 0, 30, tzinfo=LONDON)))
    with studio.read() as session:
        sunday = today_queries.today(session, now=late, zone="Europe/London")
        monday = today_queries.today(session, now=late + timedelta(hours=1), zone="Europe/London")
    assert sunday.week == (0, 0, 0, 0, 0, 0, 1)
    assert monday.week == (1, 0, 0, 0, 0, 0, 0)
    assert [len(day.today) for day in (sunday, monday)] == [1, 1]


def test_today_shows_the_next_class_only_on_a_day_without_one(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        ids = classes_of(session, course)
    with studio.read() as session:
        thursday = today_queries.today(session, now=NOW, zone="Europe/London")
        friday = today_queries.today(session, now=NOW + timedelta(days=1), zone="Europe/London")
    assert [view.session.id for view in thursday.today] == [ids[0]] and thursday.next is None
    assert friday.today == () and friday.next is not None and friday.next.session.id == ids[1]


def test_classes_are_titled_and_counted_by_the_plan(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
    with studio.read() as session:
        sessions = course_list_queries.course(session, course_id=course, now=NOW).sessions
    assert [(part.number, part.of, part.plan_session_code) for part in sessions] == [
        (number, 5, f"five_60/{number}") for number in range(1, 6)
    ]
    assert all(part.title for part in sessions)


def test_courses_to_come_stand_before_those_that_are_over(studio: Store) -> None:
    with studio.write() as session:
        for name, days in (("Over", -60), ("Long over", -90), ("Later", 20), ("Soon", 2)):
            a_course(session, name, starts=(NOW + timedelta(days=days),))
    with studio.read() as session:
        assert [row.name for row in course_list_queries.courses(session, now=NOW)] == [
            "Soon",
            "Later",
            "Over",
            "Long over",
        ]


def test_a_course_is_found_by_its_name_or_its_id(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, "Autumn course")
        a_course(session, "Twice")
        a_course(session, "Twice")
    with studio.read() as session:
        assert course_list_queries.course_named(session, name="autumn COURSE", now=NOW).id == course
        assert course_list_queries.course_named(session, name=str(course), now=NOW).id == course
        with pytest.raises(KnownError, match="no course of that name"):
            course_list_queries.course_named(session, name="Winter", now=NOW)
        with pytest.raises(KnownError, match="more than one"):
            course_list_queries.course_named(session, name="Twice", now=NOW)


def test_the_latest_class_is_the_one_held_last(studio: Store) -> None:
    with studio.read() as session, pytest.raises(KnownError, match="No class has been held"):
        class_queries.latest_session(session, now=NOW)
    with studio.write() as session:
        opened = a_class(session)
        ids = classes_of(session, opened.course)
    with studio.read() as session:
        assert class_queries.latest_session(session, now=NOW - timedelta(hours=1)).id == ids[0]
        assert class_queries.latest_session(session, now=NOW + timedelta(days=8)).id == ids[1]


def test_the_register_says_who_comes_for_the_first_time_and_owes_what(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah")
        mia, noah = opened.dyads
        attendance_service.mark(session, session_id=opened.session, baby_id=mia.baby, status="here", now=NOW)
        attendance_service.mark(
            session, session_id=opened.session, baby_id=noah.baby, status="absent", now=NOW
        )
        for kind in ("health", "notes"):
            families.answer_consent(session, family_id=mia.family, kind=kind, given=True, on=NOW.date())  # type: ignore[arg-type]
        second = classes_of(session, opened.course)[1]
    with studio.read() as session:
        view = register_queries.register(session, session_id=second)
    assert [(row.baby.given_name, row.first_class, row.consent_missing, row.due) for row in view.rows] == [
        ("Mia", False, False, 72),
        ("Noah", True, True, 72),
    ]
    assert (view.taken, view.waiting, view.session.capacity) == (2, 0, 6)


def test_a_register_asks_the_same_number_of_questions_for_two_babies_and_for_eight(studio: Store) -> None:
    def questions(session_id: UUID) -> int:
        asked = []

        def count(*args: object) -> None:
            asked.append(args)

        event.listen(studio.engine, "before_cursor_execute", count)
        with studio.read() as session:
            register_queries.register(session, session_id=session_id)
        event.remove(studio.engine, "before_cursor_execute", count)
        return len(asked)

    with studio.write() as session:
        few = a_class(session, "Mia", "Noah").session
        course = a_course(session, capacity=8)
        for name in "abcd":
            dyad = a_family(session, name)
            a_booking(session, course, dyad)
            a_booking(session, course, a_sibling(session, dyad))
        many = classes_of(session, course)[0]
        attendance_service.expect_everybody(session, session_id=many)
    assert questions(many) == questions(few)


def test_the_places_of_a_course_are_found_without_reading_all_bookings(studio: Store) -> None:
    with studio.engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT status, count(*) FROM booking WHERE course_id = ? GROUP BY status",
            ("x",),
        ).all()
    assert "USING COVERING INDEX ix_booking_places" in plan[0][3]
