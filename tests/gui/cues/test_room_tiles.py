"""Large tiles for tablets and one hand: tap the baby, tap the cue, swipe to take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.cues import room_form
from massage_studio.gui.widgets.chip import Chip
from tests.gui.cues.room_stage import RoomStage, class_room_of

LEFT = Qt.MouseButton.LeftButton


def swipe(room: RoomStage, over: QWidget, way: int) -> None:
    """Move a finger across a widget, to the left for a number below nought."""
    start = QPoint(over.width() // 2 - way // 2, over.height() // 2)
    room.qtbot.mousePress(over, LEFT, pos=start)
    room.qtbot.mouseMove(over, start + QPoint(way, 0))
    room.qtbot.mouseRelease(over, LEFT, pos=start + QPoint(way, 0))
    room.settle()


def cue(room: RoomStage, words: str) -> Chip:
    found = next(chip for chip in room.page.palette_panel.chips if chip.words() == words)
    assert isinstance(found, Chip)
    return found


def test_two_taps_record_a_cue_and_a_swipe_takes_it_back(room: RoomStage) -> None:
    page = room.page
    room.click(page.header.ui.tiles_button)
    assert not page.palette_panel.isVisible() and page.task_panel.recent.isVisible()
    room.click(page.board.cards[1])
    assert page.palette_panel.ui.baby_label.text() == "Leo" and not page.board.isVisible()
    room.click(cue(room, "Yawn"))
    assert room.codes("Leo") == [("cue", "yawns")]
    assert page.board.isVisible() and not page.palette_panel.isVisible()
    swipe(room, page.board.cards[0], -200)
    assert room.codes("Leo") == [] and page.board.isVisible(), "what is swept over is not pressed"
    swipe(room, page.board.cards[0], 200)
    assert page.board.isVisible()
    room.click(page.board.cards[0])
    room.click(page.palette_panel.not_today)
    room.click(page.task_panel.reasons.chips[0])
    assert [kind for kind, _ in room.codes("Mia")] == ["not_massaged"] and page.board.isVisible()
    room.press("3 r")
    assert room.codes("Zoë") == [("state", "quiet_alert")], "the keys go on as they did"
    room.click(page.header.ui.tiles_button)
    assert page.palette_panel.isVisible() and page.board.isVisible()
    swipe(room, page.board.cards[0], -200)
    assert len(room.codes("Zoë")) == 1, "only the tiles are swiped"


def test_the_tiles_are_remembered_on_this_computer(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot) as room:
        room.click(room.page.header.ui.tiles_button)
        assert room_form.tiles_chosen()
        room.click(room.page.header.ui.tiles_button)
        assert not room_form.tiles_chosen()


@pytest.mark.parametrize("touch", [True, False])
def test_they_are_offered_once_where_a_screen_can_be_touched(
    monkeypatch: pytest.MonkeyPatch, touch: bool
) -> None:
    QSettings().remove("class_room")
    monkeypatch.setattr(room_form, "has_touch_screen", lambda: touch)
    assert room_form.offer_tiles() is touch
    assert not room_form.offer_tiles()
    QSettings().remove("class_room")
    room_form.choose_tiles(False)
    assert not room_form.offer_tiles(), "who chose needs no offer"
    QSettings().remove("class_room")
