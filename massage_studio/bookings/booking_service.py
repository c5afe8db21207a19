"""The verbs of a booking's life: each step is one operation of the office, which can be taken back."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.booking_steps_service import (
    apply_price,
    apply_suggested_price,
    booking_of,
    end_of_queue,
    live_booking,
    step,
    step_of,
    still_here,
)
from massage_studio.bookings.credit_service import take_in_visits
from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.places_queries import free_in_class, free_places
from massage_studio.bookings.refusals import FullError, class_full, course_full, has_a_place
from massage_studio.bookings.single_classes_service import (
    follow_make_up,
    give_up_make_ups,
    make_ups_to_come,
)
from massage_studio.bookings.views import LIVE, PriceKind
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, Thing, changed

IfFull = Literal["wait", "refuse"]

_CHANGED = (Thing.BOOKINGS, Thing.REGISTER)


def enquire(
    session: Session,
    *,
    booking_id: UUID,
    course_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    price_kind: PriceKind = "full",
    source: str = "",
    reference: str = "",
    operation_id: UUID | None = None,
) -> Changes:
    """Keep that a family asked about a course; a baby with a booking there keeps that one.

    Raises:
        KnownError: the course has no price of this kind.
    """
    with step(
        session, "enquire", course_id=course_id, baby_id=baby_id, now=now, operation_id=operation_id
    ) as doing:
        known = session.get(Booking, booking_id) or live_booking(
            session, baby_id=baby_id, course_id=course_id
        )
        if doing.to_do and known is None:
            course = session.get_one(Course, course_id)
            row = _new(booking_id, course, baby_id, carer_id, now, source, reference)
            row.status = "enquiry"
            apply_price(row, course, price_kind, None, now)
            session.add(row)
    return doing.changed(known.id if known else booking_id)


def book(
    session: Session,
    *,
    booking_id: UUID,
    course_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    price: Decimal | None = None,
    price_kind: PriceKind = "full",
    if_full: IfFull = "wait",
    source: str = "",
    reference: str = "",
    operation_id: UUID | None = None,
) -> Changes:
    """Give a baby a place on a course, or a place on its waiting list where it is full.

    Without a price it is the course's own of this kind, and for a family that asked or waited what suits it
    by now. Booking the same baby twice keeps the first booking,
    whose key is returned; one that waits or asked is booked when there is room, and an offered one holds its
    place already. A booking that was cancelled stays so when the same press arrives again.

    Raises:
        FullError: there is no place, and `if_full` says to refuse then.
        KnownError: the price cannot be paid in the course's currency.
    """
    with step(
        session, "book", course_id=course_id, baby_id=baby_id, now=now, operation_id=operation_id
    ) as doing:
        known = session.get(Booking, booking_id)
        if known is None or known.status in LIVE:
            known = live_booking(session, baby_id=baby_id, course_id=course_id) or known
        if doing.to_do and (known is None or known.status in ("enquiry", "waiting", "offered")):
            free = free_places(session, course_id=course_id, baby_id=baby_id) > 0
            if if_full == "refuse" and not free and (known is None or known.status != "offered"):
                raise course_full()
            course = session.get_one(Course, course_id)
            if known is None:
                known = _new(booking_id, course, baby_id, carer_id, now, source, reference)
                known.status = "enquiry"
                apply_price(known, course, price_kind, price, now)
                session.add(known)
            elif price is not None or price_kind != "full":
                apply_price(known, course, price_kind, price, now)
            elif free and known.status != "offered":
                apply_suggested_price(session, known, now)
            if free or known.status == "offered":
                _take(known)
            elif known.status == "enquiry":
                known.status, known.waiting_since = "waiting", now
            take_in_visits(session, known, now)
            session.flush()
    return doing.changed(known.id if known else booking_id)


def wait(session: Session, *, booking_id: UUID, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Put a booking that asked, was offered a place or was cancelled at the end of the waiting list.

    Raises:
        KnownError: it has a place, was moved, is for one class alone, or the baby is booked anew.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "wait", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do and booking.status != "waiting":
            _for_a_whole_course(booking)
            anew = live_booking(session, baby_id=booking.baby_id, course_id=booking.course_id)
            if booking.status == "booked" or (anew is not None and anew is not booking):
                raise has_a_place()
            _queue(session, booking, now)
    return doing.changed()


def offer(
    session: Session, *, booking_id: UUID, until: datetime, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Hold a free place for a family until a moment; for one that has an offer only the moment changes.

    The place is offered at the price that suits the family by now.

    Raises:
        FullError: there is no free place: each one is held for one family at a time.
        KnownError: the moment is over, or the family does not wait for a place.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "offer", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            _for_a_whole_course(booking)
            if until <= now:
                raise KnownError("This moment is already over.", "Choose a later one.")
            if booking.status == "booked":
                raise has_a_place()
            if booking.status not in ("enquiry", "waiting", "offered"):
                raise KnownError("This booking was cancelled.", "Put it on the waiting list first.")
            if booking.status != "offered" and _free(session, booking) < 1:
                raise FullError(
                    "There is no free place to offer.", "It can be offered when a place is given up."
                )
            if booking.status != "offered":
                apply_suggested_price(session, booking, now)
            booking.status, booking.offered_until = "offered", until
    return doing.changed()


def accept(session: Session, *, booking_id: UUID, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Book the place that was offered.

    Raises:
        KnownError: no place is held for this family any more.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "accept", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do and booking.status != "booked":
            if booking.status != "offered":
                raise _no_offer()
            _take(booking)
            take_in_visits(session, booking, now)
    return doing.changed()


def decline(
    session: Session, *, booking_id: UUID, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Send a family that does not take its offer to the end of the waiting list.

    Raises:
        KnownError: no place is held for this family any more.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "decline", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            if booking.status != "offered":
                raise _no_offer()
            _queue(session, booking, now)
    return doing.changed()


def expire_offers(session: Session, *, now: datetime) -> Changes:
    """Send families whose offer is over to the end of the waiting list, in the order in which they waited.

    Each offer is an operation of its own, and done once: where it was taken back by hand, the offer stands
    until it gets another moment.
    """
    over = session.scalars(
        select(Booking)
        .where(Booking.status == "offered", Booking.offered_until <= now)
        .order_by(Booking.offered_until, Booking.waiting_since, Booking.made_at, Booking.id)
    ).all()
    changes = changed()
    for booking in over:
        until = booking.offered_until
        key = uuid5(booking.id, f"expired {until.isoformat() if until else ''}")
        with step_of(session, "expire_offers", booking, now=now, operation_id=key) as doing:
            if doing.to_do:
                _queue(session, booking, now)
                # Kept as the sign that an offer ran out.
                booking.offered_until = until
        if doing.to_do:
            changes |= doing.changed()
    return changes


def cancel(session: Session, *, booking_id: UUID, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Give up a place or a wish for one; the booking and its money stay in the record.

    Without its place on the course a baby makes no class of it up any more.

    Raises:
        KnownError: it was moved to another course.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "cancel", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do and booking.status != "cancelled":
            still_here(booking)
            booking.status, booking.waiting_since, booking.offered_until = "cancelled", None, None
            session.flush()
            follow_make_up(session, booking, now=now)
            if booking.session_id is None:
                give_up_make_ups(session, make_ups_to_come(booking), now=now)
    return doing.changed()


def reinstate(
    session: Session,
    *,
    booking_id: UUID,
    now: datetime,
    if_full: IfFull = "wait",
    operation_id: UUID | None = None,
) -> Changes:
    """Take a cancellation back: the place again where there is room, else the end of the waiting list.

    Nothing changes where the booking stands, or where the baby was booked anew.

    Raises:
        FullError: there is no place, and `if_full` says to refuse then, or it is one in a single class.
        KnownError: it was moved to another course.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "reinstate", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            still_here(booking)
            anew = live_booking(
                session,
                baby_id=booking.baby_id,
                course_id=booking.course_id,
                session_id=booking.session_id,
            )
            if booking.status == "cancelled" and anew is None:
                _give_back(session, booking, now, if_full)
    return doing.changed()


def set_price(
    session: Session,
    *,
    booking_id: UUID,
    price_kind: PriceKind,
    now: datetime,
    price: Decimal | None = None,
    operation_id: UUID | None = None,
) -> Changes:
    """Let a booking cost another price: of a kind that the course has, or an amount of its own.

    Raises:
        KnownError: there is no such price, it cannot be paid, or the booking was moved.
    """
    booking = booking_of(session, booking_id)
    with step_of(session, "set_price", booking, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            still_here(booking)
            course = session.get_one(Course, booking.course_id)
            apply_price(booking, course, price_kind, price, now)
    return doing.changed()


def _new(
    booking_id: UUID,
    course: Course,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    source: str,
    reference: str,
) -> Booking:
    return Booking(
        id=booking_id,
        course_id=course.id,
        baby_id=baby_id,
        carer_id=carer_id,
        source=source,
        reference=clean(reference),
        made_at=now,
    )


def _take(booking: Booking) -> None:
    booking.status, booking.waiting_since, booking.offered_until = "booked", None, None


def _queue(session: Session, booking: Booking, now: datetime) -> None:
    booking.waiting_since = end_of_queue(session, booking.course_id, now)
    booking.status, booking.offered_until = "waiting", None
    session.flush()


def _give_back(session: Session, booking: Booking, now: datetime, if_full: IfFull) -> None:
    if booking.session_id is not None:
        if free_in_class(session, session_id=booking.session_id, baby_id=booking.baby_id) < 1:
            raise class_full()
        _take(booking)
        session.flush()
        follow_make_up(session, booking, now=now)
    elif _free(session, booking) > 0:
        _take(booking)
        take_in_visits(session, booking, now)
    elif if_full == "refuse":
        raise course_full()
    else:
        _queue(session, booking, now)


def _free(session: Session, booking: Booking) -> int:
    return free_places(session, course_id=booking.course_id, baby_id=booking.baby_id)


def _for_a_whole_course(booking: Booking) -> None:
    still_here(booking)
    if booking.session_id is not None:
        raise KnownError("A single class has no waiting list.", "Book another class, or the whole course.")


def _no_offer() -> KnownError:
    return KnownError("No place is held for this family any more.", "Offer it again, if there is one.")
