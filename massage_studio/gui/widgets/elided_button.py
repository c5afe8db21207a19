"""A button whose words are cut where there is little room for them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

_FEWEST = 5  # letters


class ElidedButton(QPushButton):
    """Takes the width of its words where it can have it, and less where it can not; its tooltip has all.

    Where they do not fit, the brief words stand in their place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, brief: str) -> None:
        """Change what it says, and what it says where there is less room."""
        self._brief = brief
        self.setText(words)

    def minimumSizeHint(self) -> QSize:
        hint, metrics = self.sizeHint(), self.fontMetrics()
        around = hint.width() - metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(min(hint.width(), around + _FEWEST * metrics.averageCharWidth()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        metrics, words = self.fontMetrics(), self.text()
        if metrics.horizontalAdvance(words) > room:
            words = metrics.elidedText(self._brief or words, Qt.TextElideMode.ElideRight, room)
        option.text = words
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
