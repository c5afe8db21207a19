"""What a class was planned to have beside what it had; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from massage_studio.bookings.views import SessionView
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.curriculum.views import ActivityView
from massage_studio.progress.coverage import minutes_by_the_clock, recorded

Went = Literal["ran", "left_out", "not_begun", "not_recorded"]


@dataclass(frozen=True, slots=True)
class ActivityDelivery:
    """One activity of a class: minutes planned, 0 for one that was added, and by the clock.

    `why` says why it was left out. `part` is the line of the class's plan, None where nobody opened it.
    """

    part: DeliveredView | None
    title: str
    planned: int
    minutes: float
    went: Went
    why: str


@dataclass(frozen=True, slots=True)
class ClassDelivery:
    """One class as planned and as it went; of one that recorded nothing no minutes are known.

    `reflection` is the instructor's own and for nobody else.
    """

    session: SessionView
    recorded: bool
    activities: tuple[ActivityDelivery, ...]
    reflection: str

    @property
    def planned(self) -> int:
        """All planned minutes."""
        return sum(one.planned for one in self.activities)

    @property
    def minutes(self) -> float:
        """All minutes that were given."""
        return sum(one.minutes for one in self.activities)

    @property
    def left_out(self) -> tuple[ActivityDelivery, ...]:
        """What was left out, or never begun."""
        return tuple(one for one in self.activities if one.went in ("left_out", "not_begun"))


def class_delivery(
    session: SessionView,
    parts: Sequence[DeliveredView],
    planned: Sequence[ActivityView],
    now: datetime,
    reflection: str = "",
) -> ClassDelivery:
    """Return a class as planned and as it went; what is still to do in one that runs is not begun."""
    if not parts:
        lines = [ActivityDelivery(None, one.title, one.minutes, 0.0, "not_recorded", "") for one in planned]
        return ClassDelivery(session, recorded=False, activities=tuple(lines), reflection=reflection)
    known = recorded(session, parts)
    given = {part.id: minutes_by_the_clock(session, part, now) for part in parts}
    stood = not any(given.values())
    found = []
    for part in parts:
        went: Went = "not_recorded"
        minutes = 0.0
        if known and part.started is not None:
            went = "left_out" if part.skipped else "ran"
            # A clock that stood still says nothing of how long anything took.
            minutes = float(part.minutes) if stood and part.ended else given[part.id]
        elif known:
            went = "left_out" if part.skipped else "not_begun"
        found.append(ActivityDelivery(part, part.title, part.planned, minutes, went, part.why))
    return ClassDelivery(session, known, tuple(found), reflection)
