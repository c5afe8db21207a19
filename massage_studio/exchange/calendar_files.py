"""Writes classes as a calendar file, .ics, that other programs read and bring up to date by.

A class keeps its UID for good and counts its changes in SEQUENCE (RFC 5545 and 5546), so that bringing the
file in once more changes what is there instead of adding to it. No family is named in it: of a private
visit neither the name nor, unless it is asked for, the place is told.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import clean
from massage_studio.exchange.letter_texts import load
from massage_studio.exchange.saving import already_there, save
from massage_studio.store.profile_view import Profile

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODID = "-//Massage Studio//Calendar//EN"
ENDING = ".ics"
_DOMAIN = "massage-studio"
_HEAD_IN_BYTES = 400
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def calendar_file(
    entries: Iterable[CalendarEntry], *, made: datetime, name: str, profile: Profile, homes: bool = False
) -> bytes:
    """Return a calendar of these classes, called `name`, as it stands at `made`.

    With `homes` the places of private visits are told too, for the family that lives there.

    Raises:
        KnownError: there is no class in it.
    """
    # Takes a twentieth of a second to import; only who writes a calendar waits for it.
    from icalendar import Calendar, vCalAddress

    listed = tuple(entries)
    if not listed:
        raise KnownError("There is no date for a calendar yet.", "Plan the dates of the course first.")
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    organizer = None
    if _ADDRESS.fullmatch(profile.email):
        organizer = vCalAddress(f"mailto:{profile.email}")
        # A quotation mark cannot stand in a parameter (RFC 5545, 3.1).
        organizer.params["cn"] = one_line(profile.business or profile.instructor).replace('"', "'")
    for entry in listed:
        event = _event(entry, made, homes)
        if organizer is not None:
            event.add("organizer", organizer)
        calendar.add_component(event)
    years = sorted(entry.starts.year for entry in listed)
    for name in dict.fromkeys(entry.zone for entry in listed if entry.zone != "UTC"):
        rules = _rules(name, datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[-1] + 1, 1, 1, tzinfo=UTC))
        calendar.subcomponents.insert(0, rules)
    made_file: bytes = calendar.to_ical()
    return made_file


def uid(entry: CalendarEntry) -> str:
    """Return what a class is called for good in every calendar that it is brought into."""
    return f"{entry.session_id}@{_DOMAIN}"


def summary(entry: CalendarEntry) -> str:
    """Return the line under which a class stands in a calendar."""
    words = load().words
    counted = entry.of > 1 and entry.status != "cancelled"
    told = "visit" if entry.kind == "private" else "class_of" if counted else "single"
    what = words[told].format(course=entry.course, number=entry.number, of=entry.of, title=entry.title)
    return one_line(words["cancelled"].format(what=what) if entry.status == "cancelled" else what)


def save_calendar(target: Path, content: bytes) -> None:
    """Write a calendar file; over another one only where that is a calendar of this program.

    Raises:
        KnownError: the name does not end in .ics, the file is something else, or it cannot be written.
    """
    if target.suffix.casefold() != ENDING:
        raise KnownError("A calendar file has another ending.", "End the name in .ics.")
    save(target, content, replace=replaceable(target))


def replaceable(target: Path) -> bool:
    """Tell whether a file is a calendar that this program wrote, which a newer one may replace.

    Raises:
        KnownError: it is there and is something else.
    """
    try:
        with target.open("rb") as file:
            head = file.read(_HEAD_IN_BYTES)
    except FileNotFoundError:
        return False
    except OSError:
        raise already_there() from None
    if PRODID.encode() not in head:
        raise already_there()
    return True


def one_line(text: str) -> str:
    """Return a text without line breaks and without what no file may hold."""
    return " ".join(clean(text).split())


def _rules(name: str, first: datetime, last: datetime) -> "Timezone":
    """Return when a zone's clock changes from one moment to another, each change by the clock before it."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    clock, rules = ZoneInfo(name), Timezone()
    rules.add("tzid", name)
    before = _offset(first, clock)
    for moment in (first, *_changes(clock, first, last)):
        local = moment.astimezone(clock)
        part = TimezoneDaylight() if (local.dst() or timedelta()) > timedelta() else TimezoneStandard()
        # RFC 5545, 3.6.5: in the local time of the offset that is left.
        part.add("dtstart", (moment + before).replace(tzinfo=None))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", _offset(moment, clock))
        part.add("tzname", local.tzname())
        rules.add_component(part)
        before = _offset(moment, clock)
    return rules


def _changes(clock: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the moments at which a clock's offset changes, to the second."""
    day = timedelta(days=1)
    while first < last:
        early, late = first, first + day
        if _offset(early, clock) != _offset(late, clock):
            while late - early > timedelta(seconds=1):
                middle = early + (late - early) // 2
                middle -= timedelta(microseconds=middle.microsecond)
                if _offset(middle, clock) == _offset(early, clock):
                    early = middle
                else:
                    late = middle
            yield late
        first += day


def _offset(moment: datetime, clock: ZoneInfo) -> timedelta:
    return moment.astimezone(clock).utcoffset() or timedelta()


def _event(entry: CalendarEntry, made: datetime, homes: bool) -> "Event":
    from icalendar import Event

    words, zone = load().words, ZoneInfo(entry.zone)
    event = Event()
    event.add("uid", uid(entry))
    event.add("sequence", entry.revision)
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.starts.astimezone(zone))
    event.add("dtend", entry.ends.astimezone(zone))
    event.add("summary", summary(entry))
    where = ", ".join(part for part in (one_line(entry.venue), one_line(entry.address)) if part)
    if entry.kind == "private":
        event.add("class", "PRIVATE")
    if where and (homes or entry.kind != "private"):
        event.add("location", where)
    cancelled = entry.status == "cancelled"
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    about = []
    if cancelled and entry.reason:
        about.append(words["reason"].format(reason=one_line(entry.reason)))
    if entry.instructor:
        about.append(words["taught_by"].format(instructor=one_line(entry.instructor)))
    if about:
        event.add("description", "\n".join(about))
    return event
