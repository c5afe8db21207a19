"""A list to go through with the arrows, the pointer and Tab, which leads on to the buttons of a row."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyleOptionViewItem, QWidget

from massage_studio.gui.lists.delegate import RowDelegate
from massage_studio.gui.lists.model import ACTIONS, ROW, VIEW, Index, ListModel, RowAction

_NOWHERE = (-1, -1)
_BESIDE_BAR = 8


class ListView(QListView):
    """Shows a ListModel; a click, Enter or Space opens the row, or presses the button that Tab went to.

    `opened` carries the row's view, `acted` its view and the code of a button, `menu_wanted` its view and
    where a menu shall open, `moved_to` the view that the arrows went to. `left_upwards` tells that the arrow
    went up from the first row.
    """

    opened = Signal(object)
    acted = Signal(object, str)
    menu_wanted = Signal(object, QPoint)
    moved_to = Signal(object)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # As Qt's own, at whose sight PySide6 would look through the classes of all widgets there are (10 ms).
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        viewport.setAutoFillBackground(True)
        self.setViewport(viewport)
        self._all_rows = False
        self._pressed_row = QPersistentModelIndex()
        self.setProperty("role", "rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalScrollBar().rangeChanged.connect(self._keep_off_bar)
        viewport.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def use(self, model: ListModel[Any, Any], delegate: RowDelegate[Any]) -> None:
        """Take the rows of a model, painted by a delegate."""
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setModel(model)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._follow_rows)
        # A key that is pressed once more must not press the button of the row that comes in its place.
        model.rowsAboutToBeRemoved.connect(self._leave_action)
        model.modelAboutToBeReset.connect(self._leave_action)

    def show_all_rows(self) -> None:
        """Be as high as all rows together, for a list that stands in something that scrolls."""
        self._all_rows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def stop_at_buttons_only(self) -> None:
        """Let the keys go to the buttons alone, for rows that lead nowhere themselves."""
        self._delegate.first_stop = self._delegate.focused_action = 0

    def view_at(self, place: int) -> Any:
        """Return the view of a row."""
        return self.model().index(place, 0).data(VIEW)

    def go_to(self, place: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.model().index(place, 0)
        self._leave_action()
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def below_action(self, view: object, code: str) -> QPoint:
        """Return the point of the screen below a button of a row, for its menu."""
        for place in range(self.model().rowCount()):
            index = self.model().index(place, 0)
            if index.data(VIEW) == view:
                areas = self._delegate.action_areas(self.visualRect(index), index)
                for action, area in zip(index.data(ACTIONS), areas, strict=True):
                    if action.code == code:
                        return self.viewport().mapToGlobal(area.bottomLeft() + QPoint(0, 1))
        return self.mapToGlobal(QPoint())

    def rows_height(self) -> int:
        """Return how high all rows are together."""
        option, model = QStyleOptionViewItem(), self.model()
        heights = (
            self._delegate.sizeHint(option, model.index(place, 0)).height()
            for place in range(model.rowCount())
        )
        return sum(heights)

    def sizeHint(self) -> QSize:
        if not self._all_rows or self.model() is None:
            return super().sizeHint()
        return QSize(200, self.rows_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height() if self._all_rows else 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            return
        # Rows are as high as their width asks for; Qt alone would keep the old heights for a moment.
        self.scheduleDelayedItemsLayout()
        if self._all_rows:
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._keep_off_bar()

    def focusNextPrevChild(self, forward: bool) -> bool:
        index = self.currentIndex()
        if index.isValid() and (self._delegate.focused_action > self._delegate.first_stop or forward):
            step = self._next_action(index, 1 if forward else -1)
            if step is not None:
                self._focus_action(index, step)
                return True
        self._leave_action()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._leave_action()
        super().focusOutEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        # The arrows stay on the button of the same place, where the other row has one.
        if self._delegate.focused_action >= len(current.data(ACTIONS) or ()):
            self._leave_action()
        super().currentChanged(current, previous)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.isValid() and not event.isAutoRepeat():
                self._press(index, self._delegate.focused_action)
            return
        if event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)
        if self.currentIndex() != index:
            self.moved_to.emit(self.currentIndex().data(VIEW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            index = self._row_at(event.position().toPoint())
            self._pressed_row = QPersistentModelIndex(index)
            action = self._action_at(event.position().toPoint())
            self._delegate.pressed_action = (index.row(), action)
            self._delegate.focused_action = max(action, self._delegate.first_stop)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press of a row that is gone since must not press the row that came in its place.
        if self._row_at(event.position().toPoint()) == self._pressed_row:
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._delegate.pressed_action = self._delegate.pressed_action, _NOWHERE
        self.viewport().update()
        place = event.position().toPoint()
        index = self._row_at(place)
        released = (index.row(), self._action_at(place))
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and pressed == released:
            self._press(index, pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        action = self._action_at(place)
        hovered = (self.indexAt(place).row(), action) if action >= 0 else _NOWHERE
        if hovered != self._delegate.hovered_action:
            self._delegate.hovered_action = hovered
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._delegate.hovered_action = _NOWHERE
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self._row_at(event.pos())
        elif index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.menu_wanted.emit(index.data(VIEW), place)

    def _press(self, index: QModelIndex, number: int) -> None:
        if number < self._delegate.first_stop:
            return
        if number < 0:
            self.opened.emit(index.data(VIEW))
            return
        actions: tuple[RowAction, ...] = index.data(ACTIONS)
        if number < len(actions) and actions[number].enabled:
            self.acted.emit(index.data(VIEW), actions[number].code)

    def _row_at(self, place: QPoint) -> QModelIndex:
        """Return the row at a point, none at the heading above one."""
        index = self.indexAt(place)
        if index.isValid():
            top = self.visualRect(index).top() + self._delegate.above(index.data(ROW))
            return index if place.y() >= top else QModelIndex()
        return index

    def _action_at(self, place: QPoint) -> int:
        index = self.indexAt(place)
        if not index.isValid():
            return -1
        areas = self._delegate.action_areas(self.visualRect(index), index)
        return next((number for number, area in enumerate(areas) if area.contains(place)), -1)

    def _next_action(self, index: Index, step: int) -> int | None:
        """Return the button that Tab leads to, -1 for the row itself, None where it leaves the list."""
        actions: tuple[RowAction, ...] = index.data(ACTIONS)
        number = self._delegate.focused_action + step
        while 0 <= number < len(actions) and not actions[number].enabled:
            number += step
        return number if self._delegate.first_stop <= number < len(actions) else None

    def _focus_action(self, index: Index, number: int) -> None:
        self._delegate.focused_action = number
        self.scrollTo(index)
        self.viewport().update()
        if number >= 0:
            name = index.data(ACTIONS)[number].accessible_name
        else:
            name = index.data(Qt.ItemDataRole.AccessibleTextRole)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, name))

    def _keep_off_bar(self) -> None:
        """Leave a little room between the rows and the scroll bar, where there is one."""
        scrolls = self.verticalScrollBar().maximum() > 0 and not self._all_rows
        room = _BESIDE_BAR if scrolls else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(room if mirrored else 0, 0, 0 if mirrored else room, 0)

    def _leave_action(self) -> None:
        if self._delegate.focused_action != self._delegate.first_stop:
            self._delegate.focused_action = self._delegate.first_stop
            self.viewport().update()

    def _follow_rows(self) -> None:
        if self._all_rows:
            self.updateGeometry()
