"""What every step of a booking's life begins with: the booking, its baby's name and the operation."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.price_queries import price_of_kind, suggested_price
from massage_studio.bookings.prices import check_price
from massage_studio.bookings.refusals import gone, moved_away
from massage_studio.bookings.views import LIVE, PriceKind
from massage_studio.errors import KnownError
from massage_studio.families.queries import baby_names
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from massage_studio.store.recorder import Recorder


def step(
    session: Session, verb: str, *, course_id: UUID, baby_id: UUID, now: datetime, operation_id: UUID | None
) -> AbstractContextManager[Recorder]:
    """Begin an operation about a baby on a course."""
    words = baby_names(session, ids=(baby_id,)).get(baby_id, "")
    return operation(
        session, verb, operation_id=operation_id or new_id(), now=now, course_id=course_id, words=words
    )


def step_of(
    session: Session, verb: str, booking: Booking, *, now: datetime, operation_id: UUID | None
) -> AbstractContextManager[Recorder]:
    """Begin an operation about a booking."""
    return step(
        session,
        verb,
        course_id=booking.course_id,
        baby_id=booking.baby_id,
        now=now,
        operation_id=operation_id,
    )


def booking_of(session: Session, booking_id: UUID) -> Booking:
    """Return a booking.

    Raises:
        KnownError: it is not there, because the step that made it was taken back.
    """
    booking = session.get(Booking, booking_id)
    if booking is None:
        raise gone()
    return booking


def still_here(booking: Booking) -> None:
    """Refuse what concerns a booking that went to another course.

    Raises:
        KnownError: it did.
    """
    if booking.status == "moved":
        raise moved_away()


def live_booking(
    session: Session, *, baby_id: UUID, course_id: UUID, session_id: UUID | None = None
) -> Booking | None:
    """Return a baby's live booking of a whole course, or of one class of it."""
    where = Booking.session_id.is_(None) if session_id is None else Booking.session_id == session_id
    return session.scalar(
        select(Booking).where(
            Booking.course_id == course_id, Booking.baby_id == baby_id, where, Booking.status.in_(LIVE)
        )
    )


def end_of_queue(session: Session, course_id: UUID, now: datetime) -> datetime:
    """Return a moment behind everybody who waits for a course, even where the clock was put back."""
    last = session.scalar(
        select(func.max(func.coalesce(Booking.waiting_since, Booking.made_at))).where(
            Booking.course_id == course_id, Booking.status == "waiting"
        )
    )
    return now if last is None else max(now, last + timedelta(microseconds=1))


def apply_price(
    booking: Booking, course: Course, kind: PriceKind, price: Decimal | None, now: datetime
) -> None:
    """Give a booking a price; an amount that is not the course's own of this kind is an agreed one.

    Raises:
        KnownError: the course has no price of this kind, or it is no amount that anybody can pay.
    """
    own = price_of_kind(course, kind, now.astimezone(ZoneInfo(course.zone)).date())
    amount = own if price is None else price
    if amount is None:
        raise KnownError("The course has no price of this kind.", "Write the amount, or choose another kind.")
    check_price(amount, course.currency)
    booking.price = amount
    booking.price_kind = kind if amount == own else "agreed"


def apply_suggested_price(session: Session, booking: Booking, now: datetime) -> None:
    """Let a booking that gets its place cost what suits it by now: who joins late pays for the classes left.

    A price that was chosen for this family stays.
    """
    if booking.price_kind not in ("full", "pro_rata"):
        return
    course = session.get_one(Course, booking.course_id)
    today = now.astimezone(ZoneInfo(course.zone)).date()
    view = suggested_price(session, course_id=course.id, baby_id=booking.baby_id, today=today)
    apply_price(booking, course, view.suggested, None, now)
