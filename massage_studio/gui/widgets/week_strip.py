"""The days of a week with their classes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted


@dataclass(frozen=True)
class WeekDay:
    """One day: its short name, how many classes it has, whether it is today."""

    name: str
    classes: int = 0
    today: bool = False


class WeekStrip(Painted):
    """One square a day: the number of classes, today in the primary colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[WeekDay, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_days(self, days: Sequence[WeekDay]) -> None:
        """Shows days from first to last."""
        self._days = tuple(days)
        words, today = [], self.tr("today")
        for day in self._days:
            count = self.tr("%n classes", "", day.classes) if day.classes else self.tr("no class")
            words.append(f"{day.name}: {count}" + (f" ({today})" if day.today else ""))
        self.setAccessibleName(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, round(paint.line_height(paint.font(self)) + 4 + 46))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        if not self._days:
            return
        shown = theme.current()
        head = paint.line_height(paint.font(self)) + 4
        gap = 6.0
        width = (self.width() - gap * (len(self._days) - 1)) / len(self._days)
        for index, day in enumerate(self._days):
            left = index * (width + gap)
            name = paint.font(self, 1.0, bold=day.today)
            label = QRectF(left, 0, width, head)
            ink = shown.colour("ink" if day.today else "muted")
            paint.draw_text(painter, self, label, day.name, name, ink, paint.CENTRE)
            square = QRectF(left, head, width, self.height() - head)
            back = shown.colour("groove")
            if day.today and day.classes:
                back = shown.colour("primary")
            elif day.classes:
                back = shown.tint("primary")
            edge = shown.colour("primary") if day.today else None
            place = paint.mirrored(self, square)
            paint.fill_round(painter, place, back, 6, edge, 2)
            if day.classes:
                number = paint.font(self, 1.16, bold=True)
                text = shown.text_on(back) if day.today else shown.on_tint("primary")
                paint.draw_text(painter, self, square, str(day.classes), number, text, paint.CENTRE)
