"""A list of one's own is matched by hand, and how a file is read can be changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from massage_studio.exchange.layouts import Field
from massage_studio.gui.exchange.table import BABY, BORN, CARER, KIND
from tests.gui.exchange.import_stage import EVENTBRITE, OWN_LIST, ImportStage


def column(stage: ImportStage, field: Field, title: str) -> None:
    """Choose the column that holds a field."""
    combo = stage.page.ui.mapper.lines[field].combo
    combo.setCurrentText(title)
    assert combo.currentText() == title
    combo.activated.emit(combo.currentIndex())


def match_the_own_list(stage: ImportStage) -> None:
    """Match the columns of the list with titles that are there twice, and use them."""
    column(stage, Field.BABY, "First name (2)")
    column(stage, Field.BORN, "Date of birth")
    stage.page.ui.mapper.use_button.click()
    stage.settle()


def test_an_unknown_list_is_matched_once_and_known_the_next_time(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(OWN_LIST)
    mapper = stage.page.ui.mapper
    assert mapper.isVisible() and not stage.page.ui.import_button.isVisible()
    assert mapper.lines[Field.GIVEN_NAME].combo.currentText() == "First name"
    assert mapper.lines[Field.GIVEN_NAME].sample.text() == "Grace · Tom"
    mapper.use_button.click()
    assert mapper.error_label.text() == "Choose the column with the baby's name."
    mapper.name_edit.setText("Village hall list")
    match_the_own_list(stage)
    assert not mapper.isVisible()
    assert stage.cells(BABY) == ["Mia Okafor", "Leo Brown"]
    assert stage.cells(BORN) == ["17 September 2026", "1 August 2026"]
    stage.press_import()
    assert [row.reference for row in stage.bookings(course)] == ["B1", "B2"]
    stage.choose(OWN_LIST)
    assert not mapper.isVisible()
    assert stage.page.preview.ui.reading_label.text() == "Village hall list"
    assert set(stage.cells(KIND)) == {"Known already"}


def test_what_was_matched_can_be_changed(stage: ImportStage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    match_the_own_list(stage)
    stage.page.ui.read_bar.match_button.click()
    assert stage.page.ui.mapper.lines[Field.BABY].combo.currentText() == "First name (2)"
    column(stage, Field.BABY, "Last name (2)")
    stage.page.ui.mapper.use_button.click()
    stage.settle()
    assert "Row 3 has no baby's name" in stage.page.ui.banner.words()
    assert stage.page.empty.isVisible() and stage.page.ui.read_bar.match_button.isVisible()


def test_marketing_cannot_even_be_chosen_for_photos_or_health(stage: ImportStage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    lines = stage.page.ui.mapper.lines
    for asked in (Field.PHOTO, Field.HEALTH, Field.MORE_HEALTH):
        assert lines[asked].combo.findText("Marketing") < 0
    assert lines[Field.STATUS].combo.findText("Marketing") > 0


def test_scrolling_over_the_columns_changes_none_of_them(stage: ImportStage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    combo = stage.page.ui.mapper.lines[Field.EMAIL].combo
    wheel = QWheelEvent(
        QPointF(5, 5), combo.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert combo.currentText() == "Email"


def test_escape_leaves_the_columns_as_they_were(stage: ImportStage) -> None:
    stage.course()
    stage.choose(EVENTBRITE)
    stage.page.ui.read_bar.match_button.click()
    assert stage.page.ui.mapper.isVisible()
    stage.qtbot.keyClick(stage.page.ui.mapper.name_edit, Qt.Key.Key_Escape)
    stage.settle()
    assert not stage.page.ui.mapper.isVisible()
    assert stage.cells(KIND).count("New") == 8
    stage.choose(OWN_LIST)
    stage.page.ui.mapper.leave_button.click()
    assert stage.page.empty.isVisible() and not stage.page.ui.mapper.isVisible()


def choose_in(combo: QComboBox, words: str) -> None:
    """Choose an entry of a drop-down as a person does."""
    assert combo.isVisible()
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())


def test_how_the_file_is_read_can_be_changed_and_taken_back(stage: ImportStage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    path.write_bytes("Order #,First Name,Baby's name,Email\n1,Zoë,Kit,z@example.org\n".encode("cp1252"))
    stage.choose(path)
    assert stage.page.ui.read_bar.encoding_combo.currentText() == "Windows"
    assert stage.cells(CARER) == ["Zoë"]
    choose_in(stage.page.ui.read_bar.encoding_combo, "UTF-8")
    stage.settle()
    assert "not written in that encoding" in stage.page.ui.banner.words()
    stage.page.ui.banner.action.emit()
    stage.settle()
    assert stage.cells(CARER) == ["Zoë"] and stage.page.ui.banner.isHidden()


def test_dates_that_could_be_read_two_ways_are_told_and_can_be_turned(
    stage: ImportStage, tmp_path: Path
) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    path.write_text("Order #,First Name,Baby's name,Baby's DOB\n1,Ann,Kit,05/11/2026\n", encoding="utf-8")
    stage.choose(path)
    assert "two ways" in stage.page.ui.banner.words()
    assert stage.cells(BORN) == ["11 May 2026"]
    choose_in(stage.page.ui.read_bar.dates_combo, "Day first")
    stage.settle()
    assert stage.cells(BORN) == ["5 November 2026"]
    assert stage.page.ui.banner.isHidden()


def test_one_of_several_events_can_be_chosen(stage: ImportStage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    rows = "1,Massage,Ann,Kit,a@example.org\n2,Yoga & more,Tom,Leo,t@example.org\n"
    rows += "3,Spoilt,Ben,,b@example.org\n"
    path.write_text(f"Booking reference,Event title,First name,Baby's name,Email\n{rows}", encoding="utf-8")
    stage.choose(path)
    assert "Row 4" in stage.page.ui.banner.words()
    choose_in(stage.page.ui.read_bar.event_combo, "Yoga & more")
    stage.settle()
    assert stage.cells(BABY) == ["Leo"]
    stage.press_import()
    assert stage.cells(KIND) == ["Known already"]
