"""A course keeps the plan that it began with, whatever becomes of that plan."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import course_plan_service, courses_service
from massage_studio.bookings.plan_course_queries import courses_to_come
from massage_studio.bookings.plan_queries import class_plan, course_plan
from massage_studio.cues import opening_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.curriculum import content, queries
from massage_studio.curriculum.service import hide, put_words
from massage_studio.curriculum.views import plan_as_text, plan_from_text
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.bookings.planned import FIELDS, parts, weekly
from tests.studio_fixtures import NOW, a_class, a_course, classes_of


def sessions_with(title: str) -> list[dict[str, Any]]:
    """The sessions of the plan for five classes, all but the first title as they ship."""
    shipped = content.shipped_entry("plan", "five_60")
    assert shipped is not None
    first, *rest = shipped["sessions"]
    welcome, *others = first["activities"]
    return [first | {"title": title, "activities": [welcome | {"title": title}, *others]}, *rest]


def edit(session: Session, title: str) -> None:
    words = {"sessions": sessions_with(title)}
    put_words(session, kind="plan", code="five_60", words=words, now=NOW)


def test_a_plan_is_kept_as_text_and_read_again(studio: Store) -> None:
    with studio.read() as session:
        for plan in queries.plans(session):
            assert plan_from_text(plan_as_text(plan)) == plan


def test_a_course_goes_on_with_the_plan_that_it_began_with(studio: Store) -> None:
    with studio.write() as session:
        before = a_course(session)
        edit(session, "Mine")
        after = a_course(session, "Spring course")
        for course, title in ((before, None), (after, "Mine")):
            shipped = content.load().plan("five_60").sessions[0]
            first = classes_of(session, course)[0]
            opening_service.open_class(session, session_id=first, now=NOW)
            plan, part = class_plan(session, session_id=first)
            assert (plan, part) == (course_plan(session, course_id=course), plan.sessions[0])
            assert part.title == parts(session, course)[0].title == (title or shipped.title)
            begun = delivered(session, session_id=first)[0]
            assert begun.title == (title or shipped.activities[0].title)


def test_a_class_that_was_held_stays_a_part_of_the_plan_that_its_course_followed_then(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        for code in ("four_60", "five_60", "four_60"):
            draft = courses.draft(session, course_id=opened.course)
            fields = replace(draft.fields, plan_code=code)
            courses_service.change_course(
                session, course_id=opened.course, fields=fields, classes=draft.classes, now=NOW
            )
            assert course_plan(session, course_id=opened.course).code == code
        held, next_one, *_ = classes_of(session, opened.course)
        assert class_plan(session, session_id=held)[0].code == "five_60"
        assert class_plan(session, session_id=next_one)[0].code == "four_60"


def test_a_course_of_a_plan_that_is_no_longer_offered_goes_on(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        hide(session, kind="plan", code="five_60", now=NOW)
        assert "five_60" not in [plan.code for plan in queries.plans(session)]
        draft = courses.draft(session, course_id=course)
        courses_service.change_course(
            session,
            course_id=course,
            fields=replace(draft.fields, name="Renamed"),
            classes=draft.classes,
            now=NOW,
        )
        assert course_plan(session, course_id=course).label
        opening_service.open_class(session, session_id=classes_of(session, course)[0], now=NOW)
        assert delivered(session, session_id=classes_of(session, course)[0])


def test_a_course_of_before_there_were_copies_is_taken_back_and_done_again(studio: Store) -> None:
    key = new_id()
    with studio.write() as session:
        courses_service.plan_course(session, course_id=key, fields=FIELDS, classes=weekly(), now=NOW)
        # As the migration leaves it: the operation knows nothing of the copy.
        operation = session.execute(text("SELECT id, changes FROM operation")).one()
        rows = [row for row in json.loads(operation.changes) if row[0] != "plan_copy"]
        session.execute(text("UPDATE operation SET changes = :rows"), {"rows": json.dumps(rows)})
        plan = course_plan(session, course_id=key)
    with studio.write() as session:
        undo_operation(session, now=NOW)
        assert session.scalar(text("SELECT count(*) FROM plan_copy")) == 0
    with studio.write() as session:
        redo_operation(session)
        assert course_plan(session, course_id=key) == plan
        opening_service.open_class(session, session_id=classes_of(session, key)[0], now=NOW)
        assert delivered(session, session_id=classes_of(session, key)[0])


def titles(session: Session, course: UUID) -> list[str]:
    """The first activity of the plan of each class, by date."""
    return [class_plan(session, session_id=one)[1].activities[0].title for one in classes_of(session, course)]


def test_a_running_course_follows_the_changed_plan_from_a_week_on_and_undo_takes_it_back(
    studio: Store,
) -> None:
    with studio.write() as session:
        course = a_course(session)
        first, *_ = classes_of(session, course)
        opening_service.open_class(session, session_id=first, now=NOW)
        before, shown = titles(session, course), parts(session, course)
        words = [part | {"title": "Mine"} for part in sessions_with("Mine")]
        new = [part | {"activities": [part["activities"][0] | {"title": "Mine"}]} for part in words]
        put_words(session, kind="plan", code="five_60", words={"sessions": new}, now=NOW)
        key = new_id()
        course_plan_service.follow_plan(
            session, course_id=course, plan_code="five_60", week=4, now=NOW, operation_id=key
        )
        assert titles(session, course) == [*before[:3], "Mine", "Mine"]
        assert [one.title for one in parts(session, course)][3:] == ["Mine", "Mine"]
        assert course_plan(session, course_id=course).sessions[0].title == "Mine"
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=key)
        assert titles(session, course) == before
        assert [one.title for one in parts(session, course)] == [one.title for one in shown]
        redo_operation(session, operation_id=key)
        assert titles(session, course)[3:] == ["Mine", "Mine"]


def test_a_class_that_was_held_keeps_its_plan_even_where_the_plan_changes_from_the_first_week(
    studio: Store,
) -> None:
    with studio.write() as session:
        opened = a_class(session)
        held = classes_of(session, opened.course)[0]
        kept = class_plan(session, session_id=held)
        edit(session, "Mine")
        for _ in range(2):
            course_plan_service.follow_plan(
                session, course_id=opened.course, plan_code="five_60", week=1, now=NOW
            )
            assert class_plan(session, session_id=held) == kept
        assert course_plan(session, course_id=opened.course).sessions[0].title == "Mine"
        course_plan_service.follow_plan(
            session, course_id=opened.course, plan_code="four_60", week=2, now=NOW
        )
        assert class_plan(session, session_id=held) == kept
        assert course_plan(session, course_id=opened.course).code == "four_60"


def test_a_course_without_classes_to_come_from_that_week_on_is_told(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        with pytest.raises(KnownError, match="still to come"):
            course_plan_service.follow_plan(session, course_id=course, plan_code="five_60", week=6, now=NOW)


def test_courses_to_come_are_found_with_the_plan_that_they_follow(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
    with studio.read() as session:
        found = courses_to_come(session)
    assert [(one.id, one.plan_code, one.private) for one in found] == [(opened.course, "five_60", False)]
    assert [week.planned for week in found[0].weeks] == [False, True, True, True, True]
