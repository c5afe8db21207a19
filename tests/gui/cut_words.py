"""What of a window's words is cut: painted text, labels, buttons, cells and chosen entries that lack room."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.wrapped_combo import WrappedCombo

_SPARE = 1.5
"""Pixels that a measure of text may be off."""

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

_CELL = 8
"""Pixels that Qt leaves free beside the words of a cell."""


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
    elif isinstance(part, QCheckBox | QRadioButton):
        if part.text() and part.sizeHint().width() > part.width() + 1:
            yield part.text()
    elif isinstance(part, QLineEdit):
        if part.fontMetrics().horizontalAdvance(part.displayText()) > _room_of(part):
            yield part.displayText()
    elif isinstance(part, QGroupBox | QTabBar):
        if part.sizeHint().width() > part.width() + 1:
            yield part.title() if isinstance(part, QGroupBox) else part.tabText(part.currentIndex())
    elif isinstance(part, QAbstractButton):
        words = part.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        beside = 0 if part.icon().isNull() else part.iconSize().width() + 4
        wide = max(map(part.fontMetrics().horizontalAdvance, words.split("\n")))
        if wide + beside > part.width():
            yield part.text()
    elif isinstance(part, QComboBox):
        if any(label.text() == part.currentText() for label in part.parentWidget().findChildren(QLabel)):
            return  # It stands whole below.
        if isinstance(part, WrappedCombo):
            if part.heightForWidth(part.width()) > part.height() + 1:
                yield part.currentText()
            return
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        area = part.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
        )
        if part.fontMetrics().horizontalAdvance(part.currentText()) > area.width() + 1:
            yield part.currentText()
    elif isinstance(part, QTableView):
        yield from _cells(part)
    elif isinstance(part, QTreeView):
        yield from _rows(part)
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
                room = QRect(0, 0, table.columnWidth(column) - _CELL, table.rowHeight(row) + 1)
                flags = int(Qt.TextFlag.TextWordWrap) if table.wordWrap() else 0
                if not room.contains(table.fontMetrics().boundingRect(room, flags, words)):
                    yield words
    if table.horizontalScrollBar().maximum() > 0:
        yield "columns beyond the right edge"


def _rows(tree: QTreeView) -> Iterator[str]:
    model: QAbstractItemModel = tree.model()
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(row, column)
            if tree.sizeHintForIndex(index).width() > tree.columnWidth(column) + 1:
                yield str(index.data() or "")


def _room_of(field: QLineEdit) -> int:
    """Return how wide the words of a field may be."""
    margins = field.textMargins()
    style, option = field.style(), QStyleOptionFrame()
    field.initStyleOption(option)
    area = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    # Qt keeps two pixels on either side free.
    return area.width() - margins.left() - margins.right() - 4


def _beyond(window: QWidget) -> Iterator[str]:
    """Tell of what can only be seen by scrolling to the side."""
    for area in window.findChildren(QAbstractScrollArea):
        beyond = area.horizontalScrollBar().maximum()
        if area.isVisible() and beyond > 0 and not isinstance(area, QTableView):
            inner = area.widget() if isinstance(area, QScrollArea) else area
            yield f"{inner.objectName() or type(inner).__name__} is {beyond} pixels wider"
        if area.isVisible() and isinstance(area, QAbstractItemView):
            room = area.viewport().width()
            for row in area.viewport().findChildren(QWidget, options=_DIRECT):
                if row.isVisible() and row.geometry().right() > room:
                    yield f"{type(row).__name__} ends {row.geometry().right() - room} pixels beyond its list"
