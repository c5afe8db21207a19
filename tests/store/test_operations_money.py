"""Money that was moved on or given back is not taken back: the books hold none that came from nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text

from massage_studio.bookings import booking_queries, money_service, transfers_service
from massage_studio.errors import KnownError
from massage_studio.exchange import service
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.exchange.bookings_file import GRACE, a_file, bring_in, course_costing
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def booking(studio: Store) -> UUID:
    with studio.write() as session:
        return a_booking(session, a_course(session), a_family(session))


def pay(store: Store, booking: UUID, amount: int, now: datetime = NOW) -> UUID:
    key = new_id()
    with store.write() as session:
        money_service.pay(
            session,
            payment_id=new_id(),
            booking_id=booking,
            amount=Decimal(amount),
            method="cash",
            now=now,
            operation_id=key,
        )
    return key


def refund(store: Store, booking: UUID, amount: int, now: datetime = LATER) -> UUID:
    key = new_id()
    with store.write() as session:
        money_service.refund(
            session,
            payment_id=new_id(),
            booking_id=booking,
            amount=Decimal(amount),
            method="cash",
            now=now,
            operation_id=key,
        )
    return key


def move(store: Store, booking: UUID) -> UUID:
    key = new_id()
    with store.write() as session:
        other = a_course(session, "Spring course")
        transfers_service.move_booking(
            session,
            booking_id=booking,
            to_course_id=other,
            new_booking_id=new_id(),
            now=LATER,
            operation_id=key,
        )
    return key


def take_back(store: Store, done: UUID) -> None:
    with store.write() as session:
        undo_operation(session, operation_id=done, now=LATER + timedelta(minutes=1))


def sums(store: Store) -> dict[str, int]:
    """Return what was paid for each booking, in whole pounds."""
    with store.read() as session:
        rows = session.execute(
            text("SELECT booking_id, sum(amount) / 10000 FROM payment GROUP BY booking_id")
        )
        return dict(tuple(row) for row in rows)


def refused(store: Store, done: UUID) -> None:
    before = sums(store)
    with pytest.raises(KnownError, match="cannot be taken back, because something has changed since"):
        take_back(store, done)
    assert sums(store) == before
    assert all(paid >= 0 for paid in before.values())


def test_a_payment_that_was_given_back_is_not_taken_back(studio: Store, booking: UUID) -> None:
    paid = pay(studio, booking, 72)
    refund(studio, booking, 72)
    refused(studio, paid)


def test_a_payment_that_went_to_another_course_is_not_taken_back(studio: Store, booking: UUID) -> None:
    paid = pay(studio, booking, 72)
    move(studio, booking)
    refused(studio, paid)


def test_a_payment_is_not_taken_back_where_any_money_was_given_back_later(
    studio: Store, booking: UUID
) -> None:
    pay(studio, booking, 72)
    second = pay(studio, booking, 30)
    refund(studio, booking, 30)
    refused(studio, second)


def test_money_given_back_before_a_payment_is_no_hindrance(studio: Store, booking: UUID) -> None:
    pay(studio, booking, 72)
    refund(studio, booking, 72, now=NOW)
    second = pay(studio, booking, 72, now=LATER)
    take_back(studio, second)
    assert list(sums(studio).values()) == [0]


def test_once_the_refund_is_taken_back_the_payment_can_be(studio: Store, booking: UUID) -> None:
    paid = pay(studio, booking, 72)
    given = refund(studio, booking, 72)
    take_back(studio, given)
    take_back(studio, paid)
    assert sums(studio) == {}
    with pytest.raises(KnownError, match="changed since"), studio.write() as session:
        redo_operation(session, operation_id=given)
    assert sums(studio) == {}
    for done in (paid, given):
        with studio.write() as session:
            redo_operation(session, operation_id=done)
    assert list(sums(studio).values()) == [0]


def test_once_the_move_is_taken_back_the_payment_can_be(studio: Store, booking: UUID) -> None:
    paid = pay(studio, booking, 72)
    moved = move(studio, booking)
    take_back(studio, moved)
    take_back(studio, paid)
    assert sums(studio) == {}


@pytest.mark.parametrize("then", [refund, move])
def test_an_imported_payment_that_went_on_is_not_taken_back(studio: Store, then: object) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file({**GRACE, "paid": "0"}), course)
    second = bring_in(studio, a_file(GRACE), course)
    with studio.read() as session:
        booking = booking_queries.bookings(session, course_id=course, today=NOW.date())[0].id
    if then is refund:
        refund(studio, booking, 72)
    else:
        move(studio, booking)
    before = sums(studio)
    with pytest.raises(KnownError, match="cannot be taken back") as failure, studio.write() as session:
        service.undo_import(session, operation_id=second, now=LATER)
    assert failure.value.advice
    assert sums(studio) == before


def test_an_imported_payment_that_stands_is_taken_back(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file({**GRACE, "paid": "20"}), course)
    second = bring_in(studio, a_file(GRACE), course)
    with studio.write() as session:
        service.undo_import(session, operation_id=second, now=LATER)
    assert list(sums(studio).values()) == [20]
