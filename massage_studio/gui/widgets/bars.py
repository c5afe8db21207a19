"""Bars: minutes of each benefit, and places taken."""

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


class BenefitBar(QProgressBar):
    """One benefit: its name, a bar in its colour and its minutes; bars of one column line up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._words, self._tone = "", "", "neutral"
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_benefit(self, label: str, tone: str, value: int, most: int, words: str) -> None:
        """Shows `value` against the longest bar of the column, `most`; `words` such as "52 min"."""
        self._label, self._tone, self._words = label, tone, words
        self.setRange(0, max(1, most))
        self.setValue(min(max(0, value), max(1, most)))
        self.setAccessibleName(f"{label}: {words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(paint.line_height(paint.font(self, 1.12)) + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = float(self.width()), float(self.height())
        lead, small = paint.font(self, 1.12), paint.font(self, 1.0)
        # One width for all bars of a column, whatever their labels, so that the bars begin together.
        label_width = max(paint.text_width("n" * 16, lead), width * 0.33)
        value_width = paint.text_width("999 min", small)
        area = QRectF(0, 0, label_width - 8, height)
        paint.draw_text(painter, self, area, self._label, lead, shown.colour("ink"))
        bar = QRectF(label_width, height / 2 - 4, width - label_width - value_width - 8, 8)
        draw_bar(painter, self, bar, self.value() / max(1, self.maximum()), self._tone)
        area = QRectF(width - value_width, 0, value_width, height)
        paint.draw_text(painter, self, area, self._words, small, shown.colour("muted"), paint.END)
        painter.end()
