"""The verb that moves a booking to another course, with what was paid for it."""

from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.booking_steps_service import booking_of, live_booking, step_of
from massage_studio.bookings.credit_service import carry_over, paid_for, take_in_visits
from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.places_queries import free_places
from massage_studio.bookings.price_queries import price_of_kind
from massage_studio.bookings.refusals import course_full, has_a_place
from massage_studio.bookings.views import LIVE, PriceKind
from massage_studio.errors import KnownError
from massage_studio.store.changes import Changes


def move_booking(
    session: Session,
    *,
    booking_id: UUID,
    to_course_id: UUID,
    new_booking_id: UUID,
    now: datetime,
    if_full: Literal["wait", "refuse"] = "refuse",
    operation_id: UUID | None = None,
) -> Changes:
    """Move a booking to another course under a new key; the old one stays and says where it went.

    What was paid goes along, to the penny. The price is the new course's of the same kind, an agreed one
    stays as it is. An enquiry stays one; what was attended stays where it was held.

    Raises:
        FullError: there is no place on the other course, and `if_full` says to refuse then.
        KnownError: the other course has another currency, the baby has a booking there already, or this
            booking is over or for one class alone.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "move_booking", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do and session.get(Booking, new_booking_id) is None:
            course = session.get_one(Course, to_course_id)
            _check(session, booking, course)
            new = _arrived(booking, course, new_booking_id, now)
            if booking.status != "enquiry":
                free = free_places(session, course_id=course.id, baby_id=booking.baby_id) > 0
                if not free and if_full == "refuse":
                    raise course_full()
                new.status = "booked" if free else "waiting"
                new.waiting_since = None if free else now
            session.add(new)
            # The old row refers to the new one, so that has to be there first.
            session.flush()
            booking.status, booking.moved_to_id = "moved", new.id
            booking.waiting_since, booking.offered_until = None, None
            session.flush()
            carry_over(session, booking, new, paid_for(session, booking), now)
            take_in_visits(session, new, now)
    return doing.changed(new_booking_id)


def _check(session: Session, booking: Booking, course: Course) -> None:
    if booking.status not in LIVE or booking.session_id is not None:
        raise KnownError(
            "Only a booking of a whole course that still stands can be moved.", "Book the other course anew."
        )
    if session.get_one(Course, booking.course_id).currency != course.currency:
        raise KnownError(
            "The other course has another currency.", "Cancel this booking and book the other course anew."
        )
    if live_booking(session, baby_id=booking.baby_id, course_id=course.id) is not None:
        raise has_a_place()


def _arrived(booking: Booking, course: Course, key: UUID, now: datetime) -> Booking:
    """Return the booking on the other course, as an enquiry so far."""
    kind: PriceKind = booking.price_kind  # type: ignore[assignment]
    price = price_of_kind(course, kind, now.astimezone(ZoneInfo(course.zone)).date())
    if kind == "agreed":
        price = booking.price
    elif price is None:
        kind, price = "full", course.price
    return Booking(
        id=key,
        course_id=course.id,
        baby_id=booking.baby_id,
        carer_id=booking.carer_id,
        status="enquiry",
        price=price,
        price_kind=kind,
        source=booking.source,
        reference=booking.reference,
        made_at=now,
    )
