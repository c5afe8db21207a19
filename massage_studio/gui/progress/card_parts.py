"""Small pieces that the cards of a family are filled with."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.gui.widgets.states import STATE_CODES, fill_state, state_label

_LEFT_TO_RIGHT = "\u200e"


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


def state_keys() -> list[StateKey]:
    """Return the keys of all six states in their order."""
    return [StateKey(code) for code in STATE_CODES]


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
