"""A month, painted: one cell a day, one line a class."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.calendar_view import CalendarDay, CalendarView, EntryBox

_GAP = 2.0


class MonthView(CalendarView):
    """Weeks of seven days, the days of other months in the quieter colour."""

    def vertical(self, step: int) -> timedelta:
        return timedelta(days=7 * step)

    def _head(self) -> float:
        return paint.line_height(paint.font(self)) + 8

    def _label(self) -> float:
        return paint.line_height(paint.font(self, bold=True)) + 8

    def _line(self) -> float:
        return paint.line_height(paint.font(self)) + 3

    def cell(self, place: int) -> QRectF:
        """Return where a day is drawn, counted from the first that is shown."""
        weeks = max(1, len(self.days) // 7)
        high, wide = (self.height() - self._head()) / weeks, self.width() / 7
        return QRectF(place % 7 * wide, self._head() + place // 7 * high, wide, high)

    def placed(self) -> list[EntryBox]:
        boxes = []
        for place, day in enumerate(self.days):
            items = self.items_on(day.day)
            cell = self.cell(place).adjusted(4, self._label(), -4, -2)
            # Where a day has room to spare its classes take two lines, so that their names are whole.
            line = 2 * self._line() - 3
            if len(items) * (line + _GAP) - _GAP > cell.height():
                line = self._line()
            room = max(1, int((cell.height() + _GAP) // (line + _GAP)))
            shown = len(items) if len(items) <= room else room - 1
            for number, item in enumerate(items[:shown]):
                rect = QRectF(cell.left(), cell.top() + number * (line + _GAP), cell.width(), line)
                boxes.append(EntryBox(rect, item))
            if items[shown:]:
                rect = QRectF(cell.left(), cell.top() + shown * (line + _GAP), cell.width(), line)
                boxes.append(EntryBox(rect, items[shown], items[shown:]))
        return boxes

    def day_at(self, point: QPointF) -> date | None:
        for place, day in enumerate(self.days):
            cell = self.cell(place)
            number = QRectF(cell.left(), cell.top(), cell.width(), self._label())
            if paint.mirrored(self, number).contains(point):
                return day.day
        return None

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        small = paint.font(self)
        for place, day in enumerate(self.days[:7]):
            cell = self.cell(place)
            name = QRectF(cell.left() + 8, 0, cell.width() - 10, self._head())
            paint.draw_text(painter, self, name, day.name, small, shown.colour("muted"))
        for place, day in enumerate(self.days):
            self._draw_cell(painter, self.cell(place), day)

    def _draw_cell(self, painter: QPainter, cell: QRectF, day: CalendarDay) -> None:
        shown = theme.current()
        place = paint.mirrored(self, cell)
        if day.note:
            painter.fillRect(place, shown.colour("hover"))
        elif day.outside:
            painter.fillRect(place, shown.colour("paper"))
        painter.setPen(QPen(shown.colour("line"), 1))
        painter.drawLine(place.topLeft(), place.topRight())
        if cell.left() > 1:
            edge = self.start_edge(cell)
            painter.drawLine(QPointF(edge, place.top()), QPointF(edge, place.bottom()))
        bold = paint.font(self, bold=True)
        number = QRectF(cell.left() + 5, cell.top() + 3, paint.text_width("30", bold) + 10, self._label() - 5)
        ink = shown.colour("muted" if day.outside else "ink")
        if day.today:
            paint.fill_round(
                painter, paint.mirrored(self, number), shown.colour("primary"), number.height() / 2
            )
            ink = shown.text_on(shown.colour("primary"))
        elif self.current_day() == day.day and self.hasFocus():
            ring = paint.mirrored(self, number)
            paint.fill_round(
                painter, ring, shown.tint("primary"), number.height() / 2, shown.colour("primary")
            )
            ink = shown.on_tint("primary")
        paint.draw_text(painter, self, number, day.number, bold, ink, paint.CENTRE)
        if day.note:
            area = QRectF(
                number.right() + 4, number.top(), cell.right() - number.right() - 8, number.height()
            )
            colour = shown.on_tint("warning")
            paint.draw_text(painter, self, area, day.note, paint.font(self), colour)
