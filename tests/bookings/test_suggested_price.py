"""Who waited for a place pays for the classes that are left, unless another price was agreed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import booking_queries, booking_service
from massage_studio.bookings.models import Course
from massage_studio.bookings.price_queries import suggested_price
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling

LATE = NOW + timedelta(days=15)
UNTIL = LATE + timedelta(days=1)


def queued(session: Session) -> tuple[UUID, UUID]:
    """A course of one place that Mia gave up; Leo waits for it."""
    course = a_course(session, capacity=1)
    mia = a_booking(session, course, a_family(session, "Mia"))
    leo = a_booking(session, course, a_family(session, "Leo"))
    booking_service.cancel(session, booking_id=mia, now=NOW)
    return course, leo


def price(session: Session, course: UUID) -> tuple[Decimal, str]:
    session.expire_all()
    row = booking_queries.bookings(session, course_id=course, today=NOW.date())[-1]
    return row.price, row.price_kind


def test_an_offer_in_mid_term_is_for_the_classes_that_are_left(studio: Store) -> None:
    with studio.write() as session:
        course, leo = queued(session)
        done = new_id()
        booking_service.offer(session, booking_id=leo, until=UNTIL, now=LATE, operation_id=done)
        assert price(session, course) == (Decimal("28.80"), "pro_rata")
        undo_operation(session, now=LATE, operation_id=done)
        assert price(session, course) == (Decimal(72), "full")
        booking_service.offer(session, booking_id=leo, until=UNTIL, now=LATE)
        booking_service.accept(session, booking_id=leo, now=UNTIL)
        assert price(session, course) == (Decimal("28.80"), "pro_rata")


def test_who_is_booked_from_the_list_in_mid_term_pays_the_same(studio: Store) -> None:
    with studio.write() as session:
        course, leo = queued(session)
        row = booking_queries.bookings(session, course_id=course, today=NOW.date())[-1]
        booking_service.book(
            session, booking_id=leo, course_id=course, baby_id=row.baby.id, carer_id=row.carer.id, now=LATE
        )
        assert price(session, course) == (Decimal("28.80"), "pro_rata")


def test_a_price_that_was_agreed_stays(studio: Store) -> None:
    with studio.write() as session:
        course, leo = queued(session)
        booking_service.set_price(session, booking_id=leo, price_kind="agreed", price=Decimal(50), now=NOW)
        booking_service.offer(session, booking_id=leo, until=UNTIL, now=LATE)
        assert price(session, course) == (Decimal(50), "agreed")


def test_an_offer_before_the_first_class_is_for_the_whole_course(studio: Store) -> None:
    with studio.write() as session:
        course, leo = queued(session)
        booking_service.offer(session, booking_id=leo, until=UNTIL, now=NOW)
        assert price(session, course) == (Decimal(72), "full")


def test_a_late_twin_pays_whichever_price_is_less(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn")
        a_booking(session, course, finn)
        ivy = a_sibling(session, finn, "Ivy")
        found = []
        for sibling in (Decimal(20), Decimal(60)):
            session.get_one(Course, course).sibling_price = sibling
            view = suggested_price(session, course_id=course, baby_id=ivy.baby, today=LATE.date())
            found.append(view.suggested)
    assert found == ["sibling", "pro_rata"]
