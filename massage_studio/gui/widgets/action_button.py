"""A push button that also tells its key."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable


class ActionButton(Pressable):
    """Words in bold, an optional icon before them and an optional key after them in the quieter colour."""

    def __init__(
        self,
        text: str,
        hint: str = "",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        primary: bool = False,
        large: bool = False,
    ) -> None:
        super().__init__(parent)
        self._text, self._hint, self._icon, self._primary, self._large = text, hint, icon, primary, large
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if hint:
            self.setAccessibleDescription(self.tr("Key {key}").format(key=hint))

    def set_words(self, text: str) -> None:
        """Changes what the button says."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the button says."""
        return self._text

    def _ratio(self) -> float:
        return 1.2 if self._large else 1.04

    def _widths(self) -> tuple[float, float, float]:
        words = (
            paint.text_width(self._text, paint.font(self, self._ratio(), bold=True)) if self._text else 0.0
        )
        hint = paint.text_width(self._hint, paint.font(self, self._ratio())) + 7 if self._hint else 0.0
        return (18.0 + (7.0 if self._text else 0.0) if self._icon else 0.0), words, hint

    def sizeHint(self) -> QSize:
        pad = 20.0 if self._large else 14.0
        height = paint.line_height(paint.font(self, self._ratio(), bold=True)) + (26 if self._large else 20)
        return QSize(round(sum(self._widths()) + 2 * pad), max(paint.TARGET, round(height)))

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        if self._primary:
            back = shown.colour("primary_hover" if self.underMouse() or self.isDown() else "primary")
            paint.fill_round(painter, rect, back, paint.CONTROL_RADIUS)
            ink = quiet = shown.text_on(back)
        else:
            back = shown.colour("groove" if self.isDown() else "hover" if self.underMouse() else "card")
            paint.fill_round(painter, rect, back, paint.CONTROL_RADIUS, shown.colour("line"))
            ink, quiet = shown.colour("ink"), shown.colour("muted_strong")
        icon, words, hint = self._widths()
        words = min(words, rect.width() - 16 - icon)
        if icon + words + hint > rect.width() - 8:
            hint = 0.0
        left = (rect.width() - icon - words - hint) / 2
        if self._icon:
            place = QRectF(left, rect.center().y() - 9, 18, 18)
            icons.paint(painter, self._icon, paint.mirrored(self, place), ink)
        bold = paint.font(self, self._ratio(), bold=True)
        paint.draw_text(painter, self, QRectF(left + icon, 0, words, rect.height()), self._text, bold, ink)
        if hint:
            area = QRectF(left + icon + words + 6, 0, hint, rect.height())
            paint.draw_text(painter, self, area, self._hint, paint.font(self, self._ratio()), quiet)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
            if self._primary:
                painter.setPen(ink)
                painter.drawRoundedRect(rect.adjusted(3.5, 3.5, -3.5, -3.5), 5, 5)
