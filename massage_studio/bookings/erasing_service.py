"""What bookings see to where a family is erased: its places to come, and the home that was visited."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Booking, ClassSession, Course, Venue, WithdrawnClass
from massage_studio.errors import KnownError
from massage_studio.store.erased import ERASED


def refuse_places_to_come(session: Session, *, baby_ids: Collection[UUID], now: datetime) -> None:
    """Refuse to erase whom somebody expects.

    Raises:
        KnownError: one of the babies has a place, or waits for one, in a class that is still to come.
    """
    to_come = (
        select(ClassSession.id)
        .where(
            ClassSession.course_id == Booking.course_id,
            or_(Booking.session_id.is_(None), Booking.session_id == ClassSession.id),
            ClassSession.starts_at > now,
            ClassSession.status == "planned",
        )
        .exists()
    )
    live = Booking.status.in_(("enquiry", "waiting", "offered", "booked"))
    found = session.scalar(select(func.count(Booking.id)).where(Booking.baby_id.in_(baby_ids), live, to_come))
    if found:
        raise KnownError(
            "This family still has a place in classes to come, or waits for one.",
            "Cancel that first, so that nobody is expected who is not known any more.",
        )


def forget_home(session: Session, *, baby_ids: Collection[UUID]) -> None:
    """Take the name and the address out of visits to the home of these babies, and of nobody else."""
    others = select(Booking.course_id).where(Booking.baby_id.not_in(baby_ids))
    visits = list(
        session.scalars(
            select(Course.id).where(
                Course.kind == "private",
                Course.id.in_(select(Booking.course_id).where(Booking.baby_id.in_(baby_ids))),
                Course.id.not_in(others),
            )
        )
    )
    elsewhere = select(Course.venue_id).where(Course.id.not_in(visits))
    homes = list(
        session.scalars(
            select(Course.venue_id).where(Course.id.in_(visits), Course.venue_id.not_in(elsewhere))
        )
    )
    session.execute(update(Course).where(Course.id.in_(visits)).values(name=ERASED))
    session.execute(update(Venue).where(Venue.id.in_(homes)).values(name=ERASED, address=""))
    session.execute(
        update(ClassSession).where(ClassSession.course_id.in_(visits)).values(reflection="", reason="")
    )
    session.execute(
        update(WithdrawnClass)
        .where(WithdrawnClass.course_id.in_(visits))
        .values(course=ERASED, venue=ERASED, address="")
    )
