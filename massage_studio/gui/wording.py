"""Dates, ages and money in the words of the screen, by the system's locale."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QTime

from massage_studio.bookings.prices import worded
from massage_studio.bookings.views import SessionView
from massage_studio.families.age import Age
from massage_studio.language import translate

_WEEKS_UNTIL = 26


def long_day(day: date) -> str:
    """Return "Thursday 19 November"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def short_day(day: date) -> str:
    """Return "19 Nov"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def weekday_day(day: date) -> str:
    """Return "Thu 19 Nov"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")


def full_day(day: date) -> str:
    """Return "19 November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def clock(moment: datetime) -> str:
    """Return "10:02"."""
    return QLocale().toString(QTime(moment.hour, moment.minute), "HH:mm")


def clock_seconds(moment: datetime) -> str:
    """Return "10:02:07"."""
    return QLocale().toString(QTime(moment.hour, moment.minute, moment.second), "HH:mm:ss")


def from_to(start: datetime, end: datetime) -> str:
    """Return "10:00 to 11:15"."""
    return translate("Wording", "{start} to {end}").format(start=clock(start), end=clock(end))


def money(amount: Decimal, currency: str, *, short: bool = False) -> str:
    """Return "£36.00", or "£36" where the place for it is short; the locale says where its sign stands."""
    return worded(amount, currency, _write_money, short=short)


def _write_money(sign: str, amount: Decimal, places: int) -> str:
    text = QLocale().toCurrencyString(float(amount), sign, places)
    # The locale may add a space of its own beside the code's, or set the code last.
    return "\u00a0".join(text.split())


def class_title(session: SessionView) -> str:
    """Return "Autumn course, week 3 of 5: tummy and colic routine"."""
    return translate("Wording", "{course}, week {number} of {of}: {title}").format(
        course=session.course,
        number=session.number,
        of=session.of,
        title=session.title[:1].lower() + session.title[1:],
    )


def age(value: Age | None) -> str:
    """Return "9 wk", "11 wk · 7 wk corrected", "7 months" or "due in 2 wk"; nothing for an unknown age."""
    if value is None:
        return ""
    if value.days < 0:
        return translate("Wording", "born in %n wk", None, -(value.days // 7))
    text = _short_age(value.days)
    if value.corrected_days is None:
        return text
    if value.corrected_days < 0:
        weeks = -(value.corrected_days // 7)
        return translate("Wording", "{age} · due in %n wk", None, weeks).format(age=text)
    return translate("Wording", "{age} · {corrected} corrected").format(
        age=text, corrected=_short_age(value.corrected_days)
    )


def brief_age(value: Age | None) -> str:
    """Return "9 wk", or "11 wk, corr. 7 wk" of a baby born early, where there is no room for more."""
    corrected = corrected_age(value)
    if not corrected:
        return "" if value is None or value.days < 0 else _short_age(value.days)
    assert value is not None
    return translate("Wording", "{age}, {corrected}").format(age=_short_age(value.days), corrected=corrected)


def corrected_age(value: Age | None) -> str:
    """Return "corr. 7 wk" of a baby born early, the age by which it is massaged; else nothing."""
    if value is None or value.days < 0 or value.corrected_days is None:
        return ""
    if value.corrected_days < 0:
        return translate("Wording", "due in %n wk", None, -(value.corrected_days // 7))
    return translate("Wording", "corr. {age}").format(age=_short_age(value.corrected_days))


def ago(seconds: float) -> str:
    """Return "now", "20 s ago", "3 min"."""
    if seconds < 10:
        return translate("Wording", "now")
    if seconds < 60:
        return translate("Wording", "%n s ago", None, int(seconds // 10 * 10))
    return translate("Wording", "%n min", None, int(seconds // 60))


def stopwatch(seconds: float) -> str:
    """Return "00:31:40"."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def minutes(count: float) -> str:
    """Return "25 min"."""
    return translate("Wording", "%n min", None, round(count))


def touch(code: str) -> str:
    """Return the plain name of a body area, a way of touching or a position that a safety rule can forbid."""
    return {
        "legs": translate("Wording", "legs"),
        "tummy": translate("Wording", "tummy"),
        "chest": translate("Wording", "chest"),
        "arms": translate("Wording", "arms"),
        "face": translate("Wording", "face"),
        "back": translate("Wording", "back"),
        "stroking": translate("Wording", "stroking"),
        "still_hands": translate("Wording", "still hands"),
        "moving": translate("Wording", "moving arms or legs"),
        "lying_on_tummy": translate("Wording", "lying on the tummy"),
    }[code]


def left_out(codes: Iterable[str]) -> str:
    """Return what is left out for a baby: "No massage", or "Leave out legs and back"."""
    found = tuple(codes)
    if {"stroking", "still_hands", "moving"} <= set(found):
        return translate("Wording", "No massage")
    return translate("Wording", "Leave out {parts}").format(parts=listed([touch(code) for code in found]))


def isolated(words: str) -> str:
    """Return a name or somebody's own words so that, inside a sentence, they do not turn it round.

    Only what is written right to left could, so the rest stays as it is.
    """
    turns = not words.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)
    return f"\u2068{words}\u2069" if turns else words


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Return "Grace and Daniel"."""
    return QLocale().createSeparatedList(list(words))


def _short_age(days: int) -> str:
    weeks = days // 7
    if weeks < _WEEKS_UNTIL:
        return translate("Wording", "%n wk", None, weeks)
    # A mean month is good enough to say an age in whole months; nothing is computed from it.
    return translate("Wording", "%n months", None, int(days / 30.4375))
