"""The rows of the dates of a course that is being planned."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from massage_studio.bookings.dates import Struck
from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import MomentEdit
from massage_studio.gui.lists.fields import FieldRow
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.chip import Tag


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """A class to be, by its index in the timetable, with what is said beside it.

    One that was moved `alone` has later ones that can follow it.
    """

    index: int
    number: int
    moment: datetime
    note: str
    alone: bool


@dataclass(frozen=True, slots=True)
class HeldDate:
    """A class that has begun or is over."""

    number: int
    moment: datetime


class PlannedRow(FieldRow):
    """One date: to be moved in place, or struck out so that it and the later ones move on.

    Where it was moved by itself, `along` asks that the later ones follow it.
    """

    moved = Signal(int, object)
    skipped = Signal(int)
    along = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._index = 0
        self.edit = MomentEdit(self)
        self.skip_button = _quiet(self, self.tr("Skip"))
        self.along_button = _quiet(self, self.tr("Move later ones along"))
        self.along_button.hide()
        self.note = Tag("", "warning", self)
        self.note.hide()
        self.number = Muted("", self)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("000"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.number, 0, 0)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(self.skip_button, 0, 2)
        grid.addWidget(self.note, 1, 1, 1, 2)
        grid.addWidget(self.along_button, 2, 1, 1, 2, Qt.AlignmentFlag.AlignLeading)
        self.edit.moved.connect(lambda moment: self.moved.emit(self._index, moment))
        self.skip_button.clicked.connect(lambda: self.skipped.emit(self._index))
        self.along_button.clicked.connect(lambda: self.along.emit(self._index))

    def show_view(self, view: PlannedDate) -> None:
        self._index, number = view.index, view.number
        self.number.setText(str(number))
        self.edit.name(self.tr("Class {number}").format(number=number))
        self.skip_button.setAccessibleName(self.tr("Skip the date of class {number}").format(number=number))
        self.along_button.setAccessibleName(
            self.tr("Move the classes after class {number} along").format(number=number)
        )
        self.edit.set_moment(view.moment)
        self.note.set_words(view.note, "warning")
        paint.plain_tooltip(self.note, view.note)
        self.note.setVisible(bool(view.note))
        self.along_button.setVisible(view.alone)

    def stops(self) -> list[QWidget]:
        return [self.edit.date_edit, self.edit.time_edit, self.skip_button, self.along_button]


class StruckRow(FieldRow):
    """A day without a class, struck out, with why, and the way back."""

    put_back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._day = date(2000, 1, 1)
        gap = Muted("", self)
        gap.setFixedWidth(gap.fontMetrics().horizontalAdvance("000"))
        self.struck = Muted("", self)
        font = self.struck.font()
        font.setStrikeOut(True)
        self.struck.setFont(font)
        self.why = Muted("", self)
        self.back_button = _quiet(self, "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(6)
        row.addWidget(gap)
        row.addWidget(self.struck)
        row.addWidget(self.why, 1)
        row.addWidget(self.back_button)
        self.back_button.clicked.connect(lambda: self.put_back.emit(self._day))

    def show_view(self, view: Struck) -> None:
        self._day, closed = view.day, view.closed
        shown = wording.weekday_day(view.day)
        self.struck.setText(shown)
        self.why.setToolTip("")
        self.why.setText(view.words or (self.tr("Closed day") if closed else self.tr("no class")))
        self.back_button.setText(self.tr("Hold it") if closed else self.tr("Put back"))
        self.back_button.setAccessibleName(
            (self.tr("Hold a class on {day}") if closed else self.tr("Put {day} back")).format(day=shown)
        )

    def stops(self) -> list[QWidget]:
        return [self.back_button]


class HeldRow(FieldRow):
    """A class that has begun or is over: it is only read."""

    def __init__(self) -> None:
        super().__init__()
        self.number = Muted("", self)
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("000"))
        self.moment = Muted("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 6, 6)
        row.setSpacing(6)
        row.addWidget(self.number)
        row.addWidget(self.moment)
        row.addWidget(Muted(self.tr("held"), self), 1)

    def show_view(self, view: HeldDate) -> None:
        self.number.setText(str(view.number))
        day, time = wording.weekday_day(view.moment.date()), wording.clock(view.moment)
        self.moment.setText(self.tr("{day}, {time}").format(day=day, time=time))


def _quiet(parent: QWidget, words: str) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    return button
