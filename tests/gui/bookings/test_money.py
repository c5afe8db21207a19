"""Money at the row: what is due, deposits, refunds, receipts and the balance."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from massage_studio.bookings import money_service
from massage_studio.bookings.models import Course
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import (
    filled,
    key,
    menu,
    payments,
    place,
    row_of,
    shown,
    step,
    step_words,
)
from tests.gui.lists import actions, delegate_of, press_action
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, barred


def test_what_is_due_is_taken_in_two_presses_and_can_be_undone(stage: Stage) -> None:
    course = shown(stage, "Mia")
    assert step_words(stage, "Mia") == "Take £72"
    step(stage, "Mia")
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    found = place(stage, course, "Mia")
    assert (found.paid, found.booking.due) == (Decimal(72), Decimal())
    [line] = payments(stage, found.booking.id)
    assert (line.method, line.kind) == ("cash", "payment")
    assert not step_words(stage, "Mia")
    assert row_of(stage, "Mia").money == "£72 paid"
    assert stage.said[-1][:2] == ("£72.00 from Carer of Mia is in the books.", "Undo")
    stage.undo()
    assert place(stage, course, "Mia").booking.due == Decimal(72)
    assert payments(stage, found.booking.id) == ()


def test_part_of_what_is_due_is_paid_by_card_with_a_note(stage: Stage) -> None:
    course = shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_P)
    dialog = stage.messages.dialog
    stage.qtbot.keyClicks(dialog.ui.amount_spin, "60")
    dialog.ui.method_combo.setCurrentIndex(2)
    dialog.ui.note_edit.setText("Rest next week")
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    found = place(stage, course, "Mia")
    assert found.booking.due == Decimal(12)
    [line] = payments(stage, found.booking.id)
    assert (line.method, line.note) == ("card", "Rest next week")
    assert step_words(stage, "Mia") == "Take £12"
    assert row_of(stage, "Mia").money == "£60 of £72"


def test_the_courses_deposit_is_offered_first(stage: Stage) -> None:
    course = filled(stage, "Mia")
    with stage.store.write() as session:
        session.execute(update(Course).values(deposit=Decimal(20)))
    stage.show()
    menu(stage, "Mia", "Take a deposit…")
    dialog = stage.messages.dialog
    assert dialog.ui.amount_spin.value() == 20.0
    dialog.ui.save_button.click()
    stage.settle()
    [line] = payments(stage, place(stage, course, "Mia").booking.id)
    assert (line.kind, line.amount) == ("deposit", Decimal(20))


def test_an_amount_of_nothing_is_refused_in_the_dialog(stage: Stage) -> None:
    shown(stage, "Mia")
    step(stage, "Mia")
    dialog = stage.messages.dialog
    dialog.ui.amount_spin.setValue(0)
    dialog.ui.save_button.click()
    stage.settle()
    assert dialog.isVisible() and dialog.ui.error_label.text()
    dialog.reject()


def paid(stage: Stage, *names: str) -> object:
    course = filled(stage, *names)
    with stage.store.write() as session:
        for minute, name in enumerate(names):
            money_service.pay(
                session,
                payment_id=new_id(),
                booking_id=place(stage, course, name).booking.id,
                amount=Decimal(72),
                method="cash",
                now=NOW + timedelta(minutes=minute),
            )
    stage.show()
    return course


def test_a_cancelled_family_gets_its_money_back(stage: Stage) -> None:
    course = paid(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_Delete)
    stage.page.roster.gone_button.click()
    menu(stage, "Mia", "Give money back…")
    dialog = stage.messages.dialog
    assert dialog.ui.amount_spin.value() == 72.0 and dialog.ui.receipt_check.isHidden()
    dialog.ui.save_button.click()
    stage.settle()
    found = place(stage, course, "Mia")
    assert found.paid == Decimal()
    assert [line.amount for line in payments(stage, found.booking.id)] == [Decimal(72), Decimal(-72)]
    assert stage.said[-1][0] == "£72.00 is given back to Carer of Mia."


def test_receipts_are_numbered_without_a_gap_and_lead_to_paper(stage: Stage) -> None:
    course = paid(stage, "Mia", "Leo")
    numbers = []
    for name in ("Mia", "Leo"):
        menu(stage, name, "Payments and receipts…")
        dialog = stage.messages.dialog
        view = dialog.ui.payments_list
        [button] = actions(view, 0)
        assert button.text == "Give a receipt"
        press_action(view, 0, "give")
        stage.settle()
        [line] = payments(stage, place(stage, course, name).booking.id)
        numbers.append(line.receipt)
        [button] = actions(view, 0)
        assert button.text == f"Receipt {line.receipt}"
        # The keys stay there, and do not go to the button that gives money back.
        assert view.hasFocus() and delegate_of(view).focused_action == 0
        stage.qtbot.keyClick(view, Qt.Key.Key_Space)
        stage.settle()
        assert stage.gone[-1] == ("money", ("receipt", line.receipt_id))
    assert numbers[1] == numbers[0] + 1


def test_an_undo_that_is_refused_is_said_and_does_not_stay_on_screen(stage: Stage) -> None:
    course = paid(stage, "Mia")
    [line] = payments(stage, place(stage, course, "Mia").booking.id)
    with stage.store.write() as session:
        money_service.give_receipt(session, receipt_id=new_id(), payment_id=line.id, now=NOW)
    stage.page.undo.look()
    stage.settle()
    kept: list[object] = []
    stage.page.context.tasks.write_failed.connect(kept.append)
    stage.page.undo.undo()
    stage.settle()
    words, action, _ = stage.said[-1]
    assert words.startswith("A receipt was given for this payment") and not action
    assert kept == [] and payments(stage, place(stage, course, "Mia").booking.id) != ()


def test_a_receipt_is_given_with_the_payment(stage: Stage) -> None:
    course = shown(stage, "Mia")
    step(stage, "Mia")
    dialog = stage.messages.dialog
    dialog.ui.receipt_check.setChecked(True)
    dialog.ui.save_button.click()
    stage.settle()
    [line] = payments(stage, place(stage, course, "Mia").booking.id)
    assert line.receipt == 1


def test_the_payments_lead_on_to_the_next_payment(stage: Stage) -> None:
    course = shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_P)
    stage.qtbot.keyClicks(stage.messages.dialog.ui.amount_spin, "60")
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    menu(stage, "Mia", "Payments and receipts…")
    dialog = stage.messages.dialog
    assert dialog.ui.told_label.text() == "£60.00 paid of £72.00"
    dialog.ui.pay_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    assert dialog.ui.amount_spin.value() == 12.0
    dialog.ui.save_button.click()
    stage.settle()
    assert place(stage, course, "Mia").booking.due == Decimal()


def test_who_is_restricted_is_said_in_full_where_money_is_taken(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "Mia", "Daniel")
        told = barred(
            session,
            mia,
            "Court order of 12 October: must not be told where or when, and must not collect; ring us first",
        )
        booking = a_booking(session, a_course(session), mia)
        money_service.pay(
            session, payment_id=new_id(), booking_id=booking, amount=Decimal(30), method="cash", now=NOW
        )
    stage.show()
    step(stage, "Mia")
    payment = stage.messages.dialog
    menu(stage, "Mia", "Payments and receipts…")
    for dialog in (payment, stage.messages.dialog):
        label = dialog.findChild(QLabel, "restriction_label")
        assert label.text() == told and label.wordWrap() and not label.isHidden()
        dialog.show()
        stage.settle()
        assert label.height() >= label.heightForWidth(label.width())
        dialog.reject()
