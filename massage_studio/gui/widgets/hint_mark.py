"""A mark that means nothing to others: there is something to read while it is held down."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable

_SIGN = "\u2217"


class HintMark(Pressable):
    """A quiet sign, as wide as a finger; `pressed` and `released` tell how long it is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(paint.TARGET, round(paint.line_height(paint.font(self, 1.16))))

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        sign = paint.font(self, 1.3, bold=True)
        paint.draw_text(painter, self, rect, _SIGN, sign, shown.colour("muted_strong"), paint.CENTRE)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS)
