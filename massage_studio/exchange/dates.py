"""Tells which way round a file writes its dates, and reads them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

from massage_studio.errors import KnownError


class DateOrder(StrEnum):
    """Which number comes first in 05/11/2026."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Order:
    """How a file's dates are read; `assumed` where it has dates that could be read both ways and no proof."""

    order: DateOrder
    assumed: bool = False


_SEPARATOR = r"\s*[/.\-]\s*"
_AFTER = r"(?:[T,\s]+(?P<time>.*))?$"
_ISO = re.compile(rf"(?P<y>\d{{4}}){_SEPARATOR}(?P<m>\d{{1,2}}){_SEPARATOR}(?P<d>\d{{1,2}}){_AFTER}")
_NUMBERS = re.compile(
    rf"(?P<one>\d{{1,2}}){_SEPARATOR}(?P<two>\d{{1,2}}){_SEPARATOR}(?P<y>\d{{4}}|\d{{2}}){_AFTER}"
)
_DAY_MONTH = re.compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+(?P<m>[a-z]{{3,9}})\.?,?[\s\-]+(?P<y>\d{{4}}|\d{{2}}){_AFTER}",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?P<m>[a-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_AFTER}", re.I
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_TIME = re.compile(
    r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap])?\.?(?(half)m)\.?"
    r"\s*(?P<zone>z|utc|gmt|[+\-]\d{2}:?\d{2})?$",
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def decide(cells: Iterable[tuple[int, str]], default: DateOrder) -> Order:
    """Return the order that the (row, text) cells of all date columns prove, else the default.

    Raises:
        KnownError: some cells prove one order and some the other.
    """
    proven: DateOrder | None = None
    open_question = False
    for row, text in cells:
        found = _NUMBERS.match(_bare(text))
        if found is None:
            continue
        one, two = int(found["one"]), int(found["two"])
        if one > 12 and two > 12:
            continue
        if one <= 12 and two <= 12:
            open_question = open_question or one != two
            continue
        here = DateOrder.DAY_FIRST if one > 12 else DateOrder.MONTH_FIRST
        if proven not in (None, here):
            raise KnownError(
                "Row {row} writes its date the other way round than the rows above it.",
                "Write them all one way in a spreadsheet program, then import it again.",
                row=row,
            )
        proven = here
    return Order(proven or default, assumed=proven is None and open_question)


def read_moment(text: str, order: DateOrder) -> datetime | None:
    """Return the moment that a text names, without time zone unless it has one; None where it names none."""
    text = _bare(text)
    if found := _NUMBERS.match(text):
        one, two = int(found["one"]), int(found["two"])
        day, month = (one, two) if order is DateOrder.DAY_FIRST else (two, one)
    elif found := _ISO.match(text):
        day, month = int(found["d"]), int(found["m"])
    elif found := _DAY_MONTH.match(text) or _MONTH_DAY.match(text):
        name = found["m"].casefold()[:3]
        if name not in _MONTHS:
            return None
        day, month = int(found["d"]), _MONTHS.index(name) + 1
    else:
        return None
    year = int(found["y"])
    if len(found["y"]) == 2:
        year += 2000
    if not 1900 <= year <= 2100:
        return None
    return _with_time(year, month, day, found["time"] or "")


def _with_time(year: int, month: int, day: int, text: str) -> datetime | None:
    hour = minute = second = 0
    zone = None
    if text.strip():
        found = _TIME.match(text.strip())
        if found is None:
            return None
        hour, minute, second = int(found["h"]), int(found["min"]), int(found["s"] or 0)
        if found["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if found["half"].casefold() == "p" else 0)
        zone = _zone(found["zone"])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=min(int(digits[:2]), 14), minutes=int(digits[2:]))
    return timezone(-away if text[0] == "-" else away)


def _bare(text: str) -> str:
    text = text.strip()
    return _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
