"""The calendar by clicks and keys, on a real studio, at ten o'clock on Thursday 19 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from massage_studio.bookings import dates_service
from massage_studio.bookings.models import ClassSession, ClosedDays
from massage_studio.gui.bookings.calendar_page import CalendarPage
from massage_studio.gui.widgets.calendar_view import CalendarItem
from massage_studio.gui.widgets.calendar_week import clusters
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_course, classes_of

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(CalendarPage, studio_folder, qtbot) as made:
        yield made


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def planned(stage: Stage, *starts: datetime, name: str = "Autumn course") -> list[UUID]:
    with stage.store.write() as session:
        return classes_of(session, a_course(session, name, starts=starts or (at(19, 10), at(26, 10))))


def agenda(stage: Stage) -> list[str]:
    return [row.words for row in stage.page.ui.agenda.rows()]


def press(stage: Stage, key: Qt.Key) -> None:
    stage.qtbot.keyClick(stage.page.view(), key)
    stage.settle()


def click_class(stage: Stage, key: object) -> None:
    view = stage.page.view()
    box = next(box for box in view.boxes() if box.item.key == key and not box.hidden)
    stage.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.rect.center().toPoint())


def test_a_studio_without_a_class_offers_to_plan_one(stage: Stage) -> None:
    stage.show()
    assert stage.page.empty.isVisible() and stage.page.ui.view_card.isHidden()
    stage.page.empty.button.click()
    assert stage.gone == [("classes", None)]


def test_the_month_tells_its_classes_and_marks_today(stage: Stage) -> None:
    planned(stage)
    stage.show()
    ui = stage.page.ui
    assert ui.heading.text() == "November 2026"
    assert ui.subtitle.text() == "2 classes"
    days, told = agenda(stage)[::2], agenda(stage)[1::2]
    assert days == ["Thursday 19 November", "Thursday 26 November"]
    assert told[1].startswith("Thursday 26 November, 10:00 to 11:00, Autumn course, class 2 of 2, ")
    assert told[1].endswith(", St Anne's Hall")
    assert [day.day for day in ui.month_view.days if day.today] == [NOW.date()]
    assert ui.month_view.days[0].day == date(2026, 10, 26) and len(ui.month_view.days) == 42
    assert ui.legend.accessibleName() == "Venues: St Anne's Hall"


def test_a_click_on_todays_class_opens_its_class_room_and_on_a_later_one_its_course(stage: Stage) -> None:
    today, later = planned(stage)
    stage.show()
    click_class(stage, today)
    click_class(stage, later)
    with stage.store.read() as session:
        course = session.get_one(ClassSession, later).course_id
    assert stage.gone == [("class_room", today), ("classes", course)]


def test_everything_is_reached_by_keys(stage: Stage) -> None:
    today, later = planned(stage)
    stage.show()
    view = stage.page.ui.month_view
    assert view.current().key == today
    press(stage, Qt.Key.Key_Down)
    assert view.current().key == later
    assert stage.page.ui.agenda.current() == later
    assert view.accessibleDescription().startswith("Thursday 26 November, 10:00 to 11:00, Autumn course")
    press(stage, Qt.Key.Key_Right)
    assert view.current() is None
    assert view.accessibleDescription() == "Friday 27 November, no class"
    press(stage, Qt.Key.Key_Left)
    press(stage, Qt.Key.Key_Return)
    assert stage.gone[-1][0] == "classes"
    press(stage, Qt.Key.Key_PageDown)
    assert stage.page.ui.heading.text() == "December 2026"
    press(stage, Qt.Key.Key_T)
    assert stage.page.ui.heading.text() == "November 2026"
    assert view.current().key == today
    press(stage, Qt.Key.Key_PageUp)
    assert stage.page.ui.heading.text() == "October 2026"


def test_arrows_lead_beyond_what_is_shown(stage: Stage) -> None:
    planned(stage)
    stage.page.open(date(2026, 12, 6))
    stage.show()
    view = stage.page.ui.month_view
    assert view.current_day() == date(2026, 12, 6)
    press(stage, Qt.Key.Key_Up)
    assert view.current_day() == date(2026, 11, 29)
    press(stage, Qt.Key.Key_Up)
    assert stage.page.ui.heading.text() == "November 2026"
    assert view.current_day() == date(2026, 11, 22)


def test_the_agenda_opens_classes_by_keys_alone(stage: Stage) -> None:
    today, later = planned(stage)
    stage.show()
    listed = stage.page.ui.agenda
    listed.setFocus()
    stage.qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert listed.current() == later
    assert stage.page.view().current().key == later
    stage.qtbot.keyClick(listed, Qt.Key.Key_Up)
    stage.qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert stage.gone == [("class_room", today)]


def test_a_cancelled_class_is_struck_out_with_its_reason(stage: Stage) -> None:
    first, _ = planned(stage)
    with stage.store.write() as session:
        row = session.get_one(ClassSession, first)
        row.status, row.reason = "cancelled", "The hall is flooded"
    stage.show()
    item = stage.page.view().items_on(NOW.date())[0]
    assert item.struck and item.words.endswith("cancelled: The hall is flooded")
    assert stage.page.ui.subtitle.text() == "one class, one cancelled"
    assert stage.page.ui.agenda.rows()[1].end == "Cancelled: The hall is flooded"
    click_class(stage, first)
    assert stage.gone[0][0] == "classes"


def test_two_classes_at_once_are_marked(stage: Stage) -> None:
    planned(stage, at(19, 10))
    planned(stage, at(19, 10, 30), name="Late course")
    planned(stage, at(19, 14), name="Afternoon course")
    stage.show()
    items = stage.page.view().items_on(NOW.date())
    assert [item.clash for item in items] == [True, True, False]
    assert "same instructor as another class" in items[0].words
    assert stage.page.ui.agenda.rows()[1].end == "Instructor needed twice"


def test_closed_days_and_bank_holidays_are_named(stage: Stage) -> None:
    planned(stage, at(19, 10), at(30, 10))
    with stage.store.write() as session:
        session.add(ClosedDays(id=new_id(), first=date(2026, 11, 24), last=date(2026, 11, 25), words="Away"))
    stage.page.context.profile = type(stage.page.context.profile)(nation="SCT")
    stage.show()
    notes = {day.day.day: day.note for day in stage.page.ui.month_view.days if day.note and not day.outside}
    assert notes[24] == notes[25] == "Away"
    assert "Andrew" in notes[30]
    assert any("Away" in words for words in agenda(stage))


def test_a_day_that_is_pressed_opens_its_week(stage: Stage) -> None:
    planned(stage)
    stage.show()
    view = stage.page.ui.month_view
    stage.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, round(view.cell(28).top()) + 8))
    stage.settle()
    assert stage.page.view() is stage.page.ui.week_view
    assert stage.page.ui.heading.text() == "23 to 29 November 2026"
    press(stage, Qt.Key.Key_PageDown)
    assert stage.page.ui.heading.text() == "30 Nov to 6 December 2026"
    stage.page.ui.mode_button.click()
    stage.settle()
    assert stage.page.ui.heading.text() == "November 2026"


def test_the_week_stretches_to_an_early_and_a_late_class(stage: Stage) -> None:
    early, late = planned(stage, at(19, 7, 30), at(19, 19, 30))
    stage.show()
    stage.page.ui.mode_button.click()
    stage.settle()
    view = stage.page.ui.week_view
    assert view.hours() == (7, 21)
    boxes = {box.item.key: box.rect for box in view.boxes()}
    assert boxes[early].bottom() < boxes[late].top() < boxes[late].bottom() <= view.height()
    click_class(stage, late)
    assert stage.gone == [("class_room", late)]


def test_more_classes_than_have_room_are_counted_and_reached(stage: Stage) -> None:
    keys = [planned(stage, at(19, 4 + number), name=f"Course {number}")[0] for number in range(18)]
    stage.show()
    boxes = [box for box in stage.page.view().boxes() if box.item.day == NOW.date()]
    hidden = boxes[-1].hidden
    assert len(boxes) - 1 + len(hidden) == len(keys) and hidden
    for _ in keys[1:]:
        press(stage, Qt.Key.Key_Down)
    assert stage.page.view().current().key == keys[-1]
    press(stage, Qt.Key.Key_Return)
    assert stage.gone == [("class_room", keys[-1])]
    pos = boxes[-1].rect.center().toPoint()
    stage.qtbot.mouseClick(stage.page.view(), Qt.MouseButton.LeftButton, pos=pos)
    stage.settle()
    assert stage.page.view() is stage.page.ui.week_view


def item(start: int, end: int, key: str) -> CalendarItem:
    return CalendarItem(key, NOW.date(), start, end, "", key, "", key)


def test_classes_that_overlap_stand_side_by_side() -> None:
    rows = [item(600, 660, "a"), item(630, 690, "b"), item(660, 700, "c"), item(700, 760, "d")]
    assert [[(one.key, lane) for one, lane in group] for group in clusters(rows)] == [
        [("a", 0), ("b", 1), ("c", 0)],
        [("d", 0)],
    ]


def test_a_month_without_a_class_leads_to_the_next_one(stage: Stage) -> None:
    planned(stage, at(14, 10, month=12))
    stage.show()
    ui = stage.page.ui
    assert ui.nothing_label.text() == "No class here. The next one is on 14 December 2026."
    ui.nearest_button.click()
    stage.settle()
    assert ui.heading.text() == "December 2026"
    assert not ui.nearest_button.isVisible()


def test_a_name_with_a_tag_in_it_is_shown_as_typed(stage: Stage) -> None:
    planned(stage, at(19, 10), name="<b>Autumn</b> & co")
    stage.show()
    view = stage.page.view()
    pos = view.boxes()[0].rect.center().toPoint()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, pos, view.mapToGlobal(pos)))
    assert "&lt;b&gt;Autumn&lt;/b&gt; &amp; co" in QToolTip.text()
    QToolTip.hideText()
    assert [action.text() for action in stage.page.export_menu().actions()][-1] == "<b>Autumn</b> && co"


def test_a_course_is_exported_from_the_menu(stage: Stage, tmp_path: Path) -> None:
    planned(stage)
    planned(stage, at(20, 10), name="Other course")
    stage.show()
    actions = {action.text(): action for action in stage.page.export_menu().actions()}
    target = tmp_path / "mine"
    stage.messages.expect("file_to_save", target)
    actions["Autumn course"].trigger()
    written = target.with_name("mine.ics")
    stage.qtbot.waitUntil(lambda: bool(stage.said))
    assert stage.said[0][0] == "2 classes exported. Bring the file into your calendar."
    assert len(icalendar.Calendar.from_ical(written.read_bytes()).events) == 2
    stage.messages.expect("file_to_save", written)
    actions["&All classes"].trigger()
    stage.qtbot.waitUntil(lambda: len(stage.said) == 2)
    assert len(icalendar.Calendar.from_ical(written.read_bytes()).events) == 3
    stage.messages.expect("file_to_save", None)
    actions["&All classes"].trigger()
    stage.settle()
    assert len(stage.said) == 2


def test_a_move_is_shown_while_the_page_is_in_view(stage: Stage) -> None:
    _, later = planned(stage)
    stage.show()
    stage.page.context.tasks.write(
        partial(dates_service.move_class, session_id=later, starts=at(27, 11), now=NOW)
    )
    stage.settle()
    assert stage.page.view().items_on(date(2026, 11, 27))[0].time == "11:00"


def test_a_cancelled_class_is_taken_back_by_key(stage: Stage) -> None:
    first, _ = planned(stage)
    stage.show()
    stage.page.context.tasks.write(
        partial(dates_service.cancel_class, session_id=first, reason="Snow", now=NOW)
    )
    stage.settle()
    assert stage.page.view().items_on(NOW.date())[0].struck
    stage.qtbot.keyClick(stage.page.view(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert not stage.page.view().items_on(NOW.date())[0].struck
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    stage.qtbot.keyClick(stage.page.view(), Qt.Key.Key_Z, both)
    stage.settle()
    assert stage.page.view().items_on(NOW.date())[0].struck


def test_forty_courses_over_years_keep_to_the_weeks_shown(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(40):
            first = NOW + timedelta(days=number % 5 - 364 * (number % 3), hours=number % 8 - 2)
            starts = tuple(first + timedelta(weeks=week) for week in range(8))
            a_course(session, f"Course {number}", starts=starts)
    stage.show()
    assert {item.title for item in stage.page.view().items} == {f"Course {n}" for n in range(0, 40, 3)}
    with stage.store.read() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM class_session WHERE starts_at >= '2026' AND starts_at < '2027'"
        )
        assert "ix_class_session_starts_at" in str(plan.all())
