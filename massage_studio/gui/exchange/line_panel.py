"""The line that is chosen: what the file says beside what the studio holds, and its place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from massage_studio.exchange.differences import KEEP, TAKE
from massage_studio.exchange.line_words import part_words
from massage_studio.exchange.questions import Status, cell_key
from massage_studio.exchange.statuses import status_words
from massage_studio.exchange.views import Difference, ImportLine
from massage_studio.gui.widgets.card import Muted, Strong
from massage_studio.gui.widgets.fields import still
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


class DifferenceBox(QWidget):
    """One difference, side by side: what is pressed stays; `chosen` carries "keep" or "take"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.words = Muted("", self)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        sides = QWidget(self)
        flow = FlowLayout(sides, gap=6)
        self.keep_button, self.take_button = QPushButton(sides), QPushButton(sides)
        for button, value in ((self.keep_button, KEEP), (self.take_button, TAKE)):
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            button.clicked.connect(partial(self.chosen.emit, value))
            flow.addWidget(button)
        column.addWidget(sides)

    def show_difference(self, one: Difference) -> None:
        """Show what the studio holds beside what the file says."""
        part = part_words(one.part)
        self.words.setText(part)
        old = self.tr("Here: {value}").format(value=one.old)
        new = self.tr("File: {value}").format(value=one.new)
        for button, words, on in ((self.keep_button, old, not one.takes), (self.take_button, new, one.takes)):
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(f"{part}, {words}")
            button.setChecked(on)


class LinePanel(QFrame):
    """The chosen line; `changed` carries the key of a cell or a choice and its answer.

    `anew` carries the keys of what was answered about the line, to be asked again.
    """

    changed = Signal(str, str)
    anew = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: ImportLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title = Strong("", self)
        self.title.setWordWrap(True)
        self.facts = QLabel(self)
        self.hint = Muted(self.tr("Double-click a cell, or press F2, to write it anew."), self)
        for label in (self.facts, self.hint):
            label.setWordWrap(True)
        self.facts.setTextFormat(self.title.textFormat())
        place = QHBoxLayout()
        place.setSpacing(8)
        label = QLabel(self.tr("&Place"), self)
        self.status_combo = QComboBox(self)
        self.status_combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.status_combo.setMinimumContentsLength(14)
        for status in Status:
            self.status_combo.addItem(status_words(status), status.value)
        still(self.status_combo)
        label.setBuddy(self.status_combo)
        self.status_combo.activated.connect(self._choose_status)
        place.addWidget(label)
        place.addWidget(self.status_combo, 1)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        self._differences = QVBoxLayout()
        column.addLayout(self._differences)
        column.addLayout(place)
        self.anew_button = QPushButton(self.tr("Read this row &anew"), self)
        self.anew_button.setToolTip(self.tr("Forgets what you answered or wrote about this row."))
        self.anew_button.setProperty("role", "quiet")
        self.anew_button.clicked.connect(self._anew)
        column.addWidget(self.hint)
        column.addWidget(self.anew_button)
        self.boxes: KeyedWidgets[str, DifferenceBox] = KeyedWidgets(
            self._make, self._differences.insertWidget
        )

    def show_line(self, line: ImportLine | None) -> None:
        """Show a line; None where none is chosen."""
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(line.baby)
        self.facts.setText("\n".join(self._facts(line)))
        self.facts.setVisible(bool(self.facts.text()))
        choices = [one for one in line.differs if one.key]
        self.boxes.keep(one.key for one in choices)
        for one in choices:
            self.boxes[one.key].show_difference(one)
        self.status_combo.setCurrentIndex(list(Status).index(line.status))
        self.anew_button.setVisible(bool(line.answered))

    def _facts(self, line: ImportLine) -> list[str]:
        contact = " · ".join(part for part in (line.carer, line.email, line.phone) if part)
        photo = {
            True: self.tr("Photos: yes"),
            False: self.tr("Photos: no"),
            None: self.tr("Photos: not answered"),
        }[line.photo]
        health = self.tr("Health: {words}").format(words="; ".join(line.health)) if line.health else ""
        return [part for part in (contact, health, photo, *line.notes) if part]

    def _make(self, key: str) -> DifferenceBox:
        box = DifferenceBox(self)
        box.chosen.connect(partial(self.changed.emit, key))
        return box

    def _anew(self) -> None:
        if self._line is not None:
            self.anew.emit(self._line.answered)

    def _choose_status(self) -> None:
        if self._line is not None:
            self.changed.emit(cell_key(self._line.mark, "status"), self.status_combo.currentData())
