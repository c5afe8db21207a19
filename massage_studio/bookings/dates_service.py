"""The verbs of the dates of a course: moving classes, cancelling one, holding another in its place."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.course_planning_queries import LOOK_AHEAD, closed_between
from massage_studio.bookings.course_views import PlannedClass
from massage_studio.bookings.models import Booking, ClassSession, Course
from massage_studio.bookings.places_queries import babies_in, capacity_of
from massage_studio.bookings.plan_queries import course_plan
from massage_studio.bookings.recurrence import at_wall, shifted
from massage_studio.bookings.single_classes_service import give_up_make_ups
from massage_studio.curriculum.views import PlanSessionView
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from massage_studio.store.recorder import Recorder

_CHANGED = (Thing.BOOKINGS, Thing.REGISTER)


def move_class(
    session: Session,
    *,
    session_id: UUID,
    starts: datetime,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Give one class another moment; themes keep to the order of the dates.

    Raises:
        KnownError: the class has begun, is over or is cancelled.
    """
    part = _movable(session, session_id)
    course = part.course
    with course_operation(session, "move_class", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            with bump_ical_sequence(session, course), themes_in_order(course):
                part.starts_at = starts
    return doing.changed()


def move_on(
    session: Session,
    *,
    session_id: UUID,
    starts: datetime,
    closed: frozenset[date] = frozenset(),
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Give a class another moment and move all later ones by the same shift of the clock on the wall.

    A later class that would fall on one of the `closed` days goes on by weeks until it does not.

    Raises:
        KnownError: the class has begun, is over or is cancelled.
    """
    part = _movable(session, session_id)
    course = part.course
    with course_operation(session, "move_on", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            zone = ZoneInfo(course.zone)
            later = [one for one in _planned(course) if one.starts_at >= part.starts_at and one is not part]
            moving = [part, *later]
            walls = tuple(one.starts_at.astimezone(zone).replace(tzinfo=None) for one in moving)
            first = starts.astimezone(zone).replace(tzinfo=None)
            with bump_ical_sequence(session, course), themes_in_order(course):
                for one, moment in zip(moving, shifted(walls, first, closed), strict=True):
                    one.starts_at = at_wall(moment, course.zone)
    return doing.changed()


def move_on_past_closed_days(
    session: Session,
    *,
    session_id: UUID,
    wall: datetime,
    nation: str,
    first_too: bool,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Move a class to a moment of the wall clock, and all later ones by the same shift, past closed days.

    The class itself goes past them too only where that is wanted: a day that somebody chose stays.

    Raises:
        KnownError: the class has begun, is over or is cancelled.
    """
    first = wall.date()
    closed = closed_between(session, first=first, last=first + LOOK_AHEAD, nation=nation)
    while first_too and wall.date() in closed:
        wall += timedelta(weeks=1)
    zone = _movable(session, session_id).course.zone
    return move_on(
        session,
        session_id=session_id,
        starts=at_wall(wall, zone),
        closed=frozenset(closed),
        now=now,
        operation_id=operation_id,
    )


def cancel_class(
    session: Session,
    *,
    session_id: UUID,
    reason: str,
    now: datetime,
    replacement: PlannedClass | None = None,
    operation_id: UUID | None = None,
) -> Changes:
    """Cancel one class, and hold another in its place where a replacement is given.

    With a replacement no theme is lost: the themes of the classes to come move along. Who was to make up
    another class in this one can make it up elsewhere.

    Raises:
        KnownError: the class has begun or is over.
    """
    part = session.get_one(ClassSession, session_id)
    course = part.course
    with course_operation(session, "cancel_class", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do and part.status != "cancelled":
            _movable(session, session_id)
            with bump_ical_sequence(session, course):
                part.status, part.reason = "cancelled", clean(reason)
                session.flush()
                if replacement is not None:
                    _replace(session, part, replacement)
            give_up_make_ups(session, Booking.session_id == session_id, now=now)
    return doing.changed(replacement.id if replacement else None)


def cancel_course(
    session: Session, *, course_id: UUID, reason: str, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Cancel all classes of a course that are still to come, in one go.

    Who was to make up another class in one of them can make it up elsewhere. Bookings stay: families are
    written to, and what they paid is theirs once no class of the course was held.

    Raises:
        KnownError: there is no class to come.
    """
    course = session.get_one(Course, course_id)
    with course_operation(session, "cancel_course", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            coming = _planned(course)
            if not coming:
                raise KnownError("No class of this course is to come.", "Look at its dates.")
            with bump_ical_sequence(session, course):
                for part in coming:
                    part.status, part.reason = "cancelled", clean(reason)
                session.flush()
            keys = [part.id for part in coming]
            give_up_make_ups(session, Booking.session_id.in_(keys), now=now)
    return doing.changed()


def replace_class(
    session: Session,
    *,
    session_id: UUID,
    replacement: PlannedClass,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Hold another class in the place of one that was cancelled; a class is replaced once.

    Raises:
        KnownError: the class is not cancelled.
    """
    part = session.get_one(ClassSession, session_id)
    course = part.course
    if part.status != "cancelled":
        raise KnownError("This class is to be held.", "Cancel it first, then add another in its place.")
    with course_operation(session, "replace_class", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do and _replacement_of(course, part) is None:
            with bump_ical_sequence(session, course):
                _replace(session, part, replacement)
    return doing.changed(replacement.id)


def hold_after_all(
    session: Session, *, session_id: UUID, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Take the cancellation of a class back; the class that was to replace it is cancelled in turn.

    A replacement that has begun, or was held, stays.

    Raises:
        KnownError: more babies have a place in this class by now than there is room for.
    """
    part = session.get_one(ClassSession, session_id)
    course = part.course
    with course_operation(session, "hold_after_all", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do and part.status == "cancelled":
            _check_room(session, part)
            other = _replacement_of(course, part)
            since = min(part.starts_at, other.starts_at) if other else part.starts_at
            with bump_ical_sequence(session, course):
                themes = _themes(course, since=since)
                part.status, part.reason = "planned", ""
                if other is not None and other.status == "planned":
                    other.status = "cancelled"
                    session.flush()
                    _lay(_since(course, since), themes)
    return doing.changed()


def _check_room(session: Session, part: ClassSession) -> None:
    """Refuse to hold a class whose places were given away while it was cancelled."""
    babies, room = babies_in(session, session_id=part.id), capacity_of(part.course)
    if babies > room:
        raise KnownError(
            "%n babies have a place in this class by now, and there is room for {room}.",
            "Cancel single visits to it or places on the course first, or add another class in its place.",
            n=babies,
            room=room,
        )


def course_operation(
    session: Session, verb: str, course: Course, *, now: datetime, operation_id: UUID | None
) -> AbstractContextManager[Recorder]:
    """Begin an operation about a course."""
    return operation(
        session, verb, operation_id=operation_id or new_id(), now=now, course_id=course.id, words=course.name
    )


def add_classes(session: Session, course: Course, classes: tuple[PlannedClass, ...], minutes: int) -> None:
    """Add classes, each with the theme that the plan has for its place among all that are held."""
    if not classes:
        return
    themes = course_plan(session, course_id=course.id).sessions
    session.refresh(course, ["sessions"])
    number = max((part.number for part in course.sessions), default=0)
    moments = [part.starts_at for part in course.sessions if part.status != "cancelled"]
    for one in sorted(classes, key=lambda planned: planned.starts):
        number += 1
        moments.append(one.starts)
        theme = themes[min(len(moments), len(themes)) - 1]
        session.add(
            ClassSession(
                id=one.id,
                course_id=course.id,
                number=number,
                plan_session_code=theme.code,
                title=theme.title,
                starts_at=one.starts,
                minutes=minutes,
            )
        )
    session.flush()
    session.refresh(course, ["sessions"])


def give_themes(session: Session, course: Course, since: int = 1) -> None:
    """Give each class to come, from one place on, the theme of the plan for its place among those held."""
    themes = course_plan(session, course_id=course.id).sessions
    held = sorted(
        (part for part in course.sessions if part.status != "cancelled"), key=lambda part: part.starts_at
    )
    for place, part in enumerate(held, start=1):
        if place >= since and part.status == "planned":
            _lay([part], [_theme(themes[min(place, len(themes)) - 1])])


def _theme(part: PlanSessionView) -> tuple[str, str]:
    return part.code, part.title


def _replace(session: Session, part: ClassSession, replacement: PlannedClass) -> None:
    course = part.course
    since = min(part.starts_at, replacement.starts)
    # Two classes may begin at one moment, so the cancelled one keeps its place among them by its number.
    moved = sorted([part, *_since(course, since)], key=_order)
    themes = [(one.plan_session_code, one.title) for one in moved]
    add_classes(session, course, (replacement,), part.minutes)
    made = session.get_one(ClassSession, replacement.id)
    made.replaces_id = part.id
    _lay(_since(course, since), themes)
    session.flush()


def _replacement_of(course: Course, part: ClassSession) -> ClassSession | None:
    """Return the class that stands for a cancelled one, if it was not cancelled itself."""
    return next(
        (one for one in course.sessions if one.replaces_id == part.id and one.status != "cancelled"), None
    )


def _movable(session: Session, session_id: UUID) -> ClassSession:
    part = session.get_one(ClassSession, session_id)
    if part.status == "cancelled":
        raise KnownError("This class is cancelled.", "Hold it after all, then move it.")
    if part.status != "planned":
        raise KnownError("This class has already begun.", "Move a later date instead.")
    return part


def _planned(course: Course) -> list[ClassSession]:
    """Return the classes that can still be moved, by date."""
    planned = (part for part in course.sessions if part.status == "planned")
    return sorted(planned, key=_order)


def _order(part: ClassSession) -> tuple[datetime, int]:
    return part.starts_at, part.number


def _since(course: Course, moment: datetime) -> list[ClassSession]:
    return [part for part in _planned(course) if part.starts_at >= moment]


def _themes(course: Course, since: datetime | None = None) -> list[tuple[str, str]]:
    """Return the themes of the classes to come, by date."""
    parts = _planned(course) if since is None else _since(course, since)
    return [(part.plan_session_code, part.title) for part in parts]


def _lay(parts: list[ClassSession], themes: list[tuple[str, str]]) -> None:
    for part, (code, title) in zip(parts, themes, strict=True):
        part.plan_session_code, part.title = code, title


@contextmanager
def themes_in_order(course: Course) -> Iterator[None]:
    """Keep the order of the themes where the order of the classes to come changes."""
    before = _planned(course)
    themes = _themes(course)
    yield
    after = [part for part in _planned(course) if part in before]
    if after != before:
        _lay(after, themes)


@contextmanager
def bump_ical_sequence(session: Session, course: Course) -> Iterator[None]:
    """Raise the revision of every class of which a calendar shows something else afterwards."""
    before = _shown(course)
    yield
    session.flush()
    after = _shown(course)
    for part in course.sessions:
        if part.id in before and before[part.id] != after[part.id]:
            part.revision += 1


def _shown(course: Course) -> dict[UUID, tuple[object, ...]]:
    """Return what a calendar shows of each class, its number among those that are held too."""
    held = sorted(
        (part for part in course.sessions if part.status != "cancelled"),
        key=_order,
    )
    number = {part.id: place for place, part in enumerate(held, start=1)}
    of_course = (course.name, course.kind == "private", course.instructor)
    hall = (course.venue_id, course.venue.name, course.venue.address)
    return {
        part.id: (
            of_course,
            hall,
            (part.starts_at, part.minutes, part.title),
            (number[part.id], len(held)) if part.id in number else part.reason,
        )
        for part in course.sessions
    }
