"""The card of the review with three fields for words about a baby."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from massage_studio.gui.cues.after_class import SLOTS, BabyReview, Slot
from massage_studio.gui.forms.ui_cues_review_words_card import Ui_CuesReviewWordsCard
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.guarded_text import GuardedLineEdit


class ReviewWordsCard(Card):
    """Shows what is kept of one baby and sends what was typed. `told`: slot, text, text before."""

    told = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesReviewWordsCard()
        self.ui.setupUi(self)
        self._fields: dict[Slot, QLineEdit] = {
            "highlight": self.ui.highlight_edit,
            "sentence": self.ui.sentence_edit,
            "question": self.ui.question_edit,
        }
        self.ui.fault_line.follow(self.ui.highlight_edit)
        self._kept: dict[Slot, str] = dict.fromkeys(SLOTS, "")
        for slot, field in self._fields.items():
            field.editingFinished.connect(partial(self._send, slot))

    @property
    def field(self) -> GuardedLineEdit:
        """The field for what goes to the family."""
        return self.ui.highlight_edit

    def show_baby(self, baby: BabyReview) -> None:
        """Fill the fields, but leave alone what is being typed."""
        for slot, field in self._fields.items():
            told = baby.words.get(slot)
            text = told.text if told else ""
            if field.text().strip() in (self._kept[slot], text):
                with QSignalBlocker(field):
                    field.setText(text)
            self._kept[slot] = text

    def forget(self) -> None:
        """Empty the fields: what was typed for one baby is on its way and is not the next one's."""
        for slot, field in self._fields.items():
            self._kept[slot] = ""
            with QSignalBlocker(field):
                field.clear()

    def send_all(self) -> None:
        """Send all that was typed and is not kept yet."""
        for slot in self._fields:
            self._send(slot)

    def refused(self, slot: Slot, text: str, before: str) -> None:
        """Take back that something is kept, and show it again to be sent once more."""
        if self._kept[slot] == text:
            self._kept[slot] = before
            self._fields[slot].setText(text)

    def _send(self, slot: Slot) -> None:
        text = self._fields[slot].text().strip()
        if text != self._kept[slot]:
            before, self._kept[slot] = self._kept[slot], text
            self.told.emit(slot, text, before)
