""" "Not massaged today, and that is fine": one press tells why."""

from PySide6.QtCore import QObject, Qt, Signal

from massage_studio.gui.cues.aside import Aside, Chips
from massage_studio.gui.cues.room import reason_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage

REASONS = ("asleep", "hungry", "said_no", "recent_jab", "unwell", "other")


class Reasons(QObject):
    """Offers the reasons; `chosen` carries the code of one."""

    chosen = Signal(str)

    def __init__(self, form: Ui_CuesPage, aside: Aside) -> None:
        super().__init__(form.reason_panel)
        self._ui = form
        self._aside = aside
        self._chips = Chips(form.reason_chips_layout, self._press)
        form.reason_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def open(self, name: str) -> None:
        """Ask why nobody massages this baby today."""
        words = self.tr("{baby}: not massaged today, and that is fine")
        self._ui.reason_title.setText(words.format(baby=name))
        self._chips.show([(reason_words(code), "primary") for code in REASONS])
        self._aside.open(self._ui.reason_panel, self._chips.chips[0])

    def _press(self, place: int) -> None:
        self._aside.close()
        self.chosen.emit(REASONS[place])
