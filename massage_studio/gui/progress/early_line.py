"""Where a baby stands between conception and its second birthday, as a small quiet line."""

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.progress.stories import in_first_1001_days, second_birthday

_PREGNANCY = 271
"""Days from conception to the day that a baby is due: two years are the rest of the 1001."""
_MOST = 360


class EarlyLine(Painted):
    """A line with a dot; hidden where the birth date is not known, or the second birthday is past."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._birth = self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_baby(self, name: str, birth: date | None, due: date | None, today: date) -> None:
        """Show one baby as on a day."""
        self.setVisible(in_first_1001_days(birth, today))
        if birth is None:
            return
        begun = (due or birth).toordinal() - _PREGNANCY
        end = second_birthday(birth).toordinal()
        whole = max(1, end - begun)
        self._birth = (birth.toordinal() - begun) / whole
        self._now = min(1.0, max(0.0, (today.toordinal() - begun) / whole))
        told = self.tr("{baby} is in the first 1001 days: conception to second birthday.")
        self.setAccessibleName(told.format(baby=name))
        paint.plain_tooltip(self, self.accessibleName())
        self.update()

    def _ends(self) -> tuple[str, str, str]:
        return self.tr("conception"), self.tr("birth"), self.tr("second birthday")

    def sizeHint(self) -> QSize:
        return QSize(_MOST, round(paint.line_height(paint.font(self, 0.85)) + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown, small = theme.current(), paint.font(self, 0.85)
        first, birth, last = self._ends()
        wide = min(float(self.width()), max(_MOST, paint.text_width(first + birth + last, small) * 1.6))
        y, start, end = 8.0, 6.0, wide - 6.0

        def at(part: float) -> QPointF:
            return paint.mirrored(self, QRectF(start + part * (end - start), y, 0, 0)).center()

        painter.setPen(QPen(shown.colour("control_line"), 2))
        painter.drawLine(QLineF(at(0), at(1)))
        painter.setPen(QPen(shown.colour("primary"), 2))
        painter.drawLine(QLineF(at(0), at(self._now)))
        for part in (0.0, self._birth, 1.0):
            paint.dot(painter, at(part), 2.5, shown.colour("muted"))
        paint.dot(painter, at(self._now), 5, shown.colour("primary"))
        high = paint.line_height(small)
        middle = start + self._birth * (end - start)
        half = paint.text_width(birth, small) / 2 + 2
        for text, area, flags in (
            (first, QRectF(0, y + 6, middle - half, high), paint.START),
            (birth, QRectF(middle - half, y + 6, 2 * half, high), paint.CENTRE),
            (last, QRectF(middle + half, y + 6, wide - middle - half, high), paint.END),
        ):
            paint.draw_text(painter, self, area, text, small, shown.colour("muted"), flags)
