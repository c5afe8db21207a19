""" "Not massaged today, and that is fine": one press tells why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.answer_words import reason_words
from massage_studio.gui.cues.chip_row import ChipRow
from massage_studio.gui.cues.room import Room, Selection
from massage_studio.gui.forms.ui_cues_reasons_panel import Ui_CuesReasonsPanel
from massage_studio.gui.widgets.chip import Chip

REASONS = ("asleep", "hungry", "said_no", "recent_jab", "unwell", "other")
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
        self._row = ChipRow[str](self.ui.reason_chips_layout, self._press)
        self._row.show({code: (reason_words(code), "primary") for code in REASONS})
        self.ui.reason_close_button.clicked.connect(self.closed)

    @property
    def chips(self) -> list[Chip]:
        """The reasons in their order."""
        return self._row.chips

    def cover(self, drawn: bool) -> None:
        """Offer no reason of health behind the curtain: whoever sees the press would read it."""
        for code, chip in zip(REASONS, self.chips, strict=True):
            chip.setVisible(not drawn or code not in _OF_HEALTH)

    def begin(self, room: Room, about: Selection) -> None:
        """Ask why nobody massages these babies today."""
        self._about = about
        self._show_title(room)

    def follow(self, room: Room, selected: Selection) -> bool:
        """Keep up with the class; tell whether the question is still about those who are selected."""
        self._show_title(room)
        return selected == self._about

    def _show_title(self, room: Room) -> None:
        self._room = room
        words = self.tr("{baby}: not massaged today, and that is fine")
        self.ui.reason_title.setText(words.format(baby=room.called(self._about)))

    def _press(self, code: str) -> None:
        self.closed.emit()
        chosen = self._room.chosen(self._about) if self._room is not None else ()
        if chosen:
            self.given.emit(chosen, code)
