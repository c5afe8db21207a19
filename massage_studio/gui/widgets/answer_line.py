"""A line on which a carer puts herself: words at its ends, no numbers."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted

_FINGER_MM = 12.0


class AnswerLine(QWidget):
    """Rings on a line, of which one is filled by a touch, a drag or the arrows; Delete leaves it out again.

    `changed` carries the answer, or None. `words` of an answer are what a screen reader says of its place.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = 0, 10
        self._ends = ("", "")
        self._place: Callable[[int], str] = str
        self._text = ""
        self._answer: int | None = None
        self._large, self._ratio = False, 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def answer(self) -> int | None:
        """Where on the line she put herself, None where nowhere."""
        return self._answer

    def ask(self, text: str, low: int, high: int, ends: tuple[str, str], place: Callable[[int], str]) -> None:
        """Ask one statement, with the words at both ends and those for a place between them."""
        self._text, self._low, self._high = text, low, high
        self._ends, self._place = ends, place
        self._told()
        self.updateGeometry()

    def set_answer(self, answer: int | None) -> None:
        """Show an answer without telling anybody."""
        self._answer = answer
        self._told()

    def set_large(self, ratio: float) -> None:
        """Make its words so many times as large as others, and its rings fit for a finger."""
        self._large, self._ratio = True, ratio
        self.updateGeometry()

    def _told(self) -> None:
        where = "" if self._answer is None else self._place(self._answer)
        self.setAccessibleName(f"{self._text}: {where}" if where else self._text)
        self.setAccessibleDescription(" · ".join(self._ends))
        self.update()

    def _choose(self, answer: int | None) -> None:
        if answer != self._answer:
            self.set_answer(answer)
            self.changed.emit(answer)

    def sizeHint(self) -> QSize:
        least = paint.millimetres(self, _FINGER_MM) + 12 if self._large else paint.TARGET
        words = paint.line_height(paint.font(self, self._ratio)) + 12
        return QSize(900 if self._large else 380, round(least + words))

    def minimumSizeHint(self) -> QSize:
        font = paint.font(self, self._ratio)
        wide = sum(paint.text_width(words, font) for words in self._ends) + 48
        return QSize(max(260, round(wide)), self.sizeHint().height())

    def _line(self) -> QRectF:
        """Return where the rings stand, in the widget's own sense of left and right."""
        words = paint.line_height(paint.font(self, self._ratio)) + 12
        room = self.height() - words
        inset = self._radius() + 6
        return QRectF(inset, 0, max(1.0, self.width() - 2 * inset), room)

    def _radius(self) -> float:
        return 18.0 if self._large else 9.0

    def _centre(self, answer: int) -> QPointF:
        line = self._line()
        share = (answer - self._low) / max(1, self._high - self._low)
        left = line.left() + share * line.width()
        return paint.mirrored(self, QRectF(left, line.top(), 0, line.height())).center()

    def _at(self, x: float) -> int:
        places = range(self._low, self._high + 1)
        return min(places, key=lambda answer: abs(self._centre(answer).x() - x))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Down: -1,
        }
        ends = {Qt.Key.Key_Home: self._low, Qt.Key.Key_End: self._high}
        key = Qt.Key(event.key())
        if key in steps:
            middle = (self._low + self._high) // 2
            wanted = middle if self._answer is None else self._answer + steps[key]
            self._choose(min(self._high, max(self._low, wanted)))
        elif key in ends:
            self._choose(ends[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, radius = self._line(), self._radius()
        middle = line.center().y()
        painter.setPen(QPen(shown.colour("control_line"), 2))
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))
        for answer in range(self._low, self._high + 1):
            chosen = answer == self._answer
            painter.setPen(QPen(shown.colour("primary" if chosen else "control_line"), 2))
            painter.setBrush(shown.colour("primary" if chosen else "card"))
            size = radius if chosen else radius * 0.6
            painter.drawEllipse(self._centre(answer), size, size)
        font = paint.font(self, self._ratio)
        words = QRectF(12, line.bottom(), self.width() - 24, self.height() - line.bottom() - 4)
        for text, side in zip(self._ends, (paint.START, paint.END), strict=True):
            paint.draw_text(painter, self, words, text, font, shown.colour("ink"), side)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
        painter.end()


class OneAnswer(Painted):
    """A small line with one dot on it, or with words in its place where nothing was answered."""

    def __init__(self, answer: int | None, low: int, high: int, told: str, instead: str) -> None:
        super().__init__()
        self._answer, self._low, self._high, self._instead = answer, low, high, instead
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(told)

    def sizeHint(self) -> QSize:
        return QSize(110, max(20, round(paint.line_height(paint.font(self)))))

    def minimumSizeHint(self) -> QSize:
        return QSize(70, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown, middle = theme.current(), self.height() / 2
        if self._answer is None:
            area = QRectF(self.rect())
            paint.draw_text(painter, self, area, self._instead, paint.font(self), shown.colour("muted"))
            return
        left, wide = 6.0, self.width() - 12.0
        line = paint.mirrored(self, QRectF(left, middle - 1, wide, 2))
        painter.fillRect(line, shown.colour("control_line"))
        for end in (line.left(), line.right() - 1):
            painter.fillRect(QRectF(end, middle - 4, 2, 8), shown.colour("control_line"))
        share = (self._answer - self._low) / max(1, self._high - self._low)
        spot = paint.mirrored(self, QRectF(left + share * wide, 0, 0, self.height())).center()
        paint.dot(painter, spot, 6.0, shown.colour("primary"))
