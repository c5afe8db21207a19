"""The questions about many courses at once: each is one statement, whose sums the database makes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Uuid,
    and_,
    case,
    column,
    distinct,
    exists,
    func,
    literal,
    select,
    union_all,
    values,
)
from sqlalchemy.orm import Session

from massage_studio.bookings.insight_views import (
    Booked,
    ClassCount,
    CourseMoney,
    CourseStart,
    Heads,
    Return,
    Stops,
    Waits,
)
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course, Payment, Venue
from massage_studio.bookings.places_queries import room_for
from massage_studio.bookings.views import PRESENT
from massage_studio.families.insight_queries import family_of

Ids = Sequence[UUID]
_HELD = ClassSession.status != "cancelled"
_WHOLE = Booking.session_id.is_(None)
_STANDS = Booking.status == "booked"


def years_of_classes(session: Session, *, zone: ZoneInfo) -> tuple[int, ...]:
    """Return the years from that of the first class of the studio to that of the last one."""
    # Each by itself: asked for both at once, the database would go through all classes.
    earliest, latest = (select(of(ClassSession.starts_at)).scalar_subquery() for of in (func.min, func.max))
    first, last = session.execute(select(earliest, latest)).one()
    if first is None:
        return ()
    return tuple(range(first.astimezone(zone).year, last.astimezone(zone).year + 1))


def courses_begun(session: Session, *, begin: datetime, end: datetime) -> tuple[CourseStart, ...]:
    """Return the courses whose first class is from `begin` until before `end`, in that order."""
    inside = select(ClassSession.course_id).where(
        ClassSession.starts_at >= begin, ClassSession.starts_at < end, _HELD
    )
    first = func.min(ClassSession.starts_at)
    rows = session.execute(
        select(
            Course.id,
            Course.name,
            Course.kind,
            Course.capacity,
            Course.zone,
            Venue.id,
            Venue.name,
            Venue.capacity,
            first,
            func.max(ClassSession.starts_at),
        )
        .join(Course, Course.id == ClassSession.course_id)
        .join(Venue, Venue.id == Course.venue_id)
        .where(ClassSession.course_id.in_(inside), _HELD)
        .group_by(Course.id, Venue.id)
        .having(first >= begin)
        .order_by(first, Course.name, Course.id)
    )
    return tuple(
        CourseStart(
            id=key,
            name=name,
            kind=kind,
            venue_id=venue_id,
            venue=venue,
            places=room_for(kind, places, hall),
            first=begun.astimezone(ZoneInfo(zone)).date(),
            last=last.astimezone(ZoneInfo(zone)).date(),
        )
        for key, name, kind, places, zone, venue_id, venue, hall, begun, last in rows
    )


def class_counts(session: Session, *, course_ids: Ids) -> tuple[ClassCount, ...]:
    """Return the classes of these courses that are not cancelled, with their registers added up, by date."""
    numbered = _numbered(course_ids)
    marks = (PRESENT, ("elsewhere",), ("absent",), ("expected",))
    counts = (func.coalesce(func.sum(case((Attendance.status.in_(of), 1), else_=0)), 0) for of in marks)
    rows = session.execute(
        select(
            numbered.c.id,
            numbered.c.course_id,
            numbered.c.number,
            numbered.c.starts_at,
            numbered.c.status,
            Course.zone,
            *counts,
        )
        .join(Course, Course.id == numbered.c.course_id)
        .outerjoin(Attendance, and_(Attendance.session_id == numbered.c.id, Attendance.removed.is_(False)))
        .group_by(
            *(numbered.c.id, numbered.c.course_id, numbered.c.number, numbered.c.starts_at),
            *(numbered.c.status, Course.zone),
        )
        .order_by(numbered.c.starts_at, numbered.c.id)
    )
    return tuple(
        ClassCount(
            key,
            course_id,
            number,
            starts.astimezone(ZoneInfo(zone)),
            status == "finished",
            *(int(count) for count in marked),
        )
        for key, course_id, number, starts, status, zone, *marked in rows
    )


def booked_heads(session: Session, *, course_ids: Ids) -> Booked:
    """Return how many babies and families have a booking that stands on these courses or in one class."""
    of = select(
        Booking.course_id,
        Booking.baby_id,
        family_of(Booking.baby_id).label("family_id"),
    )
    chosen = of.where(Booking.course_id.in_(course_ids), _STANDS).cte("chosen")
    heads = func.count(distinct(chosen.c.baby_id)), func.count(distinct(chosen.c.family_id))
    by_course = select(chosen.c.course_id, *heads).group_by(chosen.c.course_id)
    rows = session.execute(union_all(by_course, select(literal(None, Uuid()), *heads))).all()
    found = {key: Heads(babies, families) for key, babies, families in rows}
    return Booked(found.pop(None), found)


def money_of_courses(session: Session, *, course_ids: Ids) -> tuple[CourseMoney, ...]:
    """Return what was paid for these courses, each currency by itself; voided payments do not count."""
    # Voided ones are left out here and not below: otherwise the database would go through all payments.
    amount = func.sum(case((Payment.voided_at.is_(None), Payment.amount)))
    rows = session.execute(
        select(Booking.course_id, Payment.currency, Payment.kind, amount)
        .join(Payment, Payment.booking_id == Booking.id)
        .where(Booking.course_id.in_(course_ids))
        .group_by(Booking.course_id, Payment.currency, Payment.kind)
        .having(amount.is_not(None))
    )
    sums: dict[tuple[UUID, str], dict[str, Decimal]] = {}
    for course_id, currency, kind, total in rows:
        line = sums.setdefault((course_id, currency), {})
        what = kind if kind in ("refund", "moved") else "received"
        line[what] = line.get(what, Decimal()) + total
    nothing = Decimal()
    return tuple(
        CourseMoney(
            *place, line.get("received", nothing), -line.get("refund", nothing), line.get("moved", nothing)
        )
        for place, line in sums.items()
    )


def stops(session: Session, *, course_ids: Ids) -> Stops:
    """Return how far the babies came that are or were booked on the whole of these courses.

    A class that was made up elsewhere counts as one that a baby came to.
    """
    held = _held(course_ids)
    came = Attendance.status.in_((*PRESENT, "elsewhere"))
    each = (
        select(
            held.c.course_id,
            Attendance.baby_id,
            func.sum(case((came, 1), else_=0)).label("times"),
            func.min(case((came, held.c.place))).label("first"),
            func.max(case((came, held.c.place))).label("last"),
            func.max(case((came, held.c.number))).label("number"),
        )
        .join(Attendance, and_(Attendance.session_id == held.c.id, Attendance.removed.is_(False)))
        .group_by(held.c.course_id, Attendance.baby_id)
        .cte("each_baby")
    )
    on_the_whole = exists().where(
        Booking.course_id == each.c.course_id, Booking.baby_id == each.c.baby_id, _WHOLE
    )
    ends = select(held.c.course_id, func.max(held.c.place).label("places")).group_by(held.c.course_id)
    last = ends.subquery("last_class")
    stayed = func.coalesce(each.c.last, 0) == last.c.places
    missed_between = func.coalesce(each.c.times < each.c.last - each.c.first + 1, False)
    counted = (
        select(
            case((stayed, -1), else_=func.coalesce(each.c.number, 0)).label("number"),
            case((missed_between, 1), else_=0).label("back"),
            each.c.baby_id,
            family_of(each.c.baby_id).label("family_id"),
        )
        .join(last, last.c.course_id == each.c.course_id)
        .where(on_the_whole)
        .cte("counted")
    )
    families = func.count(distinct(counted.c.family_id))
    heads = func.count(), families
    rows = session.execute(
        union_all(
            select(counted.c.number, counted.c.back, *heads).group_by(counted.c.number, counted.c.back),
            select(literal(-2), literal(0), func.count(distinct(counted.c.baby_id)), families),
            select(literal(-3), literal(0), *heads).where(counted.c.number >= 0),
        )
    ).all()
    after: dict[int, int] = {}
    stayed_count = back = 0
    whole, stopped_families = Heads(), 0
    for number, missed, babies, of_families in rows:
        if number == -2:
            whole = Heads(babies, of_families)
        elif number == -3:
            stopped_families = of_families
        else:
            back += babies if missed else 0
            if number == -1:
                stayed_count += babies
            else:
                after[number] = after.get(number, 0) + babies
    return Stops(whole, stayed_count, back, dict(sorted(after.items())), stopped_families)


def waits(session: Session, *, course_ids: Ids) -> Waits:
    """Return what became of the bookings of these courses that ever waited for a place."""
    waited = (
        select(Booking.status, family_of(Booking.baby_id).label("family_id"))
        .where(Booking.course_id.in_(course_ids), _WHOLE, Booking.waited_at.is_not(None))
        .cte("waited")
    )
    rows = session.execute(
        union_all(
            select(waited.c.status, func.count()).group_by(waited.c.status),
            select(literal(""), func.count(distinct(waited.c.family_id))),
        )
    ).all()
    found: dict[str, int] = {str(status): count for status, count in rows}
    return Waits(
        families=found[""],
        booked=found.get("booked", 0),
        offered=found.get("offered", 0),
        waiting=found.get("waiting", 0) + found.get("enquiry", 0),
        moved=found.get("moved", 0),
        gave_up=found.get("cancelled", 0),
    )


def returns(
    session: Session, *, of: Mapping[int, Ids], into: Mapping[int, Ids], terms: Sequence[int]
) -> tuple[Return, ...]:
    """Return by term how many families of its courses `of` have a place `into` a course of the next one.

    Terms are numbered in their order; one without courses counts nobody. All of the courses `of` are among
    those `into`.
    """
    lines = [(key, term, key in set(of.get(term, ()))) for term, keys in into.items() for key in keys]
    columns = (column("course_id", Uuid()), column("term", Integer), column("counted", Boolean))
    # A table needs a line, and no course has the key of none.
    courses = values(*columns, name="term_values").data(lines or [(UUID(int=0), 0, False)]).cte("terms")
    family = family_of(Booking.baby_id)
    booked = (
        select(courses.c.term, family.label("family_id"), func.max(courses.c.counted).label("counted"))
        .join(Booking, Booking.course_id == courses.c.course_id)
        .where(_STANDS, _WHOLE)
        .group_by(courses.c.term, family)
        .subquery("booked")
    )
    then = func.lead(booked.c.term).over(partition_by=booked.c.family_id, order_by=booked.c.term)
    each = select(booked.c.term, booked.c.counted, then.label("then")).subquery("each_family")
    rows = session.execute(
        select(each.c.term, func.count(), func.sum(case((each.c.then == each.c.term + 1, 1), else_=0)))
        .where(each.c.counted)
        .group_by(each.c.term)
    )
    found = {term: (families, came) for term, families, came in rows}
    return tuple(Return(term, *found.get(term, (0, 0))) for term in terms)


def finished_classes(course_ids: Ids) -> Subquery:
    """Return the finished classes of these courses as a table of id and finished_at, for another question."""
    return (
        select(ClassSession.id, ClassSession.finished_at)
        .where(ClassSession.course_id.in_(course_ids), ClassSession.status == "finished")
        .subquery("finished")
    )


def babies_there(course_ids: Ids) -> Subquery:
    """Return how many babies were in each finished class of these courses, as session_id and babies."""
    return (
        select(Attendance.session_id, func.count().label("babies"))
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            ClassSession.course_id.in_(course_ids),
            ClassSession.status == "finished",
            Attendance.removed.is_(False),
            Attendance.status.in_(PRESENT),
        )
        .group_by(Attendance.session_id)
        .subquery("there")
    )


def booking_carers(course_ids: Ids) -> Select[Any]:
    """Return the keys of the carers with a booking that stands on these courses, for another question."""
    return select(Booking.carer_id).where(Booking.course_id.in_(course_ids), _STANDS)


def _numbered(course_ids: Ids) -> CTE:
    """Return the classes of these courses that are not cancelled, numbered by date."""
    return (
        select(
            ClassSession.id,
            ClassSession.course_id,
            ClassSession.starts_at,
            ClassSession.status,
            _row_number(ClassSession.course_id, ClassSession.starts_at, ClassSession.id).label("number"),
        )
        .where(ClassSession.course_id.in_(course_ids), _HELD)
        .cte("numbered")
    )


def _held(course_ids: Ids) -> CTE:
    """Return the finished classes of these courses with their `place` among them, beside their number."""
    numbered = _numbered(course_ids)
    return (
        select(
            numbered.c.id,
            numbered.c.course_id,
            numbered.c.number,
            _row_number(numbered.c.course_id, numbered.c.number).label("place"),
        )
        .where(numbered.c.status == "finished")
        .cte("held")
    )


def _row_number(of: ColumnElement[Any] | Any, *order: Any) -> ColumnElement[int]:
    return func.row_number().over(partition_by=of, order_by=order)
