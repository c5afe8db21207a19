"""Importing a booking site's file through the page: look, import, look again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from massage_studio.gui.exchange.table import BABY, BORN, NOTE, STATE
from tests.gui.exchange.import_stage import EVENTBRITE, ImportStage
from tests.studio_fixtures import NOW, a_course


def test_eight_babies_of_seven_families_come_in_and_a_second_time_nothing_new(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    assert stage.families() == 0
    assert stage.page.ui.import_button.text() == "&Import 8 babies"
    stage.press_import()
    assert stage.page.ui.banner.words() == "8 babies of 7 families booked, 1 cancelled row left out."
    assert [row.status for row in stage.bookings(course)] == ["booked"] * 8
    assert stage.families() == 7
    assert not stage.page.ui.import_button.isEnabled()
    assert sorted(set(stage.cells(STATE))) == ["Cancelled", "Known already"]
    stage.page.ui.banner.action.emit()
    assert stage.gone == [("classes", course)]


def test_the_preview_tells_what_would_happen_and_writes_nothing(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    assert stage.cells(STATE).count("Ready") == 8
    assert stage.cells(BABY)[0] == "Mia Okafor"
    assert stage.cells(BORN)[0] == "17 September 2026"
    assert stage.cells(NOTE)[stage.cells(STATE).index("Cancelled")] == "no place"
    assert stage.page.preview.ui.file_title.text() == "eventbrite-2024-layout.csv"
    assert stage.page.preview.ui.reading_label.text() == "Eventbrite"
    bar = stage.page.ui.read_bar
    shown = [bar.encoding_combo, bar.delimiter_combo, bar.titles_combo]
    assert [combo.currentText() for combo in shown] == ["UTF-8", "Comma", "1"]
    counts = [tag.accessibleName() for tag in stage.page.preview.tags.values() if not tag.isHidden()]
    assert counts == ["8 ready", "1 cancelled"]
    assert (stage.bookings(course), stage.families()) == ((), 0)


def test_a_full_course_takes_the_rest_on_its_waiting_list(stage: ImportStage) -> None:
    course = stage.course(capacity=5)
    stage.choose(EVENTBRITE)
    assert sum("goes on the waiting list" in words for words in stage.cells(NOTE)) == 3
    assert stage.page.ui.import_button.text() == "&Import 8 babies"
    stage.press_import()
    statuses = [row.status for row in stage.bookings(course)]
    assert (statuses.count("booked"), statuses.count("waiting")) == (5, 3)
    assert "3 babies on the waiting list" in stage.page.ui.banner.words()


@pytest.mark.parametrize(
    "text",
    ["", "only one line of words\n", "%PDF-1.7\n", "Name,Email\n"],
    ids=["empty", "no table", "PDF", "no rows"],
)
def test_a_broken_file_is_told_with_what_to_do_and_writes_nothing(
    stage: ImportStage, tmp_path: Path, text: str
) -> None:
    course = stage.course()
    broken = tmp_path / "broken.csv"
    broken.write_text(text, encoding="utf-8")
    stage.choose(broken)
    assert not stage.page.ui.banner.isHidden()
    assert stage.page.ui.banner.words().count(".") >= 2
    assert stage.page.ui.import_button.isHidden()
    assert (stage.bookings(course), stage.families()) == ((), 0)


def test_an_odd_row_waits_for_its_answer_and_the_others_come_in(stage: ImportStage, tmp_path: Path) -> None:
    course = stage.course()
    text = EVENTBRITE.read_text(encoding="utf-8-sig").replace("09/17/26", "no idea")
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_text(text, encoding="utf-8")
    stage.choose(spoilt)
    assert stage.cells(STATE).count("Needs you") == 1
    stage.press_import()
    assert len(stage.bookings(course)) == 7
    assert stage.page.ui.banner.words().endswith("1 baby still needs you.")
    assert stage.page.preview.isVisible() and stage.cells(STATE).count("Needs you") == 1


def test_another_file_takes_the_place_of_a_broken_one(stage: ImportStage, tmp_path: Path) -> None:
    stage.course()
    broken = tmp_path / "broken.csv"
    broken.write_text("", encoding="utf-8")
    stage.choose(broken)
    stage.messages.expect("file_to_open", EVENTBRITE)
    stage.page.ui.banner.action.emit()
    stage.settle()
    assert stage.page.ui.banner.isHidden()
    assert stage.cells(STATE).count("Ready") == 8


def test_no_file_chosen_changes_nothing(stage: ImportStage) -> None:
    stage.course()
    stage.messages.expect("file_to_open", None)
    stage.page.empty.button.click()
    assert not stage.page.empty.isHidden()


def test_a_file_is_dropped_onto_the_page(stage: ImportStage) -> None:
    stage.course()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(EVENTBRITE))])
    event = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.page.dropEvent(event)
    stage.settle()
    assert stage.cells(STATE).count("Ready") == 8


def test_the_course_is_chosen_on_the_page_where_none_was_named(stage: ImportStage) -> None:
    first = stage.course(name="First")
    second = stage.course(name="Second")
    stage.choose(EVENTBRITE)
    combo = stage.page.ui.read_bar.course_combo
    assert combo.currentText() == "Second"
    combo.setCurrentIndex(combo.findText("First"))
    combo.activated.emit(combo.currentIndex())
    stage.settle()
    stage.press_import()
    assert len(stage.bookings(first)) == 8
    assert stage.bookings(second) == ()


def test_without_a_course_the_page_leads_to_planning_one(stage: ImportStage) -> None:
    stage.page.show()
    stage.settle()
    assert stage.page.ui.banner.words() == "There is no course to import into yet."
    stage.page.ui.banner.action.emit()
    assert stage.gone == [("classes", None)]


def test_after_an_import_the_page_waits_for_another_file(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    stage.page.open(course)
    stage.settle()
    assert not stage.page.empty.isHidden()
    assert stage.page.ui.banner.isHidden()
    assert stage.page.ui.import_button.isHidden()


def test_two_terms_of_one_name_are_told_apart_by_their_first_day(stage: ImportStage) -> None:
    with stage.store.write() as session:
        for weeks in (0, 8):
            a_course(session, "Thursdays", starts=(NOW + timedelta(weeks=weeks),))
    stage.course(name="Saturdays")
    stage.choose(EVENTBRITE)
    combo = stage.page.ui.read_bar.course_combo
    assert {combo.itemText(place) for place in range(combo.count())} == {
        "Thursdays, from 19 November 2026",
        "Thursdays, from 14 January 2027",
        "Saturdays",
    }


def a_long_list(path: Path, rows: int) -> Path:
    """Write a list that takes a while."""
    line = "{0},Ann,Lee{0},a{0}@example.org,Kit{0},13/08/2026\n"
    titles = "Order #,First Name,Last Name,Email,Baby's name,Baby's DOB\n"
    path.write_text(titles + "".join(line.format(row) for row in range(rows)), encoding="utf-8")
    return path


def test_a_long_import_shows_how_far_it_is_and_stopping_it_leaves_nothing(
    stage: ImportStage, tmp_path: Path
) -> None:
    course = stage.course(capacity=12)
    stage.choose(a_long_list(tmp_path / "long.csv", 2000))
    stage.qtbot.mouseClick(stage.page.ui.import_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(stage.page.work.ui.stop_button.isVisible)
    stage.qtbot.waitUntil(lambda: stage.page.work.ui.work_progress.value() > 0)
    assert not stage.page.ui.import_button.isEnabled()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.page.ui.banner.words() == "The import was stopped. Nothing was imported."
    assert not stage.page.work.isVisible()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.page.ui.import_button.isEnabled()


def test_reading_a_file_can_be_stopped(stage: ImportStage, tmp_path: Path) -> None:
    stage.course()
    gate = Event()
    stage.page.context.tasks.make(gate.wait, lambda opened: None)  # something else goes first
    stage.page.take(a_long_list(tmp_path / "long.csv", 2000))
    stage.qtbot.waitUntil(stage.page.work.ui.stop_button.isVisible)
    stage.page.work.ui.stop_button.click()
    gate.set()
    stage.settle()
    assert stage.page.empty.isVisible()
    assert not stage.page.work.isVisible() and stage.page.ui.banner.isHidden()


def test_the_whole_way_goes_by_keyboard(stage: ImportStage) -> None:
    course = stage.course()
    stage.page.activateWindow()
    stage.choose(EVENTBRITE)
    stage.qtbot.waitUntil(stage.page.ui.import_button.hasFocus)
    stage.qtbot.keyClick(stage.page.ui.import_button, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: len(stage.bookings(course)) == 8)
    stage.settle()
    reached = set()
    for _ in range(40):
        reached.add(stage.page.focusWidget())
        stage.page.focusNextPrevChild(True)
    bar = stage.page.ui.read_bar
    for widget in (bar.course_combo, bar.encoding_combo, bar.columns_button):
        assert widget in reached
    assert stage.page.ui.file_button in reached and stage.page.ui.back_button in reached
