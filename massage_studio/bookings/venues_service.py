"""The verbs of the halls: a new one, and one whose name, address or room was not right."""

from contextlib import ExitStack
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.dates_service import bump_ical_sequence
from massage_studio.bookings.models import ClassSession, Course, Venue
from massage_studio.bookings.places_queries import babies_on
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation


def add_venue(session: Session, *, venue_id: UUID, name: str, address: str, capacity: int) -> Changes:
    """Add a hall, once; its capacity is counted in babies.

    Raises:
        KnownError: the name is empty or there is room for nobody.
    """
    name = _checked(name, capacity)
    if session.get(Venue, venue_id) is None:
        session.add(Venue(id=venue_id, name=name, address=clean(address), capacity=capacity))
        session.flush()
    return changed(Thing.BOOKINGS, made=venue_id)


def change_venue(
    session: Session,
    *,
    venue_id: UUID,
    name: str,
    address: str,
    capacity: int,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Correct what is known of a hall, for all courses there; calendars hear of it.

    Raises:
        KnownError: the name is empty or that of another hall, there is room for nobody, or for fewer babies
            than a course to come has there.
    """
    venue = session.get_one(Venue, venue_id)
    name = _checked(name, capacity)
    with operation(
        session, "change_venue", operation_id=operation_id or new_id(), now=now, words=name
    ) as doing:
        if doing.to_do:
            _check_name(session, venue, name)
            _check_room(session, venue, capacity)
            courses = session.scalars(select(Course).where(Course.venue_id == venue_id)).unique().all()
            with ExitStack() as stack:
                for course in courses:
                    stack.enter_context(bump_ical_sequence(session, course))
                venue.name, venue.address, venue.capacity = name, clean(address), capacity
    return doing.changed()


def _checked(name: str, capacity: int) -> str:
    name = clean(name)
    if not name or capacity < 1:
        raise KnownError("The venue needs a name and room for one baby.", "Fill both in, then save it.")
    return name


def _check_name(session: Session, venue: Venue, name: str) -> None:
    if name.casefold() == venue.name.casefold():
        return
    others = session.scalars(select(Venue.name).where(Venue.id != venue.id))
    if any(other.casefold() == name.casefold() for other in others):
        raise KnownError(
            "There is another venue of this name.", "Choose that one for the course, or add to the name."
        )


def _check_room(session: Session, venue: Venue, capacity: int) -> None:
    """Refuse less room than a course to come needs; homes have room for whoever is visited there."""
    if capacity >= venue.capacity:
        return
    to_come = (
        select(Course.id)
        .join(ClassSession, ClassSession.course_id == Course.id)
        .where(
            Course.venue_id == venue.id,
            Course.kind != "private",
            ClassSession.status.in_(("planned", "running")),
        )
        .group_by(Course.id)
    )
    babies = max((babies_on(session, course_id=key) for key in session.scalars(to_come).all()), default=0)
    if capacity < babies:
        raise KnownError(
            "%n babies have a place on a course there.",
            "Keep room for as many, or give places up first.",
            n=babies,
        )
