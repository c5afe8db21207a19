"""Reads the school holidays out of a calendar file, .ics, as councils and schools publish it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import clean

_LARGEST = 5_000_000
_LONGEST = timedelta(days=70)
_MOST = 200
_DAY = timedelta(days=1)
# What such files name beside the holidays: when a term begins, ends or lasts.
_TERM = re.compile(r"\bterms?\b|\b(back|return\w*) to school\b|\bschool (starts|begins|re-?opens)\b", re.I)
_FREE = re.compile(r"\b(half[\s-]*terms?|holidays?|break|vacation|closed|closure|inset)\b", re.I)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """Days without school, both ends included, and what they are called."""

    first: date
    last: date
    words: str


def school_holidays(path: Path, *, today: date) -> tuple[SchoolHoliday, ...]:
    """Return the holidays in a calendar file that are not over, by date; terms are left out.

    Raises:
        KnownError: the file cannot be read, is no calendar, or names no holiday to come.
    """
    # Takes a twentieth of a second to import; only who brings a calendar in waits for it.
    from icalendar import Calendar

    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST else b""
    except OSError as error:
        raise KnownError("This file cannot be read.", "Look whether it is still there.") from error
    try:
        events = list(Calendar.from_ical(content).walk("VEVENT"))
    except (ValueError, IndexError, KeyError) as error:
        raise KnownError("This is no calendar file.", "Choose a file that ends in .ics.") from error
    found = {one for event in events if (one := _holiday(event)) is not None and one.last >= today}
    if not found:
        raise KnownError(
            "No holiday to come is in this calendar.", "Choose the calendar of the coming school year."
        )
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.words))[:_MOST])


def _holiday(event: object) -> SchoolHoliday | None:
    """Return the days of an event, None where it is no holiday."""
    begin = _day(event, "DTSTART")
    if begin is None:
        return None
    end = _day(event, "DTEND") or begin
    # The end of whole days is the day after the last (RFC 5545, 3.6.1).
    last = end - _DAY if end > begin else begin
    words = " ".join(clean(str(event.get("SUMMARY", ""))).split())[:200]  # type: ignore[attr-defined]
    free = _FREE.search(words) is not None
    if last - begin > _LONGEST or (_TERM.search(words) and not free):
        return None
    return SchoolHoliday(begin, last, words)


def _day(event: object, name: str) -> date | None:
    value = getattr(event.get(name), "dt", None)  # type: ignore[attr-defined]
    if isinstance(value, datetime):
        # A time on the last day counts that day in.
        return value.date() if name == "DTSTART" or value.time() == time() else value.date() + _DAY
    return value if isinstance(value, date) else None
