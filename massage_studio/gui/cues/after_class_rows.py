"""The rows of the review: a baby in the list, a bookmark to describe, a state to put right."""

from datetime import tzinfo
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.gui import wording
from massage_studio.gui.cues.after_class import MINUTE, BabyReview, Bookmark, CorrectableState, missing_words
from massage_studio.gui.cues.baby_list import BabyLine
from massage_studio.gui.widgets.card import ElidedLabel, Muted
from massage_studio.gui.widgets.guarded_text import FaultLine, GuardedLineEdit
from massage_studio.gui.widgets.states import STATE_CODES, state_label
from massage_studio.language import translate


def baby_line(baby: BabyReview) -> BabyLine:
    """Return a baby with its number and one word about what is open."""
    open_words = missing_words(baby.missing) or translate("BabyRow", "Complete")
    words = open_words if baby.present else translate("BabyRow", "Absent")
    mark = ("dot" if baby.missing else "check") if baby.present else ""
    return BabyLine(baby.row.baby.id, baby.row.number, baby.row.baby.given_name, words, mark)


class BookmarkRow(QWidget):
    """A bookmark: its moment, and a field for what happened. `told` carries its key, words and layer."""

    told = Signal(object, str, str)

    def __init__(self, key: UUID) -> None:
        super().__init__()
        self.key = key
        self._sent = False
        self.when = ElidedLabel("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(10)
        column.addLayout(row)
        row.addWidget(self.when)
        self.edit = GuardedLineEdit()
        self.edit.wording.set_for_parents(False)
        self.edit.setPlaceholderText(self.tr("What happened?"))
        self.family = QCheckBox(self.tr("For the family"))
        self.words = ElidedLabel("")
        self.words.setWordWrap(True)
        row.addWidget(self.edit, 1)
        row.addWidget(self.family)
        row.addWidget(self.words, 1)
        faults = FaultLine()
        faults.follow(self.edit)
        column.addWidget(faults)
        self.edit.returnPressed.connect(self.save)
        self.family.toggled.connect(self.edit.wording.set_for_parents)

    def show_bookmark(self, bookmark: Bookmark, zone: tzinfo | None) -> None:
        """Show the words where the bookmark has them, else the field."""
        at = wording.clock(bookmark.note.at.astimezone(zone))
        self.when.setText(at)
        self.edit.setAccessibleName(self.tr("What happened at {time}?").format(time=at))
        self.family.setAccessibleName(self.tr("{time}: for the family").format(time=at))
        there = bookmark.words is not None
        self.words.setText(bookmark.words.text if bookmark.words else "")
        for widget in (self.edit, self.family):
            widget.setVisible(not there)
        self.words.setVisible(there)
        self._sent = there

    def again(self) -> None:
        """Let the words be sent once more, where they were not saved."""
        self._sent = False

    def save(self) -> None:
        """Send what was typed, once."""
        if self.edit.text().strip() and not self._sent:
            self._sent = True
            layer = "family" if self.family.isChecked() else "private"
            self.told.emit(self.key, self.edit.text(), layer)


class StateRow(QWidget):
    """One state with its start. `moved` carries its key and minutes, `recoded` its key and the new code."""

    moved = Signal(object, int)
    recoded = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._key: UUID | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        self.combo = QComboBox()
        for code in STATE_CODES:
            self.combo.addItem(state_label(code), code)
        self.when = ElidedLabel("")
        self.until = Muted("")
        self.earlier, self.later = QPushButton("\u2212 1"), QPushButton("+ 1")
        row.addWidget(self.combo, 3)
        row.addWidget(self.when)
        row.addWidget(self.until, 2)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        self.earlier.clicked.connect(lambda: self.moved.emit(self._key, -1))
        self.later.clicked.connect(lambda: self.moved.emit(self._key, 1))
        self.combo.activated.connect(lambda index: self.recoded.emit(self._key, self.combo.itemData(index)))

    def show_state(self, span: CorrectableState, zone: tzinfo | None) -> None:
        """Show a state; buttons that would take its start past a neighbour are off."""
        note = span.note
        self._key = note.id
        at = wording.clock(note.at.astimezone(zone))
        until = wording.clock(note.ended.astimezone(zone)) if note.ended else ""
        self.when.setText(at)
        self.until.setText(self.tr("to {time}").format(time=until) if until else "")
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(note.code))
        state = state_label(note.code)
        self.combo.setAccessibleName(self.tr("State at {time}").format(time=at))
        for button, by, words in (
            (self.earlier, -MINUTE, self.tr("{state} at {time}: one minute earlier")),
            (self.later, MINUTE, self.tr("{state} at {time}: one minute later")),
        ):
            button.setEnabled(span.may_move(by))
            button.setAccessibleName(words.format(state=state, time=at))
            button.setToolTip(words.format(state=state, time=at))
