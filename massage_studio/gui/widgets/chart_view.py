"""A chart of `charts/` on the screen: the same drawing as on paper, in the colours of the theme."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart

WIDTH = 220.0
"""How wide charts for the screen are made, in points; they are drawn as large as fits."""
_MOST_SCALE = 1.6
_AS_WIDE = 0.92
"""How much smaller the type of the screen is set to be no wider than that of paper."""
_POINTS = 9.0
"""Type size of a chart that is made anew for its width; on the screen it is the size of its own type."""


class ChartView(Painted):
    """Shows a chart, and tells its sentence to a screen reader; empty until it has one.

    With `make`, which makes the chart for a width in points, it is made anew whenever its width changes.
    """

    def __init__(self, parent: QWidget | None = None, make: "Callable[[float], Chart] | None" = None) -> None:
        super().__init__(parent)
        self._make = make
        self._drawing: Any = None
        self._wide, self._high = WIDTH, 0.0
        self._narrowest = 280 if make else 200
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if make is not None:
            self.show_chart(make(self._points(420)))

    def expect(self, height: float, width: float = WIDTH) -> None:
        """Keep room for a chart of so many points that is on its way."""
        self._wide, self._high = width, height
        self.updateGeometry()

    def show_chart(self, chart: "Chart") -> None:
        """Show a chart in place of the one before."""
        self._drawing = chart.drawing
        self._wide, self._high = chart.drawing.width, chart.drawing.height
        self.setAccessibleName(chart.sentence)
        self.updateGeometry()
        self.update()

    def remake(self) -> None:
        """Make the chart anew for the width that it has, where what it shows is another."""
        if self._make is not None:
            chart = self._make(self._points(self.width()))
            self._drawing = chart.drawing
            self.setAccessibleName(chart.sentence)
            self.updateGeometry()
            self.update()

    def _scale(self, width: int) -> float:
        if self._make is not None:
            return float(self.fontInfo().pixelSize()) / _POINTS
        return min(width / self._wide, _MOST_SCALE)

    def _points(self, width: int) -> float:
        return max(120.0, width / self._scale(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high: float = self._make(self._points(width)).drawing.height if self._make else self._high
        return round(high * self._scale(width))

    def sizeHint(self) -> QSize:
        wide = 420 if self._make else round(self._wide)
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, self.heightForWidth(max(self.width(), self._narrowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._make is not None:
            self._drawing = self._make(self._points(self.width())).drawing
        if event.size().width() != event.oldSize().width():
            # The height follows the width; a layout keeps the hint of the width before.
            self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        if self._drawing is None:
            return
        for shape in self._drawing.contents:
            _draw(painter, shape, self._scale(self.width()), self._drawing.height, paint.font(self))


def _draw(painter: QPainter, shape: Any, scale: float, height: float, font: QFont) -> None:
    """Draw one shape; its origin is at the lower left of the drawing."""
    kind = type(shape).__name__
    if kind == "Rect":
        top = (height - shape.y - shape.height) * scale
        area = QRectF(shape.x * scale, top, shape.width * scale, shape.height * scale)
        paint.fill_round(painter, area, _colour(shape.fillColor), shape.rx * scale)
    elif kind == "Line":
        painter.setPen(QPen(_colour(shape.strokeColor), shape.strokeWidth * scale))
        ends = (shape.x1, height - shape.y1, shape.x2, height - shape.y2)
        painter.drawLine(QLineF(*(part * scale for part in ends)))
    elif kind == "String":
        made = QFont(font)
        made.setPixelSize(max(1, round(shape.fontSize * scale * _AS_WIDE)))
        painter.setFont(made)
        painter.setPen(_colour(shape.fillColor))
        wide = painter.fontMetrics().horizontalAdvance(shape.text)
        left = shape.x * scale - {"start": 0, "middle": wide / 2, "end": wide}[shape.textAnchor]
        painter.drawText(QPointF(left, (height - shape.y) * scale), shape.text)


def _colour(colour: Any) -> QColor:
    """Return a colour of paper as the theme has it."""
    printed = QColor.fromRgbF(colour.red, colour.green, colour.blue)
    token = _tokens().get(printed.name(QColor.NameFormat.HexRgb))
    return theme.current().colour(token) if token else printed


@lru_cache(maxsize=1)
def _tokens() -> dict[str, str]:
    """Return the tokens by the colours that they have on paper, the first of several."""
    colours = theme.load("light").colours
    return {colour.lower(): token for token, colour in reversed(list(colours.items()))}
