"""Keeps what is laid out anew in one part of a page from the rest of it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget


class LayoutBoundary(QWidget):
    """Fills itself with the one widget in it, which may show other words without a new layout of the page.

    Whenever the words of a label change, Qt lays out anew every widget that it stands in, up to the window.
    Here that ends, unless the widget inside needs another height now, or another least width where no
    minimum width is set: it takes the width that there is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What the layout around it was told, by what it asked: a hint, or the height for a width.
        self._told: dict[str | int, QSize | int | bool] = {}

    def sizeHint(self) -> QSize:
        self._told["hint"] = hint = self._hint(self._inside().sizeHint().height())
        return hint

    def minimumSizeHint(self) -> QSize:
        self._told["least"] = least = self._hint(self._inside().minimumSizeHint().height())
        return least

    def hasHeightForWidth(self) -> bool:
        self._told["by width"] = by_width = self._inside().hasHeightForWidth()
        return by_width

    def heightForWidth(self, width: int) -> int:
        self._told[width] = high = self._inside().heightForWidth(width)
        return high

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._tell()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # While it was hidden, nothing was asked of it.
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside().setGeometry(self.rect())

    def _inside(self) -> QWidget:
        return next(child for child in self.children() if isinstance(child, QWidget))

    def _hint(self, high: int) -> QSize:
        return QSize(self.minimumWidth() or self._inside().minimumSizeHint().width(), high)

    def _tell(self) -> None:
        """Let the layout around it ask again, where it would be told anything else than before."""
        before = dict(self._told)
        self.sizeHint(), self.minimumSizeHint(), self.hasHeightForWidth()
        for width in [asked for asked in self._told if isinstance(asked, int)]:
            self.heightForWidth(width)
        if self._told != before:
            self._told.clear()
            self.updateGeometry()
