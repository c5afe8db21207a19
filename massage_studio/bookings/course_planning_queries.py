"""The questions that the planning of courses asks: days without classes, other classes, a course as it is."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.course_views import (
    ClassPlanning,
    ClosedRange,
    Conflict,
    CourseDraft,
    CourseFields,
    CourseKind,
    DateFact,
    PlannedClass,
    PlanningView,
    TakenTime,
    conflicts,
)
from massage_studio.bookings.dates import Timetable
from massage_studio.bookings.holidays import bank_holidays
from massage_studio.bookings.models import ClassSession, ClosedDays, Course, Venue
from massage_studio.bookings.places_queries import places_taken
from massage_studio.bookings.recurrence import EVERY_WEEK, at_wall, pattern_of
from massage_studio.store.ids import new_id

_HELD = ("planned", "running", "finished")
LOOK_AHEAD = timedelta(days=3 * 366)
"""How far the dates of a course may go, to be looked at for days without classes."""
_BEFORE = timedelta(days=31)
_MOST_TRIES = 104


def closed_ranges(session: Session) -> tuple[ClosedRange, ...]:
    """Return the days on which no class is held, by date."""
    rows = session.scalars(select(ClosedDays).order_by(ClosedDays.first, ClosedDays.last, ClosedDays.id))
    return tuple(ClosedRange(row.id, row.first, row.last, row.words) for row in rows)


def closed_between(session: Session, *, first: date, last: date, nation: str) -> dict[date, str]:
    """Return the days without classes with what they are: bank holidays and closed days, in order.

    Both ends are included. A bank holiday keeps its name within closed days. The first question about a year
    computes its bank holidays, which takes some milliseconds.
    """
    found: dict[date, str] = {}
    for row in session.scalars(
        select(ClosedDays)
        .where(ClosedDays.last >= first, ClosedDays.first <= last)
        .order_by(ClosedDays.first)
    ):
        day = max(row.first, first)
        while day <= min(row.last, last):
            found[day] = found.get(day) or row.words
            day += timedelta(days=1)
    named = bank_holidays(nation, range(first.year, last.year + 1))
    found |= {day: name for day, name in named.items() if first <= day <= last}
    return dict(sorted(found.items()))


def planning(
    session: Session, *, first: date, last: date, nation: str, zone: str, but_not: UUID | None = None
) -> PlanningView:
    """Return what the planning of dates must know, both days included; `but_not` is the course in hand."""
    return PlanningView(
        first,
        last,
        nation,
        closed_between(session, first=first, last=last, nation=nation),
        taken_times(session, first=first, last=last, zone=zone, but_not=but_not),
    )


def taken_times(
    session: Session, *, first: date, last: date, zone: str, but_not: UUID | None = None
) -> tuple[TakenTime, ...]:
    """Return the classes of these days that are not cancelled, without those of one course, by date."""
    begin = datetime.combine(first - timedelta(days=1), time(), ZoneInfo(zone))
    end = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(zone))
    query = (
        select(
            *(ClassSession.id, Course.name, ClassSession.starts_at, ClassSession.minutes, Course.zone),
            *(Venue.id, Venue.name, Course.instructor, Course.kind),
        )
        .join(Course, Course.id == ClassSession.course_id)
        .join(Venue, Venue.id == Course.venue_id)
        .where(ClassSession.status.in_(_HELD), ClassSession.starts_at >= begin, ClassSession.starts_at < end)
        .order_by(ClassSession.starts_at)
    )
    if but_not is not None:
        query = query.where(Course.id != but_not)
    return tuple(
        TakenTime(
            session_id=key,
            course=name,
            starts=(begun := starts.astimezone(ZoneInfo(clock))),
            ends=begun + timedelta(minutes=minutes),
            venue_id=venue_id,
            venue=venue,
            instructor=instructor,
            private=kind == "private",
        )
        for key, name, starts, minutes, clock, venue_id, venue, instructor, kind in session.execute(query)
    )


def draft(session: Session, *, course_id: UUID) -> CourseDraft:
    """Return a course as it can be edited."""
    row = session.get_one(Course, course_id)
    zone = ZoneInfo(row.zone)
    movable = [part for part in _parts(row) if part.status == "planned"]
    begun = [part for part in _parts(row) if part.status in ("running", "finished")]
    return CourseDraft(
        _fields(row),
        tuple(PlannedClass(part.id, part.starts_at.astimezone(zone)) for part in movable),
        tuple(part.starts_at.astimezone(zone) for part in begun),
        places_taken(session, course_id=course_id),
    )


def next_term(session: Session, *, course_id: UUID, now: datetime, nation: str) -> CourseDraft:
    """Return the same course in the next term: as many classes, in the same pattern, at the same hour.

    It begins in the first week after this one's last class, and after today, in which neither a closed day
    nor another class stands in its way.
    """
    row = session.get_one(Course, course_id)
    zone, fields = ZoneInfo(row.zone), _fields(row)
    walls = _walls(row) or (now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0),)
    pattern = pattern_of(walls) or EVERY_WEEK
    usual = Counter((moment.weekday(), moment.time()) for moment in walls).most_common(1)[0][0]
    first = next(moment for moment in walls if (moment.weekday(), moment.time()) == usual)
    after = max(walls[-1].date(), now.astimezone(zone).date())
    while first.date() <= after:
        first += timedelta(weeks=1)
    last = first.date() + LOOK_AHEAD
    view = planning(session, first=first.date(), last=last, nation=nation, zone=row.zone)
    for _ in range(_MOST_TRIES):
        met = _meets(first, fields, view)
        if first.date() not in view.closed and not met:
            break
        first += timedelta(weeks=1)
    times = Timetable(first, len(walls), pattern, view.closed)
    starts = times.starts(row.zone)
    return CourseDraft(fields, tuple(PlannedClass(new_id(), moment) for moment in starts))


def replacement_moment(session: Session, *, session_id: UUID, nation: str) -> datetime:
    """Return the first free moment after the last class of a course, in its pattern and its zone."""
    part = session.get_one(ClassSession, session_id)
    row = part.course
    zone = ZoneInfo(row.zone)
    walls = _walls(row)
    own = part.starts_at.astimezone(zone).replace(tzinfo=None)
    last = max((*walls, own))
    pattern = pattern_of(walls) or EVERY_WEEK
    view = planning(
        session,
        first=last.date(),
        last=last.date() + LOOK_AHEAD,
        nation=nation,
        zone=row.zone,
        but_not=row.id,
    )
    begun = walls[0] if walls else own
    free = (
        moment
        for moment in pattern.moments(begun)
        if moment > last and moment.date() not in view.closed and not _meets(moment, _fields(row), view)
    )
    found = next(islice(free, 1), last + timedelta(weeks=1))
    return at_wall(found, row.zone)


def class_planning(session: Session, *, session_id: UUID, nation: str) -> ClassPlanning:
    """Return what must be known to move a class or hold another in its place."""
    part = session.get_one(ClassSession, session_id)
    row = part.course
    first = part.starts_at.astimezone(ZoneInfo(row.zone)).date() - _BEFORE
    return ClassPlanning(
        _fields(row),
        planning(session, first=first, last=first + LOOK_AHEAD, nation=nation, zone=row.zone),
        replacement_moment(session, session_id=session_id, nation=nation),
    )


def date_facts(session: Session, *, course_id: UUID, nation: str) -> tuple[DateFact, ...]:
    """Return what is to be known of the dates of a course that are still to come about."""
    row = session.get_one(Course, course_id)
    parts = [part for part in _parts(row) if part.status == "planned"]
    if not parts:
        return ()
    zone, fields = ZoneInfo(row.zone), _fields(row)
    starts = [part.starts_at.astimezone(zone) for part in parts]
    view = planning(
        session,
        first=starts[0].date(),
        last=starts[-1].date(),
        nation=nation,
        zone=row.zone,
    )
    facts = []
    for part, moment in zip(parts, starts, strict=True):
        others = replace(view, taken=tuple(one for one in view.taken if one.session_id != part.id))
        met = _met(moment, part.minutes, fields, others)
        facts.append(DateFact(part.id, view.closed.get(moment.date()), met))
    return tuple(facts)


def _meets(moment: datetime, fields: CourseFields, view: PlanningView) -> bool:
    return bool(_met(at_wall(moment, fields.zone), fields.minutes, fields, view))


def _met(moment: datetime, minutes: int, fields: CourseFields, view: PlanningView) -> tuple[Conflict, ...]:
    return conflicts(
        moment,
        minutes,
        venue_id=fields.venue_id,
        private=fields.kind == "private",
        instructor=fields.instructor,
        taken=view.taken,
    )


def _parts(row: Course) -> list[ClassSession]:
    return sorted(row.sessions, key=lambda part: (part.starts_at, part.number))


def _walls(row: Course) -> tuple[datetime, ...]:
    """Return the classes that are not cancelled by the clock on the wall, earliest first."""
    zone = ZoneInfo(row.zone)
    return tuple(
        part.starts_at.astimezone(zone).replace(tzinfo=None) for part in _parts(row) if part.status in _HELD
    )


def _fields(row: Course) -> CourseFields:
    minutes = [part.minutes for part in _parts(row) if part.status in _HELD] or [
        part.minutes for part in _parts(row)
    ]
    return CourseFields(
        name=row.name,
        plan_code=row.plan_code,
        venue_id=row.venue_id,
        minutes=minutes[-1] if minutes else 60,
        capacity=row.capacity,
        price=row.price,
        currency=row.currency,
        zone=row.zone,
        kind=cast(CourseKind, row.kind),
        concession_price=row.concession_price,
        sibling_price=row.sibling_price,
        drop_in_price=row.drop_in_price,
        deposit=row.deposit,
        min_weeks=row.min_weeks,
        max_weeks=row.max_weeks,
        instructor=row.instructor,
    )
