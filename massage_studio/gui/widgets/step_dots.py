"""How far somebody is, as dots without a number."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted

_APART = 24.0


class StepDots(Painted):
    """One dot for each step, those up to the present one filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step, self._steps = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_step(self, step: int, steps: int) -> None:
        """Show that the step of this place, from 0, is the present one."""
        self._step, self._steps = step, steps
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._steps * _APART), 24)

    def draw(self, painter: QPainter) -> None:
        shown, middle = theme.current(), self.height() / 2
        for place in range(self._steps):
            seen = place if not self.isRightToLeft() else self._steps - 1 - place
            colour = shown.colour("primary" if place <= self._step else "control_line")
            paint.dot(painter, QPointF((seen + 0.5) * _APART, middle), 5.0, colour)
