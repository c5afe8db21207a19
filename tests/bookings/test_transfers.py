"""Moving to another course, with the balance and the history."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

import massage_studio.bookings.attendance_queries as queries
from massage_studio.bookings import (
    attendance_service,
    booking_queries,
    booking_service,
    money_service,
    refusals,
    transfers_service,
)
from massage_studio.bookings.places_queries import free_places
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation, undo_operation
from tests.bookings.places import enquiry, full_course, one, priced_course
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


def moved(session: Session, booking: UUID, course: UUID, **more: object) -> UUID:
    key = new_id()
    transfers_service.move_booking(
        session,
        booking_id=booking,
        to_course_id=course,
        new_booking_id=key,
        now=LATER,
        **more,  # type: ignore[arg-type]
    )
    return key


def test_a_booking_moves_with_its_balance_and_leaves_its_history(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        attendance_service.mark(session, session_id=opened.session, baby_id=mia.baby, status="here", now=NOW)
        old = booking_queries.bookings(session, course_id=opened.course, today=TODAY)[0].id
        money_service.pay(
            session, payment_id=new_id(), booking_id=old, amount=Decimal(50), method="cash", now=NOW
        )
        other = a_course(session, "Evening course", price=Decimal(80))
        new = moved(session, old, other)
        assert [one(session, key).status for key in (old, new)] == ["moved", "booked"]
        assert [one(session, key).due for key in (old, new)] == [0, Decimal(30)]
        (came,) = queries.attendance_of(session, baby_ids=[mia.baby])
        assert (came.session.course_id, came.status) == (opened.course, "here")
        assert free_places(session, course_id=opened.course) == 6
        undo_operation(session, now=LATER)
        assert (one(session, old).status, one(session, old).due) == ("booked", Decimal(22))
        redo_operation(session)
        assert one(session, new).due == Decimal(30)
    with pytest.raises(KnownError, match="moved to another course"), studio.write() as session:
        booking_service.cancel(session, booking_id=old, now=LATER)


@pytest.mark.parametrize(
    ("kind", "price", "there"),
    [
        ("full", None, ("full", Decimal(100))),
        ("concession", None, ("concession", Decimal(70))),
        ("sibling", None, ("full", Decimal(100))),
        ("pro_rata", None, ("pro_rata", Decimal(100))),
        ("agreed", Decimal(5), ("agreed", Decimal(5))),
    ],
)
def test_the_price_there_is_of_the_same_kind(
    studio: Store, kind: str, price: Decimal | None, there: tuple[str, Decimal]
) -> None:
    with studio.write() as session:
        here = priced_course(session, concession_price=Decimal(50), sibling_price=Decimal(36))
        other = priced_course(session, price=Decimal(100), concession_price=Decimal(70))
        mia = a_booking(session, here, a_family(session))
        booking_service.set_price(session, booking_id=mia, price_kind=kind, price=price, now=NOW)  # type: ignore[arg-type]
        row = one(session, moved(session, mia, other))
    assert (row.price_kind, row.price) == there


def test_a_move_to_a_full_course_is_refused_or_waits(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        mia = a_booking(session, a_course(session), a_family(session))
    with pytest.raises(refusals.FullError), studio.write() as session:
        moved(session, mia, course)
    with studio.write() as session:
        assert one(session, mia).status == "booked"
        assert one(session, moved(session, mia, course, if_full="wait")).status == "waiting"


def test_a_move_keeps_to_one_currency_and_to_one_booking_a_course(studio: Store) -> None:
    with studio.write() as session:
        dyad, other = a_family(session), a_course(session)
        mia = a_booking(session, a_course(session), dyad)
        a_booking(session, other, dyad)
        abroad = a_course(session, currency="EUR")
    for course, words in ((abroad, "another currency"), (other, "already has a place")):
        with pytest.raises(KnownError, match=words), studio.write() as session:
            moved(session, mia, course)


def test_an_enquiry_stays_one_where_it_moves_and_a_cancelled_booking_stays_where_it_is(
    studio: Store,
) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = enquiry(session, a_course(session), a_family(session))
        new = moved(session, mia, course)
        assert one(session, new).status == "enquiry"
        booking_service.cancel(session, booking_id=new, now=LATER)
    with pytest.raises(KnownError, match="still stands"), studio.write() as session:
        moved(session, new, a_course(session))
