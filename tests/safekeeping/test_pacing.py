"""Long work makes way for what somebody waits for: counted on a clock of its own."""

from __future__ import annotations

import pytest

from massage_studio.safekeeping import pacing
from massage_studio.safekeeping.pacing import Pace, StoppedError


class Clock:
    """A clock that goes on while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept = list[float]()

    def perf_counter(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pacing, "time", made)
    return made


def test_work_rests_as_long_as_a_piece_took(clock: Clock) -> None:
    pace = Pace(lambda: False, lambda: False)
    for piece, rest in ((0.001, []), (0.004, [0.005]), (0.02, [0.02]), (3.0, [0.05])):
        clock.slept.clear()
        clock.now += piece
        pace()
        assert clock.slept == pytest.approx(rest)


def test_work_waits_until_a_press_is_saved_and_not_for_ever(clock: Clock) -> None:
    saved_at = 0.021
    pace = Pace(lambda: False, lambda: clock.now < saved_at)
    pace()
    assert saved_at <= clock.now < saved_at + 0.004
    saved_at = 1000.0
    pace()
    assert clock.now < 0.3


def test_work_with_nobody_beside_it_goes_on_at_once(clock: Clock) -> None:
    pace = Pace(lambda: False)
    clock.now += 3
    pace()
    assert clock.slept == []


def test_work_ends_as_soon_as_nobody_waits_for_it_even_while_it_makes_way(clock: Clock) -> None:
    pace = Pace(lambda: clock.now > 0.01, lambda: True)
    with pytest.raises(StoppedError):
        pace()
    assert clock.now < 0.02
