"""A week, painted: one column a day, the hours from top to bottom, classes at the same time side by side."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.calendar_view import CalendarDay, CalendarItem, CalendarView, EntryBox

_EARLIEST, _LATEST = 9, 17
_NARROWEST = 46.0
_GAP = 3.0


class WeekView(CalendarView):
    """Seven days; the hours shown reach from nine to five, or further where a class does."""

    def vertical(self, step: int) -> timedelta:
        return timedelta()

    def hours(self) -> tuple[int, int]:
        """The first and the last full hour shown."""
        first = min([_EARLIEST, *(item.start // 60 for item in self.items)])
        last = max([_LATEST, *(-(-item.end // 60) for item in self.items)])
        return first, min(last, 24)

    def placed(self) -> list[EntryBox]:
        boxes: list[EntryBox] = []
        for place, day in enumerate(self.days):
            column = self._column(place).adjusted(3, 0, -3, 0)
            for together in clusters(self.items_on(day.day)):
                boxes += self._side_by_side(column, together)
        return boxes

    def _side_by_side(self, column: QRectF, together: Sequence[tuple[CalendarItem, int]]) -> list[EntryBox]:
        """Return the boxes of classes that overlap, those without a lane as one "+2 more" at the end."""
        lanes = max(lane for _, lane in together) + 1
        most = max(1, int(column.width() // _NARROWEST))
        shown = lanes if lanes <= most else max(1, most - 1)
        parts = shown if lanes <= most else shown + (1 if most > 1 else 0)
        wide = (column.width() - _GAP * (parts - 1)) / parts
        boxes = []
        for item, lane in together:
            if lane < shown:
                top, end = self._y(item.start), self._y(item.end)
                rect = QRectF(column.left() + lane * (wide + _GAP), top + 1, wide, max(16.0, end - top - 2))
                boxes.append(EntryBox(rect, item))
        hidden = tuple(item for item, lane in together if lane >= shown)
        if hidden:
            top = self._y(hidden[0].start)
            if most > 1:
                left = column.left() + shown * (wide + _GAP)
                boxes.append(EntryBox(QRectF(left, top + 1, wide, 22), hidden[0], hidden))
            else:
                boxes.append(EntryBox(QRectF(column.left(), top - 21, wide, 20), hidden[0], hidden))
        return boxes

    def day_at(self, point: QPointF) -> date | None:
        return None

    def _head(self) -> float:
        lines = 2 if any(day.note for day in self.days) else 1
        return lines * paint.line_height(paint.font(self)) + 16

    def _axis(self) -> float:
        return paint.text_width("00:00", paint.font(self)) + 10

    def _column(self, place: int) -> QRectF:
        wide = (self.width() - self._axis()) / max(1, len(self.days))
        return QRectF(self._axis() + place * wide, self._head(), wide, self.height() - self._head())

    def _y(self, minute: int) -> float:
        first, last = self.hours()
        high = self.height() - self._head() - 8
        return self._head() + 4 + high * (min(minute, last * 60) - first * 60) / ((last - first) * 60)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        small = paint.font(self)
        for place, day in enumerate(self.days):
            self._draw_day(painter, self._column(place), day)
        first, last = self.hours()
        high = paint.line_height(small)
        step = 2 if (self._y(first * 60 + 60) - self._y(first * 60)) < high else 1
        for hour in range(first, last + 1):
            y = self._y(hour * 60)
            painter.setPen(QPen(shown.colour("line"), 1))
            rule = paint.mirrored(self, QRectF(self._axis() - 4, y, self.width() - self._axis() + 4, 0))
            painter.drawLine(rule.topLeft(), rule.topRight())
            if (hour - first) % step == 0:
                top = min(max(y - high / 2, 0.0), self.height() - high)
                area = QRectF(0, top, self._axis() - 8, high)
                paint.draw_text(painter, self, area, f"{hour:02}:00", small, shown.colour("muted"), paint.END)

    def _draw_day(self, painter: QPainter, column: QRectF, day: CalendarDay) -> None:
        shown = theme.current()
        whole = QRectF(column.left(), 0, column.width(), self.height())
        if day.note:
            painter.fillRect(paint.mirrored(self, column), shown.colour("hover"))
        painter.setPen(QPen(shown.colour("line"), 1))
        edge = self.start_edge(whole)
        painter.drawLine(QPointF(edge, column.top() - 6), QPointF(edge, whole.bottom()))
        bold, small = paint.font(self, 1.04, bold=True), paint.font(self)
        high = paint.line_height(bold) + 6
        words = f"{day.name} {day.number}"
        wide = min(column.width() - 8, paint.text_width(words, bold) + 18)
        pill = QRectF(column.left() + 4, 2, wide, high)
        ink = shown.colour("ink")
        if day.today:
            paint.fill_round(painter, paint.mirrored(self, pill), shown.colour("primary"), high / 2)
            ink = shown.text_on(shown.colour("primary"))
        elif self.current_day() == day.day and self.hasFocus():
            ring = paint.mirrored(self, pill)
            paint.fill_round(painter, ring, shown.tint("primary"), high / 2, shown.colour("primary"))
            ink = shown.on_tint("primary")
        paint.draw_text(painter, self, pill, words, bold, ink, paint.CENTRE)
        if day.note:
            area = QRectF(column.left() + 6, high + 4, column.width() - 8, paint.line_height(small))
            paint.draw_text(painter, self, area, day.note, small, shown.on_tint("warning"))


def clusters(items: Sequence[CalendarItem]) -> Iterator[list[tuple[CalendarItem, int]]]:
    """Yield the classes that overlap, directly or through others, each with its lane from 0."""
    together: list[tuple[CalendarItem, int]] = []
    ends: list[int] = []
    for item in sorted(items, key=lambda one: (one.start, one.end)):
        if together and item.start >= max(ends):
            yield together
            together, ends = [], []
        lane = next((place for place, end in enumerate(ends) if end <= item.start), len(ends))
        if lane == len(ends):
            ends.append(item.end)
        else:
            ends[lane] = item.end
        together.append((item, lane))
    if together:
        yield together
