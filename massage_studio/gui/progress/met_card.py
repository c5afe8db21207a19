"""How a baby likes to be met: sentences that lead to their notes, in the words that she wants."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.gui.progress.card_parts import (
    Opened,
    SentenceButton,
    Words,
    action_button,
    quiet_button,
    side_by_side,
)
from massage_studio.gui.progress.note_lines import Lead, note_lines
from massage_studio.progress.met import LEAST
from massage_studio.progress.views import BabyProgress, ClassNote, MetSentence, Names


class MetCard(QWidget):
    """The sentences of one baby; without `lead` they are only read. `change_wanted` asks for their dialog."""

    change_wanted = Signal()

    def __init__(self, one: BabyProgress, names: Names, lead: Lead | None, ratio: float = 1.0) -> None:
        super().__init__()
        self._names, self._lead, self._ratio = names, lead, ratio
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        shown = [sentence for sentence in one.met if sentence.words]
        for sentence in shown:
            column.addWidget(self._sentence(sentence))
        if lead is None:
            return
        if not shown:
            none = self.tr("What was noted in at least %n classes is gathered here in sentences.", "", LEAST)
            column.addWidget(Words(none, ratio, muted=True))
        words = self.tr("Change the words") if shown else self.tr("Write a sentence")
        change = quiet_button(words) if shown else action_button(words)
        change.setObjectName("change_met_button")
        change.clicked.connect(self.change_wanted)
        behind = [one for sentence in shown for one in sentence.notes]
        if behind:
            column.addWidget(Words(self._from(behind), ratio, muted=True))
        column.addWidget(side_by_side(change, QWidget(), stretch=1))

    def _from(self, behind: list[ClassNote]) -> str:
        """Return from how much the sentences were made, each note and class counted once."""
        notes = self.tr("%n notes", "", len({one.note.id for one in behind}))
        classes = self.tr("%n classes", "", len({one.session.id for one in behind}))
        return self.tr("From {notes} in {classes}").format(notes=notes, classes=classes)

    def _sentence(self, sentence: MetSentence) -> QWidget:
        if self._lead is None:
            return Words(sentence.words, self._ratio)
        button = SentenceButton(sentence.words, self._ratio)
        return Opened(button, partial(self._behind, sentence))

    def _behind(self, sentence: MetSentence) -> QWidget:
        if not sentence.notes:
            return Words(self.tr("In your own words; no notes stand behind it."), muted=True)
        block = note_lines(sentence.notes, self._names, self._lead, weeks=True)
        column = block.layout()
        if sentence.hers and sentence.noted and column is not None:
            told = self.tr("From the notes: {words}").format(words=sentence.noted)
            column.addWidget(Words(told, muted=True))
        return block
