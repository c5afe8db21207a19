"""A receipt says who paid how much for what, and what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

import massage_studio.bookings.money_service as money
from massage_studio.handouts import receipt
from massage_studio.handouts.papers import build
from massage_studio.handouts.receipt_queries import receipt_draft
from massage_studio.handouts.views import Letterhead, PaperReceipt
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile import change_profile
from tests.paper.reading import (
    declared_fonts,
    fonts_of,
    images_in,
    pages_of,
    sizes_of,
    squeezed,
    text_of,
    type_sizes,
)
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


@pytest.fixture
def view(letterhead: Letterhead) -> PaperReceipt:
    return PaperReceipt(
        letterhead=letterhead,
        number=12,
        given=date(2026, 11, 19),
        carer="Grace Okafor",
        baby="Mia Okafor",
        what="Autumn course, from 5 November 2026",
        amount="£36.00",
        deposit=False,
        paid_on=date(2026, 11, 18),
        how="in cash",
        on=date(2026, 11, 20),
        price="£72.00",
        paid="£36.00",
        due="£36.00",
    )


def test_it_says_who_paid_how_much_for_what(view: PaperReceipt) -> None:
    data = receipt.build(view)
    told = " ".join(text_of(data).split())
    for wanted in (
        "Sunflower Baby Massage",
        "Receipt 12",
        "19 November 2026",
        "For Grace Okafor",
        "Payment received £36.00",
        "Mia Okafor",
        "Autumn course, from 5 November 2026",
        "18 November 2026, in cash",
        "As of 20 November 2026",
        "Price £72.00",
        "Still to pay £36.00",
        "07700 900123",
        "Page 1 of 1",
    ):
        assert wanted in told
    assert sizes_of(data) == [(595, 842)]


def test_every_font_is_in_the_file(view: PaperReceipt) -> None:
    data = receipt.build(view)
    assert all(fonts_of(data).values())
    assert "Helvetica" not in declared_fonts(data)


def test_a_parent_can_read_it(view: PaperReceipt) -> None:
    long = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley-Blythe-Fortescue"
    studio = replace(view.letterhead, business=long, instructor=long, contact=(long, long, "07700 900123"))
    for one in (view, replace(view, carer=long, baby=long, what=long, letterhead=studio, deposit=True)):
        data = receipt.build(one)
        assert min(type_sizes(data)) >= 11
        assert len(pages_of(data)) == 1


def test_nothing_left_to_pay_is_said(view: PaperReceipt) -> None:
    assert "Still to pay nothing" in " ".join(text_of(receipt.build(replace(view, due=""))).split())


def test_a_deposit_is_called_one(view: PaperReceipt) -> None:
    assert "Deposit received" in text_of(receipt.build(replace(view, deposit=True)))


@pytest.mark.parametrize(
    "name",
    [
        "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley-Blythe-Fortescue",
        "محمد عبد الله",
        "王小明",
        "Anna<Maria & Co",
        '<img src="/etc/passwd">',
        "மீனா செல்வன்",
    ],
)
def test_any_name_is_printed_as_it_is_written(view: PaperReceipt, name: str) -> None:
    data = receipt.build(replace(view, carer=name, baby=name, what=name))
    assert len(pages_of(data)) == 1
    assert squeezed(text_of(data)).count(squeezed(name)) >= 3
    assert images_in(data) == 0


def test_the_paper_tells_what_the_books_hold(studio: Store) -> None:
    given, paid = new_id(), new_id()
    with studio.write() as session:
        change_profile(session, particulars={"business": "Sunflower", "instructor": "Rosa"})
        booking = a_booking(session, a_course(session), a_family(session))
        money.pay(
            session,
            payment_id=paid,
            booking_id=booking,
            amount=Decimal("20.50"),
            method="transfer",
            kind="deposit",
            now=NOW,
        )
        money.give_receipt(session, receipt_id=given, payment_id=paid, now=NOW + timedelta(days=1))
    with studio.read() as session:
        draft = receipt_draft(session, receipt_id=given, today=date(2026, 11, 21))
    paper = build(draft)
    assert paper.file_name == "Grace receipt 1.pdf"
    told = " ".join(text_of(paper.content).split())
    for wanted in (
        "Sunflower · Rosa · 20 November 2026",
        "Deposit received £20.50",
        "Autumn course, from 19 November 2026",
        "by bank transfer",
        "Still to pay £51.50",
    ):
        assert wanted in told
