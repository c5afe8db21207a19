"""Adding a family to a course: new or known, twins, several adults, one class, by keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from sqlalchemy import update

from massage_studio.bookings.models import Course
from massage_studio.families.models import Carer
from massage_studio.families.queries import families, family
from massage_studio.families.service import add_carer
from massage_studio.gui.bookings.family_dialog import FamilyDialog
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import filled, place, roster, status, waiting
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, barred


def press(stage: Stage, pressed: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClick(focus, pressed)


def write(stage: Stage, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClicks(focus, words)


def add_family(stage: Stage, *names: str, capacity: int = 6) -> tuple[UUID, FamilyDialog]:
    course = filled(stage, *names, capacity=capacity)
    return course, opened(stage)


def opened(stage: Stage) -> FamilyDialog:
    stage.show()
    stage.page.ui.add_family_button.click()
    stage.settle()
    dialog: FamilyDialog = stage.messages.dialog
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def save(stage: Stage, dialog: FamilyDialog) -> None:
    dialog.ui.save_button.click()
    stage.settle()


def test_a_new_family_is_added_and_booked_by_keyboard(stage: Stage) -> None:
    course, dialog = add_family(stage)
    press(stage, Qt.Key.Key_Tab)
    assert dialog.new.ui.carer_given_edit.hasFocus()
    typed = ("Ania", "Nowak-Kowalska", "07700 900103", "ania@example.org", "Zofia", "3/9/26", "1 Oct 2026")
    for words in typed:
        write(stage, words)
        if words != typed[-1]:
            press(stage, Qt.Key.Key_Tab)
    assert dialog.new.ui.birth_edit.text() == "3 September 2026"
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    found = place(stage, course, "Zofia").booking
    assert found.status == "booked"
    assert (found.carer.name, found.carer.phone) == ("Ania Nowak-Kowalska", "07700 900103")
    assert found.carer.email == "ania@example.org"
    assert (found.baby.birth_date, found.baby.due_date) == (date(2026, 9, 3), date(2026, 10, 1))
    assert stage.said[-1][:2] == ("Zofia: booked.", "Undo")
    assert stage.page.ui.undo_button.text() == "Undo: booking of Zofia"
    stage.undo()
    assert roster(stage, course).places == ()
    with stage.store.read() as session:
        assert families(session, today=NOW.date()) == ()


def test_twins_and_two_adults_are_added_at_once(stage: Stage) -> None:
    course, dialog = add_family(stage)
    ui = dialog.new.ui
    ui.adult_button.click()
    ui.twin_button.click()
    for edit, words in (
        (ui.carer_given_edit, "Beth"),
        (ui.carer_family_edit, "Hughes"),
        (ui.second_given_edit, "Owen"),
        (ui.second_family_edit, "Pugh"),
        (ui.second_phone_edit, "07700 900777"),
        (ui.second_email_edit, "owen@example.org"),
        (ui.baby_given_edit, "Finn"),
        (ui.twin_given_edit, "Ivy"),
        (ui.birth_edit, "1/9/2026"),
    ):
        edit.setText(words)
    save(stage, dialog)
    finn, ivy = place(stage, course, "Finn"), place(stage, course, "Ivy")
    assert finn.booking.baby.family_id == ivy.booking.baby.family_id and finn.twins and ivy.twins
    with stage.store.read() as session:
        whole = family(session, family_id=finn.booking.baby.family_id, today=NOW.date())
    assert [(adult.name, adult.phone, adult.email) for adult in whole.carers] == [
        ("Beth Hughes", "", ""),
        ("Owen Pugh", "07700 900777", "owen@example.org"),
    ]


def test_triplets_are_added_at_once_with_save_in_reach(stage: Stage) -> None:
    course, dialog = add_family(stage)
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    for name in ("Ivy", "Noah", "Wren"):
        dialog.new.ui.twin_button.click()
        write(stage, name)
    stage.settle()
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.rect().contains(dialog.ui.save_button.geometry())
    save(stage, dialog)
    placed = [one.booking.baby.given_name for one in roster(stage, course).places]
    assert sorted(placed) == ["Finn", "Ivy", "Noah", "Wren"]


def test_twins_are_booked_both_or_neither(stage: Stage) -> None:
    course, dialog = add_family(stage, "Mia", capacity=2)
    dialog.new.ui.twin_button.click()
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    dialog.new.ui.twin_given_edit.setText("Ivy")
    save(stage, dialog)
    assert dialog.isVisible() and "One place is free" in dialog.ui.error_label.text()
    assert [one.booking.baby.given_name for one in roster(stage, course).places] == ["Mia"]
    assert dialog.ui.save_button.text() == "Put on the waiting list"
    save(stage, dialog)
    assert waiting(stage, course) == ["Finn", "Ivy"]


def test_the_second_twin_pays_the_sibling_price(stage: Stage) -> None:
    course, dialog = add_family(stage)
    with stage.store.write() as session:
        session.execute(update(Course).values(sibling_price=Decimal(30)))
    dialog.new.ui.twin_button.click()
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    dialog.new.ui.twin_given_edit.setText("Ivy")
    save(stage, dialog)
    prices = [place(stage, course, name).booking.price for name in ("Finn", "Ivy")]
    assert prices == [Decimal(72), Decimal(30)]


def test_a_known_family_is_found_by_typing_and_both_twins_are_ticked(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        a_sibling(session, finn, "Ivy")
        a_family(session, "Mia", "Grace")
    dialog = opened(stage)
    write(stage, "bet")
    stage.qtbot.waitUntil(lambda: dialog.ui.found_list.count() == 1)
    press(stage, Qt.Key.Key_Down)
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    assert not dialog.known.isHidden() and dialog.new.isHidden()
    boxes = dialog.known.ui.babies_panel.findChildren(QCheckBox)
    assert [box.isChecked() for box in boxes] == [True, True]
    boxes[0].setChecked(False)
    save(stage, dialog)
    assert [one.booking.baby.given_name for one in roster(stage, course).places] == ["Ivy"]
    with stage.store.read() as session:
        assert len(families(session, today=NOW.date())) == 2


def test_the_first_family_found_is_taken_with_return_and_can_be_left_again(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session)
        a_family(session, "Mia", "Grace")
    dialog = opened(stage)
    write(stage, "mi")
    stage.qtbot.waitUntil(lambda: dialog.ui.found_list.count() == 1)
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    assert dialog.known.ui.known_label.text() == "Grace"
    dialog.known.ui.other_button.click()
    assert dialog.ui.find_edit.hasFocus() and not dialog.new.isHidden()
    dialog.reject()


def test_a_contact_restriction_is_told_before_the_family_is_booked(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session)
        mia = a_family(session, "Mia", "Grace")
        add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Daniel",
            contact_restriction="Not by telephone",
        )
        grace = session.get_one(Carer, mia.carer)
        # Daniel was written down first, and is offered last all the same.
        grace.position, session.query(Carer).filter(Carer.given_name == "Daniel").one().position = 1, 0
    dialog = opened(stage)
    write(stage, "mia")
    stage.qtbot.waitUntil(lambda: dialog.ui.found_list.count() == 1)
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    assert dialog.known.ui.restriction_label.text() == "Contact restriction, Daniel: Not by telephone"
    assert dialog.known.ui.adult_combo.currentText() == "Grace"
    dialog.reject()


def test_a_full_course_says_so_at_once_and_offers_its_waiting_list(stage: Stage) -> None:
    course, dialog = add_family(stage, "Leo", capacity=1)
    assert dialog.ui.course_label.text() == "Autumn course is full: the waiting list takes the name"
    assert dialog.ui.status_combo.currentData() == "waiting"
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    save(stage, dialog)
    assert waiting(stage, course) == ["Zoë"]
    assert stage.page.ui.places_label.text() == "1 of 1 place taken, 1 waiting"


def test_the_last_place_lost_meanwhile_leaves_what_was_typed_and_the_list(stage: Stage) -> None:
    course, dialog = add_family(stage, capacity=1)
    with stage.store.write() as session:
        a_booking(session, course, a_family(session, "Leo"))
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    save(stage, dialog)
    assert dialog.isVisible() and dialog.new.ui.carer_given_edit.text() == "Ania"
    assert dialog.ui.save_button.text() == "Put on the waiting list"
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert waiting(stage, course) == ["Zoë"]


def test_a_family_that_only_asked_holds_no_place(stage: Stage) -> None:
    course, dialog = add_family(stage)
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    dialog.ui.status_combo.setCurrentIndex(2)
    save(stage, dialog)
    assert status(stage, course, "Zoë") == "enquiry"
    assert roster(stage, course).free == 6


def test_a_family_comes_to_a_single_class(stage: Stage) -> None:
    course, dialog = add_family(stage)
    assert dialog.ui.place_combo.itemText(1).startswith("Only Thu 26 Nov, 10:00")
    dialog.ui.place_combo.setCurrentIndex(1)
    assert not dialog.ui.status_combo.isEnabled()
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    save(stage, dialog)
    found = place(stage, course, "Zoë")
    assert found.kind == "drop_in" and found.session is not None
    assert found.session.starts == NOW + timedelta(days=7)


def test_an_age_outside_the_course_warns_and_forbids_nothing(stage: Stage) -> None:
    course, dialog = add_family(stage)
    with stage.store.write() as session:
        session.execute(update(Course).values(min_weeks=4, max_weeks=20))
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    dialog.new.ui.birth_edit.setText("1/2/2026")
    dialog.new.ui.birth_edit.editingFinished.emit()
    stage.settle()
    assert "this course is for 4 to 20 weeks" in dialog.ui.told_label.text()
    assert not dialog.ui.told_label.isHidden()
    save(stage, dialog)
    assert "this course is for 4 to 20 weeks" in place(stage, course, "Zoë").age_warning


@pytest.mark.parametrize(
    ("birth", "words"),
    [("soon", "This date cannot be read."), ("31/2/26", "cannot be read"), ("3/9/2062", "Look at the year.")],
)
def test_a_date_that_cannot_be_meant_is_asked_for_again(stage: Stage, birth: str, words: str) -> None:
    course, dialog = add_family(stage)
    dialog.new.ui.carer_given_edit.setText("Ania")
    dialog.new.ui.baby_given_edit.setText("Zoë")
    dialog.new.ui.birth_edit.setText(birth)
    dialog.ui.save_button.click()
    assert words in dialog.ui.error_label.text()
    assert dialog.new.ui.carer_given_edit.text() == "Ania"
    dialog.reject()
    assert roster(stage, course).places == ()


def test_a_family_without_a_name_is_not_kept(stage: Stage) -> None:
    course, dialog = add_family(stage)
    dialog.new.ui.baby_given_edit.setText("Zoë")
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Write the carer's first name."
    assert dialog.new.ui.carer_given_edit.hasFocus()
    dialog.reject()
    assert roster(stage, course).places == ()


@pytest.mark.parametrize(
    "words", ["3/9/26", "3 9 26", "3, 9, 2026", "3.9.2026", "3 Sep 2026", "2026-09-03", "3rd September 2026"]
)
def test_a_day_is_understood_as_people_write_it(stage: Stage, words: str) -> None:
    edit = DayEdit()
    stage.qtbot.addWidget(edit)
    edit.setText(words)
    assert edit.day() == date(2026, 9, 3)


def test_a_restriction_is_read_in_full_before_a_known_family_is_taken(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session)
        told = barred(session, a_family(session, "Mia", "Daniel"), "Must not be told where or when. " * 6)
    dialog = opened(stage)
    write(stage, "dan")
    found = dialog.ui.found_list
    stage.qtbot.waitUntil(lambda: found.count() == 1)
    assert found.item(0).text().splitlines()[1] == told
    line = found.fontMetrics().height()
    assert found.sizeHintForRow(0) > 3 * line and found.height() > found.sizeHintForRow(0)
    dialog.reject()
