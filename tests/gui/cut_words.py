"""What of a window's words is cut: painted text, labels, buttons, cells and chosen entries that lack room."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QListWidget,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import ElidedLabel

_SPARE = 1.5
"""Pixels that a measure of text may be off."""


def cut_words(window: QWidget) -> list[str]:
    """Return all words of a window, shown and dressed, that are not shown whole, each once."""
    found = dict.fromkeys(_painted(window))
    for part in window.findChildren(QWidget):
        if part.isVisible():
            found |= dict.fromkeys(f"{type(part).__name__}: {words}" for words in _of(part))
    found |= dict.fromkeys(_beyond(window))
    return list(found)


def _painted(window: QWidget) -> list[str]:
    """Return what is painted by `paint` into less room than it needs."""
    cut: list[str] = []
    draw = paint.draw_text

    def note(painter, widget, rect, text, in_font, *more):  # type: ignore[no-untyped-def]
        whole = QFontMetricsF(in_font).horizontalAdvance(paint.one_line(text)) <= rect.width() + _SPARE
        if not whole or "…" in text:
            cut.append(f"painted: {text}")
        return draw(painter, widget, rect, text, in_font, *more)

    with patch.object(paint, "draw_text", note):
        window.grab()
    return cut


def _of(part: QWidget) -> Iterator[str]:
    if isinstance(part, ElidedLabel) and not part.wordWrap():
        return  # It is painted.
    if isinstance(part, QLabel):
        if part.wordWrap():
            if part.heightForWidth(part.width()) > part.height() + 1:
                yield part.text()
        elif part.text() and part.sizeHint().width() > part.width() + 1:
            yield part.text()
    elif isinstance(part, QAbstractButton):
        words = part.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        beside = 0 if part.icon().isNull() else part.iconSize().width() + 4
        if part.fontMetrics().horizontalAdvance(words) + beside > part.width():
            yield part.text()
    elif isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        area = part.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
        )
        if part.fontMetrics().horizontalAdvance(part.currentText()) > area.width() + 1:
            yield part.currentText()
    elif isinstance(part, QTableView):
        yield from _cells(part)
    elif isinstance(part, QListWidget):
        for row in range(part.count()):
            if not part.wordWrap() and part.sizeHintForColumn(0) > part.viewport().width():
                yield part.item(row).text()


def _cells(table: QTableView) -> Iterator[str]:
    model: QAbstractItemModel = table.model()
    if model is None:
        return
    head = table.horizontalHeader()
    for column in range(model.columnCount(QModelIndex())):
        if table.isColumnHidden(column):
            continue
        if head.isVisible() and head.sectionSizeHint(column) > table.columnWidth(column) + 1:
            yield str(model.headerData(column, Qt.Orientation.Horizontal))
        for row in range(model.rowCount(QModelIndex())):
            index = model.index(row, column)
            words = str(index.data() or "")
            if words and table.sizeHintForIndex(index).width() > table.columnWidth(column) + 1:
                yield words
    if table.horizontalScrollBar().maximum() > 0:
        yield "columns beyond the right edge"


def _beyond(window: QWidget) -> Iterator[str]:
    """Tell of what can only be seen by scrolling to the side."""
    for area in window.findChildren(QScrollArea):
        beyond = area.horizontalScrollBar().maximum()
        if area.isVisible() and beyond > 0:
            yield f"{area.widget().objectName() or type(area.widget()).__name__} is {beyond} pixels wider"
