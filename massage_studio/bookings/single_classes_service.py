"""The verbs of single classes: a baby that comes once, and a missed class made up in another course."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from massage_studio.bookings.booking_steps_service import apply_price, live_booking, step
from massage_studio.bookings.credit_service import carry_over, paid_for
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course
from massage_studio.bookings.places_queries import free_in_class
from massage_studio.bookings.refusals import class_full, has_a_place
from massage_studio.bookings.views import PRESENT
from massage_studio.errors import KnownError
from massage_studio.store.changes import Changes, Thing

_CHANGED = (Thing.BOOKINGS, Thing.REGISTER)


def drop_in(
    session: Session,
    *,
    booking_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    price: Decimal | None = None,
    instead_of: UUID | None = None,
    operation_id: UUID | None = None,
) -> Changes:
    """Give a baby a place in one class alone, at the course's price for it unless another is given.

    Where it comes `instead_of` its booking of a class that was cancelled, that one is over and its money goes
    along.

    Raises:
        FullError: there is no place in this class.
        KnownError: the baby has a place in it already, or the class is over or cancelled.
    """
    part = session.get_one(ClassSession, session_id)
    with step(
        session, "drop_in", course_id=part.course_id, baby_id=baby_id, now=now, operation_id=operation_id
    ) as doing:
        if doing.to_do and session.get(Booking, booking_id) is None:
            _check(session, part, baby_id)
            row = _visit(booking_id, part, baby_id, carer_id, now)
            row.kind = "drop_in"
            before = session.get(Booking, instead_of) if instead_of is not None else None
            if before is not None and price is None and part.course.drop_in_price is None:
                price = before.price
            apply_price(row, part.course, "drop_in", price, now)
            session.add(row)
            session.flush()
            if before is not None and before.status == "booked":
                before.status = "cancelled"
                session.flush()
                same = session.get_one(Course, before.course_id).currency == part.course.currency
                carry_over(session, before, row, paid_for(session, before) if same else Decimal(), now)
    return doing.changed(booking_id)


def make_up(
    session: Session,
    *,
    booking_id: UUID,
    missed_session_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Let a baby come to another course's class instead of one that it misses, at no price.

    The register of the missed class then says that it was elsewhere.

    Raises:
        FullError: there is no place in this class.
        KnownError: the baby has a place in it already, had none in the missed one, was there or makes it up
            already, or the class is over or cancelled.
    """
    part = session.get_one(ClassSession, session_id)
    with step(
        session, "make_up", course_id=part.course_id, baby_id=baby_id, now=now, operation_id=operation_id
    ) as doing:
        if doing.to_do and session.get(Booking, booking_id) is None:
            _check(session, part, baby_id)
            _check_missed(session, missed_session_id, baby_id)
            row = _visit(booking_id, part, baby_id, carer_id, now)
            row.kind, row.price, row.price_kind = "make_up", Decimal(), "agreed"
            row.makes_up_id = missed_session_id
            session.add(row)
            session.flush()
            follow_make_up(session, row, now=now)
    return doing.changed(booking_id)


def follow_make_up(session: Session, booking: Booking, *, now: datetime) -> None:
    """Let the register of a missed class say what its make-up says: elsewhere, or missed after all."""
    if booking.makes_up_id is None:
        return
    row = _marked(session, booking.makes_up_id, booking.baby_id)
    if row is None:
        # Nobody has opened this register yet; it looks for make-ups when it is.
        return
    if booking.status == "booked" and row.status in ("expected", "absent"):
        row.status, row.marked_at = "elsewhere", now
    elif booking.status != "booked" and row.status == "elsewhere":
        over = session.get_one(ClassSession, booking.makes_up_id).status == "finished"
        row.status, row.marked_at = ("absent", now) if over else ("expected", None)


def give_up_make_ups(session: Session, which: ColumnElement[bool], *, now: datetime) -> None:
    """Cancel those of the make-ups that stand: the classes that they stood for are missed once more."""
    standing = select(Booking).where(Booking.kind == "make_up", Booking.status == "booked", which)
    for row in session.scalars(standing.order_by(Booking.made_at, Booking.id)).all():
        row.status = "cancelled"
        session.flush()
        follow_make_up(session, row, now=now)


def make_ups_to_come(booking: Booking) -> ColumnElement[bool]:
    """Return the condition of the make-ups that a place on a course brought with it, in classes to come."""
    of_course = select(ClassSession.id).where(ClassSession.course_id == booking.course_id)
    to_come = select(ClassSession.id).where(ClassSession.status == "planned")
    return (
        (Booking.baby_id == booking.baby_id)
        & Booking.makes_up_id.in_(of_course)
        & Booking.session_id.in_(to_come)
    )


def _visit(booking_id: UUID, part: ClassSession, baby_id: UUID, carer_id: UUID, now: datetime) -> Booking:
    return Booking(
        id=booking_id,
        course_id=part.course_id,
        session_id=part.id,
        baby_id=baby_id,
        carer_id=carer_id,
        status="booked",
        made_at=now,
    )


def _check(session: Session, part: ClassSession, baby_id: UUID) -> None:
    if part.status not in ("planned", "running"):
        raise KnownError("This class is over or cancelled.", "Choose another one.")
    whole = live_booking(session, baby_id=baby_id, course_id=part.course_id)
    if whole is not None and whole.status == "booked":
        raise has_a_place()
    if live_booking(session, baby_id=baby_id, course_id=part.course_id, session_id=part.id) is not None:
        raise has_a_place()
    if free_in_class(session, session_id=part.id, baby_id=baby_id) < 1:
        raise class_full()


def _check_missed(session: Session, missed_id: UUID, baby_id: UUID) -> None:
    row = _marked(session, missed_id, baby_id)
    if row is not None and row.status in PRESENT:
        raise KnownError("This baby was at the class that is to be made up.", "Choose the one it missed.")
    if not _had_a_place(session, missed_id, baby_id):
        raise KnownError(
            "This baby has no place in the class that is to be made up.",
            "Choose a class of its own course, or let it come to a single class.",
        )
    twice = select(Booking.id).where(
        Booking.makes_up_id == missed_id, Booking.baby_id == baby_id, Booking.status == "booked"
    )
    if session.scalar(twice.limit(1)) is not None:
        raise KnownError("This class is made up already.", "Cancel the other one first.")


def _had_a_place(session: Session, missed_id: UUID, baby_id: UUID) -> bool:
    course_id = session.get_one(ClassSession, missed_id).course_id
    # A booking that went to another course took the missed class along.
    whole = (Booking.course_id == course_id) & Booking.session_id.is_(None)
    whole &= Booking.status.in_(("booked", "moved"))
    alone = (Booking.session_id == missed_id) & (Booking.status == "booked")
    held = select(Booking.id).where(Booking.baby_id == baby_id, whole | alone)
    return session.scalar(held.limit(1)) is not None


def _marked(session: Session, session_id: UUID, baby_id: UUID) -> Attendance | None:
    return session.scalar(
        select(Attendance).where(
            Attendance.session_id == session_id,
            Attendance.baby_id == baby_id,
            Attendance.removed.is_(False),
        )
    )
