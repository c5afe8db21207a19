"""A class's plan moves on while it runs, and later edits of the plan leave it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from massage_studio.bookings.plan_queries import class_plan
from massage_studio.cues import delivered_service as service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_views import DeliveredView, neighbour
from massage_studio.curriculum import content, queries
from massage_studio.curriculum.views import ActivityView
from massage_studio.store.engine import Store
from tests.studio_fixtures import NOW, OpenClass, a_class, a_course, classes_of


@pytest.fixture
def opened(studio: Store) -> OpenClass:
    with studio.write() as session:
        return a_class(session, "Mia")


def parts(store: Store, opened: OpenClass) -> tuple[DeliveredView, ...]:
    with store.read() as session:
        return delivered(session, session_id=opened.session)


def planned_for(session: Session, opened: OpenClass) -> tuple[ActivityView, ...]:
    return class_plan(session, session_id=opened.session)[1].activities


def go(store: Store, opened: OpenClass, number: int | None, minute: int) -> None:
    key = None if number is None else parts(store, opened)[number].id
    with store.write() as session:
        service.go_to(
            session, session_id=opened.session, delivered_id=key, now=NOW + timedelta(minutes=minute)
        )


def times(part: DeliveredView) -> tuple[int | None, int | None]:
    began, ended = (
        None if moment is None else int((moment - NOW).total_seconds() // 60)
        for moment in (part.started, part.ended)
    )
    return began, ended


def test_a_class_gets_the_activities_of_its_plan(studio: Store, opened: OpenClass) -> None:
    with studio.read() as session:
        planned = planned_for(session, opened)
    laid = parts(studio, opened)
    assert [(part.kind, part.title, part.minutes, part.benefits, part.areas) for part in laid] == [
        (part.kind, part.title, part.minutes, part.benefits, part.areas) for part in planned
    ]
    assert [part.position for part in laid] == list(range(len(planned)))


def test_a_plan_that_is_edited_later_leaves_the_class_alone(studio: Store, opened: OpenClass) -> None:
    before = parts(studio, opened)
    with studio.write() as session:
        other = [replace(part, title="Something else") for part in planned_for(session, opened)]
        service.lay_out(session, session_id=opened.session, activities=other)
    assert parts(studio, opened) == before


def test_the_next_activity_begins_when_the_one_before_it_ends(studio: Store, opened: OpenClass) -> None:
    go(studio, opened, 1, 8)
    go(studio, opened, 3, 20)  # one left out
    assert [times(part) for part in parts(studio, opened)[:4]] == [(0, 8), (8, 20), (None, None), (20, None)]
    assert [part.status for part in parts(studio, opened)[:4]] == ["done", "done", "todo", "running"]


def test_the_activity_that_runs_goes_on_when_pressed_again(studio: Store, opened: OpenClass) -> None:
    go(studio, opened, 0, 5)
    assert times(parts(studio, opened)[0]) == (0, None)


def test_going_back_within_a_minute_takes_a_slip_back(studio: Store, opened: OpenClass) -> None:
    before = parts(studio, opened)
    go(studio, opened, 1, 8)
    go(studio, opened, 2, 9)
    go(studio, opened, 1, 10)
    assert [times(part) for part in parts(studio, opened)[:3]] == [(0, 8), (8, None), (None, None)]
    assert len(parts(studio, opened)) == len(before)
    assert parts(studio, opened)[2].status == "todo"


def test_whatever_began_within_the_minute_was_a_slip(studio: Store, opened: OpenClass) -> None:
    for number in (1, 2, 3):
        go(studio, opened, number, 8)
    go(studio, opened, 0, 8)
    assert [times(part) for part in parts(studio, opened)[:4]] == [(0, None)] + 3 * [(None, None)]


def test_going_back_later_runs_the_activity_once_more_behind_the_one_that_ran(
    studio: Store, opened: OpenClass
) -> None:
    go(studio, opened, 1, 5)
    go(studio, opened, 0, 8)
    now = parts(studio, opened)
    assert [times(part) for part in now[:4]] == [(0, 5), (5, 8), (8, None), (None, None)]
    assert [part.status for part in now[:4]] == ["done", "done", "running", "todo"]
    assert [(part.title, part.kind, part.minutes, part.benefits, part.areas) for part in (now[0],)] == [
        (part.title, part.kind, part.minutes, part.benefits, part.areas) for part in (now[2],)
    ]
    go(studio, opened, 3, 14)
    assert [times(part) for part in parts(studio, opened)[:4]] == [(0, 5), (5, 8), (8, 14), (14, None)]


def test_the_next_is_what_is_still_to_come_and_the_one_before_is_what_ran(
    studio: Store, opened: OpenClass
) -> None:
    go(studio, opened, 2, 5)
    go(studio, opened, 1, 8)
    now = parts(studio, opened)
    assert (neighbour(now, 1), neighbour(now, -1), neighbour(now, -2)) == (now[3], now[0], None)
    go(studio, opened, 0, 12)
    now = parts(studio, opened)
    assert [part.status for part in now[:5]] == ["done", "done", "running", "done", "todo"]
    assert (neighbour(now, 1), neighbour(now, -1)) == (now[4], now[1])
    go(studio, opened, None, 20)
    now = parts(studio, opened)
    assert (neighbour(now, -1), neighbour(now, -3), neighbour(now, -4)) == (now[2], now[0], None)


def test_an_activity_never_ends_before_it_began(studio: Store, opened: OpenClass) -> None:
    go(studio, opened, 1, 8)
    go(studio, opened, 2, -30)  # the clock was set back
    assert times(parts(studio, opened)[1]) == (8, 8)


def test_after_the_last_activity_none_runs(studio: Store, opened: OpenClass) -> None:
    go(studio, opened, None, 12)
    assert {part.status for part in parts(studio, opened)} == {"done", "todo"}


def test_the_database_itself_lets_one_activity_run(studio: Store, opened: OpenClass) -> None:
    go(studio, opened, 1, 8)
    with pytest.raises(IntegrityError, match="UNIQUE"), studio.write() as session:
        session.execute(text("UPDATE delivered SET ended_at = NULL"))
    with pytest.raises(IntegrityError, match="began"), studio.write() as session:
        session.execute(text("UPDATE delivered SET ended_at = '2026-11-19 10:00:00.000000'"))


def test_a_class_that_goes_on_resumes_the_activity_that_its_end_closed(
    studio: Store, opened: OpenClass
) -> None:
    go(studio, opened, 2, 5)
    go(studio, opened, 1, 9)  # back, so that the later activity is not the one that ran last
    go(studio, opened, 2, 12)  # once more, behind the one that ran
    go(studio, opened, None, 60)
    with studio.write() as session:
        service.resume(session, session_id=opened.session, ended=NOW + timedelta(minutes=60))
    assert [part.position for part in parts(studio, opened) if part.status == "running"] == [2]
    with studio.write() as session:
        service.resume(
            session, session_id=opened.session, ended=NOW + timedelta(days=1)
        )  # nothing ended then
    assert [part.position for part in parts(studio, opened) if part.status == "running"] == [2]


def test_every_course_plan_can_be_taught(studio: Store) -> None:
    with studio.read() as session:
        plans = queries.plans(session)
    assert [plan.code for plan in plans] == [plan.code for plan in content.load().plans]
    with studio.write() as session:
        course = a_course(session, starts=tuple(NOW + timedelta(days=days) for days in range(9)))
        ids = classes_of(session, course)
    with studio.read() as session:
        codes = session.scalars(text("SELECT plan_session_code FROM class_session ORDER BY number")).all()
    # More dates than the plan has sessions: the last one is taught again.
    assert len(ids) == 9
    assert codes == [f"five_60/{min(number, 5)}" for number in range(1, 10)]
