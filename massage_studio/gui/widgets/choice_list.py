"""A list to choose one from, whose lines break where they are longer than it is wide."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from massage_studio.gui.widgets import paint

_APART = 14
"""Pixels above and below what stands on several lines, together."""


class ChoiceList(QListWidget):
    """Shows what can be chosen whole, and never scrolls to the side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_Apart(self))

    def fit(self, most: int) -> None:
        """Be as high as what can be chosen, and no higher than so many lines; beyond these it scrolls."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(min(rows, most * paint.TARGET) + 2 * self.frameWidth() + 2 * self.spacing())


class _Apart(QStyledItemDelegate):
    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        measured = QStyleOptionViewItem(option)
        # Qt leaves the width out where it is asked for the height of a row.
        measured.rect = self._view.viewport().rect()
        size = super().sizeHint(measured, index)
        return QSize(size.width(), max(paint.TARGET, size.height() + _APART))
