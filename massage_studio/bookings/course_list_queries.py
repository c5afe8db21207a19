"""The questions about courses as lists show them: those to come, the latest past ones, or one by its name."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select, true, union_all
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from massage_studio.bookings.class_queries import WITH_ALL_CLASSES, WITH_CLASSES, end_of_course, session_view
from massage_studio.bookings.models import ClassSession, Course, Venue
from massage_studio.bookings.places_queries import NOBODY, Occupancy, capacity_of, occupancy
from massage_studio.bookings.views import CourseChoice, CourseList, CourseRow, VenueView
from massage_studio.errors import KnownError

_LONGEST = timedelta(days=1)
"""No class lasts longer."""


def courses(session: Session, *, now: datetime) -> tuple[CourseRow, ...]:
    """Return all courses: those with a class to come first, by their next date, then the latest past ones."""
    rows = session.scalars(select(Course).options(WITH_ALL_CLASSES)).all()
    return _in_order(_rows(rows, occupancy(session), now), now)


def courses_to_come(session: Session, *, now: datetime) -> tuple[CourseRow, ...]:
    """Return the courses with a class to come, by their next date."""
    rows = _of(session, select(Course).where(Course.id.in_(may_come(now))), now)
    return tuple(row for row in _in_order(rows, now) if row.next)


def course_list(
    session: Session, *, now: datetime, past: int, also: UUID | None = None, archived: bool = False
) -> CourseList:
    """Return the courses to come, the latest `past` ones that are over, and the course `also`.

    Those that are over and were archived are left out, unless they are asked for.
    """
    coming = may_come(now)
    listed = true() if archived else Course.archived_at.is_(None)
    latest = (
        select(Course.id)
        .join(ClassSession, ClassSession.course_id == Course.id)
        .where(end_of_course("last"), Course.id.not_in(coming), listed)
        .order_by(ClassSession.starts_at.desc(), Course.id)
        .limit(past + 1)
    )
    of_course = select(ClassSession.course_id).where(ClassSession.course_id == Course.id)
    held = of_course.where(ClassSession.status != "cancelled").exists()
    never = select(Course.id).where(~held, listed).order_by(Course.made_at.desc()).limit(past + 1)
    chosen = select(Course.id).where(Course.id == also)
    wanted = union_all(coming, *(select(part.subquery().c.id) for part in (latest, never)), chosen)
    rows = _in_order(_of(session, select(Course).where(Course.id.in_(wanted)), now), now)
    over = [row.id for row in rows if not row.next]
    left_out = set(over[past:]) - {also}
    put_away = select(Course.id).where(Course.id.not_in(coming), Course.archived_at.is_not(None)).limit(1)
    hidden = session.scalar(put_away) is not None and not archived
    return CourseList(
        tuple(row for row in rows if row.id not in left_out),
        more=len(over) > past or hidden,
        archived=hidden and len(over) <= past,
    )


def course(session: Session, *, course_id: UUID, now: datetime) -> CourseRow:
    """Return one course."""
    row = session.get_one(Course, course_id, options=[WITH_CLASSES])
    return course_row(row, occupancy(session, course_ids=(course_id,)).get(course_id, NOBODY), now)


def course_named(session: Session, *, name: str, now: datetime) -> CourseRow:
    """Return the course of this name or id.

    Raises:
        KnownError: there is none, or more than one.
    """
    wanted = name.casefold()
    # The database does not know that Ö and ö are one letter, so names are compared here.
    named = session.execute(select(Course.id, Course.name))
    found = [key for key, called in named if wanted in (called.casefold(), str(key))]
    if not found:
        raise KnownError("There is no course of that name.", "The command courses lists them.")
    if len(found) > 1:
        raise KnownError("There is more than one course of that name.", "Use its id; courses lists them.")
    return course(session, course_id=found[0], now=now)


def course_choices(
    session: Session, *, most: int | None = None, also: UUID | None = None
) -> tuple[CourseChoice, ...]:
    """Return the courses with a class, the latest begun or to begin first: at most `most`, and `also`."""
    held = (ClassSession.course_id == Course.id, ClassSession.status != "cancelled")
    first = select(func.min(ClassSession.starts_at)).where(*held).scalar_subquery()
    last = select(func.max(ClassSession.starts_at)).where(*held).scalar_subquery()
    latest = (
        select(Course.id)
        .join(ClassSession, ClassSession.course_id == Course.id)
        .where(end_of_course("first"))
        .order_by(ClassSession.starts_at.desc(), Course.name)
        .limit(most)
    )
    chosen = select(Course.id).where(Course.id == also)
    rows = session.execute(
        select(Course.id, Course.name, Course.zone, first, last)
        .where(Course.id.in_(union_all(select(latest.subquery().c.id), chosen)), first.is_not(None))
        .order_by(first.desc(), Course.name)
    )
    return tuple(
        CourseChoice(key, name, first.astimezone(ZoneInfo(zone)), last.astimezone(ZoneInfo(zone)))
        for key, name, zone, first, last in rows
    )


def course_names(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of these courses."""
    return dict(session.execute(select(Course.id, Course.name).where(Course.id.in_(list(ids)))).all())


def course_row(row: Course, places: Occupancy, now: datetime) -> CourseRow:
    """Return one course as lists show it."""
    for part in row.sessions:
        # Spares each class to look its course up.
        set_committed_value(part, "course", row)
    views = tuple(session_view(part) for part in row.sessions)
    return CourseRow(
        id=row.id,
        name=row.name,
        plan_code=row.plan_code,
        venue=venue_view(row.venue),
        capacity=capacity_of(row),
        taken=places.taken,
        waiting=places.waiting,
        price=row.price,
        currency=row.currency,
        sessions=views,
        next=next(
            (view for view in views if view.status in ("planned", "running") and view.ends >= now), None
        ),
        archived=row.archived_at is not None,
    )


def venue_view(row: Venue) -> VenueView:
    """Return one hall."""
    return VenueView(row.id, row.name, row.address, row.capacity)


def may_come(now: datetime) -> Select[UUID]:
    """Return the keys of the courses that may have a class to come, as a part of another question."""
    return select(ClassSession.course_id).where(
        ClassSession.starts_at > now - _LONGEST, ClassSession.status.in_(("planned", "running"))
    )


def _of(session: Session, query: Select[Course], now: datetime) -> list[CourseRow]:
    rows = session.scalars(query.options(WITH_CLASSES)).all()
    return _rows(rows, occupancy(session, course_ids=[row.id for row in rows]), now)


def _rows(rows: Sequence[Course], places: dict[UUID, Occupancy], now: datetime) -> list[CourseRow]:
    return [course_row(row, places.get(row.id, NOBODY), now) for row in rows]


def _in_order(rows: list[CourseRow], now: datetime) -> tuple[CourseRow, ...]:
    coming = sorted((row for row in rows if row.next), key=lambda row: row.next.starts if row.next else now)
    past = sorted(
        (row for row in rows if not row.next),
        key=lambda row: row.held[-1].starts if row.held else now,
        reverse=True,
    )
    return (*coming, *past)


def venues(session: Session) -> tuple[VenueView, ...]:
    """Return all halls by name."""
    return tuple(venue_view(row) for row in session.scalars(select(Venue).order_by(Venue.name)))
