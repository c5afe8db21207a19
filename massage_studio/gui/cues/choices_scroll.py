"""What something might have been, as chips in rows that scroll where there is little room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.flow_layout import FlowLayout


class ChoicesScroll(QScrollArea):
    """Chips, as high as they need where there is room; one row and the beginning of the next, at least."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._flow = FlowLayout(inside, gap=4)
        self._most: int | None = None
        self.setWidget(inside)
        # The card's own ground shows through.
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def set_most(self, most: int | None) -> None:
        """Be no higher than so many pixels, or as high as all chips need."""
        self._most = most
        self.updateGeometry()

    def add(self, chip: Chip) -> None:
        """Put one more chip behind the others."""
        self._flow.addWidget(chip)
        self.updateGeometry()

    def clear(self) -> None:
        """Take every chip out."""
        self._flow.clear()
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        high = self._flow.heightForWidth(self.viewport().width())
        if self._most is not None:
            high = min(high, max(self._most, self._flow.minimumSize().height() * 5 // 4))
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._flow.minimumSize().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
