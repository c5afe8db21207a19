"""The page of one family in view, and what stands on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QStackedWidget, QWidget

from massage_studio.gui.progress.family_page import FamilyPage
from tests.gui.stage import Stage

W = TypeVar("W", bound=QWidget)


def shown(stage: Stage, family_id: object) -> FamilyPage:
    stage.page.open(family_id)
    stage.show()
    page: FamilyPage = stage.page
    return page


def turn_to_particulars(stage: Stage) -> None:
    """Turn to the last tab with the keys of the tab bar, and let it be laid out."""
    turn_to(stage, stage.page.details)


def turn_to(stage: Stage, tab: QWidget) -> None:
    """Turn to a tab with the keys of the tab bar."""
    bar = stage.page.ui.tabs.tabBar()
    bar.setFocus()
    for _ in range(bar.count()):
        if stage.page.ui.tabs.currentWidget() is not tab:
            stage.qtbot.keyClick(bar, Qt.Key.Key_Right)
    stage.settle()
    assert tab.isVisible()


def inside(widget: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that are not on their way out."""
    return [found for found in widget.findChildren(kind) if not _going(found, widget)]


def _going(found: QWidget, within: QWidget) -> bool:
    """Tell whether a widget is hidden, or is in one that is; a page behind another is still there."""
    part: QWidget | None = found
    while part is not None and part is not within:
        if part.isHidden() and not isinstance(part.parentWidget(), QStackedWidget):
            return True
        part = part.parentWidget()
    return False


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in inside(widget, QLabel) if label.text()]


def button(widget: QWidget, name: str) -> QAbstractButton:
    [found] = [one for one in inside(widget, QAbstractButton) if one.accessibleName() == name]
    return found
