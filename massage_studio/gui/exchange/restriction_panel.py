"""In place of a letter to somebody under a contact restriction: its words, and why to write all the same."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.exchange.letter_people import Recipient
from massage_studio.gui import wording
from massage_studio.gui.families.words import restriction
from massage_studio.gui.widgets.card import ElidedLabel, Muted


class RestrictionPanel(QFrame):
    """Asks for a reason; `given` carries it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words_label = ElidedLabel()
        self.words_label.setWordWrap(True)
        self.words_label.setProperty("role", "error")
        self.told_label = Muted(
            self.tr("Not written to. To write all the same, say why; the reason is kept.")
        )
        self.told_label.setWordWrap(True)
        self.reason_edit = QLineEdit()
        self.reason_label = QLabel(self.tr("&Reason"))
        self.reason_label.setBuddy(self.reason_edit)
        self.write_button = QPushButton(self.tr("&Write all the same"))
        self.write_button.setAutoDefault(False)
        self.write_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for widget in (self.words_label, self.told_label, self.reason_label, self.reason_edit):
            column.addWidget(widget)
        column.addWidget(self.write_button)
        column.addStretch()
        self.reason_edit.textChanged.connect(self._follow)
        self.reason_edit.returnPressed.connect(self._give)
        self.write_button.clicked.connect(self._give)
        self._follow()
        self.hide()

    def show_person(self, one: Recipient) -> None:
        """Show what is written down about this adult; a reason that was begun for another goes."""
        assert one.barred is not None
        babies = wording.listed([baby.given_name for baby in one.babies])
        words = self.tr("Contact restriction, {adult} (for {babies}): {words}")
        if one.barred.id != one.carer.id:
            words = self.tr("{carer} has the address of {adult}. Contact restriction, {adult}: {words}")
        told = words.format(
            carer=one.carer.name, adult=one.barred.name, babies=babies, words=restriction(one.barred)
        )
        if told != self.words_label.text():
            self.words_label.setText(told)
            self.reason_edit.clear()

    def _follow(self) -> None:
        self.write_button.setEnabled(bool(self.reason_edit.text().strip()))

    def _give(self) -> None:
        if reason := self.reason_edit.text().strip():
            self.given.emit(reason)
