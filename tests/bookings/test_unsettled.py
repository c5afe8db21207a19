"""The bookings that the database keeps as unsettled, so that what is due need not be asked of all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from massage_studio.bookings import booking_service, credit_service, money_service
from massage_studio.bookings.models import Booking, Payment, UnsettledBooking
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

SUMMED_UP = """
SELECT booking.id FROM booking LEFT JOIN payment ON payment.booking_id = booking.id AND voided_at IS NULL
GROUP BY booking.id HAVING coalesce(sum(amount), 0) <> CASE status WHEN 'booked' THEN price ELSE 0 END
"""
DATABASES = Path(__file__).parents[1] / "store" / "databases"
KEPT = "SELECT booking_id FROM unsettled_booking"


def unsettled(session: Session) -> set[str]:
    """Return what is kept, which is what the sums of all payments say."""
    session.flush()
    kept, summed_up = (set(session.connection().exec_driver_sql(sql).scalars()) for sql in (KEPT, SUMMED_UP))
    assert kept == summed_up
    return kept


def test_what_is_kept_follows_each_change_of_a_price_a_place_or_a_payment(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        old, new = (a_booking(session, a_course(session, name), mia) for name in ("Autumn", "Spring"))
    done: list[UUID] = []

    def verb(change: Callable[..., object], **given: object) -> set[str]:
        with studio.write() as session:
            done.append(new_id())
            change(session, now=NOW + timedelta(minutes=len(done)), operation_id=done[-1], **given)
            return unsettled(session)

    def pay(amount: str) -> set[str]:
        given = {"payment_id": new_id(), "booking_id": old, "amount": Decimal(amount), "method": "cash"}
        return verb(money_service.pay, **given)

    def back(session: Session, *, now: object, operation_id: UUID) -> None:
        undo_operation(session, now=NOW, operation_id=done[-2])

    first, second = old.hex, new.hex
    with studio.read() as session:
        assert unsettled(session) == {first, second}
    assert pay("50") == {first, second}
    assert pay("22") == {second}
    assert verb(back) == {first, second}
    with studio.write() as session:
        redo_operation(session, operation_id=done[-2])
        assert unsettled(session) == {second}
    assert verb(booking_service.set_price, booking_id=old, price_kind="agreed", price=Decimal(60)) == {
        first,
        second,
    }
    assert verb(back) == {second}
    assert verb(booking_service.cancel, booking_id=old) == {first, second}
    moved = {"booking_id": old, "to_booking_id": new, "amount": Decimal(72)}
    assert verb(credit_service.use_credit, **moved) == set()
    assert verb(back) == {first, second}
    with studio.write() as session:
        session.execute(delete(Payment).where(Payment.booking_id == old))
        assert unsettled(session) == {second}
        session.execute(delete(Booking).where(Booking.id == new))
        assert unsettled(session) == set()


def test_a_studio_of_before_gets_to_know_them(tmp_path: Path) -> None:
    shutil.copy(DATABASES / "0019.db", tmp_path / FILE_NAME)
    store = open_studio(tmp_path)
    with store.read() as session:
        assert len(unsettled(session)) == session.query(UnsettledBooking).count() > 0
    store.close()
