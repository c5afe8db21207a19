"""The adults of a dyad who are not offered at the door: the words, and why one comes all the same."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import CarerView
from massage_studio.gui.cues.register_buttons import Choice, RegisterField
from massage_studio.gui.families.words import restriction
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


class RestrictedAdults(QFrame):
    """One button each; a press shows the words of the restriction and asks for a reason.

    Nothing of it is there while the curtain is drawn. `let_in` carries the adult and the reason, `left` says
    that the keys may go back to the register.
    """

    let_in = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: CarerView | None = None
        self._adults: dict[UUID, CarerView] = {}
        self.words_label = ElidedLabel()
        self.words_label.setWordWrap(True)
        self.words_label.setProperty("role", "error")
        self.reason_edit = RegisterField("")
        self._buttons = QWidget(self)
        flow = FlowLayout(self._buttons)
        self.choices = KeyedWidgets[UUID, Choice](self._make, lambda _, choice: flow.addWidget(choice))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._buttons, self.words_label, self.reason_edit):
            column.addWidget(widget)
        self.reason_edit.entered.connect(self._give)
        self.reason_edit.left.connect(self._leave)
        self.hide()

    def show_row(self, row: RegisterRow, *, anew: bool) -> None:
        """Offer the adults of this dyad whom the line does not; for another dyad the question is over."""
        adults = () if row.covered else tuple(one for one in row.adults if not may(one, Purpose.COME))
        adults = tuple(one for one in adults if one != row.adult)
        self.setVisible(bool(adults))
        self._adults = {one.id: one for one in adults}
        self.choices.keep(self._adults)
        for key, adult in self._adults.items():
            words = self.tr("{baby} with {adult}: say why")
            self.choices[key].set_words(
                self.tr("With {adult}: why?").format(adult=adult.given_name),
                words.format(baby=row.baby.given_name, adult=adult.name),
            )
        if anew or self._asked not in adults:
            self._close()

    def _make(self, carer_id: UUID) -> Choice:
        choice = Choice("", "neutral", sticks=False)
        choice.clicked.connect(lambda: self._ask(self._adults[carer_id]))
        return choice

    def _ask(self, adult: CarerView) -> None:
        self._asked = adult
        words = self.tr("Contact restriction, {adult}: {words}")
        self.words_label.setText(words.format(adult=adult.name, words=restriction(adult)))
        self.words_label.show()
        self.reason_edit.set_name(self.tr("Why {adult} comes all the same").format(adult=adult.given_name))
        self.reason_edit.show()
        self.reason_edit.setFocus()

    def _give(self) -> None:
        reason = self.reason_edit.text().strip()
        if reason and self._asked is not None:
            self.let_in.emit(self._asked.id, reason)
            self._leave()

    def _leave(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        self._asked = None
        self.words_label.clear()
        self.words_label.hide()
        self.reason_edit.clear()
        self.reason_edit.hide()
