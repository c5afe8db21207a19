"""The questions that calendars ask: the classes of some weeks, of a course, or of the whole studio."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.calendar_views import CalendarEntry, CourseKind, Period, clashes
from massage_studio.bookings.class_queries import numbered
from massage_studio.bookings.holidays import bank_holidays
from massage_studio.bookings.models import ClassSession, ClosedDays, Course, Venue, WithdrawnClass
from massage_studio.bookings.views import SessionStatus

_COLUMNS = (
    *(ClassSession.id, ClassSession.course_id, Course.name, Course.kind),
    *(ClassSession.title, ClassSession.starts_at, ClassSession.minutes, Course.zone, ClassSession.status),
    *(ClassSession.reason, ClassSession.revision, Venue.id, Venue.name, Venue.address, Course.instructor),
    ClassSession.replaces_id,
)


def entries(session: Session, *, first: date, last: date, zone: str) -> tuple[CalendarEntry, ...]:
    """Return the classes of these days, both included, earliest first, by the clock of `zone`."""
    clock = ZoneInfo(zone)
    begin = datetime.combine(first, time(), clock)
    end = datetime.combine(last + timedelta(days=1), time(), clock)
    found = _entries(session, (ClassSession.starts_at >= begin) & (ClassSession.starts_at < end), clock)
    shared = clashes(found)
    return tuple(replace(one, clashes=shared.get(one.session_id, ())) for one in found)


def period(session: Session, *, first: date, last: date, zone: str, nation: str, today: date) -> Period:
    """Return what a calendar shows of these days, both included; `nation` is that of the bank holidays."""
    venues = session.scalars(select(Venue.id).order_by(Venue.id))
    free = bank_holidays(nation, range(first.year, last.year + 1))
    free = {day: name for day, name in free.items() if first <= day <= last}
    for closed in session.scalars(
        select(ClosedDays)
        .where(ClosedDays.first <= last, ClosedDays.last >= first)
        .order_by(ClosedDays.first)
    ):
        day = max(closed.first, first)
        while day <= min(closed.last, last):
            free[day] = ", ".join(name for name in (free.get(day, ""), closed.words) if name)
            day += timedelta(days=1)
    return Period(
        first=first,
        last=last,
        entries=entries(session, first=first, last=last, zone=zone),
        marks={key: place for place, key in enumerate(venues)},
        free=free,
        nearest=nearest(session, day=today, zone=zone),
    )


def timetable(session: Session, *, course_id: UUID | None = None) -> tuple[CalendarEntry, ...]:
    """Return all classes of a course, or of all, earliest first, each by its course's own clock."""
    if course_id is None:
        return _entries(session, ClassSession.id.is_not(None))
    return _entries(session, ClassSession.course_id == course_id)


def for_calendars(session: Session, *, course_id: UUID | None = None) -> tuple[CalendarEntry, ...]:
    """Return all classes of a course, or of all, then those that were planned once, as cancelled ones."""
    return (*timetable(session, course_id=course_id), *withdrawn(session, course_id=course_id))


def withdrawn(session: Session, *, course_id: UUID | None = None) -> tuple[CalendarEntry, ...]:
    """Return the classes whose planning was taken back, of a course or of all, as cancelled ones."""
    query = select(WithdrawnClass).order_by(WithdrawnClass.starts_at, WithdrawnClass.id)
    if course_id is not None:
        query = query.where(WithdrawnClass.course_id == course_id)
    return tuple(
        CalendarEntry(
            session_id=row.id,
            course_id=row.course_id,
            course=row.course,
            kind=cast(CourseKind, row.kind),
            number=0,
            of=0,
            title=row.title,
            starts=row.starts_at.astimezone(ZoneInfo(row.zone)),
            minutes=row.minutes,
            zone=row.zone,
            status="cancelled",
            reason="",
            revision=row.revision,
            venue_id=row.venue_id,
            venue=row.venue,
            address=row.address,
            instructor=row.instructor,
        )
        for row in session.scalars(query)
    )


def nearest(session: Session, *, day: date, zone: str) -> date | None:
    """Return the day of the first class from `day` on, or of the last before it; None without any class."""
    clock = ZoneInfo(zone)
    begin = datetime.combine(day, time(), clock)
    found = session.scalar(select(func.min(ClassSession.starts_at)).where(ClassSession.starts_at >= begin))
    if found is None:
        found = session.scalar(select(func.max(ClassSession.starts_at)).where(ClassSession.starts_at < begin))
    return None if found is None else found.astimezone(clock).date()


def _entries(
    session: Session, which: ColumnElement[bool], clock: ZoneInfo | None = None
) -> tuple[CalendarEntry, ...]:
    rows = session.execute(
        select(*_COLUMNS)
        .join(Course, Course.id == ClassSession.course_id)
        .join(Venue, Venue.id == Course.venue_id)
        .where(which)
        .order_by(ClassSession.starts_at, Course.name, ClassSession.id)
    ).all()
    places = numbered(session, {row[1] for row in rows})
    return tuple(_entry(tuple(row), places[row[0]], clock) for row in rows)


def _entry(row: tuple[Any, ...], place: tuple[int, int], clock: ZoneInfo | None) -> CalendarEntry:
    key, course_id, course, kind, title, starts, minutes, zone, status, *rest = row
    reason, revision, venue_id, venue, address, instructor, replaces_id = rest
    return CalendarEntry(
        session_id=key,
        course_id=course_id,
        course=course,
        kind=cast(CourseKind, kind),
        number=place[0],
        of=place[1],
        title=title,
        starts=starts.astimezone(clock or ZoneInfo(zone)),
        minutes=minutes,
        zone=zone,
        status=cast(SessionStatus, status),
        reason=reason,
        revision=revision,
        venue_id=venue_id,
        venue=venue,
        address=address,
        instructor=instructor,
        replaces_id=replaces_id,
    )
