"""A small pill that is only read."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.pressable import Painted


class StatusTag(Painted):
    """A small pill that says how something stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tag(self, words: str, tone: str) -> None:
        """Show other words in a tone of the theme."""
        self._tone = tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(tag_width(self, self.accessibleName())), round(tag_height(self)))

    def draw(self, painter: QPainter) -> None:
        draw_tag(painter, self, QRectF(self.rect()), self.accessibleName(), self._tone)
