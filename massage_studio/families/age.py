"""How old a baby is, and how old counted from the due date."""

from dataclasses import dataclass
from datetime import date, timedelta

# Born before 37 completed weeks: more than 21 days before the due date (40 weeks).
_EARLY = timedelta(days=21)
# UK charts correct for two years at most (RCPCH UK-WHO).
_CORRECTED_UNTIL = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Age:
    """A baby's age in days, and in days from the due date for one born before 37 weeks.

    Both may be negative: not born yet, or not yet due.
    """

    days: int
    corrected_days: int | None = None

    @property
    def weeks(self) -> int:
        """Completed weeks since birth."""
        return self.days // 7

    @property
    def corrected_weeks(self) -> int | None:
        """Completed weeks since the due date, or None where the age is not corrected."""
        return None if self.corrected_days is None else self.corrected_days // 7


def born_early(birth: date, due: date | None) -> bool:
    """Tell whether a baby was born before 37 completed weeks."""
    return due is not None and due - birth > _EARLY


def age_on(day: date, birth: date | None, due: date | None = None) -> Age | None:
    """Return the age on a day, or None where the birth date is not known."""
    if birth is None:
        return None
    days = (day - birth).days
    if due is None or not born_early(birth, due) or day - birth > _CORRECTED_UNTIL:
        return Age(days)
    return Age(days, (day - due).days)
