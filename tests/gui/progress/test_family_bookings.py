"""The bookings of a family on its page: where they stand, how they moved, what was paid, the receipts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from massage_studio.bookings import booking_service, money_service, transfers_service
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets.person_row import PersonRow
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import place
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot) as made:
        yield made


def opened(stage: Stage, family_id: UUID) -> None:
    stage.page.open(family_id)
    stage.show()
    stage.page.ui.tabs.setCurrentWidget(stage.page.ui.money_area)
    stage.settle()


def rows(stage: Stage) -> list[PersonRow]:
    found = stage.page.ui.bookings_card.findChildren(PersonRow)
    return [row for row in found if not row.window().isHidden() and row.isVisible()]


def told(stage: Stage) -> list[str]:
    card = stage.page.ui.bookings_card
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


def menu(stage: Stage, dyad: Dyad, course: UUID, baby: str, words: str) -> None:
    entries = stage.page.bookings.menu_for(place(stage, course, baby), stage.page).actions()
    [found] = [one for one in entries if one.text().split("\t")[0].replace("&", "") == words]
    found.trigger()
    stage.settle()


def pay(stage: Stage, booking_id: UUID, amount: int) -> UUID:
    key = new_id()
    with stage.store.write() as session:
        money_service.pay(
            session,
            payment_id=key,
            booking_id=booking_id,
            amount=Decimal(amount),
            method="cash",
            now=NOW,
        )
    return key


def test_a_move_is_told_at_both_ends_and_the_money_went_along(stage: Stage) -> None:
    with stage.store.write() as session:
        autumn = a_course(session)
        spring = a_course(session, "Spring course", starts=(NOW + timedelta(days=60),))
        mia = a_family(session)
        booked = a_booking(session, autumn, mia)
    pay(stage, booked, 50)
    with stage.store.write() as session:
        transfers_service.move_booking(
            session, booking_id=booked, to_course_id=spring, new_booking_id=new_id(), now=NOW
        )
    opened(stage, mia.family)
    [new, old] = [row.person() for row in rows(stage)]
    assert new.name == "Spring course" and "moved from Autumn course" in new.second
    assert old.name == "Autumn course" and old.second.startswith("Moved to Spring course")
    assert [tag.words for tag in new.tags] == ["£22.00 due"]
    assert stage.page.bookings.balance.text() == "£22.00 due"
    assert any("moved along with the booking" in words for words in told(stage))


def test_what_a_family_of_twins_owes_is_summed(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        a_booking(session, course, finn)
        second = a_booking(session, course, a_sibling(session, finn, "Ivy"))
    pay(stage, second, 72)
    opened(stage, finn.family)
    assert stage.page.bookings.balance.text() == "£72.00 due"
    assert {row.person().detail for row in rows(stage)} == {"Finn", "Ivy"}


def test_money_of_a_cancelled_booking_is_in_credit(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        booked = a_booking(session, course, mia)
    pay(stage, booked, 72)
    with stage.store.write() as session:
        booking_service.cancel(session, booking_id=booked, now=NOW)
    opened(stage, mia.family)
    assert stage.page.bookings.balance.text() == "£72.00 in credit"


def test_a_receipt_stands_beside_its_payment_and_leads_to_paper(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        booked = a_booking(session, course, mia)
    paid = pay(stage, booked, 72)
    receipt = new_id()
    with stage.store.write() as session:
        money_service.give_receipt(session, receipt_id=receipt, payment_id=paid, now=NOW)
    opened(stage, mia.family)
    assert any(words.startswith("£72.00 · 19 November 2026 · Cash") for words in told(stage))
    buttons = stage.page.ui.bookings_card.findChildren(QPushButton)
    [found] = [one for one in buttons if one.text() == "Receipt 1"]
    stage.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    assert stage.gone == [("money", ("receipt", receipt))]


def test_a_booking_is_cancelled_from_the_familys_page_and_comes_back_by_key(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        a_booking(session, course, mia)
    opened(stage, mia.family)
    menu(stage, mia, course, "Mia", "Cancel the booking")
    assert place(stage, course, "Mia").booking.status == "cancelled"
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert place(stage, course, "Mia").booking.status == "booked"
    assert stage.said[-1][0] == "Taken back: cancellation of Mia."


def test_a_family_without_bookings_is_told_where_to_book(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    opened(stage, mia.family)
    assert "No bookings yet. Book on the page Classes." in told(stage)
    assert stage.page.bookings.balance.text() == ""
