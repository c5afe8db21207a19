"""What should be looked at before an import: who waits, a course that is over, and dates that cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from massage_studio.bookings import booking_service
from massage_studio.store.engine import Store
from tests.exchange.bookings_file import GRACE, TOM, a_file, bring_in, course_costing, line_of, look
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling


def test_families_that_wait_are_counted_where_a_newcomer_gets_a_place(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        first = a_booking(session, course, a_family(session, "Ada"))
        twin = a_family(session, "Noah")
        for dyad in (twin, a_sibling(session, twin, "Kit"), a_family(session, "Eve")):
            a_booking(session, course, dyad)
    assert look(studio, a_file(TOM), course).waiting == 0  # he waits too
    with studio.write() as session:
        booking_service.cancel(session, booking_id=first, now=NOW)
    seen = look(studio, a_file(TOM), course)
    assert ([line.state for line in seen.lines], seen.waiting) == (["ready"], 2)
    bring_in(studio, a_file(TOM), course)
    assert look(studio, a_file(TOM), course).waiting == 0


def test_a_course_that_is_over_is_told_with_its_last_day(studio: Store) -> None:
    course = course_costing(studio)
    last = NOW + timedelta(weeks=4)
    assert look(studio, a_file(TOM), course).over is None
    assert look(studio, a_file(TOM), course, now=last).over is None
    assert look(studio, a_file(TOM), course, now=last + timedelta(hours=2)).over == last.date()


@pytest.mark.parametrize(
    ("born", "far"),
    [
        ("2026-09-17", False),
        ("2027-09-17", True),
        ("2027-09-10", False),
        ("1926-09-17", True),
        ("2010-01-01", False),
        ("2008-01-01", True),
        ("", False),
    ],
)
@pytest.mark.parametrize("day", ["born", "due"])
def test_a_date_far_from_today_is_asked(studio: Store, day: str, born: str, far: bool) -> None:
    course = course_costing(studio)
    line = line_of(studio, a_file({**GRACE, day: born}), course)
    assert line.state == ("needs you" if far else "ready")
    if far:
        [question] = line.questions
        assert question.likely[-1].value == born
        answers = {question.key: question.likely[0].value}
        assert [
            one.state for one in look(studio, a_file({**GRACE, day: born}), course, answers=answers).lines
        ] == ["ready"]


def test_a_date_far_from_today_is_asked_where_it_would_change_a_baby(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file(GRACE), course)
    line = line_of(studio, a_file({**GRACE, "born": "1926-09-17"}), course)
    assert (line.state, line.born) == ("needs you", date(1926, 9, 17))
