"""How often the classes of a course are held, by the clock on the wall."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

Every = Literal["week", "fortnight", "three_weeks", "four_weeks", "month", "month_last", "month_day"]
_WEEKS: dict[Every, int] = {"week": 1, "fortnight": 2, "three_weeks": 3, "four_weeks": 4}
_LAST_WEEK = 5
_SHORTEST = 28
"""Days that every month has."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Classes every one to four weeks, or every month: on a weekday of the month, its last, or one day of it.

    `also` are weekdays beside that of the first class, Monday being 0; a month has only the one. The fifth
    weekday of a month counts as its last; a month without the 31st has its last day for it.
    """

    every: Every = "week"
    also: frozenset[int] = frozenset()

    def moments(self, first: datetime) -> Iterator[datetime]:
        """Yield local moments without a zone, from `first` on, for ever."""
        if self.every == "month_day":
            of_month_days = range(min(first.day, _SHORTEST), first.day + 1)
            yield from rrule(MONTHLY, bymonthday=of_month_days, bysetpos=-1, dtstart=first)
        elif self.every in ("month", "month_last"):
            nth = (first.day - 1) // 7 + 1
            last = nth == _LAST_WEEK or (self.every == "month_last" and is_last_of_month(first))
            of_month = weekday(first.weekday(), -1 if last else nth)
            yield from rrule(MONTHLY, byweekday=of_month, dtstart=first)
        else:
            days = sorted({first.weekday(), *self.also})
            yield from rrule(WEEKLY, interval=_WEEKS[self.every], byweekday=days, dtstart=first)

    def turned(self, days: int) -> "Recurrence":
        """Return the same pattern with its weekdays moved on by `days`."""
        return replace(self, also=frozenset((day + days) % 7 for day in self.also))


EVERY_WEEK = Recurrence()


def is_last_of_month(moment: datetime) -> bool:
    """Tell whether no later day of the month has this weekday."""
    return (moment + timedelta(weeks=1)).month != moment.month


def at_wall(moment: datetime, zone: str) -> datetime:
    """Return the moment at which a clock on the wall of a zone shows this.

    An hour that the clocks show twice is the first one; in the hour that they skip, the clock shows an hour
    more.
    """
    return moment.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC).astimezone(ZoneInfo(zone))


def pattern_of(moments: tuple[datetime, ...], closed: frozenset[date] = frozenset()) -> Recurrence | None:
    """Return the sparsest pattern on which these local moments lie; None where they lie on none.

    A pattern may have gaps: any number on closed days, and half as many beside them as there are moments.
    """
    if not moments:
        return None
    also = frozenset(moment.weekday() for moment in moments) - {moments[0].weekday()}
    candidates = [Recurrence("week", also)]
    if len(moments) > 1:
        sparse: tuple[Every, ...] = ("four_weeks", "three_weeks", "fortnight")
        monthly: tuple[Every, ...] = ("month", "month_last", "month_day")
        candidates = [
            *(Recurrence(every) for every in monthly),
            *(Recurrence(every, also) for every in sparse),
            *candidates,
        ]
    for one in candidates:
        gaps = missing_from(one, moments)
        if gaps is not None and len(gaps - closed) <= len(moments) / 2:
            return one
    return None


def missing_from(pattern: Recurrence, moments: tuple[datetime, ...]) -> frozenset[date] | None:
    """Return the days of a pattern, from the first moment to the last, on which there is none.

    None where a moment does not lie on the pattern at all.
    """
    wanted, gaps = list(moments), set()
    for moment in pattern.moments(moments[0]):
        if not wanted or moment > wanted[-1]:
            break
        if moment == wanted[0]:
            wanted.pop(0)
        else:
            gaps.add(moment.date())
    return None if wanted else frozenset(gaps)


def shifted(moments: tuple[datetime, ...], first: datetime, closed: frozenset[date]) -> tuple[datetime, ...]:
    """Move local moments by the same shift, the first of them to `first`.

    One that would fall on a closed day, or not after the one before, goes on by weeks until it does not; the
    first stays where it is put.
    """
    shift = first - moments[0]
    found = [first]
    for moment in moments[1:]:
        wanted = moment + shift
        while wanted.date() in closed or wanted <= found[-1]:
            wanted += timedelta(weeks=1)
        found.append(wanted)
    return tuple(found)
