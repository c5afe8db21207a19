"""The page of one family in view, and what stands on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from massage_studio.gui.progress.family_page import FamilyPage
from tests.gui.stage import Stage

W = TypeVar("W", bound=QWidget)


def shown(stage: Stage, family_id: object) -> FamilyPage:
    stage.page.open(family_id)
    stage.show()
    page: FamilyPage = stage.page
    return page


def turn_to_particulars(stage: Stage) -> None:
    """Turn to the second tab with the key of the tab bar, and let it be laid out."""
    bar = stage.page.ui.tabs.tabBar()
    bar.setFocus()
    stage.qtbot.keyClick(bar, Qt.Key.Key_Right)
    stage.settle()


def inside(widget: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that are not on their way out."""
    return [found for found in widget.findChildren(kind) if not found.isHidden()]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in inside(widget, QLabel) if label.text()]


def button(widget: QWidget, name: str) -> QAbstractButton:
    [found] = [one for one in inside(widget, QAbstractButton) if one.accessibleName() == name]
    return found
