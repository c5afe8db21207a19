"""The class room on screens of all sizes: nothing is clipped, and what does not fit scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets.page_stack import PageScroll
from tests.gui.cues.room_stage import RoomStage, class_room_of


def scroll_of(room: RoomStage) -> PageScroll:
    (found,) = room.window.findChildren(PageScroll)
    return found


def beyond(room: RoomStage) -> tuple[int, int]:
    """How far the page reaches past what is seen of it, in pixels across and down."""
    scroll = scroll_of(room)
    return scroll.horizontalScrollBar().maximum(), scroll.verticalScrollBar().maximum()


def clipped(page: QWidget) -> list[str]:
    """The controls in view that a widget of the page cuts off, but for lists that scroll by themselves."""
    found = []
    for button in page.findChildren(QAbstractButton):
        inside = button.parentWidget()
        while inside is not None and inside is not page and not isinstance(inside, QScrollArea):
            place = QRect(button.mapTo(inside, QPoint()), button.size())
            if button.isVisible() and not inside.rect().contains(place):
                found.append(f"{button.accessibleName()} in {inside.objectName()}")
            inside = inside.parentWidget()
    return found


def fits(room: RoomStage) -> bool:
    """Tell whether all of the page is seen; a layout settles in a turn of the window or two."""
    return beyond(room) == (0, 0) and not clipped(room.page)


@pytest.mark.parametrize("babies", [4, 8, 12])
def test_a_small_laptop_shows_the_whole_class_without_scrolling(
    studio_folder: Path, qtbot: QtBot, babies: int
) -> None:
    with class_room_of(studio_folder, qtbot, babies) as room:
        page = room.page
        qtbot.waitUntil(lambda: fits(room))
        room.press("1 r u")
        assert page.task_panel.reasons.isVisible()
        qtbot.waitUntil(lambda: fits(room))
        room.press("Escape")
        room.click(page.header.ui.register_button)
        qtbot.waitUntil(lambda: room.page.register_panel.lines[room.baby("Mia")].isVisible())
        room.settle()
        qtbot.waitUntil(
            lambda: fits(room) and page.register_panel.ui.register_scroll.verticalScrollBar().maximum() == 0
        )


def test_what_moves_the_plan_on_is_in_view_on_a_small_screen(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room:
        room.window.resize(1024, 700)
        room.settle()
        viewport, ui = scroll_of(room).viewport(), room.page.plan.ui
        for button in (ui.next_button, ui.previous_button, ui.skip_button, ui.add_button, ui.change_button):
            place = QRect(button.mapTo(viewport, QPoint()), button.size())
            assert button.isVisible() and viewport.rect().contains(place), button.text()


def test_a_name_is_never_squeezed_out_of_its_card(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 8) as room:
        room.window.resize(683, 384)
        room.settle()
        assert all(card.width() >= 232 for card in room.page.board.cards[:8])


@pytest.mark.parametrize("size", [(683, 384), (911, 512), (1024, 600)])
def test_a_smaller_screen_scrolls_to_everything(
    studio_folder: Path, qtbot: QtBot, size: tuple[int, int]
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room:
        room.window.resize(*size)
        room.settle()
        assert (room.window.width(), room.window.height()) == size
        assert (beyond(room)[0] > 0) is (size[0] < 1000) and beyond(room)[1] > 0
        assert clipped(room.page) == []
        scroll_of(room).ensureWidgetVisible(room.page.plan.ui.next_button)
        assert not room.page.plan.ui.next_button.visibleRegion().isEmpty()


def test_a_screen_of_1024_pixels_is_scrolled_down_alone(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 8) as room:
        room.window.resize(1024, 700)
        cards = room.page.board.cards
        qtbot.waitUntil(lambda: [card.y() == cards[0].y() for card in cards[:4]] == [True, True, True, False])
        qtbot.waitUntil(lambda: beyond(room)[0] == 0)
        assert all(card.width() >= 232 for card in cards) and clipped(room.page) == []
        palette = room.page.palette_panel
        qtbot.waitUntil(lambda: all(chip.width() >= chip.sizeHint().width() for chip in palette.chips))
        room.press("1 r")
        assert all(chip.width() >= chip.sizeHint().width() for chip in palette.chips)
        room.press("u")
        qtbot.waitUntil(lambda: beyond(room)[0] == 0)
        room.press("Escape")
        room.key("t", held=Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: beyond(room)[0] == 0)
        room.press("Escape")
        room.window.resize(1366, 768)
        qtbot.waitUntil(lambda: len({card.y() for card in cards[:4]}) == 1)
        qtbot.waitUntil(lambda: len({state.y() for state in palette.states.values()}) == 1)


def test_what_is_asked_comes_into_view_on_a_small_screen_and_goes_again(
    studio_folder: Path, qtbot: QtBot
) -> None:
    with class_room_of(studio_folder, qtbot, 8) as room:
        room.window.resize(1024, 700)
        room.settle()
        task, bar = room.page.task_panel, scroll_of(room).verticalScrollBar()

        def all_seen() -> bool:
            return task.visibleRegion().boundingRect() == task.rect()

        assert not all_seen() and bar.value() == 0
        room.key("t", held=Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(all_seen)
        room.press("Escape")
        assert bar.value() == 0
        room.press("1 u")
        qtbot.waitUntil(all_seen)
        room.press("Escape")
        assert bar.value() == 0


def test_the_keys_of_scrolling_stay_with_the_plan(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 8) as room:
        room.window.resize(683, 384)
        room.settle()
        chip = room.page.palette_panel.chips[0]
        chip.setFocus()
        where = scroll_of(room).verticalScrollBar().value()
        qtbot.keyClick(chip, Qt.Key.Key_PageDown)
        room.settle()
        assert [part.status for part in room.kept().delivered][:2] == ["done", "running"]
        assert scroll_of(room).verticalScrollBar().value() == where
