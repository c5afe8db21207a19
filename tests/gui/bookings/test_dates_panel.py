"""The dates of a course on the Classes page: moved, cancelled, replaced, held after all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QAction

from massage_studio.bookings import course_list_queries, courses_service, dates_service
from massage_studio.bookings.views import SessionView
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.gui.lists import field_rows, rows
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family


def filled(stage: Stage) -> UUID:
    with stage.store.write() as session:
        course = a_course(session)
        a_booking(session, course, a_family(session))
    stage.show()
    return course


def classes(stage: Stage, course: UUID) -> tuple[SessionView, ...]:
    with stage.store.read() as session:
        return course_list_queries.course(session, course_id=course, now=NOW).sessions


def held_on(stage: Stage, course: UUID) -> list[str]:
    return [
        f"{one.number} {one.starts:%d %b %H:%M} {one.title}"
        for one in classes(stage, course)
        if one.status != "cancelled"
    ]


def titles(stage: Stage, course: UUID) -> list[str]:
    return [one.title for one in classes(stage, course) if one.status != "cancelled"]


def choose(stage: Stage, row: int, words: str) -> None:
    """Open the menu of a row and choose from it."""
    shown = rows(stage.page.dates.list)[row].shown
    menu = stage.page.dates.menu_for(shown)
    action: QAction = next(one for one in menu.actions() if one.text().replace("&", "").startswith(words))
    action.trigger()
    menu.deleteLater()
    stage.settle()


def tags(stage: Stage) -> list[str]:
    return [row.tag.accessibleName() for row in field_rows(stage.page.dates.list)]


def close(stage: Stage, first: date, last: date, words: str = "Half-term") -> None:
    with stage.store.write() as session:
        courses_service.close_days(session, closed_id=new_id(), first=first, last=last, words=words, now=NOW)


def test_the_later_classes_follow_one_that_was_moved_when_asked(stage: Stage) -> None:
    close(stage, date(2026, 12, 11), date(2026, 12, 11))
    course = filled(stage)
    row = stage.page.dates.list.row_at(1)
    row.edit.date_edit.setDate(QDate(2026, 11, 27))
    row.edit.time_edit.setTime(QTime(14, 0))
    stage.qtbot.keyClick(row.edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert row.along_button.isVisible()
    stage.qtbot.mouseClick(row.along_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert [one[2:15].strip() for one in held_on(stage, course)] == [
        "19 Nov 10:00",
        "27 Nov 14:00",
        "04 Dec 14:00",
        "18 Dec 14:00",
        "25 Dec 14:00",
    ]
    assert row.along_button.isHidden()
    assert stage.said[-1][:2] == ("3 classes are moved.", "Undo")
    stage.undo()
    assert held_on(stage, course)[2].startswith("3 03 Dec 10:00")


def test_the_later_classes_are_asked_to_follow_no_move_that_was_taken_back(stage: Stage) -> None:
    filled(stage)
    row = stage.page.dates.list.row_at(1)
    row.edit.time_edit.setTime(QTime(14, 0))
    stage.qtbot.keyClick(row.edit.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert row.along_button.isVisible()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert row.edit.moment().hour == 10 and not row.along_button.isVisible()


def test_ctrl_z_in_a_date_takes_back_what_was_typed_and_then_the_move(stage: Stage) -> None:
    course = filled(stage)
    before = held_on(stage, course)
    date_edit = stage.page.dates.list.row_at(1).edit.date_edit
    date_edit.setFocus()
    stage.qtbot.keyClick(date_edit, Qt.Key.Key_Up)
    stage.qtbot.keyClick(date_edit, Qt.Key.Key_Return)
    stage.settle()
    moved = held_on(stage, course)
    assert moved != before
    shown = date_edit.day()
    stage.qtbot.keyClick(date_edit, Qt.Key.Key_Up)
    stage.qtbot.keyClick(date_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert date_edit.day() == shown and held_on(stage, course) == moved
    stage.qtbot.keyClick(date_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert held_on(stage, course) == before
    stage.qtbot.keyClick(
        date_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    stage.settle()
    assert held_on(stage, course) == moved


def test_this_and_all_later_classes_go_on_by_a_week_past_the_holidays(stage: Stage) -> None:
    stage.page.context.profile = Profile(nation="ENG")
    close(stage, date(2026, 12, 21), date(2026, 12, 31), "Christmas")
    course = filled(stage)
    choose(stage, 2, "This and all later ones on by a week")
    assert [one[2:8] for one in held_on(stage, course)] == ["19 Nov", "26 Nov", "10 Dec", "17 Dec", "07 Jan"]
    stage.undo()
    assert [one[2:8] for one in held_on(stage, course)] == ["19 Nov", "26 Nov", "03 Dec", "10 Dec", "17 Dec"]


def test_all_later_classes_are_moved_in_a_dialog_that_shows_where_they_go(stage: Stage) -> None:
    close(stage, date(2026, 12, 9), date(2026, 12, 9))
    course = filled(stage)
    choose(stage, 1, "Move this and all later ones")
    dialog = stage.messages.dialog
    dialog.ui.moment_edit.date_edit.setDate(QDate(2026, 11, 25))
    dialog.ui.moment_edit.settle()
    assert [label.text().split("  to  ")[1] for label in dialog.dates] == [
        "Wed 2 Dec, 10:00",
        "Wed 16 Dec, 10:00",
        "Wed 23 Dec, 10:00",
    ]
    dialog.ui.save_button.click()
    stage.settle()
    assert [one[2:8] for one in held_on(stage, course)] == ["19 Nov", "25 Nov", "02 Dec", "16 Dec", "23 Dec"]


def test_classes_are_moved_by_the_wall_clock_across_the_change_in_march(stage: Stage) -> None:
    starts = tuple(datetime(2027, 3, 11, 10, tzinfo=UTC) + timedelta(weeks=week) for week in range(2))
    with stage.store.write() as session:
        course = a_course(session, starts=starts)
    stage.show()
    choose(stage, 0, "This and all later ones on by a week")
    choose(stage, 0, "This and all later ones on by a week")
    moved = classes(stage, course)
    assert [f"{one.starts:%d %b %H:%M}" for one in moved] == ["25 Mar 10:00", "01 Apr 10:00"]
    assert [one.starts.astimezone(UTC).hour for one in moved] == [10, 9]


def test_a_class_is_cancelled_with_a_reason_and_another_is_held_at_the_end(stage: Stage) -> None:
    close(stage, date(2026, 12, 21), date(2027, 1, 1), "Christmas")
    course = filled(stage)
    before = titles(stage, course)
    choose(stage, 1, "Cancel this class")
    dialog = stage.messages.dialog
    stage.qtbot.keyClicks(dialog.ui.reason_edit, "The hall is flooded")
    assert not dialog.ui.replace_panel.isEnabled()
    dialog.ui.replace_check.click()
    assert dialog.ui.moment_edit.moment() == datetime(2027, 1, 7, 10)
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert [one[:8] for one in held_on(stage, course)] == [
        "1 19 Nov",
        "2 03 Dec",
        "3 10 Dec",
        "4 17 Dec",
        "5 07 Jan",
    ]
    assert titles(stage, course) == before
    assert tags(stage) == ["Today", "Cancelled", "To come", "To come", "To come", "To come"]
    row = stage.page.dates.list.row_at(1)
    assert row.title.font().strikeOut() and row.edit.isHidden()
    assert row.held.text() == "Thu 26 Nov, 10:00: The hall is flooded"
    assert stage.page.dates.list.row_at(2).title.text().startswith("2 of 5: Tummy")
    assert stage.said[-1][:2] == ("The class on Thu 26 Nov is cancelled.", "Undo")
    stage.undo()
    assert titles(stage, course) == before
    assert [one[:8] for one in held_on(stage, course)][4] == "5 17 Dec" and len(classes(stage, course)) == 5


def test_a_cancelled_class_is_made_up_for_later_or_held_after_all(stage: Stage) -> None:
    course = filled(stage)
    choose(stage, 2, "Cancel this class")
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    assert len(held_on(stage, course)) == 4
    choose(stage, 2, "Add a class in its place")
    dialog = stage.messages.dialog
    assert dialog.ui.reason_edit.isHidden() and dialog.ui.replace_panel.isEnabled()
    dialog.ui.moment_edit.date_edit.setDate(QDate(2026, 12, 4))
    dialog.ui.save_button.click()
    stage.settle()
    assert [one[2:8] for one in held_on(stage, course)] == ["19 Nov", "26 Nov", "04 Dec", "10 Dec", "17 Dec"]
    shown = rows(stage.page.dates.list)[2].shown
    assert [one.text() for one in stage.page.dates.menu_for(shown).actions()] == ["&Hold it after all"]
    choose(stage, 2, "Hold it after all")
    assert [one[2:8] for one in held_on(stage, course)] == ["19 Nov", "26 Nov", "03 Dec", "10 Dec", "17 Dec"]
    assert stage.said[-1][0] == "The class on Thu 3 Dec is held after all."


def test_a_conflict_and_a_holiday_are_said_beside_the_date_and_forbid_nothing(stage: Stage) -> None:
    stage.page.context.profile = Profile(nation="ENG")
    with stage.store.write() as session:
        a_course(session, "Other babies", starts=(NOW + timedelta(days=8),))
    course = filled(stage)
    stage.page.open(course)
    stage.settle()
    row = stage.page.dates.list.row_at(1)
    assert row.note.isHidden()
    row.edit.date_edit.setDate(QDate(2026, 11, 27))
    row.edit.settle()
    stage.settle()
    assert row.note.accessibleName() == "You teach Other babies, 10:00 to 11:00"
    row.edit.date_edit.setDate(QDate(2026, 12, 25))
    row.edit.settle()
    stage.settle()
    assert stage.page.dates.list.row_at(4).note.accessibleName() == "Christmas Day"
    assert held_on(stage, course)[4].startswith("5 25 Dec")


def test_two_classes_of_one_course_at_the_same_time_are_told(stage: Stage) -> None:
    filled(stage)
    row = stage.page.dates.list.row_at(1)
    row.edit.date_edit.setDate(QDate(2026, 12, 3))
    row.edit.settle()
    stage.settle()
    assert row.note.accessibleName() == "St Anne's Hall is taken: Autumn course, 10:00 to 11:00"


def test_a_class_that_was_opened_only_leads_to_its_paper_cue_sheet(stage: Stage) -> None:
    with stage.store.write() as session:
        opened = a_class(session)
    stage.page.open(opened.course)
    stage.show()
    shown = rows(stage.page.dates.list)[0].shown
    [entry] = stage.page.dates.menu_for(shown).actions()
    entry.trigger()
    assert stage.gone == [("quick_entry", opened.session)]


@pytest.mark.parametrize("words", ["<b>flood</b> & fire", "الإجازة", "水が出た"])
def test_a_reason_is_shown_as_it_is_written(stage: Stage, words: str) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        second = course_list_queries.course(session, course_id=course, now=NOW).sessions[1].id
        dates_service.cancel_class(session, session_id=second, reason=words, now=NOW)
    stage.show()
    assert stage.page.dates.list.row_at(1).held.text().endswith(words)
    assert stage.page.dates.list.row_at(1).held.textFormat() == Qt.TextFormat.PlainText
