"""The list of dates of a course that is being planned."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.dates import Struck, Timetable
from massage_studio.gui import wording
from massage_studio.gui.bookings.planned_rows import HeldDate, HeldRow, PlannedDate, PlannedRow, StruckRow
from massage_studio.gui.lists.fields import FieldList, FieldRow
from massage_studio.gui.lists.model import ListModel

Line = HeldDate | PlannedDate | Struck


@dataclass(frozen=True, slots=True)
class _Day:
    """How a screen reader calls a row."""

    accessible_name: str
    accessible_description: str = ""


class PlannedDates(FieldList):
    """Shows a timetable, each date to be edited in place; `changed` tells that it is another one now.

    `note` says what stands beside a date; it is asked for each date that is shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.times = Timetable(datetime(2000, 1, 1), 0)
        self.note: Callable[[datetime], str] = lambda _: ""
        self._held: tuple[HeldDate, ...] = ()
        self.lines = ListModel[Line, _Day](self, _key, _day)
        self.use(self.lines, self._make, 4)

    def show_held(self, moments: tuple[datetime, ...]) -> None:
        """Show classes that have begun or are over, above those to be planned."""
        self._held = tuple(HeldDate(number, moment) for number, moment in enumerate(moments, 1))

    def show_times(self, times: Timetable) -> None:
        """Show other dates."""
        self.times = times
        planned = (
            row
            if isinstance(row, Struck)
            else PlannedDate(
                row.index,
                len(self._held) + row.index + 1,
                row.moment,
                self.note(row.moment),
                row.index in times.moved and row.index < times.count - 1,
            )
            for row in times.rows
        )
        self.lines.show([*self._held, *planned])

    def show_notes(self) -> None:
        """Ask anew what stands beside the dates."""
        self.show_times(self.times)

    def settle(self) -> None:
        """Take what was typed last and is not settled yet."""
        for row in self.rows():
            if isinstance(row, PlannedRow):
                row.edit.settle()

    def _make(self, line: Line) -> FieldRow:
        if isinstance(line, HeldDate):
            return HeldRow()
        if isinstance(line, Struck):
            gap = StruckRow()
            gap.put_back.connect(self._put_back)
            return gap
        row = PlannedRow()
        row.moved.connect(self._move)
        row.skipped.connect(lambda at: self._change(self.times.skip(at)))
        row.along.connect(self._move_along)
        return row

    def _move(self, index: int, moment: datetime) -> None:
        self._change(self.times.move(index, moment))

    def _move_along(self, index: int) -> None:
        self._change(self.times.move_on(index, self.times.moments[index]))

    def _put_back(self, day: date) -> None:
        self._change(self.times.put_back(day))

    def _change(self, times: Timetable) -> None:
        self.show_times(times)
        self.changed.emit()


def _key(line: Line) -> Hashable:
    if isinstance(line, PlannedDate):
        return line.index
    return line.day if isinstance(line, Struck) else line.moment


def _day(line: Line) -> _Day:
    day = line.day if isinstance(line, Struck) else line.moment.date()
    return _Day(wording.weekday_day(day))
