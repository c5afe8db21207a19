"""The verbs of bookings: courses, places and money."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_service import (
    begin_class,
    booked_side_by_side,
    brought_by,
    check_health,
    come_in,
    end_class,
    expect_again,
    expect_everybody,
    leave,
    mark,
    mark_rest_absent,
    void_payment,
)
from massage_studio.bookings.courses_service import (
    add_course,
    add_venue,
    cancel_class,
    change_course,
    close_days,
    hold_after_all,
    move_class,
    move_on,
    open_days,
    plan_course,
    replace_class,
)
from massage_studio.bookings.models import Booking, ClassSession, Course, Payment
from massage_studio.bookings.views import NewFamily
from massage_studio.errors import KnownError
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.service import add_baby, add_carer, add_family
from massage_studio.store.changes import Changes, Thing, changed

__all__ = [
    "add_course",
    "add_venue",
    "begin_class",
    "booked_side_by_side",
    "brought_by",
    "cancel_class",
    "change_course",
    "check_health",
    "close_days",
    "come_in",
    "end_class",
    "expect_again",
    "expect_everybody",
    "hold_after_all",
    "leave",
    "mark",
    "mark_rest_absent",
    "move_class",
    "move_on",
    "open_days",
    "plan_course",
    "replace_class",
    "void_payment",
]

HOLDS_A_PLACE = ("booked", "offered")
LIVE = ("enquiry", "waiting", "offered", "booked")


def places_taken(session: Session, *, course_id: UUID) -> int:
    """Return how many babies hold a place on a course."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Booking)
            .where(Booking.course_id == course_id, Booking.status.in_(HOLDS_A_PLACE))
        )
        or 0
    )


def book(
    session: Session,
    *,
    booking_id: UUID,
    course_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    price: Decimal | None = None,
    source: str = "",
    reference: str = "",
) -> Changes:
    """Give a baby a place on a course, or a place on its waiting list where it is full.

    Booking the same baby twice keeps the first booking, whose key is returned; a waiting one is booked
    when there is room, and an offered one holds its place already. A booking that was cancelled stays so
    when the same press arrives again.
    """
    if session.scalar(select(Booking.status).where(Booking.id == booking_id)) == "cancelled":
        return changed(Thing.BOOKINGS, Thing.REGISTER, made=booking_id)
    course = session.get_one(Course, course_id)
    room = places_taken(session, course_id=course_id) < course.capacity
    live = session.scalar(
        select(Booking).where(
            Booking.course_id == course_id, Booking.baby_id == baby_id, Booking.status.in_(LIVE)
        )
    )
    if live is None:
        live = Booking(
            id=booking_id,
            course_id=course_id,
            baby_id=baby_id,
            carer_id=carer_id,
            status="booked" if room else "waiting",
            price=course.price if price is None else price,
            source=source,
            reference=clean(reference),
            made_at=now,
        )
        session.add(live)
    elif live.status == "offered" or room:
        live.status = "booked"
    session.flush()
    return changed(Thing.BOOKINGS, Thing.REGISTER, made=live.id)


def book_new_family(session: Session, *, family: NewFamily, course_id: UUID, now: datetime) -> Changes:
    """Keep a family of one carer and one baby and book the baby, all or nothing.

    Raises:
        KnownError: a first name is empty.
    """
    add_family(session, family_id=family.family_id, now=now)
    add_carer(
        session,
        family_id=family.family_id,
        carer_id=family.carer_id,
        given_name=family.carer_given,
        family_name=family.carer_family,
        phone=family.phone,
    )
    add_baby(
        session,
        family_id=family.family_id,
        baby_id=family.baby_id,
        given_name=family.baby_given,
        family_name=family.carer_family,
        birth_date=family.birth_date,
        due_date=family.due_date,
    )
    key, baby, carer = family.booking_id, family.baby_id, family.carer_id
    booked = book(session, booking_id=key, course_id=course_id, baby_id=baby, carer_id=carer, now=now)
    return booked | changed(Thing.FAMILIES)


def cancel(session: Session, *, booking_id: UUID) -> Changes:
    """Give up a place or a wish for one; the booking stays in the record."""
    session.get_one(Booking, booking_id).status = "cancelled"
    return changed(Thing.BOOKINGS, Thing.REGISTER)


def reinstate(session: Session, *, booking_id: UUID) -> Changes:
    """Take a cancellation back: the place again where there is room, else the waiting list.

    Nothing changes where the booking stands, or where the baby was booked on the course anew.
    """
    booking = session.get_one(Booking, booking_id)
    anew = select(Booking.id).where(
        Booking.course_id == booking.course_id, Booking.baby_id == booking.baby_id, Booking.status.in_(LIVE)
    )
    if booking.status != "cancelled" or session.scalar(anew.limit(1)) is not None:
        return changed()
    course = session.get_one(Course, booking.course_id)
    room = places_taken(session, course_id=course.id) < course.capacity
    booking.status = "booked" if room else "waiting"
    return changed(Thing.BOOKINGS, Thing.REGISTER)


def pay(
    session: Session,
    *,
    payment_id: UUID,
    booking_id: UUID,
    amount: Decimal,
    method: str,
    now: datetime,
) -> Changes:
    """Keep a payment for a booking; below zero it is a refund. The same payment is kept once.

    Raises:
        KnownError: the amount is nothing.
    """
    if not amount:
        raise KnownError("The amount is nothing.", "Write what was paid.")
    booking = session.get_one(Booking, booking_id)
    if session.get(Payment, payment_id) is None:
        currency = session.get_one(Course, booking.course_id).currency
        session.add(
            Payment(
                id=payment_id,
                booking_id=booking_id,
                amount=amount,
                currency=currency,
                method=clean(method),
                paid_at=now,
            )
        )
    return changed(Thing.PAYMENTS, Thing.BOOKINGS, made=payment_id)


def reflect(session: Session, *, session_id: UUID, text: str) -> Changes:
    """Keep the instructor's own reflection on a class; no text takes it away."""
    session.get_one(ClassSession, session_id).reflection = clean_lines(text)
    return changed(Thing.BOOKINGS)
