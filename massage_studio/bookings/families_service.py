"""The verb of the add-a-family dialog: a family, new or known, with its places, as one operation."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings import booking_service as places
from massage_studio.bookings import single_classes_service
from massage_studio.bookings.booking_form_views import FamilyEntry
from massage_studio.bookings.booking_steps_service import live_booking
from massage_studio.bookings.models import Course
from massage_studio.bookings.places_queries import free_places
from massage_studio.bookings.price_queries import suggested_price
from massage_studio.bookings.refusals import too_few
from massage_studio.bookings.views import HOLDS_A_PLACE, PriceKind
from massage_studio.families.service import add_baby, add_carer, add_family
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation


def add_family_places(
    session: Session,
    *,
    entry: FamilyEntry,
    course_id: UUID,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Keep who is new of a family and book its babies, let them wait, or note that they asked.

    All or nothing, unless as many as there is room for shall be booked and the others wait. Each pays what
    is suggested: for the classes left, or as a brother or sister where the course has such a price.

    Raises:
        KnownError: a first name is empty, or the course or the class is full (then a FullError), or has
            fewer places than babies are to be booked (then a TooFewError).
    """
    words = ", ".join(baby.given for baby in entry.babies if baby.wanted)
    with operation(
        session, "book", operation_id=operation_id or new_id(), now=now, course_id=course_id, words=words
    ) as doing:
        if doing.to_do:
            _keep_family(session, entry, now)
            _check_room(session, entry, course_id)
            for baby in entry.babies:
                if baby.wanted:
                    _book(session, entry, baby.booking_id, baby.id, course_id, now)
    return doing.changed(entry.family_id)


def _keep_family(session: Session, entry: FamilyEntry, now: datetime) -> None:
    add_family(session, family_id=entry.family_id, now=now)
    for adult in entry.adults:
        add_carer(
            session,
            family_id=entry.family_id,
            carer_id=adult.id,
            given_name=adult.given,
            family_name=adult.family,
            phone=adult.phone,
            email=adult.email,
        )
    for baby in entry.babies:
        add_baby(
            session,
            family_id=entry.family_id,
            baby_id=baby.id,
            given_name=baby.given,
            family_name=baby.family,
            birth_date=baby.birth_date,
            due_date=baby.due_date,
        )


def _check_room(session: Session, entry: FamilyEntry, course_id: UUID) -> None:
    """Refuse to book only some of the babies that are all to be booked on a course."""
    wanted = [baby for baby in entry.babies if baby.wanted]
    if entry.session_id is None and entry.standing == "booked" and len(wanted) > 1:
        new = [baby for baby in wanted if not _has_a_place(session, baby.id, course_id)]
        free = free_places(session, course_id=course_id)
        if 0 < free < len(new):
            raise too_few(free, len(new))


def _has_a_place(session: Session, baby_id: UUID, course_id: UUID) -> bool:
    booking = live_booking(session, baby_id=baby_id, course_id=course_id)
    return booking is not None and booking.status in HOLDS_A_PLACE


def _book(
    session: Session, entry: FamilyEntry, booking_id: UUID, baby_id: UUID, course_id: UUID, now: datetime
) -> None:
    carer_id = entry.carer_id
    if entry.session_id is not None:
        single_classes_service.drop_in(
            session,
            booking_id=booking_id,
            session_id=entry.session_id,
            baby_id=baby_id,
            carer_id=carer_id,
            now=now,
        )
        return
    who: dict[str, Any] = {
        "booking_id": booking_id,
        "course_id": course_id,
        "baby_id": baby_id,
        "carer_id": carer_id,
    }
    kind = _price_kind(session, course_id, baby_id, now)
    if entry.standing in ("booked", "some"):
        if_full: places.IfFull = "refuse" if entry.standing == "booked" else "wait"
        places.book(session, **who, price_kind=kind, if_full=if_full, now=now)
    else:
        places.enquire(session, **who, price_kind=kind, now=now)
        if entry.standing == "waiting":
            places.wait(session, booking_id=booking_id, now=now)


def _price_kind(session: Session, course_id: UUID, baby_id: UUID, now: datetime) -> PriceKind:
    today = now.astimezone(ZoneInfo(session.get_one(Course, course_id).zone)).date()
    return suggested_price(session, course_id=course_id, baby_id=baby_id, today=today).suggested
