"""The dates of a course that is being planned."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import MomentEdit
from massage_studio.gui.widgets.card import Muted


class PlannedRow(QWidget):
    """One date: to be moved in place, or struck out so that it and the later ones move on by a week."""

    moved = Signal(int, object)
    skipped = Signal(int)

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = index
        self.edit = MomentEdit(self)
        self.edit.name(self.tr("Week {number}").format(number=index + 1))
        self.skip_button = _quiet(self, self.tr("Skip this week"))
        self.skip_button.setAccessibleName(self.tr("Skip the date of week {number}").format(number=index + 1))
        number = Muted(f"{index + 1}", self)
        number.setFixedWidth(number.fontMetrics().horizontalAdvance("000"))
        row = _row(self)
        row.addWidget(number)
        row.addWidget(self.edit, 1)
        row.addWidget(self.skip_button)
        self.edit.moved.connect(self._moved)
        self.skip_button.clicked.connect(self._skipped)

    def set_moment(self, moment: datetime) -> None:
        """Show another moment."""
        self.edit.set_moment(moment)

    def _moved(self, moment: datetime) -> None:
        self.moved.emit(self._index, moment)

    def _skipped(self) -> None:
        self.skipped.emit(self._index)


class SkippedRow(QWidget):
    """A week without a class, struck out, with the way back."""

    put_back = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        words = wording.weekday_day(day)
        gap = Muted("", self)
        gap.setFixedWidth(gap.fontMetrics().horizontalAdvance("000"))
        struck = Muted(words, self)
        font = struck.font()
        font.setStrikeOut(True)
        struck.setFont(font)
        none = Muted(self.tr("no class"), self)
        self.back_button = _quiet(self, self.tr("Put back"))
        self.back_button.setAccessibleName(self.tr("Put {day} back").format(day=words))
        row = _row(self)
        row.addWidget(gap)
        row.addWidget(struck)
        row.addWidget(none, 1)
        row.addWidget(self.back_button)
        self.back_button.clicked.connect(self._back)

    def _back(self) -> None:
        self.put_back.emit(self._day)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 6, 0)
    row.setSpacing(6)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row


def _quiet(parent: QWidget, words: str) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("role", "quiet")
    return button
