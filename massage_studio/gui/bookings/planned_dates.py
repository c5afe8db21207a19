"""The list of dates of a course that is being planned."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.bookings.dates import Planned, Timetable
from massage_studio.gui.bookings.planned_rows import HeldRow, PlannedRow, StruckRow

_AT_ONCE = 3


class PlannedDates(QWidget):
    """Shows a timetable, each date to be edited in place; `changed` tells that it is another one now.

    `grown` tells that there may be more rows than before. `note` says what stands beside a date; it is asked
    for each date that is shown.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.times = Timetable(datetime(2000, 1, 1), 0)
        self.note: Callable[[datetime], str] = lambda _: ""
        self.rows: list[PlannedRow] = []
        self.struck_rows: list[StruckRow] = []
        self._held = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(lambda: self._lay(_AT_ONCE))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch()

    def show_held(self, moments: tuple[datetime, ...]) -> None:
        """Show classes that have begun or are over, above those to be planned; once."""
        self._held = len(moments)
        for place, moment in enumerate(moments):
            self._column.insertWidget(place, HeldRow(place + 1, moment, self))

    def show_times(self, times: Timetable) -> None:
        """Show other dates; rows are kept, since one of them may be in use.

        Rows that are not there yet follow a few at a time, for the window not to be held up.
        """
        self.times = times
        self._lay(_AT_ONCE if self.isVisible() else 0)

    def _lay(self, new: int) -> None:
        """Show the rows from the top, making at most so many new ones; the others follow."""
        times, most = self.times, len(self.rows) + new
        self.setUpdatesEnabled(False)
        place, shown, struck, late = self._held, 0, 0, False
        for row in times.rows:
            widget: QWidget
            if isinstance(row, Planned):
                late = row.index >= most
                if late:
                    break
                one = self._row(row.index)
                alone = row.index in times.moved and row.index < times.count - 1
                number = self._held + row.index + 1
                one.set_class(number, row.moment, self.note(row.moment), along=alone)
                widget, shown = one, shown + 1
            else:
                gap = self._struck_row(struck)
                gap.set_day(row.day, row.words, closed=row.closed)
                widget, struck = gap, struck + 1
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)
            widget.show()
            place += 1
        for left in (*self.rows[shown:], *self.struck_rows[struck:]):
            left.hide()
        self.setUpdatesEnabled(True)
        if late:
            self._late.start()
        else:
            self._late.stop()
        if new:
            self.grown.emit()

    def show_notes(self) -> None:
        """Ask anew what stands beside the dates."""
        self.show_times(self.times)

    def settle(self) -> None:
        """Take what was typed last and is not settled yet."""
        for row in self.rows:
            if not row.isHidden():
                row.edit.settle()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, from the top."""
        found: list[QWidget] = []
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            widget = item.widget() if item else None
            if isinstance(widget, PlannedRow | StruckRow) and not widget.isHidden():
                found += widget.stops()
        return found

    def _row(self, index: int) -> PlannedRow:
        while index >= len(self.rows):
            row = PlannedRow(len(self.rows), self)
            row.moved.connect(self._move)
            row.skipped.connect(lambda at: self._change(self.times.skip(at)))
            row.along.connect(self._move_along)
            self.rows.append(row)
        return self.rows[index]

    def _struck_row(self, index: int) -> StruckRow:
        if index == len(self.struck_rows):
            row = StruckRow(self)
            row.put_back.connect(self._put_back)
            self.struck_rows.append(row)
        return self.struck_rows[index]

    def _move(self, index: int, moment: datetime) -> None:
        self._change(self.times.move(index, moment))

    def _move_along(self, index: int) -> None:
        self._change(self.times.move_on(index, self.times.moments[index]))

    def _put_back(self, day: date) -> None:
        self._change(self.times.put_back(day))

    def _change(self, times: Timetable) -> None:
        self.show_times(times)
        self.changed.emit()
