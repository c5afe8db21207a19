"""The Classes page: courses, dates, places and money, read back from the studio."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication

import massage_studio.bookings.queries as queries
import massage_studio.bookings.service as service
from massage_studio.bookings.views import BookingView, SessionView
from massage_studio.gui.bookings.roster import RosterRow
from massage_studio.store.ids import new_id
from tests.gui.bookings.conftest import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


def filled(stage: Stage, *names: str, capacity: int = 6) -> UUID:
    with stage.store.write() as session:
        course = a_course(session, capacity=capacity)
        for minute, name in enumerate(names):
            dyad = a_family(session, name, f"Carer of {name}")
            a_booking(session, course, dyad, now=NOW - timedelta(days=1) + timedelta(minutes=minute))
    stage.show()
    return course


def booking(stage: Stage, course: UUID, baby: str) -> BookingView:
    with stage.store.read() as session:
        rows = queries.bookings(session, course_id=course, today=NOW.date())
    return next(row for row in rows if row.baby.given_name == baby)


def classes(stage: Stage, course: UUID) -> tuple[SessionView, ...]:
    with stage.store.read() as session:
        return queries.course(session, course_id=course, now=NOW).sessions


def row_of(stage: Stage, baby: str) -> RosterRow:
    return next(row for row in stage.page.roster.shown() if row.person.person().name == baby)


def names(stage: Stage) -> list[str]:
    return [row.person.person().name for row in stage.page.roster.shown()]


def test_an_empty_studio_offers_to_plan_a_course(stage: Stage) -> None:
    stage.show()
    assert not stage.page.empty.isHidden()
    assert stage.page.ui.course_panel.isHidden()
    stage.page.empty.button.click()
    stage.settle()
    assert stage.messages.dialog.windowTitle() == "New course"
    stage.messages.dialog.reject()


def test_forty_courses_are_listed_and_each_can_be_chosen(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(40):
            starts = tuple(NOW + timedelta(days=number, weeks=week) for week in range(5))
            a_course(session, f"Course {number}", starts=starts)
    stage.show()
    assert [item.accessibleName() for item in stage.page.items] == [f"Course {n}" for n in range(40)]
    stage.page.items[39].click()
    stage.settle()
    assert stage.page.ui.course_title.text() == "Course 39"


def test_a_page_opened_with_a_course_shows_that_course(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, "First")
        second = a_course(session, "Second", starts=(NOW + timedelta(days=3),))
    stage.page.open(second)
    stage.show()
    assert stage.page.ui.course_title.text() == "Second"
    stage.page.open(None)
    stage.settle()
    assert stage.page.ui.course_title.text() == "Second"


def test_the_roster_tells_who_is_booked_waiting_and_cancelled(stage: Stage) -> None:
    course = filled(stage, "Mia", "Leo", "Zoë", capacity=2)
    assert names(stage) == ["Mia", "Leo", "Zoë"]
    assert stage.page.ui.places_label.text() == "2 of 2 places taken, 1 waiting"
    assert row_of(stage, "Zoë").step_button.isHidden()
    assert booking(stage, course, "Zoë").status == "waiting"


def test_a_waiting_family_is_given_the_place_that_came_free(stage: Stage) -> None:
    course = filled(stage, "Mia", "Leo", "Zoë", capacity=2)
    row_of(stage, "Mia").cancel.emit(booking(stage, course, "Mia"))
    stage.settle()
    row_of(stage, "Zoë").step_button.click()
    stage.settle()
    assert booking(stage, course, "Zoë").status == "booked"
    assert names(stage) == ["Leo", "Zoë", "Mia"]


def test_a_cancelled_booking_comes_back_with_undo(stage: Stage) -> None:
    course = filled(stage, "Mia", "Leo")
    stage.qtbot.keyClick(row_of(stage, "Mia").person, Qt.Key.Key_Delete)
    stage.settle()
    assert booking(stage, course, "Mia").status == "cancelled"
    assert stage.said[-1][:2] == ("Mia's booking is cancelled.", "Undo")
    stage.undo()
    assert booking(stage, course, "Mia").status == "booked"


def test_the_menu_of_a_row_cancels_too(stage: Stage) -> None:
    course = filled(stage, "Mia")
    menu = stage.page.roster.menu_for(booking(stage, course, "Mia"))
    assert [action.text() for action in menu.actions()] == [
        "Open the &family",
        "Take a &payment",
        "&Cancel the booking",
    ]
    menu.actions()[2].trigger()
    stage.settle()
    assert booking(stage, course, "Mia").status == "cancelled"


def test_what_is_due_is_taken_in_two_presses_and_can_be_undone(stage: Stage) -> None:
    course = filled(stage, "Mia")
    row = row_of(stage, "Mia")
    assert row.step_button.text() == "Take £72"
    row.step_button.click()
    dialog = stage.messages.dialog
    assert dialog.ui.amount_spin.value() == 72.0
    dialog.ui.save_button.click()
    stage.settle()
    assert booking(stage, course, "Mia").due == Decimal()
    assert row_of(stage, "Mia").step_button.isHidden()
    stage.undo()
    assert booking(stage, course, "Mia").due == Decimal("72.00")


def test_part_of_what_is_due_can_be_paid(stage: Stage) -> None:
    course = filled(stage, "Mia")
    row_of(stage, "Mia").step_button.click()
    dialog = stage.messages.dialog
    stage.qtbot.keyClicks(dialog.ui.amount_spin, "60")
    dialog.ui.method_combo.setCurrentIndex(2)
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert booking(stage, course, "Mia").due == Decimal("12.00")
    assert row_of(stage, "Mia").step_button.text() == "Take £12"


def test_an_amount_of_nothing_is_refused_in_the_dialog(stage: Stage) -> None:
    filled(stage, "Mia")
    row_of(stage, "Mia").step_button.click()
    dialog = stage.messages.dialog
    dialog.ui.amount_spin.setValue(0)
    dialog.ui.save_button.click()
    stage.settle()
    assert dialog.isVisible() and dialog.ui.error_label.text().startswith("The amount is nothing.")
    dialog.reject()


def test_a_date_is_moved_in_place_and_moved_back(stage: Stage) -> None:
    course = filled(stage, "Mia")
    edit = stage.page.date_rows[1].edit
    edit.date_edit.setDate(QDate(2026, 11, 27))
    edit.time_edit.setTime(QTime(14, 30))
    stage.qtbot.keyClick(edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert classes(stage, course)[1].starts.replace(tzinfo=None) == datetime(2026, 11, 27, 14, 30)
    assert stage.said[-1][:2] == ("Week 2 is now on Fri 27 Nov at 14:30.", "Undo")
    stage.undo()
    assert classes(stage, course)[1].starts == NOW + timedelta(days=7)
    assert edit.moment() == datetime(2026, 11, 26, 10, 0)


def test_a_date_is_typed_by_keyboard(stage: Stage) -> None:
    course = filled(stage)
    edit = stage.page.date_rows[4].edit
    edit.time_edit.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClicks(edit.time_edit, "0930")
    stage.qtbot.keyClick(edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert f"{classes(stage, course)[4].starts:%H:%M}" == "09:30"


def test_ten_presses_of_an_arrow_key_are_one_move(stage: Stage) -> None:
    course = filled(stage)
    edit = stage.page.date_rows[2].edit
    for _ in range(3):
        edit.time_edit.stepBy(1)
    assert stage.said == []
    stage.qtbot.waitUntil(lambda: bool(stage.said), timeout=5000)
    stage.settle()
    assert len(stage.said) == 1
    assert f"{classes(stage, course)[2].starts:%H:%M}" == "13:00"


def test_a_class_in_summer_time_is_moved_by_the_clock_on_the_wall(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session, starts=(datetime(2027, 3, 25, 10, tzinfo=UTC),))
    stage.show()
    edit = stage.page.date_rows[0].edit
    edit.date_edit.setDate(QDate(2027, 4, 1))
    edit.settle()
    stage.settle()
    starts = classes(stage, course)[0].starts
    assert f"{starts:%d %b %H:%M}" == "01 Apr 10:00"
    assert starts.astimezone(UTC).hour == 9


def test_a_class_that_was_held_is_only_read(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        first = queries.course(session, course_id=course, now=NOW).sessions[0]
        service.begin_class(session, session_id=first.id, now=NOW)
        service.end_class(session, session_id=first.id, now=NOW + timedelta(hours=1))
    stage.show()
    row = stage.page.date_rows[0]
    assert row.edit.isHidden() and not row.held.isHidden()
    assert row.tag.accessibleName() == "Held"


def test_a_class_that_began_meanwhile_is_not_moved(stage: Stage) -> None:
    course = filled(stage)
    first = classes(stage, course)[0]
    failures: list[object] = []
    stage.page.context.tasks.write_failed.connect(failures.append)
    with stage.store.write() as session:
        service.begin_class(session, session_id=first.id, now=NOW)
    edit = stage.page.date_rows[0].edit
    edit.time_edit.setTime(QTime(16, 0))
    edit.settle()
    stage.settle()
    assert len(failures) == 1
    assert classes(stage, course)[0].starts == first.starts
    assert stage.page.date_rows[0].tag.accessibleName() == "Running"


@pytest.mark.parametrize("name", ["Jo & Sam", "<b>Mia</b>", "محمد عبد الرحمن", "王乐乐"])
def test_names_are_shown_as_they_are_written(stage: Stage, name: str) -> None:
    filled(stage, name)
    assert names(stage) == [name]


def test_tab_goes_from_the_courses_over_the_dates_to_the_families(stage: Stage) -> None:
    filled(stage, "Mia", "Leo")
    page = stage.page
    stage.qtbot.waitUntil(page.isActiveWindow)
    page.ui.import_button.setFocus()
    passed = []
    for _ in range(20):
        stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    dates = [(row.edit.date_edit, row.edit.time_edit) for row in page.date_rows]
    families = [(row.person, row.step_button, row.more_button) for row in page.roster.shown()]
    assert passed == [
        page.items[0],
        page.ui.add_family_button,
        page.ui.print_button,
        page.ui.open_button,
        *(widget for pair in dates for widget in pair),
        *(widget for row in families for widget in row),
    ]


def test_the_buttons_lead_to_the_other_rooms(stage: Stage) -> None:
    course = filled(stage, "Mia")
    first = classes(stage, course)[0].id
    stage.page.ui.import_button.click()
    stage.page.ui.open_button.click()
    stage.page.ui.print_button.click()
    row_of(stage, "Mia").person.click()
    family = booking(stage, course, "Mia").baby.family_id
    assert stage.gone == [
        ("import", course),
        ("class_room", first),
        ("handouts", ("register", first)),
        ("family", family),
    ]


def test_a_course_that_is_over_opens_no_class_room(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, starts=(NOW - timedelta(days=30),))
    stage.show()
    assert not stage.page.ui.open_button.isEnabled()
    assert stage.page.date_rows[0].tag.accessibleName() == "Not held"


def test_what_another_page_booked_is_seen_at_once(stage: Stage) -> None:
    course = filled(stage, "Mia")
    with stage.store.write() as session:
        leo = a_family(session, "Leo")
    stage.page.context.tasks.write(
        service.book, booking_id=new_id(), course_id=course, baby_id=leo.baby, carer_id=leo.carer, now=NOW
    )
    stage.settle()
    assert names(stage) == ["Mia", "Leo"]
