"""Every page and dialog words an amount with the decimals of its currency, and takes no finer coins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from massage_studio.bookings import money_service
from massage_studio.bookings.models import Course
from massage_studio.gui import wording
from massage_studio.gui.bookings.money_page import MoneyPage
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.currencies import AMOUNTS
from tests.gui.bookings.planning import courses, new_course, save
from tests.gui.bookings.rosters import (
    menu,
    payments,
    place,
    step,
    step_words,
)
from tests.gui.lists import press_action, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

EVERY = pytest.mark.parametrize(("currency", "price", "words"), AMOUNTS)


def booked(stage: Stage, currency: str, price: Decimal) -> UUID:
    with stage.store.write() as session:
        course = a_course(session, price=price, currency=currency)
        a_booking(session, course, a_family(session, "Mia", "Grace"))
    return course


def typed(words: str) -> str:
    """The words of an amount as a spin box shows them, which parts no thousands."""
    return words.replace(",", "")


@EVERY
def test_a_payment_is_taken_in_the_coins_of_its_currency(
    stage: Stage, currency: str, price: Decimal, words: str
) -> None:
    course = booked(stage, currency, price)
    stage.show()
    assert step_words(stage, "Mia") == f"Take {words}"
    step(stage, "Mia")
    dialog = stage.messages.dialog
    assert dialog.ui.amount_spin.text() == typed(words)
    assert dialog.ui.who_label.text().startswith(f"{words} due")
    dialog.ui.save_button.click()
    stage.settle()
    assert stage.said[-1][0] == f"{words} from Grace is in the books."
    [line] = payments(stage, place(stage, course, "Mia").booking.id)
    assert line.amount == price
    menu(stage, "Mia", "Payments and receipts…")
    assert stage.messages.dialog.ui.told_label.text() == f"{words} paid of {words}"
    stage.messages.dialog.reject()


@EVERY
def test_a_price_is_agreed_in_the_coins_of_its_currency(
    stage: Stage, currency: str, price: Decimal, words: str
) -> None:
    course = booked(stage, currency, Decimal(5))
    stage.show()
    menu(stage, "Mia", "Price…")
    dialog = stage.messages.dialog
    dialog.ui.amount_spin.setValue(float(price))
    assert dialog.ui.amount_spin.text() == typed(words)
    assert dialog.ui.told_label.text() == f"{words} due then."
    dialog.ui.save_button.click()
    stage.settle()
    assert place(stage, course, "Mia").booking.price == price
    assert stage.said[-1][0] == f"Mia pays {words}."


@EVERY
def test_a_course_is_priced_in_the_coins_of_its_currency(
    stage: Stage, currency: str, price: Decimal, words: str
) -> None:
    stage.page.context.profile = replace(Profile(instructor="Ania Nowak"), currency=currency)
    dialog = new_course(stage)
    dialog.fields.ui.name_edit.setText("Autumn course")
    for spin in (dialog.fields.ui.price_spin, dialog.fields.ui.deposit_spin):
        spin.setValue(float(price))
        assert spin.text() == typed(words)
    assert dialog.fields.ui.concession_spin.text() == "none"
    kept = save(stage, dialog)
    assert (kept.price, kept.currency) == (price, currency)


@EVERY
def test_a_course_is_changed_without_rounding_its_price(
    stage: Stage, currency: str, price: Decimal, words: str
) -> None:
    booked(stage, currency, price)
    stage.show()
    stage.page.dates.change_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    assert dialog.fields.ui.price_spin.text() == typed(words)
    assert save(stage, dialog).price == price


def test_a_price_too_fine_for_its_currency_is_shown_as_it_is_and_refused_in_words(stage: Stage) -> None:
    course = booked(stage, "JPY", Decimal(3600))
    with stage.store.write() as session:
        session.execute(update(Course).where(Course.id == course).values(price=Decimal("3600.50")))
    stage.show()
    stage.page.dates.change_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    assert dialog.fields.ui.price_spin.text() == "JPY\u00a03600.5"
    dialog.ui.save_button.click()
    stage.settle()
    assert dialog.isVisible() and "Write it in whole coins" in dialog.ui.error_label.text()
    dialog.fields.ui.price_spin.setValue(3600)
    dialog.ui.save_button.click()
    stage.settle()
    assert [one.price for one in courses(stage)] == [Decimal(3600)]


@pytest.fixture
def money(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(MoneyPage, studio_folder, qtbot) as made:
        yield made


@EVERY
def test_the_money_page_tells_what_is_due_and_what_came_in(
    money: Stage, currency: str, price: Decimal, words: str
) -> None:
    with money.store.write() as session:
        course = a_course(session, price=price, currency=currency)
        paid, _ = (a_booking(session, course, a_family(session, name, "Grace")) for name in ("Mia", "Leo"))
        key = new_id()
        money_service.pay(session, payment_id=key, booking_id=paid, amount=price, method="cash", now=NOW)
        money_service.give_receipt(session, receipt_id=new_id(), payment_id=key, now=NOW)
    money.show()
    [row] = rows(money.page.ui.due_list)
    assert row.tags[0].words == f"{words} due"
    model, receipts = money.page.income, money.page.receipts
    assert words in [model.index(0, column).data() for column in range(model.columnCount())]
    assert receipts.index(0, 4).data() == words
    press_action(money.page.ui.due_list, 0, "cash")
    money.settle()
    assert money.said[-1][0] == f"{words} from Grace is in the books."


@pytest.mark.parametrize(
    ("name", "currency", "words"),
    [
        ("de_DE", "EUR", "1.072,50\u00a0€"),
        ("de_DE", "JPY", "1.073\u00a0JPY"),
        ("de_DE", "KWD", "1.072,500\u00a0KWD"),
        ("fr_FR", "EUR", "1\u00a0072,50\u00a0€"),
        ("nl_NL", "JPY", "JPY\u00a01.073"),
        ("en_US", "USD", "$1,072.50"),
    ],
)
def test_the_locale_of_the_screen_says_where_the_sign_and_the_point_stand(
    name: str, currency: str, words: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        amount = Decimal(1073) if currency == "JPY" else Decimal("1072.50")
        assert wording.money(amount, currency) == words
    finally:
        QLocale.setDefault(before)
