"""Planning a course and adding a family, by keyboard, read back from the studio."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication

import massage_studio.bookings.queries as queries
from massage_studio.bookings.views import BookingView, CourseRow
from massage_studio.gui.bookings.day_edit import DayEdit
from massage_studio.gui.bookings.family_dialog import FamilyDialog
from tests.gui.bookings.conftest import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


def courses(stage: Stage) -> tuple[CourseRow, ...]:
    with stage.store.read() as session:
        return queries.courses(session, now=NOW)


def bookings(stage: Stage, course: UUID) -> tuple[BookingView, ...]:
    with stage.store.read() as session:
        return queries.bookings(session, course_id=course, today=NOW.date())


def new_course(stage: Stage) -> Any:
    stage.show()
    stage.page.ui.new_course_button.click()
    stage.settle()
    return stage.messages.dialog


def press(stage: Stage, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClick(focus, key)


def write(stage: Stage, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClicks(focus, words)


def test_a_five_week_course_across_the_clock_change_is_planned_by_keyboard(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(lambda: dialog.isActiveWindow())
    assert dialog.ui.plan_combo.hasFocus()
    press(stage, Qt.Key.Key_Tab)
    write(stage, "Mill Barn")
    press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.ui.first_edit.date_edit
    for part in ("14", "Oct", "2027"):
        write(stage, part)
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.ui.name_edit
    for _ in range(3):
        press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.ui.price_spin
    write(stage, "72")
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    [course] = courses(stage)
    assert [f"{one.starts:%d %b %H:%M}" for one in course.sessions] == [
        "14 Oct 10:00",
        "21 Oct 10:00",
        "28 Oct 10:00",
        "04 Nov 10:00",
        "11 Nov 10:00",
    ]
    # The clocks change on 31 October 2027.
    assert [one.starts.astimezone(UTC).hour for one in course.sessions] == [9, 9, 9, 10, 10]
    assert (course.name, course.venue.name) == ("Autumn course, Thursday 10:00", "Mill Barn")
    assert (course.price, course.capacity, course.sessions[0].minutes) == (Decimal(72), 8, 60)
    assert stage.page.ui.course_title.text() == course.name


def test_dates_across_25_october_2026_keep_ten_o_clock(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.ui.venue_combo.setEditText("Mill Barn")
    dialog.ui.first_edit.date_edit.setDate(QDate(2026, 10, 15))
    dialog.ui.save_button.click()
    stage.settle()
    [course] = courses(stage)
    assert {one.starts.hour for one in course.sessions} == {10}
    assert [one.starts.astimezone(UTC).hour for one in course.sessions] == [9, 9, 10, 10, 10]


def test_a_skipped_week_moves_the_later_dates_on_and_can_be_put_back(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.ui.first_edit.date_edit.setDate(QDate(2026, 12, 10))
    dialog.ui.first_edit.settle()
    dialog._rows[2].skip_button.click()
    dialog._rows[2].skip_button.click()
    assert [row.edit.moment().day for row in dialog._rows] == [10, 17, 7, 14, 21]
    dialog._skipped_rows[1].back_button.click()
    dialog.ui.venue_combo.setEditText("Mill Barn")
    dialog.ui.save_button.click()
    stage.settle()
    [course] = courses(stage)
    assert [f"{one.starts:%d %b}" for one in course.sessions] == [
        "10 Dec",
        "17 Dec",
        "31 Dec",
        "07 Jan",
        "14 Jan",
    ]


def test_return_on_a_button_of_a_date_presses_that_button(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(lambda: dialog.isActiveWindow())
    dialog._rows[0].skip_button.setFocus()
    press(stage, Qt.Key.Key_Return)
    assert [row.edit.moment().day for row in dialog._rows] == [3, 10, 17, 24, 31]
    assert dialog.isVisible() and courses(stage) == ()
    dialog.reject()


def test_tab_goes_down_the_dates_and_then_to_save(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(lambda: dialog.isActiveWindow())
    dialog.ui.price_spin.setFocus()
    passed = []
    for _ in range(16):
        press(stage, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    rows = [[row.edit.date_edit, row.edit.time_edit, row.skip_button] for row in dialog._rows]
    assert passed == [*(widget for row in rows for widget in row), dialog.ui.save_button]
    dialog.reject()


def test_one_date_is_moved_before_the_course_is_saved(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.ui.venue_combo.setEditText("Mill Barn")
    dialog._rows[1].edit.date_edit.setDate(QDate(2026, 12, 4))
    dialog.ui.save_button.click()
    stage.settle()
    [course] = courses(stage)
    assert [one.starts.date() for one in course.sessions[:3]] == [
        date(2026, 11, 26),
        date(2026, 12, 4),
        date(2026, 12, 10),
    ]


def test_another_plan_has_its_own_number_of_dates(stage: Stage) -> None:
    dialog = new_course(stage)
    four = dialog.ui.plan_combo.findData("four_60")
    dialog.ui.plan_combo.setCurrentIndex(four)
    assert [row.isHidden() for row in dialog._rows] == [False] * 4 + [True]
    dialog.ui.venue_combo.setEditText("Mill Barn")
    dialog.ui.save_button.click()
    stage.settle()
    assert len(courses(stage)[0].sessions) == 4


def test_a_hall_that_is_known_is_not_added_again(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, "Before")
    dialog = new_course(stage)
    dialog.ui.venue_combo.setEditText("st anne's hall")
    dialog.ui.save_button.click()
    stage.settle()
    with stage.store.read() as session:
        assert [venue.name for venue in queries.venues(session)] == ["St Anne's Hall"]
    assert len(courses(stage)) == 2


def test_what_is_missing_is_said_in_the_dialog_and_nothing_is_lost(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.ui.name_edit.clear()
    stage.qtbot.keyClicks(dialog.ui.name_edit, "Monday babies")
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Choose a venue, or write the name of a new one."
    dialog.ui.venue_combo.setEditText("Mill Barn")
    dialog._rows[1].edit.set_moment(datetime(2026, 11, 26, 10))
    dialog._move(1, datetime(2026, 11, 26, 10))
    dialog.ui.save_button.click()
    assert "same time on Thu 26 Nov" in dialog.ui.error_label.text()
    assert dialog.ui.name_edit.text() == "Monday babies"
    assert courses(stage) == ()
    dialog.reject()


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
