"""How often a class is held: a choice, and the weekdays where there are several."""

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from massage_studio.bookings.recurrence import Every, Recurrence, is_last_of_month
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.fields import still

_SEVERAL = "several"
_IN_EVERY_MONTH = 28


class RepeatEdit(QWidget):
    """Every one to four weeks, on several weekdays, or every month; `changed` tells of another choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_day = 0
        self.combo = QComboBox(self)
        self.combo.setAccessibleName(self.tr("Repeats"))
        still(self.combo)
        for words, choice in (
            (self.tr("Every week"), "week"),
            (self.tr("Every two weeks"), "fortnight"),
            (self.tr("Every three weeks"), "three_weeks"),
            (self.tr("Every four weeks"), "four_weeks"),
            (self.tr("On several weekdays"), _SEVERAL),
            ("", "month"),
            ("", "month_day"),
        ):
            self.combo.addItem(words, choice)
        self.days = [self._day_button(day) for day in range(7)]
        self._days_row = QWidget(self)
        row = QHBoxLayout(self._days_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.days:
            row.addWidget(button, 1)
        self._days_row.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.combo, 0, 0)
        grid.addWidget(self._days_row, 1, 0)
        for one, other in pairwise([self.combo, *self.days]):
            QWidget.setTabOrder(one, other)
        self.combo.currentIndexChanged.connect(self._choose)

    def _day_button(self, day: int) -> QPushButton:
        button = QPushButton(QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat)[:2], self)
        button.setAccessibleName(QLocale().dayName(day + 1))
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("role", "toggle")
        button.setMinimumWidth(paint.TARGET - 4)
        button.clicked.connect(self.changed)
        return button

    def pattern(self) -> Recurrence:
        """Return what is chosen."""
        choice = self.combo.currentData()
        if choice == _SEVERAL:
            chosen = (day for day, button in enumerate(self.days) if button.isChecked())
            return Recurrence("week", frozenset(day for day in chosen if day != self._first_day))
        every: Every = choice
        return Recurrence(every)

    def show_pattern(self, pattern: Recurrence) -> None:
        """Show another choice without telling of it."""
        choice = _SEVERAL if pattern.every == "week" and pattern.also else pattern.every
        before = self.combo.blockSignals(True)
        # On another day the last of a month is no choice any more; then it is that weekday of the month.
        place = self.combo.findData(choice)
        self.combo.setCurrentIndex(place if place >= 0 else self.combo.findData("month"))
        self.combo.blockSignals(before)
        self._days_row.setVisible(choice == _SEVERAL)
        for day, button in enumerate(self.days):
            button.setChecked(day in pattern.also or day == self._first_day)

    def show_first(self, first: datetime) -> None:
        """Name the weekday of the first class, which is always one of the days, and the day of its month."""
        self._first_day = first.weekday()
        last = self.tr("last")
        nths = (self.tr("first"), self.tr("second"), self.tr("third"), self.tr("fourth"), last)
        week = (first.day - 1) // 7
        words, name = self.tr("Every month, {nth} {weekday}"), self.locale().dayName(first.isoweekday())
        self.combo.setItemText(self.combo.findData("month"), words.format(nth=nths[week], weekday=name))
        on_day = self.tr("Every month, on the {day}")
        if first.day > _IN_EVERY_MONTH:
            on_day = self.tr("Every month, on the {day} or its last day")
        self.combo.setItemText(self.combo.findData("month_day"), on_day.format(day=self._ordinal(first.day)))
        before = self.combo.blockSignals(True)
        place = self.combo.findData("month_last")
        if place >= 0:
            self.combo.removeItem(place)
        if is_last_of_month(first) and nths[week] != last:
            place = self.combo.findData("month_day")
            self.combo.insertItem(place, words.format(nth=last, weekday=name), "month_last")
        self.combo.blockSignals(before)
        for day, button in enumerate(self.days):
            button.setEnabled(day != self._first_day)
        self.days[self._first_day].setChecked(True)

    def _ordinal(self, day: int) -> str:
        ending = 0 if day in (11, 12, 13) or day % 10 > 3 else day % 10
        words = (self.tr("{day}th"), self.tr("{day}st"), self.tr("{day}nd"), self.tr("{day}rd"))
        return words[ending].format(day=day)

    def _choose(self) -> None:
        if self.combo.currentData() == _SEVERAL:
            # Two days on, as in Tuesday and Thursday, but not into the weekend.
            other = self._first_day + 2 if self._first_day < 3 else self._first_day - 2
            self.show_pattern(Recurrence("week", frozenset({other})))
        else:
            self._days_row.hide()
        self.changed.emit()
