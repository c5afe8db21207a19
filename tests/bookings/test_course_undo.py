"""Whatever is done to a course is taken back exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import courses_service, dates_service
from massage_studio.bookings.course_views import PlannedClass
from massage_studio.bookings.views import SessionView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from massage_studio.store.undo import redo_operation, undo_operation
from tests.bookings.planned import FIELDS, parts, weekly
from tests.studio_fixtures import NOW, a_course, classes_of


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of the tables that these verbs write, without the revisions, which only ever rise."""
    session.flush()
    found = {}
    for table in ("venue", "course", "plan_copy", "class_session", "closed_days"):
        rows = session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
        found[table] = [{name: row[name] for name in row if name != "revision"} for row in rows]
    return found


VERBS: dict[str, Callable[[Session, UUID], object]] = {
    "plan_course": lambda session, _: courses_service.plan_course(
        session, course_id=new_id(), fields=FIELDS, classes=weekly(), now=NOW
    ),
    "change_course": lambda session, key: courses_service.change_course(
        session,
        course_id=key,
        fields=replace(FIELDS, plan_code="four_60"),
        classes=(*courses.draft(session, course_id=key).classes, *weekly(1)),
        now=NOW,
    ),
    "move_class": lambda session, key: dates_service.move_class(
        session, session_id=classes_of(session, key)[0], starts=NOW + timedelta(days=50), now=NOW
    ),
    "move_on": lambda session, key: dates_service.move_on(
        session, session_id=classes_of(session, key)[1], starts=NOW + timedelta(days=50), now=NOW
    ),
    "cancel_class": lambda session, key: dates_service.cancel_class(
        session, session_id=classes_of(session, key)[1], reason="Ill", replacement=weekly(7)[6], now=NOW
    ),
    "remove_course": lambda session, key: courses_service.remove_course(session, course_id=key, now=NOW),
    "archive_course": lambda session, key: courses_service.archive_course(
        session, course_id=key, archived=True, now=NOW
    ),
    "close_days": lambda session, _: courses_service.close_days(
        session, closed_id=new_id(), first=NOW.date(), last=NOW.date(), words="Away", now=NOW
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_one_operation_that_is_taken_back_and_done_again_exactly(
    studio: Store, verb: str
) -> None:
    with studio.write() as session:
        key = a_course(session)
        before = everything(session)
        VERBS[verb](session, key)
        after = everything(session)
        last = last_operations(session)[0]
        assert last is not None and last.verb == verb
        undo_operation(session, now=NOW)
        assert everything(session) == before != after
        redo_operation(session)
        assert everything(session) == after


STEP = st.tuples(
    st.sampled_from(["move", "on", "cancel", "replace", "hold", "undo", "redo"]),
    st.integers(0, 9),
    st.integers(-20, 60),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=12))
@example([("cancel", 2, 0), ("cancel", 7, 46), ("cancel", 7, 53), ("cancel", 7, 0)])
def test_whatever_is_done_numbers_count_up_and_undo_comes_all_the_way_home(
    studio: Store, steps: list[tuple[str, int, int]]
) -> None:
    with studio.write() as session:
        key = a_course(session)
        start = everything(session)
        operations = 0
        for verb, which, by in steps:
            known = parts(session, key)
            chosen = known[which % len(known)]
            starts = chosen.starts + timedelta(days=by, minutes=7 * which)
            try:
                _do(session, verb, chosen, starts)
            except KnownError:
                continue
            held = [one for one in parts(session, key) if one.status != "cancelled"]
            assert [one.number for one in held] == list(range(1, len(held) + 1))
            assert {one.of for one in held} <= {len(held)}
            themes = [int(one.plan_session_code.split("/")[1]) for one in held]
            assert themes == sorted(themes)
        while last_operations(session)[0] is not None:
            undo_operation(session, now=NOW + timedelta(seconds=operations))
            operations += 1
        assert everything(session) == start


def _do(session: Session, verb: str, chosen: SessionView, starts: datetime) -> None:
    made = PlannedClass(new_id(), starts)
    if verb == "move":
        dates_service.move_class(session, session_id=chosen.id, starts=starts, now=NOW)
    elif verb == "on":
        dates_service.move_on(session, session_id=chosen.id, starts=starts, now=NOW)
    elif verb == "cancel":
        dates_service.cancel_class(session, session_id=chosen.id, reason="Ill", replacement=made, now=NOW)
    elif verb == "replace":
        dates_service.replace_class(session, session_id=chosen.id, replacement=made, now=NOW)
    elif verb == "hold":
        dates_service.hold_after_all(session, session_id=chosen.id, now=NOW)
    elif verb == "undo":
        undo_operation(session, now=NOW)
    else:
        redo_operation(session)
