"""The questions about bookings: who has, wants or had a place, and what is due."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import called_off, paid_by_booking
from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.views import LIVE, BookingKind, BookingStatus, BookingView, PriceKind
from massage_studio.families.household_queries import Households

IN_ORDER = (Booking.made_at, Booking.id)
"""The order in which bookings were made."""


def bookings(session: Session, *, course_id: UUID, today: date) -> tuple[BookingView, ...]:
    """Return all bookings of a course, cancelled ones too, in the order in which they were made."""
    return _bookings(session, select(Booking).where(Booking.course_id == course_id), today)


def bookings_of(session: Session, *, baby_ids: Iterable[UUID], today: date) -> tuple[BookingView, ...]:
    """Return all bookings of these babies, cancelled ones too, in the order in which they were made."""
    return _bookings(session, select(Booking).where(Booking.baby_id.in_(list(baby_ids))), today)


def babies_booked(session: Session, *, course_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return by course the babies that are booked on it, or in one of its classes."""
    found: dict[UUID, list[UUID]] = {}
    for course_id, baby_id in session.execute(
        select(Booking.course_id, Booking.baby_id)
        .where(Booking.course_id.in_(list(course_ids)), Booking.status == "booked")
        .order_by(*IN_ORDER)
    ):
        found.setdefault(course_id, []).append(baby_id)
    return found


def courses_of(session: Session, *, baby_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return by baby the courses on which it has a place for the whole of them."""
    found: dict[UUID, frozenset[UUID]] = {key: frozenset() for key in baby_ids}
    whole = (Booking.status == "booked", Booking.session_id.is_(None))
    for baby_id, course_id in session.execute(
        select(Booking.baby_id, Booking.course_id).where(Booking.baby_id.in_(list(found)), *whole)
    ):
        found[baby_id] |= {course_id}
    return found


def booking_ids_from(session: Session, *, course_id: UUID, source: str) -> frozenset[UUID]:
    """Return the bookings of a course that came from one source, such as a booking site."""
    return frozenset(
        session.scalars(select(Booking.id).where(Booking.course_id == course_id, Booking.source == source))
    )


def booking_view(
    row: Booking,
    homes: Households,
    *,
    paid: Mapping[UUID, Decimal],
    off: Container[UUID],
    currency: str,
    today: date,
) -> BookingView:
    """Return one booking; `paid` is by booking, and those `off` are for what was cancelled."""
    return BookingView(
        id=row.id,
        course_id=row.course_id,
        status=cast(BookingStatus, row.status),
        baby=homes.baby(row.baby_id, today),
        carer=next(carer for carer in homes.adults(row.baby_id, today) if carer.id == row.carer_id),
        made_at=row.made_at,
        price=row.price,
        due=row.price - paid.get(row.id, Decimal())
        if row.status in LIVE and row.id not in off
        else Decimal(),
        currency=currency,
        reference=row.reference,
        consent_missing=homes.consent_missing(row.baby_id),
        kind=cast(BookingKind, row.kind),
        price_kind=cast(PriceKind, row.price_kind),
        session_id=row.session_id,
    )


def any_offer_over(session: Session, *, now: datetime) -> bool:
    """Tell whether an offer waits that is past its time."""
    over = select(Booking.id).where(Booking.status == "offered", Booking.offered_until <= now).limit(1)
    return session.scalar(over) is not None


def _bookings(session: Session, of: Select[Booking], today: date) -> tuple[BookingView, ...]:
    rows = session.scalars(of.order_by(*IN_ORDER)).all()
    homes = Households(session, baby_ids=(row.baby_id for row in rows))
    paid = paid_by_booking(session, booking_ids=[row.id for row in rows])
    off = called_off(session, booking_ids=[row.id for row in rows])
    courses = {row.course_id for row in rows}
    currencies = dict(session.execute(select(Course.id, Course.currency).where(Course.id.in_(courses))).all())
    return tuple(
        booking_view(row, homes, paid=paid, off=off, currency=currencies[row.course_id], today=today)
        for row in rows
    )
