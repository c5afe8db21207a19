"""The verbs of money: payments, refunds and numbered receipts."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import paid_by_booking
from massage_studio.bookings.booking_steps_service import booking_of, step_of, still_here
from massage_studio.bookings.models import Booking, Course, Payment, Receipt
from massage_studio.bookings.prices import is_payable
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed

_CHANGED = (Thing.PAYMENTS, Thing.BOOKINGS)


def pay(
    session: Session,
    *,
    payment_id: UUID,
    booking_id: UUID,
    amount: Decimal,
    method: str,
    now: datetime,
    kind: Literal["payment", "deposit"] = "payment",
    note: str = "",
    operation_id: UUID | None = None,
) -> Changes:
    """Keep a payment for a booking. The same payment is kept once.

    Raises:
        KnownError: the amount is nothing or none of the currency's coins, or the booking was moved.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "pay", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            _keep(session, payment_id, booking, amount, kind, method, note, now)
    return doing.changed(payment_id)


def take_at_the_door(
    session: Session, *, payment_id: UUID, booking_id: UUID, amount: Decimal, now: datetime
) -> Changes:
    """Keep cash that was taken in a class, once; the log of the class takes it back, not that of the office.

    Raises:
        KnownError: as `pay` does.
    """
    booking = booking_of(session, booking_id)
    _keep(session, payment_id, booking, amount, "payment", "cash", "", now)
    return changed(*_CHANGED, made=payment_id)


def refund(
    session: Session,
    *,
    payment_id: UUID,
    booking_id: UUID,
    amount: Decimal,
    method: str,
    now: datetime,
    note: str = "",
    operation_id: UUID | None = None,
) -> Changes:
    """Give money back for a booking; `amount` is above zero and at most what was paid.

    Raises:
        KnownError: it is more than was paid, nothing, or none of the currency's coins.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "refund", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do and session.get(Payment, payment_id) is None:
            _check(session, booking, amount)
            if amount > paid_by_booking(session, booking_ids=(booking_id,)).get(booking_id, Decimal()):
                raise KnownError("This is more than was paid.", "Give back what was paid, or less.")
            _add(session, payment_id, booking, -amount, "refund", method, note, now)
    return doing.changed(payment_id)


def void_payment(session: Session, *, payment_id: UUID, now: datetime) -> Changes:
    """Say that a payment never was: it stays in the record, and what was due is due again.

    Raises:
        KnownError: a receipt was given for it.
    """
    payment = session.get_one(Payment, payment_id)
    keep_receipted(session, payment_ids=(payment_id,))
    payment.voided_at = payment.voided_at or now
    return changed(Thing.PAYMENTS, Thing.BOOKINGS)


def keep_receipted(session: Session, *, payment_ids: Iterable[UUID]) -> None:
    """Let none of these payments go that has a receipt: its number must stay in the row of numbers.

    Raises:
        KnownError: one of them has.
    """
    if session.scalar(select(Receipt.id).where(Receipt.payment_id.in_(list(payment_ids))).limit(1)):
        raise KnownError(
            "A receipt was given for this payment, so it stays in the books.",
            "Give the money back as a refund instead.",
        )


def give_receipt(session: Session, *, receipt_id: UUID, payment_id: UUID, now: datetime) -> Changes:
    """Give the next number to a payment; one that has a receipt keeps it, and its key is returned.

    Numbers run 1, 2, 3 without a gap, so a receipt is never taken back: it is no operation of the office.

    Raises:
        KnownError: the payment is not there, was voided, or is no money that came in.
    """
    given = session.scalar(select(Receipt.id).where(Receipt.payment_id == payment_id))
    if given is None:
        payment = session.get(Payment, payment_id)
        if payment is None or payment.voided_at is not None:
            raise KnownError("This payment was taken back.", "Look at the payments again.")
        if payment.kind not in ("payment", "deposit"):
            raise KnownError("A receipt is for money that came in.", "Choose a payment or a deposit.")
        last = session.scalar(select(func.max(Receipt.number))) or 0
        session.add(Receipt(id=receipt_id, number=last + 1, payment_id=payment_id, issued_at=now))
        session.flush()
    return changed(Thing.PAYMENTS, made=given or receipt_id)


def _keep(
    session: Session,
    payment_id: UUID,
    booking: Booking,
    amount: Decimal,
    kind: str,
    method: str,
    note: str,
    now: datetime,
) -> None:
    if session.get(Payment, payment_id) is None:
        _check(session, booking, amount)
        still_here(booking)
        _add(session, payment_id, booking, amount, kind, method, note, now)


def _check(session: Session, booking: Booking, amount: Decimal) -> None:
    if amount.is_finite() and amount <= 0:
        raise KnownError("The amount is nothing.", "Write it in numbers, without a minus.")
    if not is_payable(amount, session.get_one(Course, booking.course_id).currency):
        raise KnownError("Nobody can pay this amount.", "Write it in whole coins.")


def _add(
    session: Session,
    payment_id: UUID,
    booking: Booking,
    amount: Decimal,
    kind: str,
    method: str,
    note: str,
    now: datetime,
) -> None:
    session.add(
        Payment(
            id=payment_id,
            booking_id=booking.id,
            kind=kind,
            amount=amount,
            currency=session.get_one(Course, booking.course_id).currency,
            method=clean(method),
            note=clean(note),
            paid_at=now,
        )
    )
    session.flush()
