"""Rows of the page's lists: room at both ends, and a soft tint with round corners for the row in view."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint

_PAD = 8
_State = QStyle.StateFlag


class TintedRowDelegate(QStyledItemDelegate):
    """Paints a row's ground across all its columns, then its tick and words as the style does."""

    def __init__(self, view: QListWidget | QTreeWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + 2 * _PAD, max(paint.TARGET, size.height()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = theme.current()
        here = bool(option.state & _State.State_Selected)
        hover = bool(option.state & _State.State_MouseOver)
        if here or hover:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(option.rect)
            row = QRectF(self._whole_row(option.rect)).adjusted(1, 1, -1, -1)
            ground = shown.tint("primary") if here else shown.colour("hover")
            paint.fill_round(painter, row, ground, paint.CONTROL_RADIUS)
            if here and self._view.hasFocus():
                painter.setPen(shown.colour("primary"))
                painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.restore()
        words = QStyleOptionViewItem(option)
        words.state &= ~(_State.State_Selected | _State.State_HasFocus | _State.State_MouseOver)
        words.rect = self._inner(option.rect)
        if here:
            words.palette.setColor(QPalette.ColorRole.Text, shown.on_tint("primary"))
        super().paint(painter, words, index)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        moved = QStyleOptionViewItem(option)
        moved.rect = self._inner(option.rect)
        return super().editorEvent(event, model, moved, index)

    def _inner(self, rect: QRect) -> QRect:
        return rect.adjusted(_PAD, 0, -_PAD, 0)

    def _whole_row(self, rect: QRect) -> QRect:
        whole = QRect(rect)
        whole.setLeft(0)
        whole.setRight(self._view.viewport().width() - 1)
        return whole


def fit_to_rows(view: QListWidget | QTreeWidget, rows: int) -> None:
    """Let a list be no higher than its rows."""
    high = view.sizeHintForRow(0) if rows else 0
    view.setMaximumHeight(max(paint.TARGET, high * rows) + 2 * view.frameWidth() + 2)
