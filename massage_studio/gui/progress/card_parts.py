"""Small pieces that the cards of a family are filled with."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.pressable import Painted, Pressable
from massage_studio.gui.widgets.states import STATE_CODES, fill_state, state_label

_LEFT_TO_RIGHT = "\u200e"
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_DOT = 16
"""How far the words of a sentence stand from its dot's side, in pixels."""


def clear(layout: QLayout, keep: int = 0) -> None:
    """Take all items but the first `keep` out of a layout and let their widgets go."""
    while layout.count() > keep:
        item = layout.takeAt(keep)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def refill(layout: QLayout, widgets: Iterable[QWidget], keep: int = 0) -> None:
    """Put these widgets into a layout in the place of what stood there after the first `keep` items."""
    clear(layout, keep)
    for widget in widgets:
        layout.addWidget(widget)


class WrappedLabel(QLabel):
    """Plain text that wraps, in the ordinary or the muted voice."""

    def __init__(self, text: str, *, muted: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if muted:
            self.setProperty("role", "muted")
        self.setText(text)


def sentence(text: str) -> str:
    """Return a sentence of the page's own language as it reads, even where it begins with an Arabic name."""
    from_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    return f"{_LEFT_TO_RIGHT}{text}" if from_left and paint.reads_from_the_right(text) else text


class BoldLine(ElidedLabel):
    """A line in bold at the size of the text around it."""

    bold = True


class Words(ElidedLabel):
    """Text that wraps, so many times as large as the text around it, in the heading font or in the other."""

    def __init__(
        self, text: str, ratio: float = 1.0, *, heading: bool = False, bold: bool = False, muted: bool = False
    ) -> None:
        self.ratio, self.heading, self.bold = ratio, heading, bold
        self.role = "muted" if muted else ""
        super().__init__("")
        self.setWordWrap(True)
        self.setText(sentence(text))


class Pill(Words):
    """Words on a soft ground with round ends, on as many lines as they need."""

    def __init__(self, text: str, tone: str, ratio: float = 1.0) -> None:
        super().__init__(text, ratio, bold=True)
        self._tone = tone
        self.setContentsMargins(10, 4, 10, 4)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(round(paint.text_width(self.text(), self.font())) + 24, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = min(self.height() / 2, paint.CARD_RADIUS + 2)
        paint.fill_round(painter, QRectF(self.rect()), shown.tint(self._tone), radius)
        painter.setPen(shown.on_tint(self._tone))
        painter.setFont(self.font())
        painter.drawText(self.contentsRect(), _WRAPPED | _start(), self.text())
        painter.end()


class SentenceButton(Pressable):
    """A sentence behind a dot that can be pressed, on as many lines as it needs."""

    def __init__(self, text: str, ratio: float = 1.0) -> None:
        super().__init__()
        self._ratio = ratio
        self._words = sentence(text)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        font = paint.font(self, self._ratio)
        area = QRect(0, 0, max(40, width - _DOT - 4), 10_000)
        return QFontMetrics(font).boundingRect(area, _WRAPPED, self._words).height() + 8

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(80, self.width())))

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        font = paint.font(self, self._ratio)
        middle = 4 + paint.line_height(font) / 2
        dot = paint.mirrored(self, QRectF(2, middle - 3, 6, 6))
        paint.dot(painter, dot.center(), 3, shown.colour("primary"))
        area = paint.mirrored(self, QRectF(_DOT, 4, self.width() - _DOT - 4, self.height() - 8))
        if self.underMouse() or self.isChecked():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(shown.colour("ink"))
        # By the words themselves, or a full stop would stand at the wrong end on a page from the right.
        from_right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if paint.reads_from_the_right(self._words)
            else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
        painter.drawText(area.toRect(), _WRAPPED | flags, self._words)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS)


class Opened(QWidget):
    """A button, and below it what stands behind it once it is pressed, until it is pressed again.

    What stands `beside` the button has the room before it.
    """

    def __init__(
        self, button: QAbstractButton, make: Callable[[], QWidget], *, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._make, self._button = make, button
        self._behind: QWidget | None = None
        button.setCheckable(True)
        button.toggled.connect(self._turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(side_by_side(beside, button) if beside is not None else button)

    def close_again(self) -> None:
        """Show nothing of what stands behind the button."""
        self._button.setChecked(False)

    def _turn(self, on: bool) -> None:
        if self._behind is None and on:
            self._behind = self._make()
            self._column.addWidget(self._behind)
        if self._behind is not None:
            self._behind.setVisible(on)


class Icon(Painted):
    """A small icon beside words; silent, since the words say it."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    def draw(self, painter: QPainter) -> None:
        icons.paint(painter, self._name, QRectF(0, 0, 16, 16), theme.current().colour("muted"))


class StateKey(Painted):
    """The colour and pattern of one state, with its name."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(state_label(code))

    def sizeHint(self) -> QSize:
        words = paint.text_width(state_label(self._code), paint.font(self))
        return QSize(round(words) + 24, round(paint.line_height(paint.font(self))) + 4)

    def draw(self, painter: QPainter) -> None:
        middle = self.height() / 2
        fill_state(painter, paint.mirrored(self, QRectF(0, middle - 6, 12, 12)), self._code)
        area = QRectF(18, 0, self.width() - 18, self.height())
        ink = theme.current().colour("ink")
        paint.draw_text(painter, self, area, state_label(self._code), paint.font(self), ink)


def _start() -> int:
    """Return the flags that set words from the side on which reading begins, at the top."""
    return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)


def state_keys() -> list[StateKey]:
    """Return the keys of all six states in their order."""
    return [StateKey(code) for code in STATE_CODES]


def state_legend() -> QWidget:
    """Return the keys of all six states beside each other, in as many rows as they take."""
    legend = QWidget()
    flow = FlowLayout(legend, gap=10)
    for key in state_keys():
        flow.addWidget(key)
    return legend


def quiet_button(text: str, accessible: str = "") -> QPushButton:
    """Return a button without a frame; `text` may hold data, so an ampersand in it is no mnemonic."""
    button = QPushButton(text.replace("&", "&&"))
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.setAccessibleName(accessible or text)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def action_button(text: str) -> QPushButton:
    """Return an ordinary button as wide as its words; `text` may hold data."""
    button = quiet_button(text)
    button.setProperty("role", "")
    return button


def side_by_side(*widgets: QWidget, stretch: int = 0, gap: int = 8) -> QWidget:
    """Return widgets in one row; the one at place `stretch` takes the room that is left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for place, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if place == stretch else 0)
    return row
