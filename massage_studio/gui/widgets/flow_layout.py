"""A layout that puts chips in a row and goes on in the next row where they do not fit."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays items out from the leading edge, wrapping like words; right to left where the language does.

    A widget whose property "leads" is true, such as the name of what follows, never ends a row.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = self._row_gap = gap
        self._hints: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def set_row_gap(self, gap: int) -> None:
        """Leaves so much room between the rows."""
        if gap != self._row_gap:
            self._row_gap = gap
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._hints = None
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [hint for _, hint in self._measured()]
        margins = self.contentsMargins()
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def clear(self) -> None:
        """Takes every item out and deletes its widget."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def _measured(self) -> list[tuple[QLayoutItem, QSize]]:
        """Items in view with their hints, asked once until something changes: a layout asks many times."""
        if self._hints is None:
            self._hints = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._hints

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, top, row_height = area.left(), area.top(), 0
        measured = self._measured()
        for place, (item, hint) in enumerate(measured):
            width = needed = min(hint.width(), area.width())
            high, widget = hint.height(), item.widget()
            if widget is not None and widget.property("leads") and place + 1 < len(measured):
                following = measured[place + 1][1]
                needed += self._gap + following.width()
                high = max(high, following.height())
            if left > area.left() and left + needed > area.right() + 1:
                left, top, row_height = area.left(), top + row_height + self._row_gap, 0
            if move:
                start = area.right() - (left - area.left()) - width + 1 if rtl else left
                item.setGeometry(QRect(QPoint(start, top), QSize(width, high)))
            left += width + self._gap
            row_height = max(row_height, high)
        return top + row_height - rect.top() + self.contentsMargins().bottom()
