"""What the register says of waiting and of keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import RegisterView
from massage_studio.gui.cues import register_words
from massage_studio.store.engine import Store
from tests.studio_fixtures import a_booking, a_course, a_family, classes_of

# Ten o'clock in London on the Saturday before the clocks go back.
SATURDAY = datetime(2026, 10, 24, 9, tzinfo=UTC)


def a_register(studio: Store) -> RegisterView:
    """Make the register of one dyad on the Saturday before the clocks go back."""
    with studio.write() as session:
        course = a_course(session, starts=tuple(SATURDAY + timedelta(weeks=week) for week in range(5)))
        a_booking(session, course, a_family(session))
        return register(session, session_id=classes_of(session, course)[0])


def test_forty_eight_hours_stay_so_many_when_the_clocks_change(studio: Store) -> None:
    view = a_register(studio)
    ends = register_words.wait_ends(view.rows[0], view.session, 48)
    assert ends.astimezone(UTC) - SATURDAY == timedelta(hours=48)
    assert (ends.strftime("%A"), ends.hour) == ("Monday", 9), "an hour earlier on the wall"


def test_the_wait_of_one_who_came_late_counts_from_then(studio: Store) -> None:
    view = a_register(studio)
    came = SATURDAY + timedelta(minutes=20)
    row = replace(view.rows[0], status="late", arrived=came)
    assert register_words.wait_ends(row, view.session, 48).astimezone(UTC) - came == timedelta(hours=48)


def test_without_a_wait_of_ones_own_no_time_is_told(studio: Store) -> None:
    view = a_register(studio)
    row = replace(view.rows[0], health="immunised")
    assert "wait" not in register_words.health_sentence(row, view.session, 0)
