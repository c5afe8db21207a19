"""A date with a calendar, typed as one says it."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from massage_studio.gui.widgets import paint

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_BETWEEN = " /-.,"


class DayBox(QDateEdit):
    """A date that Tab enters at its first number and leaves at once; the arrow keys go from part to part.

    "31 5 2027" and "31may2027" are both understood, whatever month was there before: a day that this month
    does not have waits for one that has it. What is typed counts once the field is left or Return pressed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_day_format())
        self._typed = ""
        self._wanted = 0

    def day(self) -> date:
        """Return the day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._typed, self._wanted = "", 0
        if event.reason() in _BY_KEY:
            # The weekday comes first and takes no digits.
            self._select(1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._take_short_year()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._typed, self._wanted = "", 0
        self._dress_calendar()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        words = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and len(words) == 1 and (words.isalnum() or words in _BETWEEN):
            self._type(words)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_short_year()
        self._typed, self._wanted = "", 0
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._select(min(max(1, self.currentSectionIndex() + step), self.sectionCount() - 1))
            return
        super().keyPressEvent(event)

    def _dress_calendar(self) -> None:
        """Make the calendar, when it is first needed, large enough to press and in the theme's colours."""
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(7 * paint.TARGET + 20, 8 * paint.TARGET)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # As any other day: red alarms, and grey is for the days of the months beside.
            calendar.setWeekdayTextFormat(day, QTextCharFormat())

    def _type(self, letter: str) -> None:
        """Take one letter, digit or separator into the part that the cursor is in."""
        if self.currentSectionIndex() == 0:
            self._select(1)
        section = self.currentSection()
        if letter in _BETWEEN:
            if self._typed:
                self._next()
            return
        self._typed += letter.casefold()
        if section == QDateEdit.Section.DaySection:
            self._type_day()
        elif section == QDateEdit.Section.MonthSection:
            self._type_month()
        else:
            self._type_year()

    def _type_day(self) -> None:
        if not self._typed.isdecimal():
            if self._typed[:-1]:
                # "31may": the month begins.
                letter = self._typed[-1]
                self._next()
                self._type(letter)
            else:
                self._typed = ""
            return
        number = int(self._typed)
        if not 1 <= number <= 31:
            self._typed = "" if number else self._typed
            return
        self._wanted = number
        self._put(self.day().year, self.day().month)
        if number > 3 or len(self._typed) > 1:
            self._next()

    def _type_month(self) -> None:
        if self._typed.isdecimal():
            number = int(self._typed)
            found = [number] if 1 <= number <= 12 else []
            whole = number > 1 or len(self._typed) > 1
        else:
            found = [month for month in range(1, 13) if _names(month).startswith(self._typed)]
            whole = len(found) == 1
        if not found:
            self._typed = "" if self._typed != "0" else self._typed
            return
        self._put(self.day().year, found[0])
        if whole:
            self._next()

    def _type_year(self) -> None:
        if not self._typed.isdecimal():
            # The rest of a month's name that was known by its beginning.
            self._typed = ""
        elif len(self._typed) == 4:
            self._put(int(self._typed), self.day().month)
            self._typed = ""

    def _take_short_year(self) -> None:
        """Take 27 for 2027."""
        if self.currentSection() == QDateEdit.Section.YearSection and len(self._typed) == 2:
            self._put(2000 + int(self._typed), self.day().month)
        self._typed = ""

    def _put(self, year: int, month: int) -> None:
        """Show a year and month with the day that is wanted, as far as that month has it."""
        if not self.minimumDate().year() <= year <= self.maximumDate().year():
            return
        section, day = self.currentSectionIndex(), self._wanted or self.day().day
        self._wanted = day
        # Not told yet: half a date is no answer.
        before = self.blockSignals(True)
        self.set_day(date(year, month, min(day, monthrange(year, month)[1])))
        self.blockSignals(before)
        self._select(section)

    def _next(self) -> None:
        self._typed = ""
        self._select(min(self.currentSectionIndex() + 1, self.sectionCount() - 1))

    def _select(self, index: int) -> None:
        self.setCurrentSectionIndex(index)
        self.setSelectedSection(self.currentSection())


def _names(month: int) -> str:
    return QLocale().monthName(month).casefold()


def _day_format() -> str:
    """Weekday, day, month and year, in the order of the locale's short dates."""
    short, american = QLocale().dateFormat(QLocale.FormatType.ShortFormat), "ddd MMM d, yyyy"
    return (
        american if short.startswith("M") and QLocale().language() != QLocale.Language.C else "ddd d MMM yyyy"
    )
