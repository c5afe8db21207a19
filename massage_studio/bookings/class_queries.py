"""The questions about classes: which there are, when they are, and which was held last."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any, Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, literal, select, true, tuple_
from sqlalchemy.orm import Session, aliased, joinedload, lazyload, selectinload, subqueryload

from massage_studio.bookings.models import Attendance, ClassSession, Course, Venue
from massage_studio.bookings.places_queries import capacity_of, room_for
from massage_studio.bookings.views import SessionStatus, SessionView
from massage_studio.errors import KnownError

# A class is told by its place among all of its course: they are read in one statement for all courses, up to
# five hundred, and whatever their number. Without the last word each course would be asked by itself again.
_BACK = lazyload(ClassSession.course)
WITH_CLASSES = selectinload(Course.sessions).options(_BACK)
WITH_ALL_CLASSES = subqueryload(Course.sessions).options(_BACK)
WITH_COURSE = joinedload(ClassSession.course).options(WITH_CLASSES)

# As in the index of classes to come and cancelled ones, which is used where a question says it in its words.
NOT_FINISHED = ClassSession.status != literal("finished", literal_execute=True)

# Long lists are read without the session's own way round rows.
_COLUMNS = (
    *(ClassSession.id, ClassSession.course_id, ClassSession.plan_session_code, ClassSession.title),
    *(ClassSession.starts_at, ClassSession.minutes, ClassSession.status, ClassSession.opened_at),
    *(ClassSession.finished_at, ClassSession.reason, ClassSession.replaces_id),
    *(Course.name.label("course"), Course.kind, Course.zone, Course.capacity.label("places")),
    *(Venue.name.label("venue"), Venue.capacity.label("hall")),
)


def end_of_course(which: Literal["first", "last"], *, cancelled_too: bool = False) -> ColumnElement[bool]:
    """Return the condition that a class is the first or the last of its course, of those that are held.

    Asked by the order of their starts, the few courses that begin or end last are found without the others.
    """
    other = aliased(ClassSession)
    this, that = (tuple_(one.starts_at, one.id) for one in (ClassSession, other))
    held = [true() if cancelled_too else one.status != "cancelled" for one in (ClassSession, other)]
    beyond = that < this if which == "first" else that > this
    return and_(held[0], ~exists().where(other.course_id == ClassSession.course_id, held[1], beyond))


def class_session(session: Session, *, session_id: UUID) -> SessionView:
    """Return one class."""
    return session_view(session.get_one(ClassSession, session_id))


def is_running(session: Session, *, session_id: UUID) -> bool:
    """Tell whether there is such a class and it is under way."""
    status = session.scalar(select(ClassSession.status).where(ClassSession.id == session_id))
    return status == "running"


def opened_and_finished(session_id: ColumnElement[UUID]) -> tuple[ScalarSelect[datetime | None], ...]:
    """Return when a class was opened and when it was finished, in UTC, as parts of another question."""
    moments = (ClassSession.opened_at, ClassSession.finished_at)
    return tuple(select(at).where(ClassSession.id == session_id).scalar_subquery() for at in moments)


def left_early(session: Session, *, session_id: UUID) -> dict[UUID, datetime]:
    """Return by baby when those left who left a class before its end, in UTC."""
    query = select(Attendance.baby_id, Attendance.left_at).where(
        Attendance.session_id == session_id, Attendance.left_at.is_not(None)
    )
    return {baby_id: left for baby_id, left in session.execute(query) if left is not None}


def reflection(session: Session, *, session_id: UUID) -> str:
    """Return what the instructor wrote about a class for themselves alone."""
    return session.get_one(ClassSession, session_id).reflection


def reflections(session: Session, *, course_id: UUID) -> dict[UUID, str]:
    """Return what the instructor wrote about the classes of a course for themselves alone."""
    rows = session.execute(
        select(ClassSession.id, ClassSession.reflection).where(
            ClassSession.course_id == course_id, ClassSession.reflection != ""
        )
    )
    return {row.id: row.reflection for row in rows}


def sessions(
    session: Session, *, until: datetime | None = None, most: int | None = None
) -> tuple[SessionView, ...]:
    """Return the classes that were not cancelled, latest first; at most `most`, none after `until`."""
    query = (
        select(*_COLUMNS)
        .join(Course, Course.id == ClassSession.course_id)
        .join(Venue, Venue.id == Course.venue_id)
        .where(ClassSession.status != "cancelled")
        .order_by(ClassSession.starts_at.desc(), ClassSession.id)
        .limit(most)
    )
    if until is not None:
        query = query.where(ClassSession.starts_at <= until)
    rows = session.execute(query).all()
    places = numbered(session, {row.course_id for row in rows})
    return tuple(_listed(row, places[row.id]) for row in rows)


def _listed(row: Any, place: tuple[int, int]) -> SessionView:
    """Return a class that was read by its columns; `place` is which class of how many it is."""
    return SessionView(
        id=row.id,
        course_id=row.course_id,
        course=row.course,
        plan_session_code=row.plan_session_code,
        number=place[0],
        of=place[1],
        title=row.title,
        starts=row.starts_at.astimezone(zone := ZoneInfo(row.zone)),
        minutes=row.minutes,
        status=cast(SessionStatus, row.status),
        opened=row.opened_at.astimezone(zone) if row.opened_at else None,
        finished=row.finished_at.astimezone(zone) if row.finished_at else None,
        venue=row.venue,
        capacity=room_for(row.kind, row.places, row.hall),
        zone=row.zone,
        reason=row.reason,
        replaces=row.replaces_id,
    )


def numbered(session: Session, course_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return which class of how many each class of these courses is: those that are held, by date.

    A cancelled class has the number that it would have.
    """
    rows = session.execute(
        select(ClassSession.course_id, ClassSession.id, ClassSession.status)
        .where(ClassSession.course_id.in_(list(course_ids)))
        .order_by(ClassSession.course_id, ClassSession.starts_at, ClassSession.number)
    )
    found: dict[UUID, tuple[int, int]] = {}
    for _, of_course in groupby(rows, key=lambda row: row[0]):
        parts = [(key, status != "cancelled") for _, key, status in of_course]
        of, before = sum(held for _, held in parts), 0
        for key, held in parts:
            found[key] = before + 1, of
            before += held
    return found


def classes_by_id(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, SessionView]:
    """Return these classes by key."""
    wanted = list(ids)
    rows = session.scalars(select(ClassSession).where(ClassSession.id.in_(wanted)).options(WITH_COURSE)).all()
    return {row.id: session_view(row) for row in rows}


def classes_on(session: Session, *, course_ids: Iterable[UUID]) -> tuple[SessionView, ...]:
    """Return the classes of these courses that were not cancelled, earliest first, in one question."""
    rows = session.execute(
        select(*_COLUMNS)
        .join(Course, Course.id == ClassSession.course_id)
        .join(Venue, Venue.id == Course.venue_id)
        .where(ClassSession.course_id.in_(list(course_ids)), ClassSession.status != "cancelled")
        .order_by(ClassSession.starts_at, ClassSession.number)
    ).all()
    of = Counter(row.course_id for row in rows)
    before: Counter[UUID] = Counter()
    found = []
    for row in rows:
        before[row.course_id] += 1
        found.append(_listed(row, (before[row.course_id], of[row.course_id])))
    return tuple(found)


def latest_session(session: Session, *, now: datetime) -> SessionView:
    """Return the class that was held last: running, or finished, or begun by the clock.

    Raises:
        KnownError: no class has been held yet.
    """
    row = session.scalar(
        select(ClassSession)
        .where(
            ClassSession.status.in_(("running", "finished"))
            | ((ClassSession.status == "planned") & (ClassSession.starts_at <= now))
        )
        .order_by(ClassSession.starts_at.desc(), ClassSession.id)
        .limit(1)
    )
    if row is None:
        raise KnownError("No class has been held yet.", "Name the class; sessions lists them.")
    return session_view(row)


def session_view(row: ClassSession) -> SessionView:
    """Return one class in its course's own time zone."""
    zone = ZoneInfo(row.course.zone)
    held = [one for one in row.course.sessions if one.status != "cancelled"]
    before = (row.starts_at, row.number)
    return SessionView(
        id=row.id,
        course_id=row.course_id,
        course=row.course.name,
        plan_session_code=row.plan_session_code,
        number=1 + sum((one.starts_at, one.number) < before for one in held),
        of=len(held),
        title=row.title,
        starts=row.starts_at.astimezone(zone),
        minutes=row.minutes,
        status=cast(SessionStatus, row.status),
        opened=row.opened_at.astimezone(zone) if row.opened_at else None,
        finished=row.finished_at.astimezone(zone) if row.finished_at else None,
        venue=row.course.venue.name,
        capacity=capacity_of(row.course),
        zone=row.course.zone,
        reason=row.reason,
        replaces=row.replaces_id,
    )
