"""The words in which the calendar tells of a class and of a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QLocale

from massage_studio.bookings.calendar_views import CalendarEntry, Period
from massage_studio.gui import wording
from massage_studio.gui.widgets.calendar_view import CalendarDay, CalendarItem
from massage_studio.language import translate

Mode = Literal["week", "month"]
_DAY = timedelta(days=1)


def item(entry: CalendarEntry, mark: int, today: date) -> CalendarItem:
    """Return a class as it stands in the painted calendar."""
    start = entry.starts.hour * 60 + entry.starts.minute
    return CalendarItem(
        key=entry.session_id,
        day=entry.starts.date(),
        start=start,
        end=min(start + max(entry.minutes, 1), 24 * 60),
        time=wording.clock(entry.starts),
        title=entry.course,
        detail=entry.venue,
        words=entry_sentence(entry),
        mark=mark,
        struck=entry.status == "cancelled",
        clash=bool(entry.clashes),
        over=entry.starts.date() < today,
    )


def entry_sentence(entry: CalendarEntry) -> str:
    """Return a class in one sentence, for tooltips and screen readers."""
    parts = [
        wording.from_to(entry.starts, entry.ends),
        entry.course,
        number(entry),
        entry.title,
        entry.venue,
        entry.instructor,
        standing(entry),
        clash(entry),
    ]
    return ", ".join(part for part in parts if part)


def number(entry: CalendarEntry) -> str:
    """Return which class of its course it is, nothing for the only one or a cancelled one."""
    if entry.of < 2 or entry.status == "cancelled":
        return ""
    return translate("Calendar", "class {number} of {of}").format(number=entry.number, of=entry.of)


def standing(entry: CalendarEntry) -> str:
    """Return what has become of a class, with the reason where it was cancelled."""
    if entry.status == "cancelled":
        if entry.reason:
            return translate("Calendar", "cancelled: {reason}").format(reason=entry.reason)
        return translate("Calendar", "cancelled")
    return {"running": translate("Calendar", "running now"), "finished": translate("Calendar", "held")}.get(
        entry.status, ""
    )


def clash(entry: CalendarEntry) -> str:
    """Return what the class needs that another one at the same time needs too."""
    if not entry.clashes:
        return ""
    if len(entry.clashes) > 1:
        return translate("Calendar", "same venue and instructor as another class")
    if entry.clashes[0] == "venue":
        return translate("Calendar", "same venue as another class")
    return translate("Calendar", "same instructor as another class")


def clash_in_short(entry: CalendarEntry) -> str:
    """Return the same in a few words."""
    if len(entry.clashes) > 1:
        return translate("Calendar", "Venue and instructor twice")
    return (
        translate("Calendar", "Venue needed twice")
        if entry.clashes == ("venue",)
        else translate("Calendar", "Instructor needed twice")
    )


def days(first: date, last: date, period: Period | None, today: date, month: int) -> list[CalendarDay]:
    """Return the days from first to last; those of other months than `month`, 0 for none, stand aside."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    free = period.free if period else {}
    return [
        CalendarDay(
            day=day,
            name=locale.dayName(day.isoweekday(), short),
            number=str(day.day),
            words=wording.long_day(day),
            note=free.get(day, "") or (translate("Calendar", "closed") if day in free else ""),
            today=day == today,
            outside=month not in (0, day.month),
        )
        for day in (first + number * _DAY for number in range((last - first).days + 1))
    ]


def span(mode: Mode, day: date) -> tuple[date, date]:
    """Return the first and the last day to show of the week, or of the whole weeks of the month, of a day."""
    begins = QLocale().firstDayOfWeek().value
    first = day if mode == "week" else day.replace(day=1)
    last = day if mode == "week" else (first + 31 * _DAY).replace(day=1) - _DAY
    first -= ((first.isoweekday() - begins) % 7) * _DAY
    last += (6 - (last.isoweekday() - begins) % 7) * _DAY
    return first, last


def name(mode: Mode, day: date) -> str:
    """Return "November 2026", or "16 to 22 November 2026"."""
    locale = QLocale()
    if mode == "month":
        months = QLocale.FormatType.LongFormat
        return f"{locale.standaloneMonthName(day.month, months)} {day.year}"
    first, last = span(mode, day)
    if first.month == last.month:
        return translate("Calendar", "{first} to {last}").format(first=first.day, last=wording.full_day(last))
    if first.year == last.year:
        return translate("Calendar", "{first} to {last}").format(
            first=wording.short_day(first), last=wording.full_day(last)
        )
    return translate("Calendar", "{first} to {last}").format(
        first=wording.full_day(first), last=wording.full_day(last)
    )


def counted(entries: Iterable[CalendarEntry]) -> str:
    """Return "6 classes, one cancelled"."""
    listed = list(entries)
    cancelled = sum(entry.status == "cancelled" for entry in listed)
    count = len(listed) - cancelled
    words = translate("Calendar", "%n classes", None, count) if count else translate("Calendar", "no class")
    if cancelled:
        words += ", " + translate("Calendar", "%n cancelled", None, cancelled)
    both = sum(bool(entry.clashes) for entry in listed)
    if both:
        words += ", " + translate("Calendar", "%n at the same time as another", None, both)
    return words
