"""Which babies ever had a place, and which had one lately: what decides how long they are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select

from massage_studio.bookings.models import Booking, ClassSession

_PLACE = ("booked", "moved")


def ever_placed() -> Select[UUID]:
    """Return the question for the babies who ever had a place."""
    return select(Booking.baby_id).where(Booking.status.in_(_PLACE))


def expected_since(moment: datetime) -> Select[UUID]:
    """Return the question for the babies with a place, or who waited for one, in a class since a moment."""
    return (
        select(Booking.baby_id)
        .join(ClassSession, ClassSession.course_id == Booking.course_id)
        .where(
            or_(Booking.session_id.is_(None), Booking.session_id == ClassSession.id),
            ClassSession.starts_at >= moment,
        )
    )
