"""What a class was planned to have beside what it had, over midnight and with a stopped clock too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from massage_studio.cues import after_service, plan_service, service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.progress.delivery import class_delivery
from massage_studio.progress.delivery_queries import course_delivery
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.progress.test_coverage import NOW, a_part, a_session, planned
from tests.progress.weeks import begin, hold
from tests.statement_listener import listening
from tests.studio_fixtures import a_booking, a_course, a_family, classes_of

LATER = NOW + timedelta(days=2)


def test_planned_and_taken_minutes_stand_side_by_side() -> None:
    parts = [
        replace(a_part("Welcome", 0, 8), planned=5),
        replace(a_part("Recap", 8, 11), planned=0),
        replace(a_part("Song", skipped=True), planned=10, why="Two babies slept"),
        replace(a_part("Closing"), planned=5),
        replace(a_part("Rhyme", 11, 13, skipped=True), planned=4),
    ]
    went = class_delivery(a_session(), parts, (), LATER)
    assert [(one.title, one.planned, one.minutes, one.went, one.why) for one in went.activities] == [
        ("Welcome", 5, 8, "ran", ""),
        ("Recap", 0, 3, "ran", ""),
        ("Song", 10, 0, "left_out", "Two babies slept"),
        ("Closing", 5, 0, "not_begun", ""),
        ("Rhyme", 4, 2, "left_out", ""),
    ]
    assert (went.planned, went.minutes) == (24, 13)
    assert [one.title for one in went.left_out] == ["Song", "Closing", "Rhyme"]


def test_a_class_over_midnight_takes_as_long_as_it_takes() -> None:
    late = 13 * 60 + 45  # a quarter to midnight
    parts = [replace(a_part("Welcome", late, late + 30), planned=30), a_part("Talk", late + 30, late + 45)]
    went = class_delivery(a_session(), parts, (), LATER)
    assert [one.minutes for one in went.activities] == [30, 15]


def test_where_the_clock_stood_the_minutes_of_the_plan_are_told() -> None:
    parts = [replace(a_part("Welcome", 0, 0, minutes=5), planned=5), a_part("Talk", 0, 0, minutes=12)]
    went = class_delivery(replace(a_session(), finished=NOW), parts, (), LATER)
    assert [one.minutes for one in went.activities] == [5, 12]


def test_a_class_that_was_never_ended_does_not_grow_for_ever() -> None:
    parts = [a_part("Welcome", 0, 10), a_part("Talk", 10)]
    went = class_delivery(a_session(status="running"), parts, (), LATER)
    assert went.minutes == 60


def test_a_class_that_nobody_recorded_says_so() -> None:
    went = class_delivery(a_session(status="planned"), (), (planned("Talk"),), LATER)
    assert (went.recorded, went.planned, went.minutes, went.left_out) == (False, 10, 0, ())
    typed = class_delivery(a_session(), (a_part("Welcome", 0, 60), a_part("Talk")), (), LATER)
    assert (typed.recorded, typed.left_out) == (False, ())


def test_a_course_tells_each_class_with_what_was_left_out_and_her_reflection(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [mia])
        starts = begin(session, weeks[1], [mia])
        parts = delivered(session, session_id=weeks[1])
        press = {"session_id": weeks[1], "now": starts + timedelta(minutes=6)}
        service.skip(session, action_id=new_id(), delivered_id=parts[2].id, why="No voice left", **press)  # type: ignore[arg-type]
        plan_service.stretch(session, action_id=new_id(), delivered_id=parts[0].id, by=4, **press)  # type: ignore[arg-type]
        service.go_to(session, action_id=new_id(), delivered_id=parts[1].id, **press)  # type: ignore[arg-type]
        after_service.reflect(session, action_id=new_id(), text="Warm the hall first.", **press)  # type: ignore[arg-type]
        first, second = course_delivery(session, course_id=course, now=starts + timedelta(minutes=20))
    assert (first.planned, first.minutes, first.left_out, first.reflection) == (60, 60, (), "")
    assert second.reflection == "Warm the hall first."
    assert (second.activities[0].planned, second.activities[0].minutes) == (5, 6)
    assert next((one.title, one.why) for one in second.left_out) == (parts[2].title, "No voice left")


@pytest.mark.parametrize("further", [1, 4])
def test_a_course_asks_the_same_for_one_class_and_for_all(studio: Store, further: int) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        for klass in classes_of(session, course)[:further]:
            hold(session, klass, [mia])
    with studio.read() as session, listening() as asked:
        assert len(course_delivery(session, course_id=course, now=NOW + timedelta(weeks=4))) >= further
    assert len(asked) == 5
