"""A key that is held down in the class room is one press, and a number that no baby has is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.cues.register_stage import Arrive, a_planned_class
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage, class_room_of

NONE = Qt.KeyboardModifier.NoModifier


def hold(
    key: Qt.Key, text: str = "", held: Qt.KeyboardModifier = NONE, times: int = 6, told: bool = True
) -> None:
    """Hold a key down wherever the focus stands: one press, then its repeats.

    X11 lets it go for each and presses it in the same moment, and it is not always `told` that it repeats.
    """
    kinds = (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    for repeat in range(times):
        for kind in kinds[1:] if told or not repeat else kinds:
            where = QApplication.focusWidget()
            assert where is not None
            event = QKeyEvent(kind, key, held, text, told and repeat > 0)
            event.setTimestamp(1000 + 30 * repeat)
            QApplication.sendEvent(where, event)
            QApplication.processEvents()


def test_a_held_letter_opens_the_list_of_cues_and_types_nothing_into_it(room: RoomStage) -> None:
    room.press("1")
    hold(Qt.Key.Key_L, "l")
    edit = room.page.find_panel.ui.find_edit
    assert edit.isVisible() and edit.text() == ""
    room.qtbot.keyClicks(edit, "l")
    hold(Qt.Key.Key_O, "o", times=3)
    assert edit.text() == "looo", "typing repeats as it does everywhere"
    room.press("Escape", on=edit)


def test_a_key_that_x11_repeats_without_saying_so_is_one_press_too(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        hold(Qt.Key.Key_W, "w", told=False)
        walk_in = arrival.desk.walk_in
        assert walk_in.baby_edit.hasFocus() and walk_in.baby_edit.text() == ""
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        hold(Qt.Key.Key_Return, "\r", times=30, told=False)
        arrival.settle()
        assert arrival.stage.page.header.ui.register_button.isChecked()
        assert [row.baby.given_name for row in arrival.view.rows] == ["Mia", "Leo", "Bo"]


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Slash, "/"), (Qt.Key.Key_Return, "\r")])
def test_a_held_key_opens_the_note_and_stays_there(room: RoomStage, key: Qt.Key, text: str) -> None:
    room.press("1")
    hold(key, text)
    edit = room.page.note_bar.field
    assert edit.hasFocus() and edit.text() == ""


def test_a_held_escape_drops_one_press_of_the_tray(room: RoomStage) -> None:
    room.press("z s a")
    room.page.setFocus()
    hold(Qt.Key.Key_Escape)
    room.settle()
    assert [held.code for held in room.kept().held] == ["looks_away", "smiles"]


def test_a_held_escape_that_leaves_a_note_drops_nothing(room: RoomStage) -> None:
    room.press("z Return")
    hold(Qt.Key.Key_Escape)
    room.settle()
    assert [held.code for held in room.kept().held] == ["looks_away"]


def test_held_undo_in_an_empty_note_takes_one_press_back(room: RoomStage) -> None:
    room.press("1 z x s Return")
    hold(Qt.Key.Key_Z, "\x1a", CONTROL)
    room.settle()
    assert room.codes("Mia") == [("cue", "looks_away"), ("cue", "yawns")]


def test_the_shortcuts_of_the_page_do_not_repeat(room: RoomStage) -> None:
    own = [one for one in room.page.findChildren(QShortcut) if one.parent() is room.page]
    assert own and not [one.key().toString() for one in own if one.autoRepeat()]


def test_a_held_minus_moves_a_state_by_one_minute(room: RoomStage) -> None:
    room.forward(minutes=10)
    room.press("1 r")
    room.key("e", CONTROL)
    hold(Qt.Key.Key_Minus, "-")
    room.settle()
    (state,) = room.notes("Mia")
    assert (room.now - state.at).total_seconds() == 60


def test_the_keys_of_a_walk_in_held_down_let_in_one_and_leave_the_register_open(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        hold(Qt.Key.Key_W, "w")
        walk_in = arrival.desk.walk_in
        assert walk_in.baby_edit.hasFocus() and walk_in.baby_edit.text() == ""
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        hold(Qt.Key.Key_Return, "\r", times=30)
        arrival.settle()
        assert arrival.stage.page.header.ui.register_button.isChecked()
        assert [row.baby.given_name for row in arrival.view.rows] == ["Mia", "Leo", "Bo"]


# Numbers


def test_shift_and_a_digit_reach_the_walk_ins_after_the_twelfth(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room:
        room.page.register_writes.walk_in("Bo", "Sam", lambda _: None)
        room.settle()
        assert "Key Shift+4" in room.page.board.cards[12].toolTip()
        room.key("$", SHIFT)
        assert room.page.palette_panel.ui.baby_label.text() == "Bo"


def test_a_number_that_no_baby_has_selects_nobody(room: RoomStage) -> None:
    room.press("1 s 5")
    assert room.page.palette_panel.ui.detail_label.text() == "Nobody has the number 5."
    room.press("z")
    assert room.codes("Mia") == [("cue", "smiles")]
    assert [held.code for held in room.kept().held] == ["looks_away"]
    room.press("2")
    assert room.codes("Leo") == [("cue", "looks_away")]


def test_a_slash_above_a_digit_opens_the_note_where_no_baby_has_that_number(room: RoomStage) -> None:
    room.press("1")
    # As on a German keyboard: the slash is Shift and 7.
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Slash, SHIFT, 16, 0, 0, "/")
    QApplication.sendEvent(room.page, event)
    assert room.page.note_bar.field.hasFocus()
    assert room.page.palette_panel.ui.baby_label.text() == "Mia"
