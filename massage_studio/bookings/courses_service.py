"""The verbs of courses and of the days without classes; each is one operation, which can be taken back."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.dates_service import (
    add_classes,
    bump_ical_sequence,
    course_operation,
    give_themes,
    themes_in_order,
)
from massage_studio.bookings.models import ClosedDays, Course, PlanCopy, Venue
from massage_studio.bookings.places_queries import babies_on, capacity_of, room_for
from massage_studio.bookings.prices import check_price
from massage_studio.bookings.venues_service import add_venue
from massage_studio.curriculum.queries import plan
from massage_studio.curriculum.views import plan_as_text
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation

_CHANGED = (Thing.BOOKINGS, Thing.REGISTER)
_LONGEST_CLOSED = timedelta(days=366)


def add_course(
    session: Session,
    *,
    course_id: UUID,
    name: str,
    plan_code: str,
    venue_id: UUID,
    starts: tuple[datetime, ...],
    minutes: int,
    capacity: int,
    price: Decimal,
    currency: str,
    zone: str,
    now: datetime,
    new_venue: str = "",
) -> Changes:
    """Make a course, once, with one class for each moment in `starts`, titled by the plan's sessions.

    A `new_venue` is added under `venue_id`, with room for as many babies as the course.

    Raises:
        KnownError: the name is empty, there is no date, no place, or a price that nobody can pay.
    """
    fields = CourseFields(
        name, plan_code, venue_id, minutes, capacity, price, currency, zone, new_venue=new_venue
    )
    classes = tuple(PlannedClass(new_id(), moment) for moment in starts)
    _make_course(session, course_id, fields, classes, now)
    return changed(*_CHANGED, made=course_id)


def plan_course(
    session: Session,
    *,
    course_id: UUID,
    fields: CourseFields,
    classes: tuple[PlannedClass, ...],
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Make a course, once, with these classes, numbered by date and titled by the plan's sessions.

    Raises:
        KnownError: the name is empty, there is no date, no place, or a price that nobody can pay.
    """
    words = clean(fields.name)
    with operation(
        session,
        "plan_course",
        operation_id=operation_id or new_id(),
        now=now,
        course_id=course_id,
        words=words,
    ) as doing:
        if doing.to_do:
            _make_course(session, course_id, fields, classes, now)
    return doing.changed(course_id)


def change_course(
    session: Session,
    *,
    course_id: UUID,
    fields: CourseFields,
    classes: tuple[PlannedClass, ...],
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Change a course and the classes that can still be moved; classes with a new key are added.

    A class that has begun or is over stays as it was, and none is taken away. Another plan gives the classes
    to come its themes.

    Raises:
        KnownError: as for a new course, or there is room for fewer babies than have a place.
    """
    course = session.get_one(Course, course_id)
    kept = tuple(PlannedClass(part.id, part.starts_at) for part in course.sessions)
    _check(fields, classes or kept, course.currency)
    with course_operation(session, "change_course", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            _check_places(session, course, fields)
            _venue(session, fields)
            with bump_ical_sequence(session, course), themes_in_order(course):
                for name, value in _plain(fields).items():
                    setattr(course, name, value)
                parts = {part.id: part for part in course.sessions}
                for planned in classes:
                    part = parts.get(planned.id)
                    if part is not None and part.status == "planned":
                        part.starts_at = planned.starts
                for part in course.sessions:
                    if part.status == "planned":
                        part.minutes = fields.minutes
                session.flush()
                session.expire(course, ["venue"])
                new = tuple(one for one in classes if one.id not in parts)
                add_classes(session, course, new, fields.minutes)
            if course.plan_code != fields.plan_code:
                course.plan_code = fields.plan_code
                began = (PlanCopy.course_id == course.id, PlanCopy.code == course.plan_code)
                if session.scalar(select(PlanCopy.id).where(*began)) is None:
                    _keep_plan(session, course)
                with bump_ical_sequence(session, course):
                    give_themes(session, course)
    return doing.changed(course_id)


def close_days(
    session: Session,
    *,
    closed_id: UUID,
    first: date,
    last: date,
    words: str,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Keep days on which no class is held, both ends included, or change them where they are kept.

    Raises:
        KnownError: the last day is before the first, or more than a year after it.
    """
    if last < first:
        raise KnownError("The last day is before the first.", "Choose a later last day.")
    if last - first > _LONGEST_CLOSED:
        raise KnownError("These are more days than a year has.", "Look at the years of both days.")
    named = clean(words)
    with operation(
        session, "close_days", operation_id=operation_id or new_id(), now=now, words=named
    ) as doing:
        if doing.to_do:
            row = session.get(ClosedDays, closed_id)
            if row is None:
                session.add(ClosedDays(id=closed_id, first=first, last=last, words=named))
            else:
                row.first, row.last, row.words = first, last, named
    return doing.changed(closed_id)


def open_days(
    session: Session, *, closed_id: UUID, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Hold classes again on days that were closed."""
    row = session.get(ClosedDays, closed_id)
    with operation(
        session, "open_days", operation_id=operation_id or new_id(), now=now, words=row.words if row else ""
    ) as doing:
        if doing.to_do and row is not None:
            session.delete(row)
            session.flush()
    return doing.changed()


def _make_course(
    session: Session,
    course_id: UUID,
    fields: CourseFields,
    classes: tuple[PlannedClass, ...],
    now: datetime,
) -> None:
    _check(fields, classes, fields.currency)
    if session.get(Course, course_id) is not None:
        return
    _venue(session, fields)
    course = Course(
        id=course_id,
        plan_code=fields.plan_code,
        currency=fields.currency,
        zone=fields.zone,
        made_at=now,
        **_plain(fields),
    )
    session.add(course)
    session.flush()
    _keep_plan(session, course)
    add_classes(session, course, classes, fields.minutes)


def _keep_plan(session: Session, course: Course) -> None:
    """Keep the plan that a course begins with as it is now."""
    copy = plan_as_text(plan(session, code=course.plan_code))
    session.add(PlanCopy(id=new_id(), course_id=course.id, code=course.plan_code, plan=copy))
    session.flush()


def _check(fields: CourseFields, classes: tuple[PlannedClass, ...], currency: str) -> None:
    if not clean(fields.name) or not classes or fields.capacity < 1:
        raise KnownError(
            "The course needs a name, a first date and at least one place.", "Fill them in, then save it."
        )
    if fields.min_weeks is not None and fields.max_weeks is not None and fields.min_weeks > fields.max_weeks:
        raise KnownError("The youngest age is above the oldest.", "Put the ages the other way round.")
    more = (fields.concession_price, fields.sibling_price, fields.drop_in_price, fields.deposit)
    for price in (fields.price, *more):
        if price is not None:
            check_price(price, currency)


def _check_places(session: Session, course: Course, fields: CourseFields) -> None:
    """Refuse fewer places, or a smaller hall, than babies have a place; what is over-booked may stay so."""
    hall = _room_in_new(fields) if fields.new_venue else session.get_one(Venue, fields.venue_id).capacity
    room = room_for(fields.kind, fields.capacity, hall)
    babies = babies_on(session, course_id=course.id)
    if room >= min(babies, capacity_of(course)):
        return
    if fields.capacity < babies:
        raise KnownError(
            "%n babies have a place on this course.",
            "Keep as many places, or cancel or move bookings first.",
            n=babies,
        )
    raise KnownError(
        "%n babies have a place on this course, and the venue has room for {room}.",
        "Choose a larger venue, or give places up first.",
        n=babies,
        room=room,
    )


def _venue(session: Session, fields: CourseFields) -> None:
    if fields.new_venue:
        add_venue(
            session,
            venue_id=fields.venue_id,
            name=fields.new_venue,
            address="",
            capacity=_room_in_new(fields),
        )


def _room_in_new(fields: CourseFields) -> int:
    return fields.new_venue_room or fields.capacity


def _plain(fields: CourseFields) -> dict[str, object]:
    """Return the columns that are kept as they are given, by name."""
    return {
        "name": clean(fields.name),
        "kind": fields.kind,
        "venue_id": fields.venue_id,
        "capacity": fields.capacity,
        "price": fields.price,
        "concession_price": fields.concession_price,
        "sibling_price": fields.sibling_price,
        "drop_in_price": fields.drop_in_price,
        "deposit": fields.deposit,
        "min_weeks": fields.min_weeks,
        "max_weeks": fields.max_weeks,
        "instructor": clean(fields.instructor),
    }
