"""The first letter of a name in a soft circle."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted


def first_letter(name: str) -> str:
    """The first letter or digit of a name, in capitals; empty where it has none."""
    return next((sign.upper() for sign in name if sign.isalnum()), "")


def draw_avatar(
    painter: QPainter, widget: paint.Surface, rect: QRectF, sign: str, tone: str = "primary"
) -> None:
    """Draws a circle with a sign into an unmirrored square."""
    shown = theme.current()
    place = paint.mirrored(widget, rect)
    paint.dot(painter, place.center(), place.width() / 2, shown.tint(tone))
    letter = paint.font(widget, 1.0, bold=True)
    letter.setPixelSize(max(1, round(rect.width() * 0.43)))
    # Drawn with a width to spare, since a wide letter would otherwise be elided.
    paint.draw_text(
        painter, widget, rect.adjusted(-8, 0, 8, 0), sign, letter, shown.on_tint(tone), paint.CENTRE
    )


class Avatar(Painted):
    """A name's first letter in a circle, `size` pixels across."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "", size: int = 36) -> None:
        super().__init__(parent)
        self._size = size
        self._letter = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Shows the first letter of another name."""
        self._letter = first_letter(name)
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        draw_avatar(painter, self, QRectF(0, 0, self._size, self._size), self._letter)
