"""Amounts of every currency: reckoned to its coins, worded once, and never rounded in silence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from massage_studio.bookings import booking_service, courses_service, money_service
from massage_studio.bookings.course_planning_queries import draft
from massage_studio.bookings.prices import worded
from massage_studio.errors import KnownError
from massage_studio.exchange.letter_people import recipients
from massage_studio.exchange.letters import About, field_values
from massage_studio.exchange.letters_queries import page_data
from massage_studio.handouts.queries import register_view
from massage_studio.handouts.receipt_queries import receipt_draft
from massage_studio.handouts.views import PaperReceipt
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.currencies import AMOUNTS
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


@pytest.mark.parametrize(("currency", "amount", "words"), AMOUNTS)
def test_an_amount_is_worded_with_the_decimals_of_its_currency(
    currency: str, amount: Decimal, words: str
) -> None:
    assert worded(amount, currency) == words
    assert worded(-amount, currency) == f"\u2212{words}"


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("72.00", "GBP", "£72"),
        ("72.50", "GBP", "£72.50"),
        ("0", "GBP", "£0"),
        ("3600.00", "JPY", "JPY\u00a03,600"),
        ("22.000", "KWD", "KWD\u00a022"),
        ("22.100", "KWD", "KWD\u00a022.100"),
    ],
)
def test_a_short_place_shows_a_whole_amount_without_decimals(amount: str, currency: str, words: str) -> None:
    assert worded(Decimal(amount), currency, short=True) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("36.0050", "GBP", "£36.005"),
        ("3600.50", "JPY", "JPY\u00a03,600.5"),
        ("1E+3", "JPY", "JPY\u00a01,000"),
    ],
)
def test_an_amount_that_an_older_studio_kept_is_shown_unrounded(
    amount: str, currency: str, words: str
) -> None:
    assert worded(Decimal(amount), currency) == words


@pytest.mark.parametrize(("currency", "price", "words"), AMOUNTS)
def test_letters_registers_and_receipts_word_an_amount_alike(
    studio: Store, currency: str, price: Decimal, words: str
) -> None:
    part, given, payment = price / 2, new_id(), new_id()
    coin = part if currency != "KWD" else Decimal("11.000")
    with studio.write() as session:
        course = a_course(session, price=price, currency=currency)
        booking = a_booking(session, course, a_family(session))
        [first, *_] = classes_of(session, course)
        register = register_view(session, session_id=first)
        found = page_data(session, key=None, today=NOW.date(), now=NOW)
        money_service.pay(
            session, payment_id=payment, booking_id=booking, amount=coin, method="cash", now=NOW
        )
        money_service.give_receipt(session, receipt_id=given, payment_id=payment, now=NOW)
        receipt = receipt_draft(session, receipt_id=given, today=NOW.date()).view
    assert [row.due for row in register.rows] == [words]
    carers = recipients("confirmation", found.places, found.babies, found.adults, found.refused, None)
    about = About(found.classes, None, NOW, Profile())
    values = field_values("confirmation", carers[0], about)
    assert (values["price"], values["due"]) == (words, words)
    assert isinstance(receipt, PaperReceipt)
    assert (receipt.price, receipt.amount) == (words, worded(coin, currency))


TOO_FINE = [("GBP", "60.005"), ("EUR", "60.001"), ("JPY", "3600.5"), ("ISK", "9500.1"), ("KWD", "12.0005")]


@pytest.mark.parametrize("name", ["price", "concession_price", "sibling_price", "drop_in_price", "deposit"])
@pytest.mark.parametrize(("currency", "amount"), TOO_FINE)
def test_a_course_refuses_a_price_with_more_decimals_than_its_currency(
    studio: Store, currency: str, amount: str, name: str
) -> None:
    with studio.write() as session:
        course = a_course(session, price=Decimal(4000), currency=currency)
        changed: dict[str, Any] = {name: Decimal(amount)}
        fields = replace(draft(session, course_id=course).fields, **changed)
        for verb, key in ((courses_service.change_course, course), (courses_service.plan_course, new_id())):
            with pytest.raises(KnownError, match="Nobody can pay this price"):
                verb(session, course_id=key, fields=fields, classes=_classes(session, course), now=NOW)
        changed = {name: Decimal(-1)}
        with pytest.raises(KnownError, match="Nobody can pay this price"):
            courses_service.change_course(
                session, course_id=course, fields=replace(fields, **changed), classes=(), now=NOW
            )


def _classes(session: Any, course: Any) -> Any:
    return draft(session, course_id=course).classes


@pytest.mark.parametrize(("currency", "amount"), TOO_FINE)
def test_nobody_pays_or_agrees_an_amount_with_more_decimals_than_its_currency(
    studio: Store, currency: str, amount: str
) -> None:
    with studio.write() as session:
        course = a_course(session, price=Decimal(4000), currency=currency)
        booking = a_booking(session, course, a_family(session))
        with pytest.raises(KnownError, match="Nobody can pay this amount"):
            money_service.pay(
                session,
                payment_id=new_id(),
                booking_id=booking,
                amount=Decimal(amount),
                method="cash",
                now=NOW,
            )
        with pytest.raises(KnownError, match="Nobody can pay this price"):
            booking_service.set_price(
                session, booking_id=booking, price_kind="agreed", price=Decimal(amount), now=NOW
            )
