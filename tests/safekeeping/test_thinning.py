"""Backups become fewer the older they are, and the newest is never among those that go."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from massage_studio.safekeeping.thinning import obsolete

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)


def kept(made: list[datetime], now: datetime = NOW) -> list[datetime]:
    return sorted(set(made) - obsolete(made, now=now), reverse=True)


def every(step: timedelta, count: int, until: datetime = NOW) -> list[datetime]:
    return [until - step * number for number in range(count)]


@pytest.mark.parametrize(
    ("made", "left"),
    [
        ([], 0),
        ([NOW], 1),
        # Two whole days, the twelve days before, ten weeks and nine months.
        (every(timedelta(minutes=30), 48 * 400), 96 + 12 + 10 + 9),
        (every(timedelta(days=1), 400), 2 + 12 + 10 + 9),
        (every(timedelta(weeks=1), 100), 1 + 12 + 10 + 9),
        # A pause of a year takes nothing away.
        (every(timedelta(days=1), 12, NOW - timedelta(days=365)), 12),
        # All of the last two days, and of a future that only a wrong clock knows.
        (every(timedelta(hours=1), 40), 40),
        (every(timedelta(hours=1), 40, NOW + timedelta(days=30)), 40),
    ],
)
def test_two_days_twelve_days_ten_weeks_and_nine_months_are_kept(made: list[datetime], left: int) -> None:
    assert len(kept(made)) == left
    assert not made or max(made) in kept(made)


def test_the_last_one_of_a_day_and_of_a_week_stands_for_it() -> None:
    old = NOW - timedelta(days=5)
    assert kept([NOW, old, old - timedelta(hours=2)]) == [NOW, old]
    # Daily since summer, and looked at as they come: what a week keeps is the last of it.
    made: list[datetime] = []
    for day in range(200):
        at = NOW + timedelta(days=day)
        made = kept([*made, at], at)
    weekly = sorted(made, reverse=True)[14:24]
    assert len(weekly) == 10 and {at.weekday() for at in weekly[1:]} == {6}


def test_a_clock_that_is_set_back_or_forward_never_takes_the_newest() -> None:
    rng = random.Random(7)
    for _ in range(30):
        clock, made = NOW, list[datetime]()
        for _ in range(60):
            clock += rng.choice((timedelta(minutes=30), timedelta(days=1), timedelta(days=-10)))
            days = {at.date() for at in made}
            gone = obsolete([*made, clock], now=clock)
            assert clock not in gone
            made = [at for at in (*made, clock) if at not in gone]
            assert len({at.date() for at in made}) >= min(len(days), 12)
