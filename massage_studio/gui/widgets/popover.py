"""A few lines over a page, for as long as they are wanted."""

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint

_WIDEST = 620
_EDGE = 8


class Popover(QFrame):
    """Words that take no keys; a click takes them away, and none of them is kept when they go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._label)
        super().hide()

    def words(self) -> str:
        """What is shown now, a line each; empty for nothing."""
        return self._label.text()

    def show_beside(self, widget: QWidget, lines: tuple[str, ...], stay_ms: int) -> None:
        """Show lines below a widget, or above where there is no room, for so many milliseconds."""
        self._take(widget, lines)
        window = widget.window()
        place = widget.mapTo(window, QPoint(0, widget.height() + 2))
        if place.y() + self.height() > window.height() - _EDGE:
            place = widget.mapTo(window, QPoint(0, -self.height() - 2))
        self._appear(place)
        self._timer.start(stay_ms)

    def show_over(self, page: QWidget, lines: tuple[str, ...]) -> None:
        """Show lines over the middle of a page until they are taken away."""
        self._take(page, lines)
        window = page.window()
        self._appear(QPoint((window.width() - self.width()) // 2, (window.height() - self.height()) // 3))

    def hide(self) -> None:
        """Take the lines away."""
        self._timer.stop()
        self._label.clear()
        self.setAccessibleName("")
        super().hide()

    def _take(self, widget: QWidget, lines: tuple[str, ...]) -> None:
        self._timer.stop()
        # Over the window: on a small screen the page is cut by what scrolls it.
        self.setParent(widget.window())
        self._label.setText("\n".join(lines))
        self._label.setFont(paint.font(self, 1.16))
        wide = max((paint.text_width(line, self._label.font()) for line in lines), default=0.0)
        self.setFixedWidth(min(round(wide) + 36, _WIDEST, widget.window().width() - 2 * _EDGE))
        self.setFixedHeight(self.heightForWidth(self.width()))

    def _appear(self, place: QPoint) -> None:
        window = self.window()
        x = min(max(place.x(), _EDGE), window.width() - self.width() - _EDGE)
        self.move(x, max(place.y(), _EDGE))
        self.show()
        self.raise_()
        self.setAccessibleName(self.words())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill_round(
            painter, QRectF(self.rect()), shown.colour("card"), paint.CARD_RADIUS, shown.colour("ink")
        )
        painter.end()
