"""The months and tax years that money is added up by."""

from calendar import monthrange
from datetime import date
from itertools import pairwise

Period = tuple[str, str, date, date]
"""Its key and its name, its first day, and the first day after it."""


def periods(starts: str, first: date, last: date) -> list[Period]:
    """Return the periods from the one that `first` is in to the one that `last` is in.

    `starts` is "01" for months, and for tax years a month and a day such as "04-06".
    """
    begins = [*_months(first, last)] if starts == "01" else [*_tax_years(starts, first, last)]
    return [(key, label, begin, end) for (key, label, begin), (_, _, end) in pairwise(begins)]


def _months(first: date, last: date) -> list[tuple[str, str, date]]:
    """Return the months, and the one after them."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [(f"{day:%Y-%m}", f"{day:%Y-%m}", day) for day in days]


def _tax_years(starts: str, first: date, last: date) -> list[tuple[str, str, date]]:
    """Return the tax years, and the one after them: "2026/27", or "2026" where they begin in January."""
    month, day = (int(part) for part in starts.split("-"))
    found = []
    for year in range(first.year - ((first.month, first.day) < (month, day)), last.year + 2):
        label = str(year) if (month, day) == (1, 1) else f"{year}/{(year + 1) % 100:02}"
        found.append((f"{year}-{starts}", label, date(year, month, min(day, monthrange(year, month)[1]))))
    return found
