"""The grid of a course: dyads by weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.gui.progress.page import ProgressPage
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, OpenClass, a_class, a_course, barred


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(ProgressPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def held(stage: Stage) -> OpenClass:
    """Hold the first class: Mia here and quiet alert, Noah absent."""
    with stage.store.write() as session:
        of = a_class(session, "Mia", "Noah")
        for dyad, status in zip(of.dyads, ("here", "absent"), strict=True):
            attendance_service.mark(session, session_id=of.session, baby_id=dyad.baby, status=status, now=NOW)
        mia = of.dyads[0]
        cues.record(
            session,
            action_id=new_id(),
            session_id=of.session,
            dyads=((mia.baby, mia.carer),),
            kind="state",
            code="quiet_alert",
            now=NOW + timedelta(minutes=30),
        )
        opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=60))
    return of


def told(stage: Stage, row: int, column: int) -> str:
    model = stage.page.model
    return str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole))


def test_each_week_is_told_in_words(stage: Stage) -> None:
    held(stage)
    stage.show()
    assert told(stage, 0, 0) == "Mia, with Mia's carer"
    assert told(stage, 0, 1) == "week 1: here; Quiet alert 30 min"
    assert told(stage, 1, 1) == "week 1: absent"
    assert told(stage, 0, 2) == "week 2: not yet"
    assert stage.page.ui.subtitle_label.text() == (
        "1 of 5 classes held · 2 babies · 1 without a note since their last class"
    )


def test_a_baby_that_was_not_massaged_has_its_reason_in_the_grid(stage: Stage) -> None:
    with stage.store.write() as session:
        of = a_class(session, "Mia", "Noah")
        for dyad, status in zip(of.dyads, ("here", "late"), strict=True):
            attendance_service.mark(session, session_id=of.session, baby_id=dyad.baby, status=status, now=NOW)
            cues.record(
                session,
                action_id=new_id(),
                session_id=of.session,
                dyads=((dyad.baby, dyad.carer),),
                kind="not_massaged",
                code="recent_jab",
                now=NOW + timedelta(minutes=5),
            )
        cues.record(
            session,
            action_id=new_id(),
            session_id=of.session,
            dyads=((of.dyads[1].baby, of.dyads[1].carer),),
            kind="state",
            code="quiet_alert",
            now=NOW + timedelta(minutes=30),
        )
        opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=60))
    stage.show()
    assert told(stage, 0, 1) == "week 1: here; Not massaged, and that is fine: recent jab"
    assert told(stage, 1, 1) == (
        "week 1: late; Not massaged, and that is fine: recent jab; Quiet alert 30 min"
    )


def test_a_click_opens_the_family(stage: Stage) -> None:
    of = held(stage)
    stage.show()
    view = stage.page.ui.grid_view
    place = view.visualRect(stage.page.model.index(1, 1)).center()
    stage.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.gone == [("family", of.dyads[1].family)]


def test_the_arrows_and_enter_open_the_family(stage: Stage) -> None:
    of = held(stage)
    stage.show()
    view = stage.page.ui.grid_view
    view.setFocus()
    stage.qtbot.keyClick(view, Qt.Key.Key_Down)
    stage.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert stage.gone == [("family", of.dyads[1].family)]


def test_another_course_is_chosen(stage: Stage) -> None:
    held(stage)
    with stage.store.write() as session:
        a_course(session, "Spring course", starts=(NOW + timedelta(days=90),))
    stage.show()
    combo = stage.page.ui.course_combo
    assert combo.currentText() == "Autumn course, from 19 November 2026"
    combo.setFocus()
    stage.qtbot.keyClick(combo, Qt.Key.Key_Up)
    stage.settle()
    assert combo.currentText().startswith("Spring course")
    assert isinstance(stage.page.ui.stack.currentWidget(), EmptyState)


def test_without_a_course_the_page_offers_to_plan_one(stage: Stage) -> None:
    stage.show()
    shown = stage.page.ui.stack.currentWidget()
    assert isinstance(shown, EmptyState)
    stage.qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    assert stage.gone == [("classes", None)]


def test_a_private_note_is_not_read_out_in_the_grid(stage: Stage) -> None:
    of = held(stage)
    with stage.store.write() as session:
        families.add_note(
            session,
            family_id=of.dyads[0].family,
            layer="private",
            text="Not for other eyes",
            now=NOW + timedelta(hours=1),
        )
    stage.show()
    last = stage.page.model.columnCount() - 1
    assert told(stage, 0, last) == "19 Nov: Private"


def test_a_tooltip_shows_a_name_as_it_was_typed(stage: Stage) -> None:
    with stage.store.write() as session:
        a_class(session, "<img src=x>")
    stage.show()
    model = stage.page.model
    tooltip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tooltip and "&lt;img src=x&gt;" in tooltip


def test_tab_leaves_the_grid(stage: Stage) -> None:
    held(stage)
    stage.show()
    stage.page.ui.grid_view.setFocus()
    stage.qtbot.keyClick(stage.page.ui.grid_view, Qt.Key.Key_Tab)
    assert not stage.page.ui.grid_view.hasFocus()


def test_the_grid_is_painted_with_every_kind_of_mark(stage: Stage) -> None:
    of = held(stage)
    with stage.store.write() as session:
        attendance_service.mark(
            session, session_id=of.session, baby_id=of.dyads[1].baby, status="late", now=NOW
        )
    stage.show()
    assert not stage.page.grab().isNull()


def test_of_many_courses_the_latest_are_there_to_choose_and_a_press_brings_earlier_ones(stage: Stage) -> None:
    with stage.store.write() as session:
        oldest = [
            a_course(session, f"Course {number}", starts=(NOW - timedelta(days=number),))
            for number in range(130)
        ][-1]
    stage.show()
    combo = stage.page.ui.course_combo
    assert (combo.count(), combo.currentIndex()) == (101, 0)
    assert combo.itemText(100) == "Show earlier courses"
    combo.setCurrentIndex(100)
    combo.activated.emit(100)
    stage.settle()
    assert (combo.count(), combo.currentIndex()) == (130, 0)
    assert combo.itemData(129) == oldest


def test_a_course_of_long_ago_is_shown_when_it_is_asked_for(stage: Stage) -> None:
    with stage.store.write() as session:
        oldest = [
            a_course(session, f"Course {number}", starts=(NOW - timedelta(days=number),))
            for number in range(130)
        ][-1]
    stage.page.open(oldest)
    stage.show()
    combo = stage.page.ui.course_combo
    assert (combo.count(), combo.currentData()) == (102, oldest)


def test_a_restriction_stands_whole_below_the_baby(stage: Stage) -> None:
    of = held(stage)
    with stage.store.write() as session:
        words = barred(session, of.dyads[0], "Must not be told where or when. " * 3)
    stage.show()
    assert words in told(stage, 0, 0)
    view = stage.page.ui.grid_view
    assert view.rowHeight(0) > view.rowHeight(1) + 2 * view.fontMetrics().height()
