"""How a bookings file is read, shown and changed: small choices beside each other."""

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from massage_studio.bookings.views import CourseRow
from massage_studio.exchange.tables import DELIMITERS, ENCODINGS, HowRead, Table
from massage_studio.gui import wording
from massage_studio.gui.widgets.flow_layout import FlowLayout

_MOST_TITLE_ROWS = 10


class ReadBar(QWidget):
    """What was told from a file, each of it in a drop-down; choosing otherwise reads the file again.

    `how_changed` carries a HowRead; `event_changed` an event or no text for all of them, `course_changed` a
    key; `columns_wanted` asks for the columns.
    """

    how_changed = Signal(object)
    event_changed = Signal(str)
    course_changed = Signal(object)
    columns_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = HowRead()
        self._brief = False
        flow = FlowLayout(self, gap=12)
        self._pairs: dict[QComboBox, QWidget] = {}
        self.course_combo = self._pair(flow, self.tr("For the c&ourse"), 15)
        self.event_combo = self._pair(flow, self.tr("&Event"), 14)
        self.sheet_combo = self._pair(flow, self.tr("S&heet"), 12)
        self.encoding_combo = self._pair(flow, self.tr("&Text"), 5)
        self.delimiter_combo = self._pair(flow, self.tr("Cells &apart by"), 6)
        self.titles_combo = self._pair(flow, self.tr("Titles in &row"), 1)
        self.columns_button = QPushButton(self.tr("Co&lumns"), self)
        flow.addWidget(self.columns_button)
        self._fill()
        self._wire()

    def _pair(self, flow: FlowLayout, words: str, letters: int) -> QComboBox:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        combo = QComboBox(pair)
        # A sheet or an event may have any name; it must not make the page wider.
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(letters)
        label = QLabel(words, pair)
        label.setBuddy(combo)
        row.addWidget(label)
        row.addWidget(combo)
        flow.addWidget(pair)
        self._pairs[combo] = pair
        return combo

    def _fill(self) -> None:
        names = ("UTF-8", "UTF-16", self.tr("UTF-16 BE"), self.tr("Windows"))
        for encoding, name in zip(ENCODINGS, names, strict=True):
            self.encoding_combo.addItem(name, encoding)
        marks = (self.tr("Comma"), self.tr("Semicolon"), self.tr("Tab"), self.tr("Bar |"))
        for delimiter, name in zip(DELIMITERS, marks, strict=True):
            self.delimiter_combo.addItem(name, delimiter)

    def _wire(self) -> None:
        self.course_combo.activated.connect(self._choose_course)
        self.event_combo.activated.connect(self._choose_event)
        self.sheet_combo.activated.connect(self._choose_how)
        self.encoding_combo.activated.connect(self._choose_how)
        self.delimiter_combo.activated.connect(self._choose_how)
        self.titles_combo.activated.connect(self._choose_how)
        self.columns_button.clicked.connect(self.columns_wanted)

    def show_courses(self, courses: tuple[CourseRow, ...], wanted: UUID | None) -> None:
        """Show the courses that an import can go to."""
        self.course_combo.clear()
        named = Counter(course.name for course in courses)
        for place, course in enumerate(courses):
            words = course.name
            if named[words] > 1 and course.sessions:
                # The next term often has the name of the last.
                day = wording.full_day(course.sessions[0].starts.date())
                words = self.tr("{course}, from {day}").format(course=words, day=day)
            self.course_combo.addItem(words, course.id)
            self.course_combo.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)
        self._fit_list()
        # Not findData: Qt compares keys of ours by identity.
        keys = [course.id for course in courses]
        self.course_combo.setCurrentIndex(keys.index(wanted) if wanted in keys else -1)

    def _fit_list(self) -> None:
        """Open the list of courses as wide as its names, however narrow its field is."""
        view = self.course_combo.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + 16)

    def show_table(self, table: Table, how: HowRead) -> None:
        """Show how a file was read; `how` is what was chosen of it, the rest was told by itself."""
        self._how = how
        self._choose(self.encoding_combo, table.encoding)
        if table.delimiter and self.delimiter_combo.findData(table.delimiter) < 0:
            self.delimiter_combo.addItem(table.delimiter, table.delimiter)
        self._choose(self.delimiter_combo, table.delimiter)
        self._list(self.sheet_combo, [(name, name) for name in table.sheets], table.sheet)
        last = max(_MOST_TITLE_ROWS, table.title_row)
        rows = [(str(row), row) for row in range(1, last + 1)]
        self._list(self.titles_combo, rows, table.title_row)
        self._lay_out()
        self.show_events((), "")

    def be_brief(self, brief: bool) -> None:
        """Leave out how the file was read, where there is little room."""
        if brief != self._brief:
            self._brief = brief
            self._lay_out()

    def _lay_out(self) -> None:
        sheets = self.sheet_combo.count()
        self._pairs[self.sheet_combo].setVisible(sheets > 1 and not self._brief)
        for combo in (self.encoding_combo, self.delimiter_combo):
            self._pairs[combo].setVisible(not sheets and not self._brief)
        self._pairs[self.titles_combo].setVisible(not self._brief)

    def show_events(self, events: tuple[str, ...], event: str) -> None:
        """Show which of several events is taken; "" is all."""
        everything = self.tr("All %n", "", len(events))
        self._list(self.event_combo, [(everything, ""), *((name, name) for name in events)], event)
        self._pairs[self.event_combo].setVisible(len(events) > 1)

    def _choose(self, combo: QComboBox, value: str) -> None:
        combo.setCurrentIndex(combo.findData(value))

    def _list(self, combo: QComboBox, items: list[tuple[str, Any]], current: object) -> None:
        combo.clear()
        for words, value in items:
            combo.addItem(words, value)
        combo.setCurrentIndex(combo.findData(current))

    def _choose_course(self) -> None:
        self.course_changed.emit(self.course_combo.currentData())

    def _choose_event(self) -> None:
        self.event_changed.emit(self.event_combo.currentData())

    def _choose_how(self) -> None:
        sender = self.sender()
        # Another sheet or delimiter has its titles elsewhere; they are looked for again.
        anew = 0 if sender in (self.sheet_combo, self.delimiter_combo) else self._how.title_row
        how = replace(self._how, title_row=anew)
        if sender is self.sheet_combo:
            how = replace(how, sheet=self.sheet_combo.currentData())
        elif sender is self.encoding_combo:
            how = replace(how, encoding=self.encoding_combo.currentData())
        elif sender is self.delimiter_combo:
            how = replace(how, delimiter=self.delimiter_combo.currentData())
        else:
            how = replace(how, title_row=self.titles_combo.currentData())
        self.how_changed.emit(how)
