"""Words that every paper shares: headings of the content, days, names and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from massage_studio.curriculum import content
from massage_studio.handouts.views import (
    Counted,
    CueSheet,
    RegisterSheet,
    TakeHome,
)
from massage_studio.language import translate
from massage_studio.paper.shaping import is_right_to_left

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MOST_WAYS = 3
_SHORT_NAME = 14


def label(key: str, baby: str = "") -> str:
    """Return a fixed heading of the content with the baby's name filled in."""
    return _named(content.load().handouts.labels[key], baby)


def _named(text: str, baby: str) -> str:
    """Fill in the name; readers of PDF turn a round apostrophe round beside a right-to-left name."""
    return (text if is_right_to_left(baby) else typographic(text)).replace("{baby}", baby)


def typographic(text: str) -> str:
    """Return a text of ours with round apostrophes; never used on what somebody typed."""
    return text.replace("'", "’")


def day(on: date) -> str:
    """Return "19 November 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """Return "Thursday 19 November"."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def days(dates: Sequence[date]) -> str:
    """Return "5, 12 and 19 November" or "26 November and 3 December 2026, and 7 January": by month.

    The year stands where another one follows.
    """
    months: dict[tuple[int, int], list[str]] = {}
    for one in dates:
        months.setdefault((one.year, one.month), []).append(str(one.day))
    keys = list(months)
    told = []
    for place, (year, month) in enumerate(keys):
        changes = place + 1 < len(keys) and keys[place + 1][0] != year
        told.append(f"{joined(months[year, month])} {_MONTHS[month - 1]}{f' {year}' if changes else ''}")
    single = all(len(found) == 1 for found in months.values())
    return joined(told) if single or len(told) < 2 else f"{', '.join(told[:-1])}, and {told[-1]}"


def week(view: CueSheet | RegisterSheet | TakeHome) -> str:
    """Return "Autumn course, week 3 of 5"."""
    return f"{view.course}, week {view.week} of {view.weeks}"


def joined(items: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def filled(text: str, view: TakeHome) -> str:
    """Return a text of the content with the baby's name and the studio's waiting time."""
    if "{baby}" in text:
        text = _named(text, view.baby)
    hours = view.instructor_wait_hours
    # The word behind the number stands in the text; of one hour it is another.
    text = text.replace("{hours} hours", translate("Handouts", "%n hours", None, hours))
    return text.replace("{hours}", str(hours))


def personal(text: str, view: TakeHome) -> str:
    """Return a text of the content with the baby's name for "your baby", where that is short enough."""
    if len(view.baby) <= _SHORT_NAME:
        return _named(re.sub(r"\b[Yy]our baby\b", "{baby}", text), view.baby)
    return typographic(text)


def page_address(view: TakeHome) -> str:
    """Return the instructor's own page, else where the first finding was published; it may be empty."""
    own = view.website.strip()
    if own and not re.search(r"\s", own) and "." in own:
        return own if "://" in own else f"https://{own}"
    return next((line.citation.url for line in view.benefit.evidence if line.citation.url), "")


def named(items: Sequence[Counted]) -> str:
    """Return the first few phrases, what was seen most often first."""
    seen = sorted((item for item in items if item.count > 0), key=lambda item: -item.count)
    return joined([item.phrase for item in seen[:_MOST_WAYS]])
