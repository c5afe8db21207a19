"""The Money page by clicks and keys, on a real studio."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from massage_studio.bookings import money_service
from massage_studio.bookings.money_queries import money_of
from massage_studio.gui.bookings.money_page import MoneyPage
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.store.ids import new_id
from tests.gui.fakes import KeepingPrinter
from tests.gui.lists import actions, press, press_action, rows
from tests.gui.stage import Stage, staged
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, barred

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(MoneyPage, studio_folder, qtbot) as made:
        yield made


def booked(stage: Stage, baby: str = "Mia", carer: str = "Grace", course: str = "Autumn course") -> UUID:
    with stage.store.write() as session:
        return a_booking(session, a_course(session, course), a_family(session, baby, carer))


def paid(stage: Stage, booking: UUID, amount: str, days: int = 0, *, receipt: bool = False) -> UUID:
    key, given = new_id(), new_id()
    with stage.store.write() as session:
        money_service.pay(
            session,
            payment_id=key,
            booking_id=booking,
            amount=Decimal(amount),
            method="cash",
            now=NOW + timedelta(days=days),
        )
        if receipt:
            money_service.give_receipt(
                session, receipt_id=given, payment_id=key, now=NOW + timedelta(days=days)
            )
    return given


def due(stage: Stage, booking: UUID) -> Decimal:
    with stage.store.read() as session:
        return money_of(session, booking_id=booking).due


def waiting(stage: Stage) -> list[tuple[str, str]]:
    return [(row.name, row.tags[0].words) for row in rows(stage.page.ui.due_list)]


def table(stage: Stage) -> list[list[str]]:
    view, model = stage.page.ui.income_table, stage.page.income
    columns = [number for number in range(model.columnCount()) if not view.isColumnHidden(number)]
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def choose(stage: Stage, period: str) -> None:
    combo = stage.page.ui.period_combo
    combo.setCurrentIndex(combo.findData(period))
    stage.settle()


def test_a_studio_without_money_says_what_belongs_here(stage: Stage) -> None:
    stage.show()
    assert stage.page.empty.isVisible()
    assert not stage.page.ui.export_button.isVisible()
    stage.page.empty.first_step.emit()
    assert stage.gone == [("classes", None)]


def test_what_is_due_is_paid_in_cash_by_one_press_and_undone_by_one_more(stage: Stage) -> None:
    mia = booked(stage)
    booked(stage, "Leo", "Eve")
    stage.show()
    assert waiting(stage) == [("Eve", "£72.00 due"), ("Grace", "£72.00 due")]
    assert stage.page.ui.subtitle.text() == "£144.00 to come in from 2 families"
    press_action(stage.page.ui.due_list, [name for name, _ in waiting(stage)].index("Grace"), "cash")
    stage.settle()
    assert waiting(stage) == [("Eve", "£72.00 due")]
    assert due(stage, mia) == 0
    assert stage.said[-1][:2] == ("£72.00 from Grace is in the books.", "Undo")
    stage.undo()
    assert due(stage, mia) == 72
    assert len(waiting(stage)) == 2


def test_two_quick_presses_are_one_payment(stage: Stage) -> None:
    mia = booked(stage)
    stage.show()
    for _ in range(2):
        press_action(stage.page.ui.due_list, 0, "cash")
    stage.settle()
    assert due(stage, mia) == 0
    assert waiting(stage) == []
    assert stage.page.ui.no_due_label.isVisible()
    assert stage.page.ui.subtitle.text() == "Everything is paid"


def test_the_last_payment_is_undone_and_done_again_by_keys(stage: Stage) -> None:
    mia = booked(stage)
    stage.show()
    stage.page.ui.due_list.setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space):
        QTest.keyClick(stage.page.ui.due_list, key)
    stage.settle()
    stage.page.activateWindow()
    stage.page.ui.export_button.setFocus()
    QTest.keyClick(stage.page.ui.export_button, Qt.Key.Key_Z, CONTROL)
    stage.settle()
    assert due(stage, mia) == 72
    QTest.keyClick(stage.page.ui.export_button, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    assert due(stage, mia) == 0


def test_money_to_give_back_stands_below_without_a_button(stage: Stage) -> None:
    mia = booked(stage)
    paid(stage, mia, "80")
    stage.show()
    assert waiting(stage) == [("Grace", "£8.00 to give back")]
    assert actions(stage.page.ui.due_list, 0) == ()
    press(stage.page.ui.due_list, 0)
    [(page, _)] = stage.gone
    assert page == "family"


def test_income_stands_by_month_the_latest_first_with_its_sum(stage: Stage) -> None:
    mia = booked(stage)
    paid(stage, mia, "20.50")
    paid(stage, mia, "40", days=31)
    stage.show()
    # Nothing was given back or moved, so there are no columns for it.
    assert table(stage) == [
        ["December 2026", "", "£40.00"],
        ["November 2026", "", "£20.50"],
        ["In all", "", "£60.50"],
    ]


def test_income_stands_by_course_and_by_tax_year(stage: Stage) -> None:
    mia, leo = booked(stage), booked(stage, "Leo", "Eve", "Winter course")
    paid(stage, mia, "50")
    paid(stage, leo, "72", days=200)
    with stage.store.write() as session:
        money_service.refund(
            session,
            payment_id=new_id(),
            booking_id=leo,
            amount=Decimal(12),
            method="cash",
            now=NOW + timedelta(days=201),
        )
    stage.show()
    assert table(stage) == [["November 2026", "£50.00"]]
    QTest.mouseClick(stage.page.ui.year_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert table(stage) == [
        ["2027/28", "", "£72.00", "£12.00", "£60.00"],
        ["2026/27", "", "£50.00", "", "£50.00"],
        ["In all", "", "£122.00", "£12.00", "£110.00"],
    ]
    QTest.mouseClick(stage.page.ui.course_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert [row[0] for row in table(stage)] == ["Autumn course", "Winter course", "In all"]
    choose(stage, "last")
    assert table(stage) == []
    assert stage.page.ui.no_income_label.isVisible()


def test_a_receipt_is_shown_printed_and_saved(stage: Stage, tmp_path: Path) -> None:
    printer = stage.page.context.printing = KeepingPrinter()
    mia = booked(stage)
    paid(stage, mia, "20", receipt=True)
    paid(stage, mia, "30", days=1, receipt=True)
    stage.show()
    model = stage.page.receipts
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["2", "1"]
    stage.page.ui.receipt_table.selectRow(1)
    QTest.keyClick(stage.page.ui.receipt_table, Qt.Key.Key_Return)
    dialog = stage.messages.dialog
    stage.qtbot.waitUntil(lambda: not dialog.ui.preview.page().isNull())
    assert dialog.ui.dialog_title.text() == "Receipt 1"
    QTest.mouseClick(dialog.ui.print_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: "printed" in dialog.ui.told_label.text())
    assert "Receipt 1" in text_of(printer.jobs[0][0])
    stage.messages.expect("file_to_save", tmp_path / "mine")
    QTest.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: "saved" in dialog.ui.told_label.text())
    told = " ".join(text_of((tmp_path / "mine.pdf").read_bytes()).split())
    assert "Payment received £20.00" in told
    assert "Still to pay £22.00" in told
    QTest.mouseClick(dialog.ui.close_button, Qt.MouseButton.LeftButton)


def test_another_page_opens_the_paper_of_a_receipt(stage: Stage) -> None:
    given = paid(stage, booked(stage), "20", receipt=True)
    stage.page.open(("receipt", given))
    stage.show()
    dialog = stage.messages.dialog
    stage.qtbot.waitUntil(lambda: not dialog.ui.preview.page().isNull())
    dialog.accept()


def test_a_receipt_that_cannot_be_printed_says_why(stage: Stage) -> None:
    printer = stage.page.context.printing = KeepingPrinter()
    printer.missing = True
    given = paid(stage, booked(stage), "20", receipt=True)
    stage.show()
    stage.page.open_receipt(given)
    dialog = stage.messages.dialog
    stage.qtbot.waitUntil(lambda: not dialog.ui.preview.page().isNull())
    QTest.mouseClick(dialog.ui.print_button, Qt.MouseButton.LeftButton)
    assert "No printer" in dialog.ui.told_label.text()
    dialog.accept()


def test_the_books_of_the_period_are_exported(stage: Stage, tmp_path: Path) -> None:
    mia = booked(stage)
    paid(stage, mia, "20.50")
    paid(stage, mia, "40", days=300)
    stage.show()
    stage.messages.expect("file_to_save", tmp_path / "books.csv")
    QTest.mouseClick(stage.page.ui.export_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said[-1][0] == "1 payment exported."
    heading, row = csv.reader(io.StringIO((tmp_path / "books.csv").read_text("utf-8-sig")))
    assert dict(zip(heading, row, strict=True))["Amount"] == "20.50"
    choose(stage, "all")
    stage.messages.expect("file_to_save", tmp_path / "books")
    stage.page.ui.export_button.setFocus()
    QTest.keyClick(stage.page.ui.export_button, Qt.Key.Key_E, CONTROL)
    stage.qtbot.waitUntil(lambda: len(stage.said) == 2)
    assert len(list(load_workbook(tmp_path / "books.xlsx")["Payments"].rows)) == 3


def test_many_families_are_shown_as_one_scrolls(stage: Stage) -> None:
    with stage.store.write() as session:
        courses = [a_course(session, f"Course {number}", capacity=12) for number in range(5)]
        for number in range(55):
            dyad = a_family(session, f"Baby {number:02}", f"Carer {number:02}")
            a_booking(session, courses[number % 5], dyad)
    stage.show()
    assert len(waiting(stage)) == 55
    shown = stage.page.ui.due_list
    bar = shown.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = shown.visualRect(stage.page.due.index(54))
    assert bar.maximum() > 40 * last.height() and shown.viewport().rect().contains(last)


def test_names_are_shown_as_they_were_typed(stage: Stage) -> None:
    booked(stage, "<b>Mia</b> & Co", "&Grace <i>")
    stage.show()
    assert waiting(stage)[0][0] == "&Grace <i>"
    assert "&Grace <i>" in actions(stage.page.ui.due_list, 0)[0].accessible_name


def test_the_classes_lead_to_the_money(studio_folder: Path, qtbot: QtBot) -> None:
    with staged(BookingsPage, studio_folder, qtbot) as classes:
        classes.show()
        QTest.mouseClick(classes.page.ui.money_button, Qt.MouseButton.LeftButton)
        assert classes.gone == [("money", None)]


def test_earlier_receipts_are_read_once_the_end_of_the_table_is_near(stage: Stage) -> None:
    booking = booked(stage)
    with stage.store.write() as session:
        for minutes in range(130):
            now, key = NOW + timedelta(minutes=minutes), new_id()
            money_service.pay(
                session, payment_id=key, booking_id=booking, amount=Decimal("0.10"), method="cash", now=now
            )
            money_service.give_receipt(session, receipt_id=new_id(), payment_id=key, now=now)
    stage.show()
    assert [row.number for row in stage.page.receipts.rows] == [*range(130, 30, -1)]
    bar = stage.page.ui.receipt_table.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    assert [row.number for row in stage.page.receipts.rows] == [*range(130, 0, -1)]
    bar.setValue(bar.maximum())
    stage.settle()
    assert stage.page.receipts.rowCount() == 130


def test_who_is_restricted_is_marked_in_every_list_of_money(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "Mia", "Daniel")
        told = barred(session, mia)
        booking = a_booking(session, a_course(session), mia)
    paid(stage, booking, "30", receipt=True)
    stage.show()
    [row] = rows(stage.page.ui.due_list)
    assert [tag.words for tag in row.tags] == [told, "£42.00 due"]
    cell = stage.page.receipts.index(0, 2)
    assert cell.data() == "Daniel" and not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == f"Daniel, {told}"
    assert told in cell.data(Qt.ItemDataRole.ToolTipRole)
    stage.page.open_receipt(stage.page.receipts.key(0))
    stage.settle()
    refused = stage.messages.dialog.ui.told_label
    assert refused.text().startswith("This paper names no adult.") and not refused.isHidden()
    stage.messages.dialog.reject()
