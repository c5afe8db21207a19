"""How long a baby was there: late arrival and early leaving count, and ten seconds are no activity."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from massage_studio.bookings.views import AttendanceView
from massage_studio.cues.presence import THROUGHOUT, Presence, presence
from massage_studio.cues.timeline import Span
from tests.cues.test_timeline import note
from tests.progress.test_coverage import BABY, a_session
from tests.studio_fixtures import NOW


def at(minute: float | None) -> datetime | None:
    return None if minute is None else NOW + timedelta(minutes=minute)


def a_span(code: str, start: float, end: float) -> Span:
    return Span(code, NOW + timedelta(minutes=start), NOW + timedelta(minutes=end))


@pytest.mark.parametrize(
    ("arrived", "left", "minutes", "had"),
    [
        (None, None, 20, True),
        (5, None, 20, True),
        (20, None, 10, True),
        (20.1, None, 9.9, False),
        (40, None, 0, False),
        (None, 10 + 1 / 6, 1 / 6, False),
        (None, 20, 10, True),
        (None, 5, 0, False),
        (12, 18, 6, False),
        (25, 12, 0, False),
    ],
)
def test_an_activity_was_had_by_who_was_there_for_half_of_it(
    arrived: float | None, left: float | None, minutes: float, had: bool
) -> None:
    there = Presence(at(arrived), at(left))
    start = NOW + timedelta(minutes=10)
    assert there.minutes(start, 20) == pytest.approx(minutes)
    assert there.had(start, 20) is had


def test_where_the_clock_stood_an_activity_was_had_by_who_was_there_then() -> None:
    assert THROUGHOUT.had(NOW, 0) and Presence(at(0), None).had(NOW, 0)
    assert not Presence(at(1), None).had(NOW, 0) and not Presence(None, at(0)).had(NOW, 0)


def test_states_are_cut_to_when_the_baby_was_there() -> None:
    there = Presence(at(10), at(20))
    spans = [a_span(*one) for one in (("a", 0, 5), ("b", 5, 15), ("c", 15, 60))]
    assert there.within(spans) == (a_span("b", 10, 15), a_span("c", 15, 20))
    assert THROUGHOUT.within(spans) == tuple(spans)


@pytest.mark.parametrize(
    ("status", "first_note", "there"),
    [
        ("here", 3, Presence(None, at(50))),
        ("late", None, Presence(at(30), at(50))),
        ("late", 3, Presence(at(3), at(50))),
        ("late", 40, Presence(at(30), at(50))),
        ("expected", 3, None),
        ("absent", None, None),
        ("elsewhere", None, None),
    ],
)
def test_the_register_and_the_first_note_tell_when_a_baby_came(
    status: str, first_note: float | None, there: Presence | None
) -> None:
    row = AttendanceView(a_session(), BABY, None, status, at(30), at(50))  # type: ignore[arg-type]
    notes = () if first_note is None else (note(1, "cue", "yawns", first_note),)
    assert presence(row, notes) == there
