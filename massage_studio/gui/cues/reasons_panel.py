""" "Not massaged today, and that is fine": one press tells why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues import keys
from massage_studio.gui.cues.answer_words import reason_words
from massage_studio.gui.cues.room import REASON_KEYS, Room, Selection
from massage_studio.gui.forms.ui_cues_reasons_panel import Ui_CuesReasonsPanel
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.flow_layout import FlowLayout

_OF_HEALTH = ("recent_jab", "unwell")


class ReasonsPanel(QWidget):
    """Offers the reasons for whom it was opened.

    `given` carries the dyads and the code of the reason, `closed` says that the question is over.
    """

    given = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesReasonsPanel()
        self.ui.setupUi(self)
        self._room: Room | None = None
        self._about: Selection = None
        flow = FlowLayout(self.ui.reason_chips)
        self.chips: list[Chip] = []
        for key, code in REASON_KEYS.items():
            chip = Chip(reason_words(code), "neutral", key)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.set_class_room(True)
            chip.clicked.connect(partial(self._press, code))
            self.chips.append(chip)
            flow.addWidget(chip)
        self.ui.reason_close_button.clicked.connect(self.closed)

    def cover(self, drawn: bool) -> None:
        """Offer no reason of health behind the curtain: whoever sees the press would read it."""
        for code, chip in zip(REASON_KEYS.values(), self.chips, strict=True):
            chip.setVisible(not drawn or code not in _OF_HEALTH)

    def begin(self, room: Room, about: Selection) -> None:
        """Ask why nobody massages these babies today."""
        self._about = about
        self._show_title(room)

    def follow(self, room: Room, selected: Selection) -> bool:
        """Keep up with the class; tell whether the question is still about those who are selected."""
        self._show_title(room)
        return selected == self._about

    def take(self, event: QKeyEvent) -> bool:
        """Take the letter of a reason; tell whether it was one."""
        code = REASON_KEYS.get(keys.name(event))
        if code is not None:
            self._press(code)
        return code is not None

    def _show_title(self, room: Room) -> None:
        self._room = room
        words = self.tr("{baby}: not massaged today, and that is fine")
        self.ui.reason_title.setText(words.format(baby=room.called(self._about)))

    def _press(self, code: str, _checked: bool = False) -> None:
        self.closed.emit()
        chosen = self._room.chosen(self._about) if self._room is not None else ()
        if chosen:
            self.given.emit(chosen, code)
