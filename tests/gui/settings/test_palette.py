"""The keys of the class room, changed with clicks and keys and read back from the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.cues.queries import vocabulary
from massage_studio.cues.views import PaletteChip
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.settings.palette_page import PalettePage
from massage_studio.gui.widgets.chip import Chip, StateButton
from tests.gui.stage import Stage, staged

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(PalettePage, studio_folder, qtbot) as made:
        made.show()
        yield made


def kept(stage: Stage) -> dict[str, PaletteChip]:
    with stage.store.read() as session:
        return {chip.code: chip for chip in vocabulary(session).palette}


def chips(stage: Stage) -> list[Chip | StateButton]:
    found = stage.page.findChildren(QAbstractButton)
    return [button for button in found if isinstance(button, Chip | StateButton) and not button.isHidden()]


def chip(stage: Stage, words: str) -> Chip | StateButton:
    return next(button for button in chips(stage) if button.words() == words)


def click(stage: Stage, button: QWidget) -> None:
    stage.qtbot.mouseClick(button, LEFT)
    stage.settle()


def press(stage: Stage, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        stage.qtbot.keyClick(widget, key)
    stage.settle()


def test_the_palette_is_drawn_as_the_class_room_draws_it(stage: Stage) -> None:
    ui = stage.page.ui
    assert len(ui.palette_card.ui.state_chips.findChildren(StateButton)) == 6
    groups = (
        ui.palette_card.ui.engaging_chips,
        ui.palette_card.ui.disengaging_chips,
        ui.palette_card.ui.response_chips,
    )
    assert [len(group.findChildren(Chip)) for group in groups] == [7, 7, 8]
    assert chip(stage, "Looks away").accessibleDescription() == "Key Z"


def test_a_chip_gets_another_key_by_pressing_both(stage: Stage) -> None:
    click(stage, chip(stage, "Smiling"))
    assert stage.page.ui.key_button.text() == "Press the key now"
    assert chip(stage, "Smiling").isChecked() and not chip(stage, "Babbling").isChecked()
    press(stage, stage.page.ui.key_button, Qt.Key.Key_K)
    assert kept(stage)["smiles"].key == "K"
    assert stage.said[-1][:2] == ("Smiling is on K now.", "Undo")
    assert chip(stage, "Smiling").accessibleDescription() == "Key K"
    stage.undo()
    assert kept(stage)["smiles"].key == "S" and stage.page.ui.key_button.text() == "S"


def test_a_key_that_is_taken_is_told_and_the_next_one_counts(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, chip(stage, "Smiling"))
    press(stage, ui.key_button, Qt.Key.Key_Z)
    assert ui.edit_error.isVisible() and "Z is already Looks away." in ui.edit_error.text()
    press(stage, ui.key_button, Qt.Key.Key_P)
    assert "own work" in ui.edit_error.text()
    press(stage, ui.key_button, Qt.Key.Key_Shift, Qt.Key.Key_F11)
    assert kept(stage)["smiles"].key == "F11" and not ui.edit_error.isVisible()


def test_esc_leaves_the_key_as_it_was_and_then_the_panel(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, chip(stage, "Smiling"))
    press(stage, ui.key_button, Qt.Key.Key_Escape)
    assert ui.key_button.text() == "S" and ui.work_stack.currentWidget() is ui.edit_panel
    press(stage, ui.key_button, Qt.Key.Key_Escape)
    assert ui.work_stack.currentWidget() is ui.hint_panel
    assert chip(stage, "Smiling").hasFocus() and not chip(stage, "Smiling").isChecked()
    assert stage.said == []


def test_a_chip_gets_another_label(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, chip(stage, "Fed"))
    ui.label_edit.setFocus()
    ui.label_edit.selectAll()
    stage.qtbot.keyClicks(ui.label_edit, "Breast & bottle")
    press(stage, ui.label_edit, Qt.Key.Key_Return)
    assert kept(stage)["feed"].label == "Breast & bottle"
    press(stage, ui.label_edit, Qt.Key.Key_Tab)
    assert len(stage.said) == 1
    stage.undo()
    assert kept(stage)["feed"].label == "Fed"


def test_an_empty_label_is_not_kept_and_said_so(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, chip(stage, "Fed"))
    ui.label_edit.setFocus()
    ui.label_edit.selectAll()
    press(stage, ui.label_edit, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert "label is empty" in ui.edit_error.text() and ui.edit_error.isVisible()
    assert kept(stage)["feed"].label == "Fed"


def test_a_chip_is_taken_off_and_put_back_where_it_was(stage: Stage) -> None:
    before = kept(stage)
    click(stage, chip(stage, "Looks away"))
    click(stage, stage.page.ui.off_button)
    assert "looks_away" not in kept(stage)
    assert stage.page.ui.work_stack.currentWidget() is stage.page.ui.hint_panel
    assert len(chips(stage)) == 27
    stage.undo()
    assert list(kept(stage).items()) == list(before.items()) and len(chips(stage)) == 28


def test_a_state_changes_its_key_alone(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, chip(stage, "Crying"))
    assert not ui.off_button.isVisible() and not ui.label_edit.isVisible()
    press(stage, ui.key_button, Qt.Key.Key_F12)
    assert kept(stage)["crying"].key == "F12"


def test_any_cue_is_found_by_typing_and_put_on_a_free_key(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, ui.add_button)
    assert ui.adding_panel.ui.find_list.count() == 91 + 32
    stage.qtbot.keyClicks(ui.adding_panel.ui.find_edit, "shakes head")
    press(stage, ui.adding_panel.ui.find_edit, Qt.Key.Key_Return)
    assert kept(stage)["shakes_head"] == PaletteChip(
        "cue", "shakes_head", "K", "Shakes head", "disengagement"
    )
    assert ui.work_stack.currentWidget() is ui.edit_panel and ui.edit_title.text() == "Shakes head"
    assert ui.key_button.hasFocus() and chip(stage, "Shakes head").isChecked()
    stage.undo()
    assert "shakes_head" not in kept(stage) and ui.work_stack.currentWidget() is ui.hint_panel


def test_a_response_is_added_by_mouse_alone(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, ui.add_button)
    found = next(
        ui.adding_panel.ui.find_list.item(row)
        for row in range(123)
        if ui.adding_panel.ui.find_list.item(row).text().startswith("Wind ")
    )
    ui.adding_panel.ui.find_list.scrollToItem(found)
    spot = ui.adding_panel.ui.find_list.visualItemRect(found).center()
    stage.qtbot.mouseClick(ui.adding_panel.ui.find_list.viewport(), LEFT, pos=spot)
    stage.settle()
    assert kept(stage)["wind"].key == "F11"


def test_what_is_on_the_palette_is_opened_not_added(stage: Stage) -> None:
    ui = stage.page.ui
    ui.back_button.setFocus()
    stage.qtbot.keyClick(ui.back_button, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert ui.adding_panel.ui.find_edit.hasFocus()
    stage.qtbot.keyClicks(ui.adding_panel.ui.find_edit, "yawn")
    press(stage, ui.adding_panel.ui.find_edit, Qt.Key.Key_Return)
    assert ui.key_button.waiting and ui.edit_title.text().startswith("Yawn") and stage.said == []


def test_words_that_nothing_has_are_told(stage: Stage) -> None:
    ui = stage.page.ui
    click(stage, ui.add_button)
    stage.qtbot.keyClicks(ui.adding_panel.ui.find_edit, "zebra")
    assert ui.adding_panel.ui.find_list.count() == 0 and ui.adding_panel.ui.add_error.isVisible()
    press(stage, ui.adding_panel.ui.find_edit, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert ui.work_stack.currentWidget() is ui.hint_panel


def test_everything_comes_back_as_delivered_and_that_is_undone(stage: Stage) -> None:
    delivered = kept(stage)
    click(stage, chip(stage, "Smiling"))
    press(stage, stage.page.ui.key_button, Qt.Key.Key_K)
    extra_keys.keep("next", ("S",))
    own = kept(stage)
    click(stage, stage.page.ui.delivered_button)
    assert kept(stage) == delivered and extra_keys.kept("next") == ()
    stage.undo()
    assert kept(stage) == own and extra_keys.kept("next") == ("S",)


def test_it_all_works_by_keyboard_alone(stage: Stage) -> None:
    ui = stage.page.ui
    ui.add_button.setFocus()
    reached: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
        stage.qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(chips(stage)) | {ui.delivered_button, ui.back_button, ui.clicker_card.ui.next_button} <= set(
        reached
    )
    smiling = chip(stage, "Smiling")
    smiling.setFocus()
    press(stage, smiling, Qt.Key.Key_Return)
    press(stage, ui.key_button, Qt.Key.Key_K)
    assert kept(stage)["smiles"].key == "K"
    press(stage, ui.key_button, Qt.Key.Key_Tab)
    assert ui.label_edit.hasFocus()
    press(stage, ui.label_edit, Qt.Key.Key_Tab)
    press(stage, ui.off_button, Qt.Key.Key_Space)
    assert "smiles" not in kept(stage)


def test_everything_that_can_be_pressed_or_typed_into_has_a_name(stage: Stage) -> None:
    click(stage, chip(stage, "Smiling"))
    kinds = (QAbstractButton, QLineEdit, QListWidget)
    nameless = [
        part.objectName()
        for kind in kinds
        for part in stage.page.findChildren(kind)
        if not (part.accessibleName() or (isinstance(part, QAbstractButton) and part.text()))
    ]
    # The label's name is that of its buddy.
    assert nameless == ["label_edit"]


def test_the_way_back(stage: Stage) -> None:
    click(stage, stage.page.ui.back_button)
    assert stage.gone == [("settings", None)]
