"""The rows of the review: a baby in the list, a bookmark to describe."""

from datetime import tzinfo
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.gui import wording
from massage_studio.gui.cues.after_class import BabyReview, Bookmark, missing_words
from massage_studio.gui.cues.baby_list import BabyLine
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.guarded_text import FaultLine, GuardedLineEdit
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
