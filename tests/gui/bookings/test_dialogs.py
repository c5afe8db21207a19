"""Adding a family, by keyboard, read back from the studio."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import massage_studio.bookings.queries as queries
from massage_studio.bookings.views import BookingView
from massage_studio.gui.bookings.day_edit import DayEdit
from massage_studio.gui.bookings.family_dialog import FamilyDialog
from tests.gui.bookings.conftest import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


def bookings(stage: Stage, course: UUID) -> tuple[BookingView, ...]:
    with stage.store.read() as session:
        return queries.bookings(session, course_id=course, today=NOW.date())


def press(stage: Stage, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClick(focus, key)


def write(stage: Stage, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClicks(focus, words)


def add_family(stage: Stage, capacity: int = 6) -> tuple[UUID, FamilyDialog]:
    with stage.store.write() as session:
        course = a_course(session, capacity=capacity)
        if capacity == 1:
            a_booking(session, course, a_family(session))
    stage.show()
    stage.page.ui.add_family_button.click()
    dialog = stage.messages.dialog
    stage.qtbot.waitUntil(lambda: dialog.isActiveWindow())
    return course, dialog


def test_a_family_is_added_and_booked_by_keyboard(stage: Stage) -> None:
    course, dialog = add_family(stage)
    for words in ("Ania", "Nowak-Kowalska", "07700 900103", "Zofia", "3/9/26", "1 Oct 2026"):
        write(stage, words)
        if words != "1 Oct 2026":
            press(stage, Qt.Key.Key_Tab)
    assert dialog.ui.birth_edit.text() == "3 September 2026"
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    [row] = bookings(stage, course)
    assert row.status == "booked"
    assert (row.carer.name, row.carer.phone) == ("Ania Nowak-Kowalska", "07700 900103")
    assert row.baby.name == "Zofia Nowak-Kowalska"
    assert (row.baby.birth_date, row.baby.due_date) == (date(2026, 9, 3), date(2026, 10, 1))
    assert stage.said[-1][:2] == ("Zofia is on the list.", "Undo")
    stage.undo()
    assert bookings(stage, course)[0].status == "cancelled"


def test_a_full_course_puts_the_family_on_the_waiting_list(stage: Stage) -> None:
    course, dialog = add_family(stage, capacity=1)
    assert dialog.ui.course_label.text() == "Autumn course is full: the baby goes on the waiting list"
    dialog.ui.carer_given_edit.setText("Ania")
    dialog.ui.baby_given_edit.setText("Zoë")
    dialog.ui.save_button.click()
    stage.settle()
    assert [row.status for row in bookings(stage, course)] == ["booked", "waiting"]
    assert stage.page.ui.places_label.text() == "1 of 1 places taken, 1 waiting"


@pytest.mark.parametrize(
    ("birth", "words"),
    [("soon", "This date cannot be read."), ("31/2/26", "cannot be read"), ("3/9/2062", "Look at the year.")],
)
def test_a_date_that_cannot_be_meant_is_asked_for_again(stage: Stage, birth: str, words: str) -> None:
    course, dialog = add_family(stage)
    dialog.ui.carer_given_edit.setText("Ania")
    dialog.ui.baby_given_edit.setText("Zoë")
    dialog.ui.birth_edit.setText(birth)
    dialog.ui.save_button.click()
    assert words in dialog.ui.error_label.text()
    assert dialog.ui.carer_given_edit.text() == "Ania"
    assert bookings(stage, course) == ()
    dialog.reject()


def test_a_family_without_a_name_is_not_kept(stage: Stage) -> None:
    course, dialog = add_family(stage)
    dialog.ui.baby_given_edit.setText("Zoë")
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Write the carer's first name."
    assert dialog.ui.carer_given_edit.hasFocus()
    dialog.reject()
    assert bookings(stage, course) == ()


@pytest.mark.parametrize("words", ["3/9/26", "3.9.2026", "3 Sep 2026", "2026-09-03", "3rd September 2026"])
def test_a_day_is_understood_as_people_write_it(stage: Stage, words: str) -> None:
    edit = DayEdit()
    stage.qtbot.addWidget(edit)
    edit.setText(words)
    assert edit.day() == date(2026, 9, 3)
