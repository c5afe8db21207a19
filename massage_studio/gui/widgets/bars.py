"""Bars, such as places taken."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint


def draw_bar(painter: QPainter, widget: paint.Surface, rect: QRectF, share: float, tone: str) -> None:
    """Draws a bar filled to a share of 0 to 1 into an unmirrored rectangle."""
    shown = theme.current()
    radius = min(4.0, rect.height() / 2)
    paint.fill_round(painter, paint.mirrored(widget, rect), shown.colour("groove"), radius)
    filled = QRectF(rect)
    filled.setWidth(rect.width() * min(1.0, max(0.0, share)))
    if filled.width() >= 1:
        paint.fill_round(painter, paint.mirrored(widget, filled), shown.strong(tone), radius)


class ProgressLine(QProgressBar):
    """A thin bar, such as places taken; the words beside it are the page's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, of: int, words: str) -> None:
        """Fills the bar to `done` of `of`; `words` are what a screen reader says."""
        self.setRange(0, max(1, of))
        self.setValue(min(max(0, done), max(1, of)))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        draw_bar(painter, self, QRectF(self.rect()), share, "primary")
        painter.end()
