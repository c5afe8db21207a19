"""Safety and services in view, and the hands and eyes in front of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from massage_studio.gui.operation_words import operation_name
from massage_studio.store.operations import last_operations
from tests.gui.curriculum.turning_pages import read
from tests.gui.lists import press, rows
from tests.gui.stage import Stage


def panel(stage: Stage) -> SafetyPanel:
    found = stage.page
    assert isinstance(found, SafetyPanel)
    return found


def shown(stage: Stage, kind: str = "") -> list[tuple[str, str]]:
    """The rows of a kind, or all, by their two lines."""
    found = rows(panel(stage).ui.item_list)
    return [(row.title, row.second) for row in found if kind in ("", row.kind)]


def choose(stage: Stage, kind: str, code: str) -> str:
    """Click on a row, and return what is set beside it."""
    place = panel(stage).rows.place_of((kind, code))
    assert place is not None, (kind, code)
    press(panel(stage).ui.item_list, place)
    stage.settle()
    return detail(stage)


def detail(stage: Stage) -> str:
    return read(panel(stage).ui.detail_scroll)


def buttons(stage: Stage) -> list[str]:
    """The buttons above what is chosen."""
    whole = panel(stage).ui.detail_scroll.widget()
    return [button.accessibleName() for button in whole.findChildren(QPushButton)]


def act(stage: Stage, code: str) -> None:
    """Press a button above what is chosen."""
    whole = panel(stage).ui.detail_scroll.widget()
    button = whole.findChild(QPushButton, f"{code}_button")
    assert isinstance(button, QPushButton) and button.isVisible()
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()


def click(stage: Stage, widget: Any) -> None:
    assert widget.isVisible() and widget.isEnabled()
    stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    stage.settle()


def dialog(stage: Stage) -> Any:
    return stage.messages.dialog


def save(stage: Stage) -> None:
    click(stage, dialog(stage).ui.save_button)


def seek(stage: Stage, words: str) -> None:
    panel(stage).ui.search_edit.setText(words)
    stage.qtbot.waitUntil(lambda: not panel(stage).pause.isActive())


def last_name(stage: Stage) -> str:
    """Return how undo names what was done last in the office."""
    with stage.store.read() as session:
        last = last_operations(session)[0]
    return operation_name(last) if last else ""
