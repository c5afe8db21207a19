"""The dates of a course while it is being planned, by the clock on the wall."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice

from massage_studio.bookings.recurrence import EVERY_WEEK, Recurrence, at_wall, missing_from, pattern_of

_MOST_STRUCK = 800


@dataclass(frozen=True, slots=True)
class Struck:
    """A day of the pattern without a class: closed, with the holiday's name, or skipped by hand."""

    day: date
    closed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Planned:
    """One class to be: where the pattern puts it, and where it stands."""

    index: int
    weekly: datetime
    moment: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """`count` classes from `first` on; all moments are local and carry no zone.

    On `closed` days, each with the holiday's name, there is no class unless it is `held` all the same; the
    `skipped` days were struck out by hand. Either way the later dates move on. `moved` holds the classes, by
    index from 0, that were given a moment of their own, `anew` those from which the pattern begins again.
    """

    first: datetime
    count: int
    pattern: Recurrence = EVERY_WEEK
    closed: Mapping[date, str] = field(default_factory=dict)
    held: frozenset[date] = frozenset()
    skipped: frozenset[date] = frozenset()
    moved: Mapping[int, datetime] = field(default_factory=dict)
    anew: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Planned | Struck, ...]:
        """The classes and the days struck out between them, in the order of the pattern.

        Fewer classes than `count` where the closed days leave no room for years.
        """
        return tuple(islice(self._rows(), self.count + _MOST_STRUCK))

    def _rows(self) -> Iterator[Planned | Struck]:
        index, moments = 0, self.pattern.moments(self.first)
        while index < self.count:
            begun = self.anew.get(index)
            if begun is not None:
                turn = (begun.date() - self.first.date()).days
                moments = self.pattern.turned(turn).moments(begun)
            for moment in moments:
                day = moment.date()
                if day in self.skipped:
                    yield Struck(day, False, "")
                elif day in self.closed and day not in self.held:
                    yield Struck(day, True, self.closed[day])
                else:
                    yield Planned(index, moment, self.moved.get(index, moment))
                    break
            index += 1

    @property
    def classes(self) -> tuple[Planned, ...]:
        """The classes alone."""
        return tuple(row for row in self.rows if isinstance(row, Planned))

    @property
    def moments(self) -> tuple[datetime, ...]:
        """The dates as they stand, by index."""
        return tuple(row.moment for row in self.classes)

    def skip(self, index: int) -> "Timetable":
        """Strike out a day of the pattern; this class and all later ones move on."""
        day = self.classes[index].weekly.date()
        return self._from(index, skipped=self.skipped | {day}, held=self.held - {day})

    def put_back(self, day: date) -> "Timetable":
        """Hold a class on a day that was struck out, so that the later ones come forward again."""
        before = sum(row.weekly.date() < day for row in self.classes)
        held = self.held | {day} if day in self.closed else self.held
        return self._from(before, skipped=self.skipped - {day}, held=held)

    def move(self, index: int, moment: datetime) -> "Timetable":
        """Give one class a moment of its own."""
        return replace(self, moved={**self.moved, index: moment})

    def move_on(self, index: int, moment: datetime) -> "Timetable":
        """Begin the pattern again with this class at a moment; the later ones follow it.

        The day that was chosen is held even where it is closed.
        """
        day = moment.date()
        if index == 0:
            turned = self.pattern.turned((day - self.first.date()).days)
            begun = replace(self._from(0), first=moment, pattern=turned)
        else:
            begun = self._from(index)
            begun = replace(begun, anew={**begun.anew, index: moment})
        closed = self.held | {day} if day in self.closed else self.held
        return replace(begun, skipped=self.skipped - {day}, held=closed)

    def begin(self, moment: datetime) -> "Timetable":
        """Begin at another first moment, with what was struck out kept and what was moved forgotten."""
        return Timetable(moment, self.count, self.pattern, self.closed, self.held, self.skipped)

    def starts(self, zone: str) -> tuple[datetime, ...]:
        """The dates in a time zone: ten o'clock stays ten o'clock when the clocks change."""
        return tuple(at_wall(moment, zone) for moment in self.moments)

    def _from(self, index: int, **changes: frozenset[date]) -> "Timetable":
        """Forget what was moved from this class on."""
        return replace(
            self,
            moved={key: moment for key, moment in self.moved.items() if key < index},
            anew={key: moment for key, moment in self.anew.items() if key <= index},
            **changes,  # type: ignore[arg-type]
        )


def timetable_of(moments: tuple[datetime, ...], closed: Mapping[date, str]) -> Timetable:
    """Return the timetable on which these local dates lie, earliest first, at least one of them.

    Where they lie on no pattern each of them begins it again, so that all stay where they are.
    """
    days = frozenset(moment.date() for moment in moments)
    first, count, held = moments[0], len(moments), days & closed.keys()
    pattern = pattern_of(moments, frozenset(closed))
    if pattern is None:
        own = {index: moment for index, moment in enumerate(moments) if index}
        return Timetable(first, count, closed=closed, held=held, anew=own)
    gaps = missing_from(pattern, moments) or frozenset()
    return Timetable(first, count, pattern, closed, held, gaps - closed.keys())


def look_from(day: date) -> tuple[date, date]:
    """Return the first and last day to look at while a course that begins on this day is planned."""
    return day - timedelta(days=31), day + timedelta(days=2 * 366)
