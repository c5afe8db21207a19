"""The verbs that let money go from one booking to another: two payments that cancel each other out."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import called_off, owed, paid_by_booking
from massage_studio.bookings.booking_steps_service import booking_of, step_of
from massage_studio.bookings.models import Booking, ClassSession, Course, Payment
from massage_studio.bookings.prices import is_payable
from massage_studio.bookings.views import LIVE
from massage_studio.errors import KnownError
from massage_studio.families.queries import family_by_baby
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

_TO_COME = ("planned", "running")


def use_credit(
    session: Session,
    *,
    booking_id: UUID,
    to_booking_id: UUID,
    amount: Decimal,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Let what was paid too much for a booking pay for another of the same family.

    A booking that was cancelled, or for which there is no class any more, has all that was paid for it.

    Raises:
        KnownError: there is not so much, it is nothing, or the other booking is over, of another family or in
            another currency.
    """
    booking, other = booking_of(session, booking_id), booking_of(session, to_booking_id)
    with step_of(session, "use_credit", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            _check(session, booking, other, amount)
            carry_over(session, booking, other, amount, now)
    return doing.changed()


def carry_over(session: Session, old: Booking, new: Booking, amount: Decimal, now: datetime) -> None:
    """Let so much go from one booking to the other; nothing where it is nothing."""
    if not amount:
        return
    currency = session.get_one(Course, old.course_id).currency
    for booking, part in ((old, -amount), (new, amount)):
        session.add(
            Payment(
                id=new_id(),
                booking_id=booking.id,
                kind="moved",
                amount=part,
                currency=currency,
                method="moved",
                paid_at=now,
            )
        )
    session.flush()


def paid_for(session: Session, booking: Booking) -> Decimal:
    """Return what was paid for a booking."""
    return paid_by_booking(session, booking_ids=(booking.id,)).get(booking.id, Decimal())


def take_in_visits(session: Session, booking: Booking, now: datetime) -> None:
    """Let a place on the whole course stand for the single classes of it that the baby was to come to.

    What was paid for them goes along. A class that was held stays paid for by itself, unless the whole price
    counts it once more.
    """
    if booking.status != "booked" or booking.session_id is not None:
        return
    session.flush()
    visits = session.execute(
        select(Booking, ClassSession.status)
        .join(ClassSession, ClassSession.id == Booking.session_id)
        .where(
            Booking.course_id == booking.course_id,
            Booking.baby_id == booking.baby_id,
            Booking.kind == "drop_in",
            Booking.status == "booked",
        )
        .order_by(Booking.made_at, Booking.id)
    ).all()
    for visit, status in visits:
        if status in _TO_COME or booking.price_kind != "pro_rata":
            visit.status = "cancelled"
            session.flush()
            carry_over(session, visit, booking, paid_for(session, visit), now)


def _check(session: Session, booking: Booking, other: Booking, amount: Decimal) -> None:
    families = family_by_baby(session, ids={booking.baby_id, other.baby_id})
    if len(set(families.values())) > 1 or other.status not in LIVE or booking.id == other.id:
        raise KnownError(
            "This money belongs to another family's booking.", "Choose a booking of theirs that stands."
        )
    currency = session.get_one(Course, booking.course_id).currency
    if session.get_one(Course, other.course_id).currency != currency:
        raise KnownError("The other booking has another currency.", "Give the money back instead.")
    if not is_payable(amount, currency) or amount <= 0:
        raise KnownError("The amount is nothing.", "Write it in numbers, without a minus.")
    off = called_off(session, booking_ids=(booking.id,))
    if amount > -owed(booking, paid_for(session, booking), off):
        raise KnownError("There is not so much to use.", "Use what was paid too much, or less.")
