"""The columns of a list are shown with what stands in them, and can be taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from massage_studio.exchange import orders
from massage_studio.exchange.meanings import Meaning
from massage_studio.gui.exchange.column_panel import MEANING, SAMPLE, TITLE, WHY
from massage_studio.gui.exchange.table import BABY, BORN, CARER, STATE
from tests.gui.exchange.import_stage import EVENTBRITE, OWN_LIST, ImportStage


def answer(stage: ImportStage, words: str, likely: str) -> None:
    """Press a button of a question."""
    boxes = stage.page.preview.questions.boxes.values()
    [box] = [box for box in boxes if box.words.text() == words]
    [button] = [button for button in box.buttons if button.accessibleName() == likely]
    button.click()
    stage.settle()


def held(stage: ImportStage, column: int) -> dict[str, str]:
    """Return one column of the panel by the titles of the file."""
    model = stage.page.ui.column_panel.model
    return {
        model.index(row, TITLE).data(): model.index(row, column).data() for row in range(model.rowCount())
    }


def choose(stage: ImportStage, title: str, meaning: Meaning) -> None:
    """Choose what a column holds, as a person does in its drop-down."""
    panel = stage.page.ui.column_panel
    row = list(held(stage, TITLE)).index(title)
    panel.table.edit(panel.model.index(row, MEANING))
    [combo] = panel.table.findChildren(QComboBox)
    combo.setCurrentIndex(combo.findData(meaning.value))
    combo.activated.emit(combo.currentIndex())
    stage.settle()


def test_an_unknown_list_asks_for_the_babies_and_is_known_the_next_time(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(OWN_LIST)
    assert not stage.page.ui.import_button.isEnabled()
    answer(stage, "Which column holds the baby's name?", "First name (2): Mia, Leo")
    assert stage.cells(BABY) == ["Mia Okafor", "Leo Brown"]
    assert stage.cells(BORN) == ["17 September 2026", "1 August 2026"]
    stage.page.ui.read_bar.columns_button.click()
    stage.page.ui.column_panel.name_edit.setText("Village hall list")
    stage.page.ui.column_panel.name_edit.editingFinished.emit()
    stage.settle()
    stage.page.ui.column_panel.done_button.click()
    stage.press_import()
    assert [row.reference for row in stage.bookings(course)] == ["B1", "B2"]
    stage.choose(OWN_LIST)
    assert stage.page.preview.ui.reading_label.text() == "Village hall list"
    assert set(stage.cells(STATE)) == {"Known already"}


def test_each_column_says_what_it_holds_and_why_and_can_be_changed(
    stage: ImportStage, tmp_path: Path
) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    path.write_text(
        "Mum,Baby's name,Names of older children,Question 7,Notes\n"
        "Ann Lee,Kit,Tom (4),14/08/2026,Parks behind the hall\n",
        encoding="utf-8",
    )
    stage.choose(path)
    assert "Not used: Names of older children (Tom (4)), Notes (Parks behind the hall)" in (
        stage.page.preview.unused_label.text()
    )
    stage.page.ui.read_bar.columns_button.click()
    assert held(stage, MEANING)["Question 7"] == "Baby's birth date"
    assert held(stage, WHY) == {
        "Mum": "by its title", "Baby's name": "by its title", "Question 7": "by what stands in it",
        "Names of older children": "it is about other children", "Notes": "",
    }  # fmt: skip
    assert held(stage, SAMPLE)["Notes"] == "Parks behind the hall"
    choose(stage, "Notes", Meaning.HEALTH)
    assert held(stage, WHY)["Notes"] == "you said so"
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Escape)
    assert stage.page.preview.isVisible()
    assert stage.page.preview.lines[0].health == ("Parks behind the hall",)


def test_marketing_cannot_even_be_chosen_for_photos_or_health(stage: ImportStage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    stage.page.ui.read_bar.columns_button.click()
    panel = stage.page.ui.column_panel
    row = list(held(stage, TITLE)).index("Marketing")
    panel.table.edit(panel.model.index(row, MEANING))
    [combo] = panel.table.findChildren(QComboBox)
    assert combo.findData(Meaning.PHOTO.value) < 0 and combo.findData(Meaning.HEALTH.value) < 0
    assert combo.findData(Meaning.STATUS.value) > 0


def test_escape_leaves_the_columns_as_they_were(stage: ImportStage) -> None:
    stage.course()
    stage.choose(EVENTBRITE)
    stage.page.ui.read_bar.columns_button.click()
    assert stage.page.ui.column_panel.isVisible() and not stage.page.preview.isVisible()
    stage.qtbot.keyClick(stage.page.ui.column_panel.name_edit, Qt.Key.Key_Escape)
    stage.settle()
    assert not stage.page.ui.column_panel.isVisible()
    assert stage.cells(STATE).count("Ready") == 8


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


def test_of_too_many_bookings_one_event_can_be_chosen(
    stage: ImportStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MOST_BOOKINGS", 1)
    stage.course()
    path = tmp_path / "list.csv"
    rows = "1,Massage,Ann,Kit,a@example.org\n2,Yoga & more,Tom,Leo,t@example.org\n"
    path.write_text(f"Booking reference,Event title,First name,Baby's name,Email\n{rows}", encoding="utf-8")
    stage.choose(path)
    assert "more than 1 bookings" in stage.page.ui.banner.words()
    choose_in(stage.page.ui.read_bar.event_combo, "Yoga & more")
    stage.settle()
    assert stage.cells(BABY) == ["Leo"]


def test_one_of_several_events_can_be_chosen(stage: ImportStage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    rows = "1,Massage,Ann,Kit,a@example.org\n2,Yoga & more,Tom,Leo,t@example.org\n"
    path.write_text(f"Booking reference,Event title,First name,Baby's name,Email\n{rows}", encoding="utf-8")
    stage.choose(path)
    choose_in(stage.page.ui.read_bar.event_combo, "Yoga & more")
    stage.settle()
    assert stage.cells(BABY) == ["Leo"]
    stage.press_import()
    assert stage.cells(STATE) == ["Known already"]
