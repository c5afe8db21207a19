"""The pages in the sidebar."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable


class NavButton(Pressable):
    """One page in the sidebar; the page in view is a light pill with its name in bold."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._icon = text, icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        bold = paint.font(self, 1.16, bold=True)
        height = max(paint.TARGET, round(paint.line_height(bold) + 16))
        return QSize(round(paint.text_width(self._text, bold) + 54), height)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            paint.fill_round(painter, rect, shown.colour("card"), paint.CONTROL_RADIUS, shown.colour("line"))
        elif self.underMouse():
            paint.fill_round(painter, rect, shown.colour("groove"), paint.CONTROL_RADIUS)
        place = QRectF(10, rect.center().y() - 10, 20, 20)
        tone = shown.colour("primary" if chosen else "muted_strong")
        icons.paint(painter, self._icon, paint.mirrored(self, place), tone)
        words = paint.font(self, 1.16, bold=chosen)
        area = QRectF(38, 0, rect.width() - 46, rect.height())
        paint.draw_text(painter, self, area, self._text, words, shown.colour("ink"))
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
