"""The activity that runs, on a button that opens the plan where there is no room for all of it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable

_PAD = 8.0


class PlanTitle(Pressable):
    """A title on up to two lines, with the colour bar of its benefit; down while the plan is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._tone = "", "neutral"
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_activity(self, title: str, benefit: str) -> None:
        """Shows an activity; `benefit` as the benefit's code."""
        self._title, self._tone = title, benefit
        self.setAccessibleName(self.tr("Plan: {activity}").format(activity=title))
        paint.plain_tooltip(self, title)
        self.update()

    def title(self) -> str:
        """What the button says."""
        return self._title

    def sizeHint(self) -> QSize:
        return QSize(170, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 32)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        back = shown.tint("primary") if self.isChecked() else shown.colour("card")
        if self.underMouse() and not self.isChecked():
            back = shown.colour("hover")
        edge = shown.colour("primary" if self.isChecked() else "line")
        paint.fill_round(painter, rect, back, paint.CONTROL_RADIUS, edge)
        bar = QRectF(5, 6, 4, rect.height() - 12)
        paint.fill_round(painter, paint.mirrored(self, bar), shown.strong(self._tone), 2)
        room = rect.width() - 14 - _PAD
        words = paint.font(self, 1.0, bold=True)
        if paint.text_width(self._title, words) > room:
            words = paint.font(self, 0.88, bold=True)
        high = paint.line_height(words)
        lines = paint.wrapped(self._title, words, room, 2 if rect.height() >= 2 * high else 1)
        top = (rect.height() - high * len(lines)) / 2
        for place, line in enumerate(lines):
            area = QRectF(14, top + place * high, room, high)
            paint.draw_text(painter, self, area, line, words, shown.colour("ink"))
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS)
