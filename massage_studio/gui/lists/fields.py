"""A list whose rows hold fields: Qt makes the widget of a row, its editor, once the row comes into view."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from massage_studio.gui.lists.model import VIEW, Index, ListModel

_ABOUT = 46
"""Pixels of a row whose fields are not made yet."""


class FieldRow(QWidget):
    """The widget of one row."""

    def show_view(self, view: Any) -> None:
        """Show a view of the model."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return []


class FieldList(QListView):
    """Shows a ListModel, as high as all rows; `fitted` tells that there may be other rows, or more made."""

    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.seen = QTimer(self, singleShot=True, interval=0)
        self.seen.timeout.connect(self._make_seen)

    def use(self, model: ListModel[Any, Any], make: Callable[[Any], FieldRow], gap: int = 0) -> None:
        """Take the rows of a model, each in a widget that is made for its view."""
        self.setItemDelegate(_FieldDelegate(self, make, gap))
        self.setModel(model)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._fit)

    def made(self, place: int) -> FieldRow | None:
        """Return the widget of a row, None where it was not in view yet."""
        row: QWidget | None = self.indexWidget(self.model().index(place, 0))
        return row if isinstance(row, FieldRow) else None

    def row_at(self, place: int) -> FieldRow:
        """Return the widget of a row, made now where it was not in view yet."""
        if self.made(place) is None:
            self.openPersistentEditor(self.model().index(place, 0))
            self._fit()
        row = self.made(place)
        assert row is not None
        return row

    def rows(self) -> list[FieldRow]:
        """Return the widgets that are made, from the top."""
        found = (self.made(place) for place in range(self.model().rowCount()))
        return [row for row in found if row is not None]

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, from the top."""
        return [stop for row in self.rows() for stop in row.stops()]

    def sizeHint(self) -> QSize:
        model, option = self.model(), QStyleOptionViewItem()
        heights = (
            self.itemDelegate().sizeHint(option, model.index(place, 0)).height()
            for place in range(model.rowCount())
        )
        return QSize(200, sum(heights))

    def minimumSizeHint(self) -> QSize:
        widths = (row.minimumSizeHint().width() for row in self.rows())
        return QSize(max(widths, default=120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Qt leaves the widgets of the rows as wide as they were.
            self.updateEditorGeometries()
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def focusNextPrevChild(self, forward: bool) -> bool:
        count, focus = self.model().rowCount(), QApplication.focusWidget()
        for place in range(count):
            row = self.made(place)
            if row is not None and focus is not None and row.isAncestorOf(focus):
                self.row_at(min(max(0, place + (1 if forward else -1)), count - 1))
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What a field leaves over is for the window.
        event.ignore()

    def _make_seen(self) -> None:
        seen = self.viewport().visibleRegion().boundingRect()
        for place in range(self.model().rowCount()):
            index = self.model().index(place, 0)
            if self.visualRect(index).intersects(seen):
                self.openPersistentEditor(index)
        self._fit()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.fitted.emit()


class _FieldDelegate(QStyledItemDelegate):
    """Makes the widgets of the rows; there is nothing to paint but these."""

    def __init__(self, parent: FieldList, make: Callable[[Any], FieldRow], gap: int) -> None:
        super().__init__(parent)
        self._list, self._make, self._gap = parent, make, gap

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._make(index.data(VIEW))
        row.setParent(parent)
        return row

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, FieldRow)
        editor.show_view(index.data(VIEW))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """The row tells of a change by its own signals."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -self._gap))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._list.made(index.row())
        return QSize(0, (_ABOUT if row is None else row.sizeHint().height()) + self._gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self._list.made(index.row()) is None:
            self._list.seen.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Return and Tab settle a field; they do not close its row.
        return False
