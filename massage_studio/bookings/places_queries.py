"""How many places a course or a class has, how many are taken, and who waits: the one rule for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import CompoundSelect, bindparam, exists, func, select, true, union_all
from sqlalchemy.orm import Session, aliased

from massage_studio.bookings.models import Booking, ClassSession, Course
from massage_studio.bookings.views import HOLDS_A_PLACE, WaitingView
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.queries import babies_by_id

_COUNTED = (*HOLDS_A_PLACE, "waiting")
_TO_COME = ("planned", "running")


def capacity_of(course: Course) -> int:
    """Return how many babies course and hall allow; a home has room for whoever is visited there."""
    return room_for(course.kind, course.capacity, course.venue.capacity)


def room_for(kind: str, places: int, hall: int) -> int:
    """Return how many babies a course of some kind and `places` can have in a hall with room for `hall`."""
    return places if kind == "private" else min(places, hall)


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How many babies hold a place on the whole of a course, how many wait, and its guests by class.

    `most_guests` are those of that class to come which has most of them.
    """

    whole: int = 0
    waiting: int = 0
    guests: Mapping[UUID, int] = field(default_factory=dict)
    most_guests: int = 0

    @property
    def taken(self) -> int:
        """The babies in that class to come which has most of them."""
        return self.whole + self.most_guests

    def in_class(self, session_id: UUID) -> int:
        """Return how many babies have a place in one class."""
        return self.whole + self.guests.get(session_id, 0)


NOBODY = Occupancy()


def occupancy(
    session: Session, *, course_ids: Iterable[UUID] | None = None, but: UUID | None = None
) -> dict[UUID, Occupancy]:
    """Return the places of these courses, or of all, without the baby `but`; a course without any is missing.

    A guest of one class that has a place on the whole course as well is counted once.
    """
    asked: dict[str, object] = {} if course_ids is None else {"course_ids": list(course_ids)}
    if but is not None:
        asked["but"] = but
    counts = session.execute(_counts(course_ids is not None, but is not None), asked)
    whole: dict[UUID, dict[str, int]] = {}
    guests: dict[UUID, dict[UUID, int]] = {}
    most: dict[UUID, int] = {}
    for course_id, session_id, status, count in counts:
        if session_id is None:
            whole.setdefault(course_id, {})[status] = count
            continue
        guests.setdefault(course_id, {})[session_id] = count
        if status in _TO_COME:
            most[course_id] = max(count, most.get(course_id, 0))
    return {
        key: Occupancy(
            sum(whole.get(key, {}).get(status, 0) for status in HOLDS_A_PLACE),
            whole.get(key, {}).get("waiting", 0),
            guests.get(key, {}),
            most.get(key, 0),
        )
        for key in whole.keys() | guests.keys()
    }


def places_taken(session: Session, *, course_id: UUID) -> int:
    """Return how many babies hold a place on the whole of a course."""
    return _of_course(session, course_id).whole


def babies_on(session: Session, *, course_id: UUID) -> int:
    """Return how many babies have a place in that class to come of a course which has most of them."""
    return _of_course(session, course_id).taken


def babies_in(session: Session, *, session_id: UUID) -> int:
    """Return how many babies have a place in one class."""
    part = session.get_one(ClassSession, session_id)
    return _of_course(session, part.course_id).in_class(session_id)


def free_places(session: Session, *, course_id: UUID, baby_id: UUID | None = None) -> int:
    """Return how many places are free in every class of a course; offers and guests count, never below 0.

    What the baby `baby_id` has already does not stand in its own way.
    """
    taken = _of_course(session, course_id, baby_id).taken
    return max(0, capacity_of(session.get_one(Course, course_id)) - taken)


def free_in_class(session: Session, *, session_id: UUID, baby_id: UUID | None = None) -> int:
    """Return how many places are free in one class, and for a baby where it is one; never below 0."""
    part = session.get_one(ClassSession, session_id)
    taken = _of_course(session, part.course_id, baby_id).in_class(session_id)
    return max(0, capacity_of(part.course) - taken)


def waiting_list(session: Session, *, course_id: UUID) -> tuple[WaitingView, ...]:
    """Return who waits for a place on a course, the next one first."""
    rows = session.scalars(
        select(Booking)
        .where(Booking.course_id == course_id, Booking.status == "waiting")
        .order_by(func.coalesce(Booking.waiting_since, Booking.made_at), Booking.made_at, Booking.id)
    ).all()
    # Names do not depend on the day; only the age would.
    babies = babies_by_id(session, ids=[row.baby_id for row in rows], today=date.min)
    carers = {
        carer.id: carer.name
        for adults in carers_by_family(
            session, family_ids={baby.family_id for baby in babies.values()}
        ).values()
        for carer in adults
    }
    return tuple(
        WaitingView(
            booking_id=row.id,
            family_id=babies[row.baby_id].family_id,
            baby_id=row.baby_id,
            baby=babies[row.baby_id].name,
            carer=carers[row.carer_id],
            since=row.waiting_since or row.made_at,
            lapsed=row.offered_until,
        )
        for row in rows
    )


def _of_course(session: Session, course_id: UUID, but: UUID | None = None) -> Occupancy:
    return occupancy(session, course_ids=(course_id,), but=but).get(course_id, NOBODY)


# Made once: each booking asks, and to make it takes as long as to ask.
@cache
def _counts(of_some: bool, but_one: bool) -> CompoundSelect[UUID, UUID | None, str, int]:
    """Return the question how many babies a course, or one class of it where it is named, has in a status.

    Asked are `course_ids` or all courses, without the baby `but` or with all.
    """
    counted = (
        Booking.course_id.in_(bindparam("course_ids", expanding=True)) if of_some else true(),
        Booking.baby_id != bindparam("but") if but_one else true(),
    )
    # A booking for the whole course has no class, so that its own status takes the place of the class's.
    courses = (
        select(Booking.course_id, Booking.session_id, Booking.status, func.count())
        .where(*counted, Booking.session_id.is_(None), Booking.status.in_(_COUNTED))
        .group_by(Booking.course_id, Booking.status)
    )
    whole = aliased(Booking)
    has_the_whole_course = exists().where(
        whole.course_id == Booking.course_id,
        whole.baby_id == Booking.baby_id,
        whole.session_id.is_(None),
        whole.status.in_(HOLDS_A_PLACE),
    )
    visits = (
        select(Booking.course_id, Booking.session_id, ClassSession.status, func.count())
        .join(ClassSession, ClassSession.id == Booking.session_id)
        .where(*counted, Booking.status.in_(HOLDS_A_PLACE), ~has_the_whole_course)
        .group_by(Booking.course_id, Booking.session_id, ClassSession.status)
    )
    return union_all(courses, visits)
