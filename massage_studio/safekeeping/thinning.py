"""Which backups make way for newer ones: the further back, the fewer are kept."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta

# All of the last two days, then the last one of each of so many days, weeks and months that have one.
ALL_OF = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9


def obsolete(made: Iterable[datetime], *, now: datetime, all_of: timedelta = ALL_OF) -> frozenset[datetime]:
    """Return which of the moments in which a backup was made are no longer needed.

    They are counted by what is there and not by the calendar: after a year's pause, or with a clock that is
    wrong, there are as many as before. What the clock calls the future counts as of today.
    """
    keeps: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, datetime.date),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    spare, gone = [number for number, _ in keeps], set()
    last: datetime | None = None
    for at in sorted((moment.astimezone(UTC) for moment in made), reverse=True):
        if at <= now - all_of:
            stage = next((number for number, left in enumerate(spare) if left), None)
            if stage is None or (last is not None and keeps[stage][1](at) == keeps[stage][1](last)):
                gone.add(at)
                continue
            spare[stage] -= 1
        last = at
    return frozenset(gone)
