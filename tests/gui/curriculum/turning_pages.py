"""What the tests of the curriculum do: turn to a tab, look for words, read what is set."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from massage_studio.gui.curriculum.page import CurriculumPage
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.lists.view import ListView
from tests.gui.lists import press, rows


def settle(page: CurriculumPage, qtbot: QtBot) -> None:
    """Wait until what was asked for is set."""
    qtbot.waitUntil(lambda: not page.context.tasks.busy and not page.panel().pause.isActive())


def read(scroll: QScrollArea) -> str:
    """Return everything that a chapter says, to the eye or to a screen reader."""
    parts = [label.text() or label.accessibleName() for label in scroll.widget().findChildren(QLabel)]
    return "\n".join(parts).replace("\u200b", "")


def turn_to(page: CurriculumPage, section: int, qtbot: QtBot) -> Panel:
    """Click a tab, and return what it shows."""
    bar = page.ui.section_tabs
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(section).center())
    settle(page, qtbot)
    return page.panel()


def contents(view: ListView) -> list[str]:
    """Return the codes of the chapters in a table of contents."""
    return [chapter.code for chapter in rows(view)]


def open_chapter(view: ListView, code: str) -> None:
    """Click on a chapter."""
    press(view, contents(view).index(code))


def look_for(page: CurriculumPage, words: str, qtbot: QtBot) -> None:
    """Type into the search field of the tab in view, reached by its key."""
    edit = page.panel().search_edit
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, words)
    settle(page, qtbot)
