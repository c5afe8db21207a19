"""Money that goes from one booking to another, and single classes that a place on the course stands for."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from massage_studio.bookings import (
    attendance_service,
    booking_service,
    credit_service,
    dates_service,
    money_queries,
    money_service,
    register_queries,
    single_classes_service,
)
from massage_studio.bookings.calendar_queries import timetable
from massage_studio.bookings.models import Booking
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of


def paid(session, booking: UUID, amount: int) -> None:
    money_service.pay(
        session, payment_id=new_id(), booking_id=booking, amount=Decimal(amount), method="cash", now=NOW
    )


def a_visit(session, dyad: Dyad, klass: UUID, price: int = 15) -> UUID:
    key = new_id()
    single_classes_service.drop_in(
        session,
        booking_id=key,
        session_id=klass,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        price=Decimal(price),
        now=NOW,
    )
    return key


def dues(studio: Store) -> list[Decimal]:
    with studio.read() as session:
        owing, back = money_queries.unsettled(session)
    return [row.due for row in (*owing, *back)]


def test_what_was_paid_for_a_cancelled_booking_pays_for_another(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        mia = a_family(session)
        old, new = (a_booking(session, a_course(session, name), mia) for name in ("Autumn", "Spring"))
        paid(session, old, 50)
        booking_service.cancel(session, booking_id=old, now=NOW)
    assert dues(studio) == [Decimal(72), Decimal(-50)]
    with studio.write() as session:
        credit_service.use_credit(
            session, booking_id=old, to_booking_id=new, amount=Decimal(50), now=NOW, operation_id=done
        )
    assert dues(studio) == [Decimal(22)]
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=done)
    assert dues(studio) == [Decimal(72), Decimal(-50)]


@pytest.mark.parametrize("wrong", ["too much", "nothing", "another family", "owes itself", "currency"])
def test_credit_that_is_not_there_pays_for_nothing(studio: Store, wrong: str) -> None:
    with studio.write() as session:
        mia, leo = a_family(session), a_family(session, "Leo")
        old = a_booking(session, a_course(session), mia)
        other = a_course(session, "Spring", currency="EUR" if wrong == "currency" else "GBP")
        new = a_booking(session, other, leo if wrong == "another family" else mia)
        paid(session, old, 50)
        if wrong != "owes itself":
            booking_service.cancel(session, booking_id=old, now=NOW)
    amount = Decimal({"too much": 51, "nothing": 0}.get(wrong, 50))
    with pytest.raises(KnownError), studio.write() as session:
        credit_service.use_credit(session, booking_id=old, to_booking_id=new, amount=amount, now=NOW)


@pytest.mark.parametrize("amount", [0, 15])
def test_a_single_class_is_not_due_beside_the_whole_course(studio: Store, amount: int) -> None:
    done = new_id()
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        visit = a_visit(session, mia, classes_of(session, course)[1])
        if amount:
            paid(session, visit, amount)
        key = new_id()
        booking_service.book(
            session,
            booking_id=key,
            course_id=course,
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
            operation_id=done,
        )
    assert dues(studio) == [Decimal(72 - amount)]
    with studio.read() as session:
        assert session.get_one(Booking, visit).status == "cancelled"
        row = register_queries.register(session, session_id=classes_of(session, course)[1]).rows[0]
        assert (row.booking_id, row.due) == (key, Decimal(72 - amount))
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=done)
    assert dues(studio) == ([Decimal(15)] if not amount else [])


def test_another_class_takes_the_place_and_the_money_of_a_cancelled_one(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        first, second, *_ = classes_of(session, course)
        visit = a_visit(session, mia, first)
        paid(session, visit, 15)
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
    assert dues(studio) == [Decimal(-15)]
    with studio.write() as session:
        key = new_id()
        single_classes_service.drop_in(
            session,
            booking_id=key,
            session_id=second,
            baby_id=mia.baby,
            carer_id=mia.carer,
            instead_of=visit,
            now=NOW,
        )
    assert dues(studio) == []
    with studio.read() as session:
        assert session.get_one(Booking, key).price == Decimal(15)


def test_a_whole_course_is_cancelled_and_taken_back_in_one_go(studio: Store) -> None:
    done = new_id()
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        booking = a_booking(session, course, mia)
        paid(session, booking, 40)
        dates_service.cancel_course(
            session, course_id=course, reason="The hall burnt down", now=NOW, operation_id=done
        )
    with studio.read() as session:
        found = timetable(session, course_id=course)
    assert {(one.status, one.reason, one.revision) for one in found} == {
        ("cancelled", "The hall burnt down", 1)
    }
    assert dues(studio) == [Decimal(-40)], "nothing is due, and what was paid is theirs"
    with pytest.raises(KnownError, match="No class"), studio.write() as session:
        dates_service.cancel_course(session, course_id=course, reason="", now=NOW)
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=done)
    with studio.read() as session:
        found = timetable(session, course_id=course)
    assert {(one.status, one.revision) for one in found} == {("planned", 2)}
    assert dues(studio) == [Decimal(32)]


def test_a_course_of_which_a_class_was_held_still_costs_its_price(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        a_booking(session, course, mia)
        first = classes_of(session, course)[0]
        attendance_service.begin_class(session, session_id=first, now=NOW)
        attendance_service.end_class(session, session_id=first, now=NOW + timedelta(hours=1))
        dates_service.cancel_course(session, course_id=course, reason="", now=NOW)
    assert dues(studio) == [Decimal(72)]
