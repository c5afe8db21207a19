"""A box to choose from that shows what is chosen on as many lines as it needs."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from massage_studio.gui.widgets import row_words
from massage_studio.gui.widgets.row_words import Run


class WrappedCombo(QComboBox):
    """Becomes higher where what is chosen is longer than it is wide, and never cuts it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentTextChanged.connect(lambda _: self._keep_whole())

    def heightForWidth(self, width: int) -> int:
        runs = self._runs(width)
        return super().sizeHint().height() + round(row_words.height(runs) - runs[0].area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        runs = self._runs(self.width())
        row_words.draw(painter, self, runs, (self.height() - row_words.height(runs)) / 2)
        painter.end()

    def _runs(self, width: int) -> tuple[Run, ...]:
        """Return what is chosen in lines, unmirrored, in a box of this width."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, width, self.height())
        area = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        field = QRectF(area)
        left = field.left() if self.isLeftToRight() else width - field.right()
        return row_words.lines(self.currentText(), self.font(), left, 0, field.width(), "ink")
