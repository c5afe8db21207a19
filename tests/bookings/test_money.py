"""Money: exact to the penny, counted once, receipted without a gap, and never given back twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    booking_queries,
    booking_service,
    dates_service,
    money_service,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.money_queries import income, money_of, receipt, receipts, unsettled
from massage_studio.bookings.prices import share, smallest_coin
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from massage_studio.store.profile import change_profile, write_profile
from massage_studio.store.profile_view import Profile
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


def pay(
    session: Session, booking: UUID, amount: str, *, now: datetime = NOW, method: str = "cash", **more: str
) -> UUID:
    key = new_id()
    money_service.pay(
        session,
        payment_id=key,
        booking_id=booking,
        amount=Decimal(amount),
        method=method,
        now=now,
        **more,  # type: ignore[arg-type]
    )
    return key


def refund(session: Session, booking: UUID, amount: str, *, now: datetime = NOW) -> UUID:
    key = new_id()
    money_service.refund(
        session, payment_id=key, booking_id=booking, amount=Decimal(amount), method="transfer", now=now
    )
    return key


def give_receipt(session: Session, payment: UUID) -> int:
    key = new_id()
    made = money_service.give_receipt(session, receipt_id=key, payment_id=payment, now=NOW).made
    assert made is not None
    return receipt(session, receipt_id=made).number


def test_a_deposit_a_part_and_a_refund_add_up(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session, price=Decimal("72.10")), a_family(session))
        pay(session, mia, "20", kind="deposit", note="with the form")
        pay(session, mia, "60.00", now=NOW + timedelta(hours=1))
        refund(session, mia, "7.90", now=NOW + timedelta(hours=2))
        money = money_of(session, booking_id=mia)
    assert (money.price, money.paid, money.due, money.currency) == (
        Decimal("72.10"),
        Decimal("72.10"),
        Decimal(0),
        "GBP",
    )
    assert [(one.kind, one.amount, one.method, one.note) for one in money.payments] == [
        ("deposit", Decimal(20), "cash", "with the form"),
        ("payment", Decimal(60), "cash", ""),
        ("refund", Decimal("-7.90"), "transfer", ""),
    ]


@pytest.mark.parametrize("amount", ["0", "-5", "1.005", "NaN", "Infinity"])
def test_what_nobody_can_pay_is_refused(studio: Store, amount: str) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        pay(session, mia, "50")
    for verb in (pay, refund):
        with pytest.raises(KnownError), studio.write() as session:
            verb(session, mia, amount)
    with studio.read() as session:
        assert money_of(session, booking_id=mia).paid == 50


def test_yen_have_no_pence(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session, price=Decimal(9000), currency="JPY"), a_family(session))
        pay(session, mia, "9000")
    with pytest.raises(KnownError, match="whole coins"), studio.write() as session:
        pay(session, mia, "0.50")


@pytest.mark.parametrize(
    ("price", "left", "classes", "currency", "share_of_it"),
    [
        ("72", 3, 5, "GBP", "43.20"),
        ("10.05", 2, 4, "GBP", "5.03"),
        ("10", 1, 3, "EUR", "3.33"),
        ("1000", 1, 3, "JPY", "333"),
        ("10", 1, 6, "KWD", "1.667"),
        ("72", 0, 5, "GBP", "0"),
        ("72", 0, 0, "GBP", "72"),
    ],
)
def test_a_share_is_rounded_half_up_to_the_smallest_coin(
    price: str, left: int, classes: int, currency: str, share_of_it: str
) -> None:
    found = share(Decimal(price), classes_left=left, classes=classes, currency=currency)
    assert found == Decimal(share_of_it) and found % smallest_coin(currency) == 0


def test_no_more_is_given_back_than_was_paid(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        taken = pay(session, mia, "30")
        refund(session, mia, "20")
    with pytest.raises(KnownError, match="more than was paid"), studio.write() as session:
        refund(session, mia, "10.01")
    with studio.write() as session:
        refund(session, mia, "10")
        assert money_of(session, booking_id=mia).paid == 0
        money_service.void_payment(session, payment_id=taken, now=NOW)
    with pytest.raises(KnownError, match="more than was paid"), studio.write() as session:
        refund(session, mia, "0.01")


def test_a_payment_is_kept_once_and_taken_back_by_its_operation(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        key, operation_id = new_id(), new_id()
        for _ in range(2):
            money_service.pay(
                session,
                payment_id=key,
                booking_id=mia,
                amount=Decimal(72),
                method="cash",
                now=NOW,
                operation_id=operation_id,
            )
        assert money_of(session, booking_id=mia).paid == 72
        undo_operation(session, now=NOW, operation_id=operation_id)
        assert money_of(session, booking_id=mia).paid == 0


def test_a_moved_booking_takes_no_more_money(studio: Store) -> None:
    with studio.write() as session:
        mia, there = a_booking(session, a_course(session), a_family(session)), new_id()
        pay(session, mia, "50.05")
        transfers_service.move_booking(
            session,
            booking_id=mia,
            to_course_id=a_course(session, "Evening"),
            new_booking_id=there,
            now=NOW,
        )
        old, new = money_of(session, booking_id=mia), money_of(session, booking_id=there)
    assert (old.paid, old.due, new.paid, new.due) == (
        Decimal(0),
        Decimal(0),
        Decimal("50.05"),
        Decimal("21.95"),
    )
    assert [(one.kind, one.amount) for one in new.payments] == [("moved", Decimal("50.05"))]
    for verb in (pay, refund):
        with pytest.raises(KnownError), studio.write() as session:
            verb(session, mia, "5")


def test_what_the_class_log_took_back_counts_nowhere(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        key = new_id()
        money_service.take_at_the_door(session, payment_id=key, booking_id=mia, amount=Decimal(72), now=NOW)
        last, _ = last_operations(session)
        assert last is not None and last.verb == "book"
        assert money_of(session, booking_id=mia).due == 0
        money_service.void_payment(session, payment_id=key, now=NOW)
        assert money_of(session, booking_id=mia).due == 72
        assert not money_of(session, booking_id=mia).payments
        assert income(session, by="month") == ()
        assert [row.due for row in unsettled(session)[0]] == [72]
    with pytest.raises(KnownError, match="taken back"), studio.write() as session:
        give_receipt(session, key)


# Receipts


def test_receipts_are_numbered_without_a_gap_and_given_once(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        first, second, third = pay(session, mia, "20", kind="deposit"), pay(session, mia, "30"), new_id()
        assert [give_receipt(session, key) for key in (second, first, second)] == [1, 2, 1]
    with pytest.raises(KnownError), studio.write() as session:
        give_receipt(session, third)
    with studio.write() as session:
        back = refund(session, mia, "5")
    with pytest.raises(KnownError, match="money that came in"), studio.write() as session:
        give_receipt(session, back)
    with studio.write() as session:
        assert give_receipt(session, pay(session, mia, "1")) == 3
        view = receipts(session)[1]
        assert [one.number for one in receipts(session)] == [1, 2, 3]
        assert len(money_of(session, booking_id=mia).receipts) == 3
    assert (view.amount, view.kind, view.course, view.baby, view.carer, view.day) == (
        Decimal(20),
        "deposit",
        "Autumn course",
        "Mia",
        "Grace",
        NOW.date(),
    )
    assert (view.price, view.paid) == (Decimal(72), Decimal(46))


def test_a_payment_with_a_receipt_stays_and_the_words_say_to_refund_it(studio: Store) -> None:
    with studio.write() as session:
        mia = a_booking(session, a_course(session), a_family(session))
        key = pay(session, mia, "20")
        give_receipt(session, key)
    with pytest.raises(KnownError, match="as a refund instead"), studio.write() as session:
        undo_operation(session, now=NOW)
    with pytest.raises(KnownError, match="as a refund instead"), studio.write() as session:
        money_service.void_payment(session, payment_id=key, now=NOW)
    with studio.write() as session:
        refund(session, mia, "20")
        undo_operation(session, now=NOW)
        assert money_of(session, booking_id=mia).paid == 20


# What is owed, and what came in


def test_outstanding_tells_who_owes_and_the_other_list_who_gets_money_back(studio: Store) -> None:
    with studio.write() as session:
        course, later = a_course(session), a_course(session, "Later", starts=(NOW + timedelta(days=90),))
        ivy = a_booking(session, later, a_family(session, "Ivy"))
        mia = a_booking(session, course, a_family(session, "Mia"))
        noah = a_booking(session, course, a_family(session, "Noah"))
        leo = a_booking(session, course, a_family(session, "Leo"))
        pay(session, mia, "12.50")
        pay(session, noah, "72")
        pay(session, leo, "40")
        booking_service.cancel(session, booking_id=leo, now=NOW)
        booking_service.set_price(session, booking_id=noah, price_kind="agreed", price=Decimal(60), now=NOW)
        guest = new_id()
        dyad = a_family(session, "Finn")
        second = classes_of(session, course)[1]
        single_classes_service.drop_in(
            session, booking_id=guest, session_id=second, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
        )
        owing, back = unsettled(session)
    assert [(row.baby, row.due, row.day, row.kind) for row in owing] == [
        ("Mia", Decimal("59.50"), NOW.date(), "course"),
        ("Finn", Decimal("14.40"), NOW.date() + timedelta(days=7), "drop_in"),
        ("Ivy", Decimal(72), NOW.date() + timedelta(days=90), "course"),
    ]
    assert [row.booking_id for row in owing] == [mia, guest, ivy]
    assert [(row.baby, row.due, row.status) for row in back] == [
        ("Leo", Decimal(-40), "cancelled"),
        ("Noah", Decimal(-12), "booked"),
    ]


def test_a_guest_of_a_class_that_was_cancelled_owes_nothing_and_gets_the_money_back(studio: Store) -> None:
    with studio.write() as session:
        course, dyads = a_course(session), [a_family(session, name) for name in ("Mia", "Noah")]
        first = classes_of(session, course)[0]
        keys = [new_id() for _ in dyads]
        for key, dyad in zip(keys, dyads, strict=True):
            single_classes_service.drop_in(
                session, booking_id=key, session_id=first, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
            )
        pay(session, keys[0], "14.40")
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
        assert [money_of(session, booking_id=key).due for key in keys] == [Decimal("-14.40"), Decimal(0)]
        assert [row.due for row in booking_queries.bookings(session, course_id=course, today=NOW.date())] == [
            0,
            0,
        ]
        assert unsettled(session)[0] == ()
        assert [row.baby for row in unsettled(session)[1]] == ["Mia"]


def test_income_by_course_month_and_tax_year_each_currency_by_itself(studio: Store) -> None:
    spring = datetime(2027, 4, 5, 22, 30, tzinfo=UTC)  # half past eleven at night on 5 April in London
    with studio.write() as session:
        write_profile(session, profile=Profile(instructor="Hazel"))
        ours, other = a_course(session, "Ours"), a_course(session, "Other")
        abroad = a_course(session, "Abroad", currency="EUR")
        dyad = a_family(session)
        mia, ivy = a_booking(session, ours, dyad), a_booking(session, abroad, dyad)
        pay(session, mia, "50")
        pay(session, mia, "22", now=spring)
        refund(session, mia, "2.50", now=spring + timedelta(hours=1))
        pay(session, ivy, "10")
        transfers_service.move_booking(
            session, booking_id=mia, to_course_id=other, new_booking_id=new_id(), now=spring
        )
        by_course = income(session, by="course")
        by_month = income(session, by="month")
        by_year = income(session, by="tax_year")
        in_march = income(session, by="month", first=date(2027, 3, 1), last=date(2027, 4, 5))
        change_profile(session, particulars={"tax_year_starts": "01-01"})
        from_january = income(session, by="tax_year")
    amounts = [(row.label, row.currency, row.received, row.refunded, row.moved, row.net) for row in by_course]
    assert amounts == [
        ("Abroad", "EUR", Decimal(10), Decimal(0), Decimal(0), Decimal(10)),
        ("Other", "GBP", Decimal(0), Decimal(0), Decimal("69.50"), Decimal("69.50")),
        ("Ours", "GBP", Decimal(72), Decimal("2.50"), Decimal("-69.50"), Decimal(0)),
    ]
    assert [(row.key, row.currency, row.net) for row in by_month] == [
        ("2026-11", "EUR", 10),
        ("2026-11", "GBP", 50),
        ("2027-04", "GBP", Decimal("19.50")),
    ]
    assert [(row.key, row.label, row.currency, row.net) for row in by_year] == [
        ("2026-04-06", "2026/27", "EUR", 10),
        ("2026-04-06", "2026/27", "GBP", 72),
        ("2027-04-06", "2027/28", "GBP", Decimal("-2.50")),
    ]
    assert [(row.key, row.received, row.refunded) for row in in_march] == [
        ("2027-04", Decimal(22), Decimal(0))
    ]
    assert [(row.label, row.net) for row in from_january if row.currency == "GBP"] == [
        ("2026", 50),
        ("2027", Decimal("19.50")),
    ]
