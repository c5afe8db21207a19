"""One activity of the class's plan."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable

Progress = Literal["done", "running", "todo", "skipped"]


class PlanItem(Pressable):
    """An activity to press: its benefit's colour bar, its title on up to two lines, its minutes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._time, self._tone = "", "", "neutral"
        self._progress: Progress = "todo"
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_activity(self, title: str, time: str, benefit: str, progress: Progress) -> None:
        """Shows an activity; `time` as words ("12 min"), `benefit` as the benefit's code."""
        self._title, self._time, self._tone, self._progress = title, time, benefit, progress
        states = {
            "done": self.tr("done"),
            "running": self.tr("running now"),
            "todo": self.tr("to come"),
            "skipped": self.tr("left out"),
        }
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{time}, {states[progress]}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._lines(width))
        return max(paint.TARGET, round(lines * paint.line_height(self._title_font()) + 16))

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, paint.TARGET)

    def _title_font(self) -> QFont:
        return paint.font(self, 1.04, bold=self._progress in ("running", "todo"))

    def _lines(self, width: int) -> list[str]:
        time = paint.text_width(self._time, paint.font(self, 1.0, bold=self._progress == "running"))
        return paint.wrapped(self._title, self._title_font(), width - 22 - 8 - time - 8, 2)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        running, done = self._progress == "running", self._progress in ("done", "skipped")
        if running:
            paint.fill_round(painter, rect, shown.tint(self._tone), paint.CONTROL_RADIUS)
        elif self.underMouse():
            paint.fill_round(painter, rect, shown.colour("hover"), paint.CONTROL_RADIUS)
        bar_height = min(rect.height() - 14, 28.0)
        bar = QRectF(8, rect.center().y() - bar_height / 2, 5, bar_height)
        if done:
            tick = QRectF(3, rect.center().y() - 7.5, 15, 15)
            sign = "check" if self._progress == "done" else "minus"
            icons.paint(painter, sign, paint.mirrored(self, tick), shown.colour("muted"))
        else:
            paint.fill_round(painter, paint.mirrored(self, bar), shown.strong(self._tone), 2.5)
        title = self._title_font()
        time = paint.font(self, 1.0, bold=running)
        ink = shown.colour("ink") if running else shown.colour("muted" if done else "ink")
        lines = self._lines(self.width())
        line = paint.line_height(title)
        top = rect.center().y() - line * len(lines) / 2
        for number, words in enumerate(lines):
            area = QRectF(22, top + number * line, rect.width() - 30, line)
            paint.draw_text(painter, self, area, words, title, ink)
        area = QRectF(22, 0, rect.width() - 30, rect.height())
        quiet = shown.colour("muted_strong" if running else "muted")
        paint.draw_text(painter, self, area, self._time, time, quiet, paint.END)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)
