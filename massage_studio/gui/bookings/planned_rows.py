"""The rows of the dates of a course that is being planned."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import MomentEdit
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.chip import Tag


class PlannedRow(QWidget):
    """One date: to be moved in place, or struck out so that it and the later ones move on.

    Where it was moved by itself, `along` asks that the later ones follow it.
    """

    moved = Signal(int, object)
    skipped = Signal(int)
    along = Signal(int)

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
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

    def set_class(self, number: int, moment: datetime, note: str, *, along: bool) -> None:
        """Show another class of the course, with what is to be said beside it."""
        self.number.setText(str(number))
        self.edit.name(self.tr("Class {number}").format(number=number))
        self.skip_button.setAccessibleName(self.tr("Skip the date of class {number}").format(number=number))
        self.along_button.setAccessibleName(
            self.tr("Move the classes after class {number} along").format(number=number)
        )
        self.edit.set_moment(moment)
        self.note.set_words(note, "warning")
        paint.plain_tooltip(self.note, note)
        self.note.setVisible(bool(note))
        self.along_button.setVisible(along)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.edit.date_edit, self.edit.time_edit, self.skip_button, self.along_button]


class StruckRow(QWidget):
    """A day without a class, struck out, with why, and the way back."""

    put_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def set_day(self, day: date, words: str, *, closed: bool) -> None:
        """Show another day; `words` name the holiday."""
        self._day = day
        shown = wording.weekday_day(day)
        self.struck.setText(shown)
        self.why.setToolTip("")
        self.why.setText(words or (self.tr("Closed day") if closed else self.tr("no class")))
        self.back_button.setText(self.tr("Hold it") if closed else self.tr("Put back"))
        self.back_button.setAccessibleName(
            (self.tr("Hold a class on {day}") if closed else self.tr("Put {day} back")).format(day=shown)
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return [self.back_button]


class HeldRow(QWidget):
    """A class that has begun or is over: it is only read."""

    def __init__(self, number: int, moment: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        count = Muted(str(number), self)
        count.setFixedWidth(count.fontMetrics().horizontalAdvance("000"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 6, 6)
        row.setSpacing(6)
        row.addWidget(count)
        words = self.tr("{day}, {time}").format(
            day=wording.weekday_day(moment.date()), time=wording.clock(moment)
        )
        row.addWidget(Muted(words, self))
        row.addWidget(Muted(self.tr("held"), self), 1)


def _quiet(parent: QWidget, words: str) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    return button
