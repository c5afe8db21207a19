"""The weekly dates of a course while it is being planned, by the clock on the wall."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Timetable:
    """`weeks` classes from `first` on, at the same hour; all moments are local and carry no zone.

    The `skipped` days are left out and the later dates move on; `moved` holds the classes, by index from 0,
    that were given a moment of their own.
    """

    first: datetime
    weeks: int
    skipped: frozenset[date] = frozenset()
    moved: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def weekly(self) -> tuple[datetime, ...]:
        """The dates by the week alone, before any was moved."""
        found: list[datetime] = []
        moment = self.first
        while len(found) < self.weeks:
            if moment.date() not in self.skipped:
                found.append(moment)
            moment += _WEEK
        return tuple(found)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """The dates as they stand."""
        return tuple(self.moved.get(index, moment) for index, moment in enumerate(self.weekly))

    def skip(self, index: int) -> "Timetable":
        """Strike out a week; this class and all later ones move on by one."""
        return replace(
            self,
            skipped=self.skipped | {self.weekly[index].date()},
            moved={key: moment for key, moment in self.moved.items() if key < index},
        )

    def put_back(self, day: date) -> "Timetable":
        """Hold a class in a week that was struck out, so that the later ones come forward again."""
        before = sum(moment.date() < day for moment in self.weekly)
        return replace(
            self,
            skipped=self.skipped - {day},
            moved={key: moment for key, moment in self.moved.items() if key < before},
        )

    def move(self, index: int, moment: datetime) -> "Timetable":
        """Give one class a moment of its own."""
        return replace(self, moved={**self.moved, index: moment})

    def starts(self, zone: str) -> tuple[datetime, ...]:
        """The dates in a time zone: ten o'clock stays ten o'clock when the clocks change."""
        return tuple(moment.replace(tzinfo=ZoneInfo(zone)) for moment in self.moments)
