"""The Classes page: courses, dates, places and money, read back from the studio."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication

from massage_studio.bookings import attendance_service, booking_service, course_list_queries
from massage_studio.bookings.views import SessionView
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import (
    at,
    names,
    place,
    status,
    step_words,
)
from tests.gui.bookings.rosters import shown as filled
from tests.gui.lists import field_rows, press, read_out, rows
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_course, a_family


def classes(stage: Stage, course: UUID) -> tuple[SessionView, ...]:
    with stage.store.read() as session:
        return course_list_queries.course(session, course_id=course, now=NOW).sessions


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
    assert [course.name for course in rows(stage.page.ui.course_list)] == [f"Course {n}" for n in range(40)]
    press(stage.page.ui.course_list, 39)
    stage.settle()
    assert stage.page.ui.course_title.text() == "Course 39"


def over(stage: Stage, count: int) -> list[UUID]:
    """Make courses that are over, "Past 0" the latest, and one to come."""
    with stage.store.write() as session:
        a_course(session, "To come")
        return [
            a_course(session, f"Past {number}", starts=(NOW - timedelta(weeks=1 + number),))
            for number in range(count)
        ]


def listed(stage: Stage) -> list[str]:
    return [course.name for course in rows(stage.page.ui.course_list)]


def test_the_latest_courses_that_are_over_are_listed_and_a_press_shows_earlier_ones(stage: Stage) -> None:
    over(stage, 40)
    stage.show()
    assert listed(stage) == ["To come", *(f"Past {number}" for number in range(15))]
    assert stage.page.earlier_button.isVisible()
    stage.page.earlier_button.click()
    stage.settle()
    assert listed(stage) == ["To come", *(f"Past {number}" for number in range(30))]
    stage.page.earlier_button.click()
    stage.settle()
    assert listed(stage) == ["To come", *(f"Past {number}" for number in range(40))]
    assert not stage.page.earlier_button.isVisible()


def test_a_course_of_long_ago_is_shown_beside_the_latest_when_it_is_asked_for(stage: Stage) -> None:
    courses = over(stage, 40)
    stage.page.open(courses[39])
    stage.show()
    assert listed(stage) == ["To come", *(f"Past {number}" for number in range(15)), "Past 39"]
    assert stage.page.ui.course_title.text() == "Past 39"
    assert stage.page.ui.course_list.currentIndex().row() == 16


def test_a_course_far_down_the_list_is_brought_whole_into_view(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session, "First")
    stage.show()
    with stage.store.write() as session:
        for number in range(12):
            last = a_course(session, f"Course {number}", starts=(NOW + timedelta(days=1 + number),))
    stage.page.open(last)
    stage.settle()
    shown = stage.page.ui.course_list
    assert shown.currentIndex().row() == 12
    stage.qtbot.waitUntil(lambda: shown.viewport().rect().contains(shown.visualRect(shown.currentIndex())))


def test_the_arrows_choose_a_course_and_a_change_keeps_it_in_its_place(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(12):
            a_course(session, f"Course {number}", starts=(NOW + timedelta(days=1 + number),))
    stage.show()
    shown = stage.page.ui.course_list
    shown.setFocus()
    for _ in range(8):
        stage.qtbot.keyClick(shown, Qt.Key.Key_Down)
    stage.settle()
    assert stage.page.ui.course_title.text() == "Course 8"
    assert read_out(shown, 8)[0] == "Course 8" and "0 of" in read_out(shown, 8)[1]
    before = shown.verticalScrollBar().value()
    with stage.store.write() as session:
        a_course(session, "Far away", starts=(NOW + timedelta(days=90),))
    stage.page.mark_stale()
    stage.settle()
    assert len(rows(shown)) == 13 and shown.verticalScrollBar().value() == before > 0
    assert stage.page.ui.course_title.text() == rows(shown)[shown.currentIndex().row()].name == "Course 8"


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
    assert not step_words(stage, "Zoë")
    assert status(stage, course, "Zoë") == "waiting"


def test_a_date_is_moved_in_place_and_moved_back(stage: Stage) -> None:
    course = filled(stage, "Mia")
    edit = stage.page.dates.list.row_at(1).edit
    edit.date_edit.setDate(QDate(2026, 11, 27))
    edit.time_edit.setTime(QTime(14, 30))
    stage.qtbot.keyClick(edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert classes(stage, course)[1].starts.replace(tzinfo=None) == datetime(2026, 11, 27, 14, 30)
    assert stage.said[-1][:2] == ("The class is now on Fri 27 Nov at 14:30.", "Undo")
    stage.undo()
    assert classes(stage, course)[1].starts == NOW + timedelta(days=7)
    assert edit.moment() == datetime(2026, 11, 26, 10, 0)


def test_a_date_is_typed_by_keyboard(stage: Stage) -> None:
    course = filled(stage)
    edit = stage.page.dates.list.row_at(4).edit
    edit.time_edit.setFocus(Qt.FocusReason.TabFocusReason)
    stage.qtbot.keyClicks(edit.time_edit, "0930")
    stage.qtbot.keyClick(edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert f"{classes(stage, course)[4].starts:%H:%M}" == "09:30"


def test_ten_presses_of_an_arrow_key_are_one_move(stage: Stage) -> None:
    course = filled(stage)
    edit = stage.page.dates.list.row_at(2).edit
    for _ in range(3):
        edit.time_edit.stepBy(1)
    assert stage.said == []
    stage.qtbot.waitUntil(lambda: bool(stage.said))
    stage.settle()
    assert len(stage.said) == 1
    assert f"{classes(stage, course)[2].starts:%H:%M}" == "13:00"


def test_a_class_in_summer_time_is_moved_by_the_clock_on_the_wall(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session, starts=(datetime(2027, 3, 25, 10, tzinfo=UTC),))
    stage.show()
    edit = stage.page.dates.list.row_at(0).edit
    edit.date_edit.setDate(QDate(2027, 4, 1))
    edit.settle()
    stage.settle()
    starts = classes(stage, course)[0].starts
    assert f"{starts:%d %b %H:%M}" == "01 Apr 10:00"
    assert starts.astimezone(UTC).hour == 9


def test_a_class_that_was_held_is_only_read(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        first = course_list_queries.course(session, course_id=course, now=NOW).sessions[0]
        attendance_service.begin_class(session, session_id=first.id, now=NOW)
        attendance_service.end_class(session, session_id=first.id, now=NOW + timedelta(hours=1))
    stage.show()
    row = stage.page.dates.list.row_at(0)
    assert row.edit.isHidden() and not row.held.isHidden()
    assert row.tag.accessibleName() == "Held"


def test_a_class_that_began_meanwhile_is_not_moved(stage: Stage) -> None:
    course = filled(stage)
    first = classes(stage, course)[0]
    failures: list[object] = []
    stage.page.context.tasks.write_failed.connect(failures.append)
    with stage.store.write() as session:
        attendance_service.begin_class(session, session_id=first.id, now=NOW)
    edit = stage.page.dates.list.row_at(0).edit
    edit.time_edit.setTime(QTime(16, 0))
    edit.settle()
    stage.settle()
    assert len(failures) == 1
    assert classes(stage, course)[0].starts == first.starts
    assert stage.page.dates.list.row_at(0).tag.accessibleName() == "Running"


@pytest.mark.parametrize("name", ["Jo & Sam", "<b>Mia</b>", "محمد عبد الرحمن", "王乐乐"])
def test_names_are_shown_as_they_are_written(stage: Stage, name: str) -> None:
    filled(stage, name)
    assert names(stage) == [name]


def test_tab_goes_from_the_courses_over_the_dates_to_the_families(stage: Stage) -> None:
    filled(stage, "Mia", "Leo", "Zoë", "Ivy")
    page = stage.page
    stage.qtbot.waitUntil(page.isActiveWindow)
    page.ui.import_button.setFocus()
    expected = [
        page.ui.course_list,
        page.ui.add_family_button,
        page.ui.print_button,
        page.ui.open_button,
        page.ui.more_button,
        *page.dates.stops(),
        # From the row of the first family to its buttons, "Take" and the dots.
        *[page.roster.list] * 3,
    ]
    expected = [widget for widget in expected if not widget.isHidden() and widget.isVisible()]
    passed = []
    for _ in expected:
        stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == expected


def test_the_buttons_lead_to_the_other_rooms(stage: Stage) -> None:
    course = filled(stage, "Mia")
    first = classes(stage, course)[0].id
    stage.page.ui.import_button.click()
    stage.page.ui.open_button.click()
    stage.page.ui.print_button.click()
    press(stage.page.roster.list, at(stage, "Mia"))
    family = place(stage, course, "Mia").booking.baby.family_id
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
    assert stage.page.dates.list.row_at(0).tag.accessibleName() == "Not held"


def test_what_another_page_booked_is_seen_at_once(stage: Stage) -> None:
    course = filled(stage, "Mia")
    with stage.store.write() as session:
        leo = a_family(session, "Leo")
    stage.page.context.tasks.write(
        partial(
            booking_service.book,
            booking_id=new_id(),
            course_id=course,
            baby_id=leo.baby,
            carer_id=leo.carer,
            now=NOW,
        )
    )
    stage.settle()
    assert names(stage) == ["Mia", "Leo"]


def test_a_class_leads_to_its_paper_cue_sheet_before_and_after_it_was_held(stage: Stage) -> None:
    course = filled(stage, "Mia")
    first = classes(stage, course)[0]
    with stage.store.write() as session:
        attendance_service.begin_class(session, session_id=first.id, now=NOW)
        attendance_service.end_class(session, session_id=first.id, now=NOW + timedelta(hours=1))
    stage.page.mark_stale()
    stage.settle()
    for row, shown in zip(field_rows(stage.page.dates.list)[:2], classes(stage, course), strict=False):
        assert not row.more_button.isHidden()
        [entry] = [one for one in stage.page.dates.menu_for(shown).actions() if "paper" in one.text()]
        entry.trigger()
        assert stage.gone[-1] == ("quick_entry", shown.id)


def test_the_course_leads_to_the_calendar_to_letters_and_to_the_chase_list(stage: Stage) -> None:
    course = filled(stage, "Mia")
    for entry in stage.page.course_menu().actions():
        if not entry.text().endswith("…"):
            entry.trigger()
    assert stage.gone == [("calendar", NOW.date()), ("chase", None), ("letters", course)]


def test_a_whole_course_is_cancelled_in_one_go_and_its_families_are_written_to(stage: Stage) -> None:
    course = filled(stage, "Mia")
    [entry] = [one for one in stage.page.course_menu().actions() if "whole course" in one.text()]
    entry.trigger()
    dialog = stage.messages.dialog
    assert dialog.ui.class_label.text() == "5 classes of Autumn course are still to come."
    assert dialog.ui.write_check.isChecked() and not dialog.ui.replace_check.isVisible()
    stage.qtbot.keyClicks(dialog.ui.reason_edit, "Too few families")
    dialog.ui.save_button.click()
    stage.settle()
    assert stage.said[-1][:2] == ("5 classes are cancelled.", "Undo")
    assert stage.gone == [("letters", ("called_off", course))]
    with stage.store.read() as session:
        [found] = course_list_queries.courses(session, now=NOW)
    assert {(one.status, one.reason) for one in found.sessions} == {("cancelled", "Too few families")}
    stage.undo()
    with stage.store.read() as session:
        [found] = course_list_queries.courses(session, now=NOW)
    assert {one.status for one in found.sessions} == {"planned"}


def test_an_empty_course_asks_for_its_first_family(stage: Stage) -> None:
    filled(stage)
    assert not stage.page.nobody.isHidden()
    stage.page.nobody.button.click()
    stage.settle()
    assert stage.messages.dialog.windowTitle() == "Add a family"
    stage.messages.dialog.reject()
