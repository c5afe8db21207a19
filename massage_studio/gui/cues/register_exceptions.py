"""What is not as usual with one dyad: health, another adult, leaving early. It opens below its line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.bookings.views import Health, RegisterRow, SessionView
from massage_studio.cues.catch_up_views import How
from massage_studio.gui.cues import register_words
from massage_studio.gui.cues.catch_up import Missed
from massage_studio.gui.cues.register_buttons import Choice, RegisterField
from massage_studio.gui.cues.restricted_adults import RestrictedAdults
from massage_studio.gui.cues.room import health_words
from massage_studio.gui.widgets.card import ElidedLabel, Muted
from massage_studio.gui.widgets.flow_layout import FlowLayout

HEALTH_KEYS: dict[str, Health] = {"U": "unwell", "J": "immunised", "S": "skin", "Y": "allergy"}
LATE_KEY, LEFT_KEY, ADULT_KEY, OTHER_KEY, CASH_KEY, ABSENT_KEY = "E", "L", "D", "O", "C", "X"
TICK_KEYS: dict[str, How] = {"T": "told", "G": "sheet"}


class Exceptions(QFrame):
    """The inline row of one dyad; it tells what is pressed and writes nothing.

    `health_answered` carries the answer and its words, `someone_else` a first name, `let_in` an adult under a
    contact restriction and why, `typed` that the keys may go back to the register. `caught_up` tells that the
    family was told of what it missed, or got the sheet.
    """

    health_answered = Signal(str, str)
    left_pressed = Signal()
    someone_else = Signal(str)
    let_in = Signal(object, str)
    caught_up = Signal(str)
    typed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RegisterRow | None = None
        self.health = {
            answer: Choice(
                health_words(answer) if answer != "allergy" else self.tr("New allergy"), "warning", key
            )
            for key, answer in HEALTH_KEYS.items()
        }
        self.left_button = Choice(self.tr("Left early"), "neutral", LEFT_KEY)
        self.other_button = Choice(self.tr("Somebody else"), "primary", OTHER_KEY, sticks=False)
        self.close_button = Choice(self.tr("Close"), key=self.tr("Esc"), sticks=False)
        words: dict[How, str] = {"told": self.tr("Told at the door"), "sheet": self.tr("Sheet given")}
        self.ticks = {how: Choice(words[how], "neutral", key, sticks=False) for key, how in TICK_KEYS.items()}
        self.missed_label = ElidedLabel()
        self.missed_label.setWordWrap(True)
        self.missed_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.told_label = Muted()
        self.told_label.setWordWrap(True)
        self.error_label = ElidedLabel()
        self.error_label.setWordWrap(True)
        self.error_label.setProperty("role", "error")
        self.note_edit = RegisterField("")
        self.name_edit = RegisterField("")
        self.restricted = RestrictedAdults()
        self._lay_out()
        for answer, choice in self.health.items():
            choice.clicked.connect(lambda _=False, answer=answer: self.press_health(answer))
        self.left_button.clicked.connect(self.left_pressed)
        self.other_button.clicked.connect(self.ask_name)
        self.close_button.clicked.connect(self.closed)
        self.note_edit.entered.connect(self._note)
        self.note_edit.left.connect(self._leave_note)
        self.name_edit.entered.connect(self._name)
        self.name_edit.left.connect(self.forget_name)
        self.restricted.let_in.connect(self.let_in)
        self.restricted.left.connect(self.typed)
        for how, choice in self.ticks.items():
            choice.clicked.connect(lambda _=False, how=how: self.caught_up.emit(how))
        self.hide()

    def _lay_out(self) -> None:
        choices = QWidget(self)
        flow = FlowLayout(choices)
        for choice in (*self.health.values(), self.left_button, self.other_button, self.close_button):
            flow.addWidget(choice)
        fields = QHBoxLayout()
        fields.setSpacing(6)
        fields.addWidget(self.told_label, 1)
        fields.addWidget(self.note_edit, 1)
        fields.addWidget(self.name_edit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(50, 2, 8, 6)
        column.setSpacing(4)
        self._missed = QWidget(self)
        told = QVBoxLayout(self._missed)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(4)
        told.addWidget(self.missed_label)
        ticks = QWidget(self._missed)
        told.addWidget(ticks)
        flow = FlowLayout(ticks)
        for tick in self.ticks.values():
            flow.addWidget(tick)
        column.addWidget(choices)
        column.addWidget(self._missed)
        column.addLayout(fields)
        column.addWidget(self.restricted)
        column.addWidget(self.error_label)

    def show_row(
        self, row: RegisterRow, session: SessionView, wait_hours: int, missed: Missed | None = None
    ) -> None:
        """Show what the register has of a dyad, but nothing of health behind the curtain.

        Another dyad's words are not kept.
        """
        told = self.tr("Missed. {lines}").format(lines="\n".join(missed.lines)) if missed else ""
        self.missed_label.setText(told)
        self._missed.setVisible(missed is not None and not row.covered)
        for choice in self.ticks.values():
            choice.set_words(choice.words(), f"{row.baby.given_name}: {choice.words()}")
        anew = self.row is None or self.row.baby.id != row.baby.id
        changed = self.row is not None and (self.row.health, self.row.health_note) != (
            row.health,
            row.health_note,
        )
        self.row = row
        baby = row.baby.given_name
        self.setAccessibleName(self.tr("More about {baby}").format(baby=baby))
        for answer, choice in self.health.items():
            choice.setChecked(answer == row.health)
            choice.setVisible(not row.covered)
            choice.set_words(choice.words(), f"{baby}: {choice.words()}")
        present = row.status in ("here", "late")
        self.left_button.setEnabled(present)
        self.left_button.setChecked(row.left is not None)
        self.left_button.set_words(self.left_button.words(), f"{baby}: {self.left_button.words()}")
        self.other_button.set_words(
            self.other_button.words(), self.tr("{baby} with somebody else").format(baby=baby)
        )
        self.restricted.show_row(row, anew=anew)
        self.told_label.setText(
            "" if row.covered else register_words.health_sentence(row, session, wait_hours)
        )
        self.note_edit.set_name(self.tr("What about {baby}? A few words, if any").format(baby=baby))
        self.name_edit.set_name(self.tr("First name of the adult with {baby}").format(baby=baby))
        if anew or (changed and not self.note_edit.isModified()):
            self.note_edit.setText(row.health_note)
        typed_in = self.note_edit.hasFocus()
        self.note_edit.setVisible(row.health not in ("", "nothing_new"))
        if typed_in and row.covered:
            self.typed.emit()
        if anew:
            self.name_edit.clear()
            self.name_edit.hide()
            self.refuse("")

    def press_health(self, answer: Health) -> None:
        """Answer the health question; the same answer again means that there is nothing new after all."""
        assert self.row is not None
        self.note_edit.clear()
        self.health_answered.emit("nothing_new" if self.row.health == answer else answer, "")

    def ask_name(self) -> None:
        """Let the first name of an adult be typed whom the family page does not know yet."""
        self.name_edit.show()
        self.name_edit.setFocus()

    def refuse(self, why: str) -> None:
        """Say why something was not kept; what was typed stays."""
        self.error_label.setText(why)
        self.error_label.setVisible(bool(why))

    def _note(self) -> None:
        assert self.row is not None
        words = self.note_edit.text().strip()
        self.note_edit.setModified(False)
        if words != self.row.health_note:
            self.health_answered.emit(self.row.health, words)
        self.typed.emit()

    def _leave_note(self) -> None:
        assert self.row is not None
        self.note_edit.setText(self.row.health_note)
        self.typed.emit()

    def _name(self) -> None:
        if name := self.name_edit.text().strip():
            self.someone_else.emit(name)
        else:
            self.refuse(self.tr("Write a first name, or press Esc."))

    def forget_name(self) -> None:
        """Put the name away, once it is kept or not wanted; the keys go back to the register."""
        self.typed.emit()
        self.name_edit.clear()
        self.name_edit.hide()
        self.refuse("")
