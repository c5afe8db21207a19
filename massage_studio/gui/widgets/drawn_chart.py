"""Shows a chart that paper has too, on a light ground in either theme, as its colours were chosen for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart

_PAD = 14
_POINTS = 9.0
"""Type size of the charts; on the screen it is the size of its own type."""


class DrawnChart(Painted):
    """A drawing of `charts/`, made anew for its width; a screen reader hears its sentence."""

    def __init__(self, make: "Callable[[float], Chart]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._chart = make(400)
        self.setAccessibleName(self._chart.sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def sentence(self) -> str:
        """The chart in words."""
        return self._chart.sentence

    def _scale(self) -> float:
        return float(self.fontInfo().pixelSize()) / _POINTS

    def _points(self, width: int) -> float:
        return max(120.0, (width - 2 * _PAD) / self._scale())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height: float = self._make(self._points(width)).drawing.height
        return round(height * self._scale()) + 2 * _PAD

    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(280, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._chart = self._make(self._points(self.width()))

    def draw(self, painter: QPainter) -> None:
        ground = theme.load("light").colour("card")
        edge = theme.current().colour("line")
        paint.fill_round(painter, QRectF(self.rect()), ground, paint.CONTROL_RADIUS, edge)
        drawing, scale = self._chart.drawing, self._scale()
        painter.translate(_PAD, _PAD + drawing.height * scale)
        for shape in drawing.contents:
            _draw(painter, shape, scale, self.font())


def _draw(painter: QPainter, shape: Any, scale: float, font: QFont) -> None:
    """Draw a shape of a drawing, whose origin is at the lower left."""
    match type(shape).__name__:
        case "Rect":
            place = QRectF(shape.x, -shape.y - shape.height, shape.width, shape.height)
            painter.fillRect(_scaled(place, scale), _colour(shape.fillColor))
        case "Line":
            painter.setPen(QPen(_colour(shape.strokeColor), shape.strokeWidth * scale))
            ends = (shape.x1, -shape.y1, shape.x2, -shape.y2)
            painter.drawLine(QLineF(*(part * scale for part in ends)))
        case "String":
            made = QFont(font)
            made.setPixelSize(round(shape.fontSize * scale))
            painter.setFont(made)
            painter.setPen(_colour(shape.fillColor))
            painter.drawText(QPointF(shape.x, -shape.y) * scale, shape.text)


def _scaled(place: QRectF, scale: float) -> QRectF:
    return QRectF(place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale)


def _colour(colour: Any) -> QColor:
    return QColor.fromRgbF(colour.red, colour.green, colour.blue)
