"""A chart of `charts/` on the screen: the same drawing as on paper, in the colours of the theme."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

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
_KEPT = 8
"""For how many widths a chart is kept: a layout asks for its height over and over."""

Maker = Callable[[float], "Chart"]

_STEPS: dict[Qt.Key, Callable[[int, int], int]] = {
    Qt.Key.Key_Down: lambda at, count: at + 1,
    Qt.Key.Key_Right: lambda at, count: at + 1,
    Qt.Key.Key_Up: lambda at, count: at - 1,
    Qt.Key.Key_Left: lambda at, count: at - 1,
    Qt.Key.Key_Home: lambda at, count: 0,
    Qt.Key.Key_End: lambda at, count: count - 1,
}
"""The part that a key goes to, of the one before and how many there are."""


class ChartView(Painted):
    """Shows a chart, and tells its sentence to a screen reader; empty until it has one.

    With `make`, which makes the chart for a width in points, it is made anew whenever its width changes. Each
    part of a chart is told where the mouse rests on it or the arrow keys come to it; `opened` tells the key
    of one that is clicked, or chosen with Enter.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, make: "Maker | None" = None) -> None:
        super().__init__(parent)
        self._make = make
        self._made: dict[int, Chart] = {}
        self._chart: Chart | None = None
        self._part = -1
        self._wide, self._high = WIDTH, 0.0
        self._narrowest = 280 if make else 200
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        if make is not None:
            self._take(self._for_width(420))

    def expect(self, height: float, width: float = WIDTH) -> None:
        """Keep room for a chart of so many points that is on its way."""
        self._wide, self._high = width, height
        self.updateGeometry()

    def show_chart(self, chart: "Chart") -> None:
        """Show a chart in place of the one before."""
        self._wide, self._high = chart.drawing.width, chart.drawing.height
        self._take(chart)

    def show_made(self, make: "Maker") -> None:
        """Show another chart, made anew whenever the width changes."""
        self._make = make
        self._narrowest = 280
        self.remake()

    def remake(self) -> None:
        """Make the chart anew for the width that it has, where what it shows is another."""
        if self._make is not None:
            self._made.clear()
            self._take(self._for_width(self.width()))

    @property
    def chart(self) -> "Chart | None":
        """The chart that is shown."""
        return self._chart

    def _take(self, chart: "Chart") -> None:
        self._chart = chart
        self._part = -1
        self.setAccessibleName(chart.sentence)
        self.setAccessibleDescription("")
        parts = Qt.FocusPolicy.StrongFocus if chart.parts else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(parts)
        self.updateGeometry()
        self.update()

    def _for_width(self, width: int) -> "Chart":
        """Return the chart for a width in pixels, as it was made for it before."""
        assert self._make is not None
        points = round(self._points(width))
        if points not in self._made:
            if len(self._made) >= _KEPT:
                self._made.pop(next(iter(self._made)))
            self._made[points] = self._make(float(points))
        return self._made[points]

    def _scale(self, width: int) -> float:
        if self._make is not None:
            return float(self.fontInfo().pixelSize()) / _POINTS
        return min(width / self._wide, _MOST_SCALE)

    def _points(self, width: int) -> float:
        return max(120.0, width / self._scale(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high: float = self._for_width(width).drawing.height if self._make else self._high
        return round(high * self._scale(width))

    def sizeHint(self) -> QSize:
        wide = 420 if self._make else round(self._wide)
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, self.heightForWidth(max(self.width(), self._narrowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._make is not None:
            self._chart = self._for_width(self.width())
        if event.size().width() != event.oldSize().width():
            # The height follows the width; a layout keeps the hint of the width before.
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._made.clear()
        super().changeEvent(event)

    def part_area(self, number: int) -> QRectF:
        """Return where a part stands in this widget."""
        assert self._chart is not None
        part, scale = self._chart.parts[number], self._scale(self.width())
        top = (self._chart.drawing.height - part.y - part.height) * scale
        area = QRectF(part.x * scale, top, part.width * scale, part.height * scale)
        return paint.mirrored(self, area) if self._make else area

    def _part_at(self, place: QPointF) -> int:
        count = len(self._chart.parts) if self._chart else 0
        return next((number for number in range(count) if self.part_area(number).contains(place)), -1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._chart and self._chart.parts:
            number = self._part_at(QPointF(event.pos()))
            if number >= 0:
                words, area = self._chart.parts[number].words, self.part_area(number).toRect()
                QToolTip.showText(event.globalPos(), paint.plain(words), self, area)
                return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._part_at(event.position())
        opens = number >= 0 and self._chart is not None and bool(self._chart.parts[number].key)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._part_at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(number)
            self._open()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._chart.parts) if self._chart else 0
        step = _STEPS.get(Qt.Key(event.key()))
        if count and step is not None:
            self._go_to(max(0, min(count - 1, step(self._part, count))))
        elif count and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._part < 0:
            self._go_to(0)

    def _go_to(self, number: int) -> None:
        assert self._chart is not None
        self._part = number
        # Told by the screen reader as the arrow keys come to it.
        self.setAccessibleDescription(self._chart.parts[number].words)
        self.update()

    def _open(self) -> None:
        parts = self._chart.parts if self._chart is not None else ()
        if 0 <= self._part < len(parts) and parts[self._part].key:
            self.opened.emit(parts[self._part].key)

    def draw(self, painter: QPainter) -> None:
        if self._chart is None:
            return
        drawing = self._chart.drawing
        scale = self._scale(self.width())
        # A chart that is made for this width reads from the right where the page does.
        canvas = _Canvas(self, painter, scale, drawing.height, bool(self._make))
        for shape in drawing.contents:
            canvas.draw(shape)
        if self.hasFocus() and 0 <= self._part < len(self._chart.parts):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("primary"), 2))
            painter.drawRoundedRect(self.part_area(self._part).adjusted(1, 1, -1, -1), 4, 4)


class _Canvas:
    """Draws the shapes of a drawing on a widget; their origin is at the lower left of the drawing."""

    def __init__(
        self, widget: QWidget, painter: QPainter, scale: float, height: float, mirrors: bool
    ) -> None:
        self._widget, self._painter, self._scale, self._height = widget, painter, scale, height
        self._font = paint.font(widget)
        self._mirrors = mirrors and widget.isRightToLeft()

    def draw(self, shape: Any) -> None:
        kind = type(shape).__name__
        if kind == "Rect":
            top = (self._height - shape.y - shape.height) * self._scale
            area = QRectF(shape.x * self._scale, top, shape.width * self._scale, shape.height * self._scale)
            area = paint.mirrored(self._widget, area) if self._mirrors else area
            paint.fill_round(self._painter, area, _colour(shape.fillColor), shape.rx * self._scale)
        elif kind == "Circle":
            paint.dot(
                self._painter,
                self._point(shape.cx, shape.cy),
                shape.r * self._scale,
                _colour(shape.fillColor),
            )
        elif kind == "Line":
            self._painter.setPen(QPen(_colour(shape.strokeColor), shape.strokeWidth * self._scale))
            ends = self._point(shape.x1, shape.y1), self._point(shape.x2, shape.y2)
            self._painter.drawLine(QLineF(*ends))
        elif kind == "String":
            self._draw_words(shape)

    def _draw_words(self, shape: Any) -> None:
        made = QFont(self._font)
        made.setPixelSize(max(1, round(shape.fontSize * self._scale * _AS_WIDE)))
        self._painter.setFont(made)
        self._painter.setPen(_colour(shape.fillColor))
        wide = self._painter.fontMetrics().horizontalAdvance(shape.text)
        before = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.textAnchor]
        place = self._point(shape.x, shape.y)
        left = place.x() - wide * (1 - before if self._mirrors else before)
        self._painter.drawText(QPointF(left, place.y()), shape.text)

    def _point(self, x: float, y: float) -> QPointF:
        left = x * self._scale
        return QPointF(
            self._widget.width() - left if self._mirrors else left, (self._height - y) * self._scale
        )


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
