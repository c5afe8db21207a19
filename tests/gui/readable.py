"""Everything that can be read on the screen: labels, fields, lists, painted words, accessible names."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from massage_studio.gui.lists.model import ACTIONS, ListModel
from massage_studio.gui.widgets import paint

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def readable() -> list[str]:
    """Return all words of all windows that are shown, each once."""
    found: dict[str, None] = {}
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            found |= dict.fromkeys(words for words in (*_told(window), *_painted(window)) if words.strip())
    return list(found)


def _told(window: QWidget) -> Iterator[str]:
    yield window.windowTitle()
    for part in (window, *window.findChildren(QWidget)):
        if part.isVisible():
            yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip())
            yield from (part.whatsThis(), part.statusTip())
            yield from _text(part)
            for action in part.actions():
                yield from (action.text(), action.toolTip())


def _text(part: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield from (part.displayText(), part.placeholderText())
    elif isinstance(part, QTextEdit | QPlainTextEdit):
        yield from (part.toPlainText(), part.placeholderText())
    elif isinstance(part, QComboBox):
        # All that it offers, for one press shows it.
        yield from (part.itemText(place) for place in range(part.count()))
    elif isinstance(part, QGroupBox):
        yield part.title()
    elif isinstance(part, QTabBar):
        yield from (part.tabText(place) for place in range(part.count()))
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _cells(part.model())


def _cells(model: QAbstractItemModel, under: QModelIndex | None = None) -> Iterator[str]:
    root = under or QModelIndex()
    # A list has one column, and does not let anybody ask it.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(root)):
            index = model.index(row, column, root)
            yield from (str(model.data(index, role) or "") for role in _ROLES)
            if isinstance(model, ListModel):
                for action in index.data(ACTIONS):
                    yield from (action.text, action.accessible_name)
            yield from _cells(model, index) if column == 0 and model.rowCount(index) else ()


def _painted(window: QWidget) -> list[str]:
    """Return the words that widgets paint themselves, whole also where they are cut on the screen."""
    words: list[str] = []
    draw, put = paint.draw_text, QPainter.drawText

    def note(painter, widget, rect, text, *more):  # type: ignore[no-untyped-def]
        words.append(text)
        return draw(painter, widget, rect, text, *more)

    def note_put(painter, *more):  # type: ignore[no-untyped-def]
        words.extend(one for one in more if isinstance(one, str))
        return put(painter, *more)

    with patch.object(paint, "draw_text", note), patch.object(QPainter, "drawText", note_put):
        window.grab()
    return words
