"""A month, painted: one cell a day, one line a class."""

from collections.abc import Sequence, Sized
from datetime import date, timedelta
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.calendar_view import (
    BESIDE_WORDS,
    CalendarDay,
    CalendarItem,
    CalendarView,
    EntryBox,
)

_GAP = 2.0
_AROUND_CELL = (4, 0, -4, -2)
"""What the edges of a cell keep free: left, top, right, bottom."""
_MOST_LINES = 3
"""How many lines a name may take of a cell."""
_MOST_TIMES, _ALL = 3, 999
"""For how many classes of a day there is room on the lowest of screens, where a page is scrolled."""


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
        week, wide = place // 7, self.width() / 7
        return QRectF(place % 7 * wide, self._tops[week], wide, self._tops[week + 1] - self._tops[week])

    def placed(self) -> list[EntryBox]:
        self._tops = list(accumulate(self._heights(), initial=self._head()))
        boxes = []
        for place, day in enumerate(self.days):
            items = self.items_on(day.day)
            cell = self.cell(place).adjusted(*_AROUND_CELL).adjusted(0, self._label(), 0, 0)
            highs = [self._high(item) for item in items]
            if sum(highs) + _GAP * (len(highs) - 1) > cell.height():
                highs = [self._line()] * len(items)
            room = max(1, int((cell.height() + _GAP) // (self._line() + _GAP)))
            fits = sum(highs) + _GAP * (len(highs) - 1) <= cell.height()
            shown, top = len(items) if fits or len(items) <= room else room - 1, cell.top()
            for item, high in zip(items[:shown], highs, strict=False):
                boxes.append(EntryBox(QRectF(cell.left(), top, cell.width(), high), item))
                top += high + _GAP
            if items[shown:]:
                rect = QRectF(cell.left(), top, cell.width(), self._line())
                boxes.append(EntryBox(rect, items[shown], items[shown:]))
        return boxes

    def _high(self, item: CalendarItem) -> float:
        """Return how high a class is with its name whole below its time; a line where that is too long."""
        width = self.width() / 7 + _AROUND_CELL[2] - _AROUND_CELL[0] - BESIDE_WORDS
        lines = len(self.title_lines(item.title, width))
        return (1 + (lines if lines <= _MOST_LINES else 0)) * self._line()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        timed = [self._timed(week, _MOST_TIMES) for week in self._weeks()]
        return QSize(least.width(), max(least.height(), ceil(self._head() + sum(timed))))

    def _weeks(self) -> list[list[tuple[CalendarItem, ...]]]:
        """Return the classes of each day of each week."""
        of_days = [self.items_on(day.day) for day in self.days]
        return [of_days[start : start + 7] for start in range(0, len(of_days), 7)]

    def _around(self) -> float:
        """Return how much of a cell is none of its classes'."""
        return self._label() + _AROUND_CELL[1] - _AROUND_CELL[3]

    def _timed(self, week: Sequence[Sized], most: int) -> float:
        """Return how high a week is with a line for each class of its fullest day, or for the most."""
        return self._around() + min(max(map(len, week)), most) * (self._line() + _GAP)

    def _named(self, week: Sequence[Sequence[CalendarItem]]) -> float:
        """Return how high a week is with the names of all its classes."""
        return self._around() + max(sum(self._high(item) + _GAP for item in items) for items in week)

    def _heights(self) -> list[float]:
        """Return how high each week is: alike where they can be, else as its names, or its times, need."""
        weeks, room = max(1, len(self.days) // 7), self.height() - self._head()
        needed = [self._named(week) for week in self._weeks()]
        if sum(needed) > room:
            needed = [self._timed(week, _ALL) for week in self._weeks()]
        if sum(needed) > room:
            return [room / weeks] * weeks
        alike = room / weeks
        # Weeks that need more than their part take it from those that need less.
        while (high := [one for one in needed if one > alike]) and len(high) < weeks:
            rest = (room - sum(high)) / (weeks - len(high))
            if rest >= alike:
                break
            alike = rest
        return [max(one, alike) for one in needed]

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
