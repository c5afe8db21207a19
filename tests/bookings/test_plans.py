"""How the database goes about the sums and the long lists: by an index, not through all rows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    attendance_queries,
    chase_queries,
    class_queries,
    course_list_queries,
    ledger_queries,
    mailing_queries,
    money_queries,
    plan_course_queries,
    roster_queries,
    today_queries,
)
from massage_studio.bookings.models import Course
from massage_studio.cues.queries import phrases
from massage_studio.families.queries import family_rows
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import last_operations, operations_of
from tests.demo_studio import TODAY, demo_once
from tests.statement_listener import listening

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
YEAR = {"first": date(2026, 4, 6), "last": date(2027, 4, 5)}
ZONE = "Europe/London"
PAID_IN_TIME = "ix_payment_income (voided_at=? AND paid_at>?"
LATEST_FIRST = "SCAN class_session USING INDEX ix_class_session_starts_at"


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Store]:
    store = open_studio(Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "demo")))
    yield store
    store.close()


def plans(store: Store, question: Callable[[Session], Any]) -> list[str]:
    """Return the steps of the database's plans for all that a question asks."""
    with store.read() as session, listening() as asked:
        question(session)
    with store.engine.connect() as connection:
        return [
            step[3]
            for statement, values in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def roster(session: Session) -> object:
    course = session.scalars(select(Course.id)).first()
    assert course is not None
    return roster_queries.roster(session, course_id=course, now=NOW)


def to_ask(session: Session) -> object:
    return today_queries.reminders(session, now=NOW, today=TODAY)


def chased(session: Session) -> object:
    return chase_queries.chase_list(session, now=NOW, today=TODAY)


def through_all(steps: list[str], *tables: str) -> list[str]:
    """Return the steps that go through all rows of one of these tables, whatever it is called there."""
    return [
        step
        for step in steps
        if step.startswith("SCAN ")
        and step.split()[1].rstrip("_0123456789") in tables
        and "USING" not in step
    ]


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (lambda session: money_queries.income(session, by="month", **YEAR), PAID_IN_TIME),
        (lambda session: money_queries.income(session, by="tax_year"), PAID_IN_TIME),
        (lambda session: money_queries.income(session, by="course", **YEAR), PAID_IN_TIME),
        (money_queries.unsettled, "ix_payment_paid (booking_id=? AND voided_at=?)"),
        (money_queries.unsettled, "ix_booking_places"),
        (to_ask, "ix_booking_places (course_id=? AND status=?)"),
        (lambda session: course_list_queries.courses(session, now=NOW), "ix_booking_places"),
    ],
)
def test_sums_are_made_from_an_index_alone(
    demo: Store, question: Callable[[Session], Any], index: str
) -> None:
    steps = plans(demo, question)
    assert [step for step in steps if f"COVERING INDEX {index}" in step], "\n".join(steps)
    assert through_all(steps, "payment", "booking") == []


@pytest.mark.parametrize(
    ("question", "index"),
    [
        (lambda session: today_queries.today(session, now=NOW, zone=ZONE), "ix_class_session_starts_at"),
        (lambda session: today_queries.today(session, now=NOW, zone=ZONE), "ix_booking_makes_up_id"),
        (roster, "ix_booking_moved_to_id"),
        (lambda session: today_queries.today(session, now=NOW, zone=ZONE), "ix_booking_status_offered_until"),
        (
            lambda session: attendance_queries.attendance_since(session, moment=NOW),
            "ix_class_session_finished_at",
        ),
        (
            lambda session: course_list_queries.course_list(session, now=NOW, past=30),
            "ix_class_session_course_id_starts_at_status",
        ),
        (lambda session: class_queries.sessions(session, most=200), "ix_class_session_starts_at"),
        (
            lambda session: money_queries.latest_receipts(session, most=100, **YEAR),
            "ix_receipt_issued_at",
        ),
        (lambda session: ledger_queries.ledger(session, **YEAR), "ix_payment_income"),
        (lambda session: family_rows(session, today=TODAY, most=60), "ix_family_made_at_id"),
        (lambda session: phrases(session, layer="family", words="l"), "ix_cue_note_words"),
        (to_ask, "sqlite_autoindex_unsettled_booking_1"),
        (to_ask, "ix_class_session_not_finished (status=?)"),
        (to_ask, "ix_carer_restriction_until"),
        (chased, "sqlite_autoindex_unsettled_booking_1"),
        (chased, "ix_class_session_not_finished (status=?)"),
        (chased, "ix_carer_restriction_until"),
        (money_queries.unsettled, "ix_class_session_not_finished (status=?)"),
        (plan_course_queries.courses_to_come, "ix_class_session_not_finished (status=?)"),
        (lambda session: course_list_queries.course_list(session, now=NOW, past=30), LATEST_FIRST),
        (lambda session: course_list_queries.course_choices(session, most=100), LATEST_FIRST),
        (lambda session: mailing_queries.courses_by_date(session, most=100), LATEST_FIRST),
        (last_operations, "sqlite_autoindex_operation_2"),
        (
            lambda session: operations_of(session, verb="import", table="booking", limit=20),
            "ix_operation_verb_seq",
        ),
    ],
)
def test_long_lists_are_read_from_an_index(
    demo: Store, question: Callable[[Session], Any], index: str
) -> None:
    steps = plans(demo, question)
    assert [step for step in steps if index in step], "\n".join(steps)
    grow = ("attendance", "booking", "cue_note", "class_session", "operation", "family", "payment", "receipt")
    assert through_all(steps, *grow) == [], "\n".join(steps)


def test_what_may_be_due_is_asked_of_no_more_bookings_than_are_not_settled(demo: Store) -> None:
    for question in (to_ask, chased, money_queries.unsettled):
        steps = plans(demo, question)
        # By its key alone, or with a course of which there are few: never all that stand.
        of_bookings = [step for step in steps if re.match(r"(SCAN|SEARCH) booking", step)]
        assert of_bookings and all("id=?" in step for step in of_bookings), "\n".join(steps)
