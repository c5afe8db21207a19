"""Keys of a presenter's clicker or a pedal, and the limits of the class room's hints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from massage_studio.gui.cues import extra_keys, limits
from massage_studio.gui.settings.palette_page import PalettePage
from massage_studio.gui.widgets.chip import Chip
from tests.gui.settings.conftest import Stage as SettingsStage
from tests.gui.stage import Stage, staged

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(PalettePage, studio_folder, qtbot) as made:
        made.show()
        yield made


def add(stage: Stage, action: str, key: Qt.Key, text: str = "") -> None:
    button = getattr(stage.page.ui.clicker_card.ui, f"{action}_button")
    stage.qtbot.mouseClick(button, LEFT)
    assert button.text() == "Press the key now"
    if text:
        stage.qtbot.keyClicks(button, text)
    else:
        stage.qtbot.keyClick(button, key)
    assert button.text() == "Add a key"


def event(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


def chosen_for(key: QKeyEvent) -> extra_keys.Action | None:
    return extra_keys.chosen().get(extra_keys.name_of(key))


def test_what_always_works_is_shown(stage: Stage) -> None:
    ui = stage.page.ui
    assert (
        ui.clicker_card.ui.next_keys.text() == "PageDown"
        and ui.clicker_card.ui.previous_keys.text() == "PageUp"
    )
    assert ui.clicker_card.ui.bookmark_keys.text() == ". (full stop)"
    assert not ui.clicker_card.ui.next_clear_button.isVisible()


def test_a_clickers_key_is_caught_and_kept(stage: Stage) -> None:
    ui = stage.page.ui
    add(stage, "next", Qt.Key.Key_Right)
    add(stage, "next", Qt.Key.Key_VolumeUp)
    assert ui.clicker_card.ui.next_keys.text() == "PageDown, Right arrow, Volume Up"
    assert chosen_for(event(Qt.Key.Key_Right)) == "next"
    assert chosen_for(event(Qt.Key.Key_Right, Qt.KeyboardModifier.KeypadModifier)) == "next"
    assert chosen_for(event(Qt.Key.Key_VolumeUp)) == "next"
    assert chosen_for(event(Qt.Key.Key_Left)) is None
    assert chosen_for(event(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)) is None
    stage.undo()
    assert extra_keys.kept("next") == ("Right",)


def test_shift_is_a_part_of_what_a_clicker_sends(stage: Stage) -> None:
    button = stage.page.ui.clicker_card.ui.bookmark_button
    stage.qtbot.mouseClick(button, LEFT)
    stage.qtbot.keyClick(button, Qt.Key.Key_Shift)
    stage.qtbot.keyClick(button, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert extra_keys.kept("bookmark") == ()
    assert "F5 is Cuddled" in stage.page.ui.clicker_card.ui.clicker_error.text()
    add(stage, "bookmark", Qt.Key.Key_F12)
    assert chosen_for(event(Qt.Key.Key_F12)) == "bookmark"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_PageDown, "does this already"),
        (Qt.Key.Key_PageUp, "own work"),
        (Qt.Key.Key_Return, "own work"),
        (Qt.Key.Key_F5, "F5 is Cuddled"),
    ],
)
def test_a_key_with_other_work_is_refused(stage: Stage, key: Qt.Key, said: str) -> None:
    add(stage, "next", key)
    assert (
        said in stage.page.ui.clicker_card.ui.clicker_error.text()
        and stage.page.ui.clicker_card.ui.clicker_error.isVisible()
    )
    assert extra_keys.kept("next") == () and stage.said == []


@pytest.mark.parametrize(
    ("text", "said"), [("3", "Digits"), ("p", "own work"), (",", "own work"), ("z", "Looks")]
)
def test_a_sign_with_other_work_is_refused(stage: Stage, text: str, said: str) -> None:
    add(stage, "bookmark", Qt.Key.Key_unknown, text)
    assert said in stage.page.ui.clicker_card.ui.clicker_error.text()
    assert extra_keys.every_kept() == frozenset()


def test_a_key_does_one_thing(stage: Stage) -> None:
    add(stage, "next", Qt.Key.Key_Right)
    add(stage, "previous", Qt.Key.Key_Right)
    assert stage.page.ui.clicker_card.ui.clicker_error.text() == "Right arrow is for next activity already."
    add(stage, "next", Qt.Key.Key_Right)
    assert extra_keys.kept("next") == ("Right",) and extra_keys.kept("previous") == ()


def test_added_keys_are_cleared_and_that_is_undone(stage: Stage) -> None:
    add(stage, "previous", Qt.Key.Key_Left)
    stage.qtbot.mouseClick(stage.page.ui.clicker_card.ui.previous_clear_button, LEFT)
    assert extra_keys.kept("previous") == () and stage.page.ui.clicker_card.ui.previous_button.hasFocus()
    stage.undo()
    assert extra_keys.kept("previous") == ("Left",)


def test_a_chip_does_not_take_a_clickers_key(stage: Stage) -> None:
    ui = stage.page.ui
    add(stage, "bookmark", Qt.Key.Key_F12)
    stage.qtbot.mouseClick(ui.palette_card.ui.response_chips.findChild(Chip), LEFT)
    stage.qtbot.keyClick(ui.key_button, Qt.Key.Key_F12)
    assert ui.edit_error.text() == "F12 is for bookmark on your clicker. Clear it there first."


def test_a_key_is_waited_for_only_while_the_button_is_in_use(stage: Stage) -> None:
    ui = stage.page.ui
    stage.qtbot.mouseClick(ui.clicker_card.ui.next_button, LEFT)
    stage.qtbot.keyClick(ui.clicker_card.ui.next_button, Qt.Key.Key_Tab)
    assert not ui.clicker_card.ui.next_button.waiting and ui.clicker_card.ui.next_button.text() == "Add a key"
    stage.qtbot.mouseClick(ui.clicker_card.ui.next_button, LEFT)
    ui.add_button.setFocus()
    assert not ui.clicker_card.ui.next_button.waiting
    stage.qtbot.keyClick(ui.clicker_card.ui.next_button, Qt.Key.Key_Right)
    assert extra_keys.kept("next") == ()


def test_limits_start_as_delivered_and_are_kept(settings: SettingsStage) -> None:
    ui = settings.page.ui
    assert (ui.class_room_card.ui.quiet_spin.value(), ui.class_room_card.ui.pause_spin.value()) == (20, 60)
    ui.class_room_card.ui.quiet_spin.setFocus()
    ui.class_room_card.ui.quiet_spin.selectAll()
    settings.qtbot.keyClicks(ui.class_room_card.ui.quiet_spin, "12")
    settings.qtbot.keyClick(ui.class_room_card.ui.quiet_spin, Qt.Key.Key_Tab)
    assert limits.quiet_minutes() == 12 and settings.said[-1][:2] == ("Saved.", "Undo")
    take_back = settings.said[-1][2]
    assert take_back is not None
    take_back()
    assert limits.quiet_minutes() == 20 and ui.class_room_card.ui.quiet_spin.value() == 20


def test_a_limit_of_nothing_is_never(settings: SettingsStage) -> None:
    ui = settings.page.ui
    ui.class_room_card.ui.pause_spin.setFocus()
    ui.class_room_card.ui.pause_spin.setValue(0)
    settings.qtbot.keyClick(ui.class_room_card.ui.pause_spin, Qt.Key.Key_Return)
    assert limits.pause_hint_seconds() == 0 and ui.class_room_card.ui.pause_spin.text() == "Never"


def test_a_limit_that_cannot_be_read_is_as_delivered(settings: SettingsStage) -> None:
    QSettings().setValue("class_room/quiet_minutes", "soon")
    QSettings().setValue("class_room/pause_hint_seconds", -4)
    assert (limits.quiet_minutes(), limits.pause_hint_seconds()) == (20, 60)


def test_settings_lead_to_the_keys(settings: SettingsStage) -> None:
    settings.qtbot.mouseClick(settings.page.ui.class_room_card.ui.keys_button, LEFT)
    assert settings.gone == [("palette", None)]
