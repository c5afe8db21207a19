"""The dates of a course in its dialog: holidays struck out, patterns, single dates moved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.bookings.planning import (
    close,
    courses,
    days,
    live_in,
    new_course,
    planned,
    press,
    save,
    shown,
    struck,
)
from tests.gui.stage import Stage
from tests.studio_fixtures import a_course


def begin(dialog: Any, year: int, month: int, day: int) -> None:
    dialog.fields.ui.first_edit.date_edit.setDate(QDate(year, month, day))
    dialog.fields.ui.first_edit.settle()


def test_a_holiday_is_struck_out_by_name_and_one_click_holds_the_class_all_the_same(stage: Stage) -> None:
    live_in(stage, "ENG")
    close(stage, date(2027, 5, 31), date(2027, 6, 4))
    dialog = new_course(stage)
    begin(dialog, 2027, 4, 26)
    assert shown(dialog) == [
        "Mon 26 Apr",
        "[Mon 3 May May Day]",
        "Mon 10 May",
        "Mon 17 May",
        "Mon 24 May",
        "[Mon 31 May Spring Bank Holiday]",
        "Mon 07 Jun",
    ]
    stage.qtbot.mouseClick(struck(dialog)[0].back_button, Qt.MouseButton.LeftButton)
    assert shown(dialog) == ["Mon 26 Apr", "Mon 03 May", "Mon 10 May", "Mon 17 May", "Mon 24 May"]
    assert planned(dialog)[1].note.accessibleName() == "May Day"
    assert days(save(stage, dialog))[1] == "03 May 10:00"


def test_holidays_of_years_ahead_are_looked_up_when_the_dates_get_there(stage: Stage) -> None:
    live_in(stage, "ENG")
    dialog = new_course(stage)
    begin(dialog, 2031, 4, 7)
    stage.settle()
    assert "[Mon 14 Apr Easter Monday]" in shown(dialog)
    dialog.reject()


def test_without_a_nation_the_dialog_says_where_one_is_chosen(stage: Stage) -> None:
    dialog = new_course(stage)
    assert "choose a nation in Settings" in dialog.ui.dates_note.text()
    dialog.reject()
    live_in(stage, "NIR")
    assert "Northern Ireland" in new_course(stage).ui.dates_note.text()
    stage.messages.dialog.reject()


@pytest.mark.parametrize(
    ("choice", "dates"),
    [
        ("fortnight", ["15 Oct 10:00", "29 Oct 10:00", "12 Nov 10:00"]),
        ("month", ["15 Oct 10:00", "19 Nov 10:00", "17 Dec 10:00"]),
    ],
)
def test_other_patterns_are_chosen(stage: Stage, choice: str, dates: list[str]) -> None:
    dialog = new_course(stage)
    begin(dialog, 2026, 10, 15)
    combo = dialog.fields.ui.repeat_edit.combo
    combo.setCurrentIndex(combo.findData(choice))
    assert combo.itemText(combo.findData("month")) == "Every month, third Thursday"
    assert days(save(stage, dialog))[:3] == dates


def test_the_last_thursday_is_a_choice_where_the_first_class_is_on_one(stage: Stage) -> None:
    dialog = new_course(stage)
    begin(dialog, 2026, 11, 26)
    combo = dialog.fields.ui.repeat_edit.combo
    choices = [combo.itemText(place) for place in range(combo.count())][-3:]
    assert choices == [
        "Every month, fourth Thursday",
        "Every month, last Thursday",
        "Every month, on the 26th",
    ]
    combo.setCurrentIndex(combo.findData("month_last"))
    assert shown(dialog)[:3] == ["Thu 26 Nov", "Thu 31 Dec", "Thu 28 Jan"]
    begin(dialog, 2026, 11, 19)
    assert combo.currentText() == "Every month, third Thursday"
    begin(dialog, 2026, 12, 31)
    combo.setCurrentIndex(combo.findData("month_day"))
    assert combo.currentText() == "Every month, on the 31st or its last day"
    assert shown(dialog)[:3] == ["Thu 31 Dec", "Sun 31 Jan", "Sun 28 Feb"]
    dialog.reject()


def test_classes_on_tuesday_and_thursday_are_chosen_by_their_days(stage: Stage) -> None:
    dialog = new_course(stage)
    begin(dialog, 2026, 10, 13)
    repeat = dialog.fields.ui.repeat_edit
    repeat.combo.setCurrentIndex(repeat.combo.findData("several"))
    assert [button.accessibleName() for button in repeat.days if button.isChecked()] == [
        "Tuesday",
        "Thursday",
    ]
    assert not repeat.days[1].isEnabled()
    stage.qtbot.mouseClick(repeat.days[4], Qt.MouseButton.LeftButton)
    stage.qtbot.mouseClick(repeat.days[3], Qt.MouseButton.LeftButton)
    assert shown(dialog)[:3] == ["Tue 13 Oct", "Fri 16 Oct", "Tue 20 Oct"]
    dialog.reject()


def test_a_skipped_week_moves_the_later_dates_on_and_can_be_put_back(stage: Stage) -> None:
    dialog = new_course(stage)
    begin(dialog, 2026, 12, 10)
    planned(dialog)[2].skip_button.click()
    planned(dialog)[2].skip_button.click()
    assert [row.edit.moment().day for row in planned(dialog)] == [10, 17, 7, 14, 21]
    struck(dialog)[1].back_button.click()
    assert [one[:6] for one in days(save(stage, dialog))] == [
        "10 Dec",
        "17 Dec",
        "31 Dec",
        "07 Jan",
        "14 Jan",
    ]


def test_return_on_a_button_of_a_date_presses_that_button(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    planned(dialog)[0].skip_button.setFocus()
    press(stage, Qt.Key.Key_Space)
    assert [row.edit.moment().day for row in planned(dialog)] == [3, 10, 17, 24, 31]
    assert dialog.isVisible() and courses(stage) == ()
    dialog.reject()


def test_tab_goes_down_the_dates_and_then_to_save(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.fields.ui.more_button.setFocus()
    passed = []
    for _ in range(16):
        press(stage, Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    rows = [[row.edit.date_edit, row.edit.time_edit, row.skip_button] for row in planned(dialog)]
    assert passed == [*(widget for row in rows for widget in row), dialog.ui.save_button]
    dialog.reject()


def test_one_date_is_moved_and_the_later_ones_follow_when_asked(stage: Stage) -> None:
    close(stage, date(2026, 12, 21), date(2027, 1, 1), "Christmas")
    dialog = new_course(stage)
    row = planned(dialog)[1]
    assert row.along_button.isHidden()
    row.edit.date_edit.setDate(QDate(2026, 12, 4))
    row.edit.settle()
    assert shown(dialog)[1:3] == ["Fri 04 Dec", "Thu 10 Dec"]
    assert not row.along_button.isHidden()
    stage.qtbot.mouseClick(row.along_button, Qt.MouseButton.LeftButton)
    assert row.along_button.isHidden()
    assert [one[:6] for one in days(save(stage, dialog))] == [
        "26 Nov",
        "04 Dec",
        "11 Dec",
        "18 Dec",
        "08 Jan",
    ]


def test_what_else_is_in_the_hall_or_taught_then_is_said_beside_the_date(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, "Thursday babies")
    dialog = new_course(stage)
    notes = [row.note.accessibleName() for row in planned(dialog)]
    assert notes[:2] == ["St Anne's Hall is taken: Thursday babies, 10:00 to 11:00"] * 2
    assert notes[4] == ""
    dialog.fields.ui.venue_combo.setEditText("Mill Barn")
    assert planned(dialog)[0].note.accessibleName() == "You teach Thursday babies, 10:00 to 11:00"
    dialog.fields.ui.instructor_edit.setText("Priya Shah")
    dialog.fields.ui.instructor_edit.editingFinished.emit()
    assert planned(dialog)[0].note.isHidden()
    dialog.fields.ui.first_edit.time_edit.setTime(dialog.fields.ui.first_edit.time_edit.time().addSecs(3600))
    dialog.fields.ui.venue_combo.setEditText("St Anne's Hall")
    dialog.fields.ui.first_edit.settle()
    assert planned(dialog)[0].note.isHidden()
    save(stage, dialog)
