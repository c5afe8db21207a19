"""What was paid for bookings, and which of them owe something or stand though they were cancelled."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from massage_studio.bookings.class_queries import NOT_FINISHED
from massage_studio.bookings.models import Booking, ClassSession, Payment, UnsettledBooking
from massage_studio.bookings.views import LIVE

_CANCELLED = (NOT_FINISHED, ClassSession.status == "cancelled")


def paid_by_booking(session: Session, *, booking_ids: Iterable[UUID]) -> dict[UUID, Decimal]:
    """Return what was paid for each of these bookings, without payments that were voided."""
    rows = session.execute(
        select(Payment.booking_id, func.sum(Payment.amount))
        .where(Payment.booking_id.in_(list(booking_ids)), Payment.voided_at.is_(None))
        .group_by(Payment.booking_id)
    )
    return dict(rows.all())


def owed(booking: Booking, paid: Decimal, called_off: frozenset[UUID]) -> Decimal:
    """Return what is due on a booking: nothing once it is over, but what was paid could be given back.

    A booking among the `called_off` is over, whatever it says.
    """
    live = booking.status in LIVE and booking.id not in called_off
    return booking.price - paid if live else min(Decimal(), -paid)


def called_off(session: Session, *, booking_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these bookings whose one class, or all classes of whose course, were cancelled."""
    return frozenset(session.scalars(select(Booking.id).where(Booking.id.in_(list(booking_ids)), is_off())))


def owing() -> Select[UUID]:
    """Return the keys of the bookings that owe something, as a part of another question."""
    return select(Booking.id).where(
        Booking.id.in_(unsettled_ids()), Booking.status == "booked", ~is_off(), Booking.price > sum_paid()
    )


def fallen() -> Select[UUID]:
    """Return the keys of the bookings that stand though what they are for was cancelled.

    What made up for another class falls with it, and is missed once more.
    """
    return select(Booking.id).where(
        Booking.id.in_(union_all(*standing_though_off())), Booking.kind != "make_up"
    )


# Made once, and not before they are asked for: to make them takes longer than to ask them.
@cache
def sum_paid() -> ScalarSelect[Decimal]:
    """Return what was paid for a booking, as a part of a question for bookings."""
    return (
        select(func.coalesce(func.sum(Payment.amount), Decimal()))
        .where(Payment.booking_id == Booking.id, Payment.voided_at.is_(None))
        .scalar_subquery()
    )


@cache
def is_off() -> ColumnElement[bool]:
    """Return the condition that the one class of a booking, or every class of its course, was cancelled."""
    held = aliased(ClassSession)
    return or_(
        and_(
            Booking.session_id.is_not(None),
            exists().where(ClassSession.id == Booking.session_id, ClassSession.status == "cancelled"),
        ),
        and_(
            Booking.session_id.is_(None),
            exists().where(ClassSession.course_id == Booking.course_id),
            ~exists().where(held.course_id == Booking.course_id, held.status != "cancelled"),
        ),
    )


def unsettled_ids() -> Select[UUID]:
    """Return the keys of the bookings for which another sum was paid than they cost, kept by the database."""
    return select(UnsettledBooking.booking_id)


@cache
def standing_though_off() -> tuple[Select[UUID], Select[UUID]]:
    """Return the keys of the bookings that stand though cancelled: of one class, and of a whole course.

    Only the classes are asked that were cancelled, which are few.
    """
    held = aliased(ClassSession)
    of_this_class = and_(ClassSession.course_id == Booking.course_id, ClassSession.id == Booking.session_id)
    courses = select(ClassSession.course_id).where(
        *_CANCELLED, ~exists().where(held.course_id == ClassSession.course_id, held.status != "cancelled")
    )
    return (
        select(Booking.id).join(ClassSession, of_this_class).where(Booking.status == "booked", *_CANCELLED),
        select(Booking.id).where(
            Booking.status == "booked", Booking.session_id.is_(None), Booking.course_id.in_(courses)
        ),
    )
