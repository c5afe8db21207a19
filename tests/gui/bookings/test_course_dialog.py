"""Planning, changing and repeating a course, by clicks and keys, read back from the studio."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QDateTimeEdit, QDoubleSpinBox, QPushButton, QWidget

import massage_studio.bookings.course_planning_queries as course_planning_queries
from massage_studio.bookings import course_list_queries
from massage_studio.bookings.course_views import CourseFields
from massage_studio.bookings.views import CourseRow
from massage_studio.gui.bookings.course_dialog import CourseDialog
from tests.gui.bookings.planning import close, courses, days, live_in, new_course, planned, press, save, shown
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family


def fields_of(stage: Stage, course: CourseRow) -> CourseFields:
    with stage.store.read() as session:
        return course_planning_queries.draft(session, course_id=course.id).fields


def opened(stage: Stage, button: QPushButton) -> Any:
    button.click()
    stage.settle()
    return stage.messages.dialog


def write(stage: Stage, words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClicks(focus, words)


class Hand:
    """A hand on the mouse that counts what it does: each click is one action, each field typed another."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.actions = stage, 0

    def click(self, widget: QWidget) -> None:
        """Click into the middle of a widget."""
        assert widget.isVisible() and widget.isEnabled(), widget
        self.actions += 1
        self.stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.stage.settle()

    def type(self, widget: QWidget, words: str) -> None:
        """Click into a field and type over what is there."""
        target = widget.lineEdit() if hasattr(widget, "lineEdit") else widget
        assert target is not None
        if isinstance(widget, QDateTimeEdit):
            first = 1 if isinstance(widget, QDateEdit) else 0
            # A click into the number of the day, or of the hour.
            left = target.fontMetrics().horizontalAdvance(widget.text().split(" ")[0] + " ") if first else 0
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(left + 16, target.height() // 2))
            widget.setSelectedSection(widget.currentSection())
        else:
            self.stage.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
            if isinstance(widget, QDoubleSpinBox):
                target.selectAll()
        for part in words.split(" ") if isinstance(widget, QDateTimeEdit) else [words]:
            self.stage.qtbot.keyClicks(widget, part)
        self.actions += 2


@pytest.mark.parametrize(
    ("nation", "closed", "first", "dates", "utc_hours"),
    [
        (
            "ENG",
            (date(2027, 4, 5), date(2027, 4, 9)),
            "19 Mar 2027",
            ["19 Mar 13:30", "02 Apr 13:30", "16 Apr 13:30", "23 Apr 13:30", "30 Apr 13:30"],
            [13, 12, 12, 12, 12],
        ),
        (
            "SCT",
            (date(2027, 11, 1), date(2027, 11, 5)),
            "26 Oct 2027",
            ["26 Oct 13:30", "09 Nov 13:30", "16 Nov 13:30", "23 Nov 13:30", "07 Dec 13:30"],
            [12, 13, 13, 13, 13],
        ),
    ],
)
def test_a_course_round_half_term_and_a_bank_holiday_takes_a_mouse_ten_actions(
    stage: Stage,
    nation: str,
    closed: tuple[date, date],
    first: str,
    dates: list[str],
    utc_hours: list[int],
) -> None:
    live_in(stage, nation)
    close(stage, *closed)
    stage.show()
    hand = Hand(stage)
    hand.click(stage.page.empty.button)
    dialog = stage.messages.dialog
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    ui = dialog.fields.ui
    hand.type(ui.venue_combo, "Mill Barn")
    hand.type(ui.first_edit.date_edit, first)
    hand.type(ui.first_edit.time_edit, "1330")
    hand.type(ui.price_spin, "72")
    hand.click(dialog.ui.save_button)
    [course] = courses(stage)
    assert days(course) == dates
    assert [one.starts.astimezone(UTC).hour for one in course.sessions] == utc_hours
    assert (course.venue.name, course.price) == ("Mill Barn", Decimal(72))
    assert hand.actions == 10


def test_a_course_is_planned_by_keyboard(stage: Stage) -> None:
    dialog = new_course(stage)
    stage.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.fields.ui.kind_combo.hasFocus()
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Tab)
    write(stage, "Mill Barn")
    press(stage, Qt.Key.Key_Tab)
    assert dialog.fields.ui.room_spin.hasFocus()
    press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields.ui.first_edit.date_edit
    for part in ("14", "Oct", "2027"):
        write(stage, part)
    press(stage, Qt.Key.Key_Tab)
    press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields.ui.repeat_edit.combo
    press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields.ui.name_edit
    for _ in range(4):
        press(stage, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields.ui.price_spin
    write(stage, "72")
    press(stage, Qt.Key.Key_Return)
    stage.settle()
    [course] = courses(stage)
    assert days(course) == ["14 Oct 10:00", "21 Oct 10:00", "28 Oct 10:00", "04 Nov 10:00", "11 Nov 10:00"]
    assert (course.name, course.venue.name) == ("Autumn course, Thursday 10:00", "Mill Barn")
    assert (course.price, course.capacity, course.sessions[0].minutes) == (Decimal(72), 8, 60)
    assert stage.page.ui.course_title.text() == course.name


def test_on_a_low_screen_the_fields_scroll_and_save_stays_in_view(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LowScreen:
        """The screen of a small laptop with a task bar."""

        def availableSize(self) -> QSize:
            return QSize(1024, 560)

    monkeypatch.setattr(CourseDialog, "screen", lambda _: LowScreen())
    dialog = new_course(stage)
    assert dialog.height() == 520
    dialog.fields.ui.more_button.click()
    dialog.fields.ui.count_spin.setValue(60)
    stage.settle()
    assert dialog.height() == 520
    save_button = dialog.ui.save_button
    assert save_button.visibleRegion().boundingRect() == save_button.rect()
    dialog.reject()


def test_the_planning_of_a_course_is_taken_back(stage: Stage) -> None:
    save(stage, new_course(stage))
    assert stage.said[-1][1] == "Undo"
    stage.undo()
    assert courses(stage) == ()


def test_the_number_of_classes_is_the_plans_or_her_own(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.fields.ui.plan_combo.setCurrentIndex(dialog.fields.ui.plan_combo.findData("four_60"))
    assert len(shown(dialog)) == 4
    dialog.fields.ui.count_spin.setValue(6)
    course = save(stage, dialog)
    assert len(course.sessions) == 6
    assert course.sessions[4].title == course.sessions[3].title


def test_a_single_class_has_one_date_and_a_name_of_its_own(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.fields.ui.kind_combo.setCurrentIndex(1)
    assert shown(dialog) == ["Thu 26 Nov"]
    assert not dialog.fields.ui.count_spin.isEnabled()
    assert dialog.fields.ui.repeat_edit.isHidden()
    course = save(stage, dialog)
    assert course.name == "Class on Thu 26 Nov, 10:00"
    assert fields_of(stage, course).kind == "one_off"


def test_private_visits_are_for_one_baby_at_a_home_that_is_written(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, starts=(NOW + timedelta(days=3),))
    dialog = new_course(stage)
    dialog.fields.ui.kind_combo.setCurrentIndex(2)
    assert dialog.fields.ui.capacity_spin.value() == 1
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Write whose home is visited, or its address."
    dialog.fields.ui.venue_combo.setEditText("Okafor, 3 Mill Lane")
    course = save(stage, dialog)
    assert (course.venue.name, course.capacity) == ("Okafor, 3 Mill Lane", 1)
    assert fields_of(stage, course).kind == "private"


def test_more_prices_and_ages_are_folded_away_and_kept(stage: Stage) -> None:
    dialog = new_course(stage)
    ui = dialog.fields.ui
    assert ui.more_panel.isHidden()
    stage.qtbot.mouseClick(ui.more_button, Qt.MouseButton.LeftButton)
    assert not ui.more_panel.isHidden()
    ui.concession_spin.setValue(40)
    ui.sibling_spin.setValue(0)
    ui.drop_in_spin.setValue(15.5)
    ui.min_weeks_spin.setValue(6)
    ui.max_weeks_spin.setValue(4)
    ui.instructor_edit.setText("Priya Shah")
    ui.venue_combo.setEditText("Mill Barn")
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "The youngest age is above the oldest."
    ui.max_weeks_spin.setValue(40)
    fields = fields_of(stage, save(stage, dialog))
    assert (fields.concession_price, fields.sibling_price, fields.drop_in_price, fields.deposit) == (
        Decimal(40),
        Decimal(0),
        Decimal("15.5"),
        None,
    )
    assert (fields.min_weeks, fields.max_weeks, fields.instructor) == (6, 40, "Priya Shah")


def test_a_hall_that_is_known_is_not_added_again(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, "Before")
    dialog = new_course(stage)
    dialog.fields.ui.venue_combo.setEditText("st anne's hall")
    save(stage, dialog)
    with stage.store.read() as session:
        assert [venue.name for venue in course_list_queries.venues(session)] == ["St Anne's Hall"]
    assert len(courses(stage)) == 2


def test_a_new_course_takes_venue_and_price_from_the_one_in_view(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, price=Decimal("64.50"))
    dialog = new_course(stage)
    assert dialog.fields.ui.venue_combo.currentText() == "St Anne's Hall"
    assert dialog.fields.ui.price_spin.value() == 64.5
    dialog.reject()


def test_a_new_course_is_planned_by_the_plan_that_another_page_asks_for(stage: Stage) -> None:
    stage.show()
    stage.page.open(("plan", "four_60"))
    stage.settle()
    dialog = stage.messages.dialog
    assert isinstance(dialog, CourseDialog)
    assert dialog.fields.ui.plan_combo.currentData() == "four_60"
    assert dialog.fields.ui.count_spin.value() == 4
    dialog.reject()


def test_what_is_missing_is_said_in_the_dialog_and_nothing_is_lost(stage: Stage) -> None:
    dialog = new_course(stage)
    dialog.fields.ui.name_edit.clear()
    stage.qtbot.keyClicks(dialog.fields.ui.name_edit, "Monday babies")
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Choose a venue, or write the name of a new one."
    dialog.fields.ui.venue_combo.setEditText("Mill Barn")
    planned(dialog)[1].moved.emit(1, datetime(2026, 11, 26, 10))
    dialog.ui.save_button.click()
    assert "same time on Thu 26 Nov" in dialog.ui.error_label.text()
    assert dialog.fields.ui.name_edit.text() == "Monday babies"
    assert courses(stage) == ()
    dialog.reject()


def test_a_course_is_changed_in_the_same_dialog(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        a_booking(session, course, a_family(session))
    stage.show()
    dialog = opened(stage, stage.page.dates.change_button)
    assert dialog.windowTitle() == "Change the course"
    assert dialog.fields.ui.name_edit.text() == "Autumn course"
    assert dialog.fields.ui.venue_combo.currentText() == "St Anne's Hall"
    dialog.fields.ui.name_edit.setText("Thursday babies")
    dialog.fields.ui.capacity_spin.setValue(9)
    dialog.fields.ui.minutes_spin.setValue(75)
    dialog.fields.ui.count_spin.setValue(6)
    planned(dialog)[1].edit.date_edit.setDate(QDate(2026, 11, 27))
    changed = save(stage, dialog)
    assert (changed.name, changed.capacity) == ("Thursday babies", 9)
    assert len(changed.sessions) == 6 and changed.sessions[0].minutes == 75
    assert days(changed)[1] == "27 Nov 10:00"
    assert stage.said[-1][:2] == ("The course is changed.", "Undo")
    stage.undo()
    [back] = courses(stage)
    assert (back.name, back.capacity, len(back.sessions)) == ("Autumn course", 6, 5)


def test_fewer_places_or_dates_than_there_are_is_refused_in_words(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        for baby in ("Mia", "Leo", "Ada"):
            a_booking(session, course, a_family(session, baby))
    stage.show()
    dialog = opened(stage, stage.page.dates.change_button)
    ui = dialog.fields.ui
    ui.capacity_spin.setValue(2)
    dialog.ui.save_button.click()
    stage.settle()
    assert ui.capacity_spin.value() == 2, "what was typed stays"
    assert dialog.ui.error_label.text() == (
        "3 babies have a place on this course. Keep as many places, or cancel or move bookings first."
    )
    ui.capacity_spin.setValue(3)
    ui.count_spin.setValue(4)
    dialog.ui.save_button.click()
    assert "Cancel those that are not held" in dialog.ui.error_label.text()
    ui.count_spin.setValue(5)
    assert save(stage, dialog).capacity == 3


def test_how_many_babies_fit_into_a_new_hall_stands_in_view_and_is_kept(stage: Stage) -> None:
    dialog = new_course(stage)
    ui = dialog.fields.ui
    assert not ui.room_spin.isVisible()
    ui.venue_combo.setEditText("Mill Barn")
    assert ui.room_spin.isVisible() and ui.room_spin.value() == ui.capacity_spin.value()
    ui.room_spin.setValue(30)
    ui.capacity_spin.setValue(7)
    course = save(stage, dialog)
    assert (course.capacity, course.venue.capacity) == (7, 30)


def test_a_course_that_stays_as_it_is_offers_nothing_to_take_back(stage: Stage) -> None:
    with stage.store.write() as session:
        a_booking(session, a_course(session), a_family(session))
    stage.show()
    dialog = opened(stage, stage.page.dates.change_button)
    save(stage, dialog)
    assert stage.said[-1] == ("Nothing was changed.", "", None)


def test_a_class_that_was_held_is_only_read_in_the_dialog(stage: Stage) -> None:
    with stage.store.write() as session:
        opened_class = a_class(session)
    stage.page.open(opened_class.course)
    stage.show()
    dialog = opened(stage, stage.page.dates.change_button)
    assert dialog.fields.ui.first_edit_label.text() == "&First to come"
    assert [row.number.text() for row in planned(dialog)] == ["2", "3", "4", "5"]
    assert dialog.fields.ui.count_spin.value() == 5
    changed = save(stage, dialog)
    assert days(changed)[0] == "19 Nov 10:00" and len(changed.sessions) == 5


def test_the_next_term_begins_on_the_next_free_dates(stage: Stage) -> None:
    live_in(stage, "ENG")
    close(stage, date(2026, 12, 21), date(2027, 1, 1), "Christmas")
    save(stage, new_course(stage))
    dialog = opened(stage, stage.page.dates.next_button)
    assert dialog.windowTitle() == "The next term"
    assert shown(dialog)[0] == "Thu 14 Jan"
    assert dialog.fields.ui.name_edit.text() == "Winter course, Thursday 10:00"
    assert dialog.fields.ui.venue_combo.currentText() == "Mill Barn"
    save(stage, dialog)
    assert [course.name for course in courses(stage)] == [
        "Autumn course, Thursday 10:00",
        "Winter course, Thursday 10:00",
    ]
    assert stage.page.ui.course_title.text() == "Winter course, Thursday 10:00"
    stage.undo()
    assert len(courses(stage)) == 1
