"""The entry of Find in the sidebar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable

KEY = QKeySequence("Ctrl+K")


class FindButton(Pressable):
    """A field to press: it says Find, and by which key it opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self.tr("Find")
        self._key = KEY.toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(self.tr("Find ({key})").format(key=self._key))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = paint.font(self, 1.08)
        wide = paint.text_width(self._text, words) + paint.text_width(self._key, paint.font(self)) + 64
        return QSize(round(wide), max(paint.TARGET, round(paint.line_height(words) + 16)))

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        ground = shown.colour("hover" if self.underMouse() else "card")
        paint.fill_round(painter, rect, ground, paint.CONTROL_RADIUS, shown.colour("control_line"))
        place = QRectF(10, rect.center().y() - 9, 18, 18)
        icons.paint(painter, "search", paint.mirrored(self, place), shown.colour("muted_strong"))
        small = paint.font(self)
        wide = paint.text_width(self._key, small)
        words = QRectF(38, 0, rect.width() - 38 - wide - 16, rect.height())
        paint.draw_text(painter, self, words, self._text, paint.font(self, 1.08), shown.colour("ink"))
        key = QRectF(rect.width() - wide - 10, 0, wide, rect.height())
        paint.draw_text(painter, self, key, self._key, small, shown.colour("muted"), paint.END)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
