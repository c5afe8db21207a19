"""Reads the dates that people and programs write: what is certain, and what else one could mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum

from massage_studio.families.names import folded


class DateOrder(StrEnum):
    """Which number comes first in 05/11/2026."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says of a date.

    `day` is None where it cannot be read, can be read two ways and no order is given, or has no year;
    `likely` are then the days that it may mean. `moment` is the day with a time, in a time zone where one is
    named. `two_ways` and `no_year` say what is missing; `words` are what stands beside the date.
    """

    day: date | None = None
    moment: datetime | None = None
    likely: tuple[date, ...] = ()
    two_ways: bool = False
    no_year: bool = False
    no_time: bool = False
    words: str = ""


_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan janvier januar januari enero gennaio styczen stycznia janeiro ionawr",
        "february feb fevrier fevr februar februari febrero febbraio luty lutego fevereiro chwefror",
        "march mar mars marz maart marzo marzec marca marco mawrth",
        "april apr avril avr abril aprile kwiecien kwietnia ebrill",
        "may mai mei mayo maggio maj maja maio",
        "june jun juin juni junio giugno czerwiec czerwca junho mehefin",
        "july jul juillet juil juli julio luglio lipiec lipca julho gorffennaf",
        "august aug aout augustus agosto sierpien sierpnia awst",
        "september sep sept septembre septiembre settembre wrzesien wrzesnia setembro medi",
        "october oct octobre oktober okt octubre ottobre pazdziernik pazdziernika outubro hydref",
        "november nov novembre noviembre listopad listopada novembro tachwedd",
        "december dec decembre dezember dez desember diciembre dicembre grudzien grudnia dezembro rhagfyr",
    ),
    start=1,
):
    _MONTHS.update(dict.fromkeys(_names.split(), _number))

_GAP = r"(?:[\s.,\-/]|\bof\b|\bde\b|\bdel\b)+"
_YEAR = r"(?:'?(?P<y>\d{4}|\d{2})(?!\d|[:.]\d|\s*[ap]\.?m))?"
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<d>\d{1,2})(?!\d)")
_NUMBERS = re.compile(
    r"(?<!\d)(?P<one>\d{1,2})\s*[/.\-]\s*(?P<two>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4}|\d{2})(?!\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[ºª])?{_GAP}?(?P<m>[a-z]{{3,}})\b\.?(?:{_GAP}{_YEAR})?"
)
_MONTH_DAY = re.compile(rf"\b(?P<m>[a-z]{{3,}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR})?")
_NO_YEAR = re.compile(r"(?<!\d)(?P<one>\d{1,2})\s*[/.]\s*(?P<two>\d{1,2})(?![\d/]|\s*[ap]\.?m)")
_DIGITS = re.compile(r"\d{8}")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_SLIP = re.compile(r"(?<!\d)(\d{1,3})[/.\-](\d{1,3})[/.\-](\d{3,6})(?!\d)")
_ZONE = (
    r"(?P<zone>z\b|(?:utc|gmt)?\s*[+\-]\d{1,2}(?::?\d{2})?"
    r"|\b(?:utc|gmt|bst|ist|wet|west|cet|cest|eet|eest)\b)?"
)
_TIME = re.compile(
    r"(?<![\d/.\-])t?(?P<h>\d{1,2})(?:[:.h](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?"
    rf"\s*(?P<half>[ap])?(?(half)\.?\s?m\b\.?)\s*{_ZONE}"
)
_HOURS = {"bst": 1, "ist": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3}
_WEEKDAYS = (
    "monday|mon|tuesday|tues?|wednesday|wed|thursday|thurs?|thu|friday|fri|saturday|sat|sunday|sun"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    "|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
)
_FILLER = re.compile(rf"\b(?:{_WEEKDAYS}|at|on|um|uhr|the|born|dob|uk|local|time|le|el|am|den)\b|[@,;()\[\]]")
_EPOCH = date(1899, 12, 30)  # on which Excel's days are counted


def orders_proven(texts: Iterable[str]) -> tuple[frozenset[DateOrder], str]:
    """Return the orders that some of these texts prove, and the first text that can be read two ways."""
    proven: set[DateOrder] = set()
    open_text = ""
    for text in texts:
        found = _NUMBERS.search(_plain(text))
        if found is None or _ISO.search(_plain(text)):
            continue
        one, two = int(found["one"]), int(found["two"])
        if one > 12 >= two:
            proven.add(DateOrder.DAY_FIRST)
        elif two > 12 >= one:
            proven.add(DateOrder.MONTH_FIRST)
        elif one != two and one <= 12:
            open_text = open_text or text
    return frozenset(proven), open_text


def written(text: str, today: date, order: DateOrder | None = None, *, past: bool = False) -> Written:
    """Return what a text says of a date.

    Numbers that can be read two ways are read in `order`; a date without a year is one of the past twelve
    months where `past` says so.
    """
    plain = _plain(text)
    if found := _ISO.search(plain):
        return _made(plain, found, [(found["y"], found["m"], found["d"])], today)
    if found := _NUMBERS.search(plain):
        one, two, year = found["one"], found["two"], found["y"]
        ways = {
            DateOrder.DAY_FIRST: (year, two, one),
            DateOrder.MONTH_FIRST: (year, one, two),
        }
        return _made(
            plain, found, [ways[order]] if order and int(two) <= 12 >= int(one) else [*ways.values()], today
        )
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(plain):
            if (month := _MONTHS.get(found["m"])) is not None:
                return _dated(plain, found, [(month, found["d"])], found["y"], today, past)
    whole = plain.strip()
    if _DIGITS.fullmatch(whole):
        days = [_day(whole[4:], whole[2:4], whole[:2]), _day(whole[:4], whole[4:6], whole[6:])]
        found_days = tuple(day for day in days if day)
        return Written(day=found_days[0]) if len(found_days) == 1 else Written(likely=found_days)
    if _SERIAL.fullmatch(whole):
        return Written(day=_EPOCH + timedelta(days=int(float(whole))))
    if found := _NO_YEAR.search(plain):
        one, two = found["one"], found["two"]
        both = [(int(two), one), (int(one), two)]
        if order is not None:
            both = both[:1] if order is DateOrder.DAY_FIRST else both[1:]
        return _dated(plain, found, both, None, today, past)
    return Written(likely=_slips(plain, today))


def in_zone(found: Written, zone: tzinfo) -> date | None:
    """Return the day that was meant in a time zone: a midnight there that was written in UTC is its day."""
    moment = found.moment
    if moment is None or moment.tzinfo is None or (moment.hour, moment.minute) == (0, 0):
        return found.day
    return moment.astimezone(zone).date()


def _made(plain: str, found: re.Match[str], ways: list[tuple[str, str, str]], today: date) -> Written:
    days = [day for day in dict.fromkeys(_day(*way) for way in ways) if day]
    if not days:
        return Written(likely=_slips(plain, today))
    if len(days) > 1:
        return Written(likely=_nearest(days, today), two_ways=True, words=_rest(plain, found)[1])
    time, words = _rest(plain, found)
    return _timed(days[0], time, words)


def _dated(
    plain: str, found: re.Match[str], ways: list[tuple[int, str]], year: str | None, today: date, past: bool
) -> Written:
    """Return the date of a month and a day, with a year or without."""
    time, words = _rest(plain, found)
    if year is not None:
        day = _day(year, str(ways[0][0]), ways[0][1])
        return Written() if day is None else _timed(day, time, words)
    days = []
    for month, number in ways:
        for back in (0, 1):
            day = _day(str(today.year - back), str(month), number)
            if day is not None and day <= today:
                days.append(day)
                break
    days = list(dict.fromkeys(days))
    if past and len(days) == 1:
        return Written(day=days[0], words=words)
    return Written(likely=tuple(days), no_year=bool(days), two_ways=len(days) > 1, words=words)


def _timed(day: date, time: re.Match[str] | str, words: str) -> Written:
    """Return a day with what was found of its time; `time` is a text where it cannot be read."""
    at_midnight = datetime(day.year, day.month, day.day)
    if isinstance(time, str):
        return Written(day=day, moment=at_midnight, no_time=bool(time), words=words)
    hour, minute, second = int(time["h"]), int(time["min"] or 0), int(time["s"] or 0)
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] == "p" else 0) if 1 <= hour <= 12 else 99
    try:
        moment = at_midnight.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(time["zone"]))
    except ValueError:
        return Written(day=day, moment=at_midnight, no_time=True, words=words)
    return Written(day=day, moment=moment, words=words)


def _rest(plain: str, found: re.Match[str]) -> tuple[re.Match[str] | str, str]:
    """Return the time that stands beside a date, and the words that are left."""
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    time = next((one for one in _TIME.finditer(rest) if one["min"] or one["half"]), None)
    words = rest if time is None else f"{rest[: time.start()]} {rest[time.end() :]}"
    words = " ".join(_FILLER.sub(" ", words).split()).strip(" .-")
    if time is not None:
        return time, words
    return "?" if re.search(r"\d[:.]\d|\d\s*[ap]m", words) else "", words


def _slips(plain: str, today: date) -> tuple[date, ...]:
    """Return the days near today that a text with one digit too many may mean."""
    found = _SLIP.search(plain)
    if found is None:
        return ()
    days: list[date] = []
    for number, group in enumerate(found.groups()):
        for place in range(len(group)):
            shorter = list(found.groups())
            shorter[number] = group[:place] + group[place + 1 :]
            days += [
                day
                for way in ((shorter[2], shorter[1], shorter[0]), (shorter[2], shorter[0], shorter[1]))
                if len(shorter[2]) == 4 and (day := _day(*way)) and abs((day - today).days) < 3 * 366
            ]
    return _nearest(list(dict.fromkeys(days)), today)[:3]


def _nearest(days: list[date], today: date) -> tuple[date, ...]:
    """Return the days, those before today first, each nearest to it."""
    return tuple(sorted(days, key=lambda day: (day > today, abs((day - today).days))))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        number = int(year) + (2000 if len(year) == 2 else 0)
        return date(number, int(month), int(day)) if 1900 <= number <= 2100 else None
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    name = text.strip()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    away = re.search(r"([+\-])(\d{1,2}):?(\d{2})?", name)
    if away is None:
        return UTC
    found = timedelta(hours=min(int(away[2]), 14), minutes=int(away[3] or 0))
    return timezone(-found if away[1] == "-" else found)


def _plain(text: str) -> str:
    return folded(text).replace("’", "'")
