""" "Not massaged today, and that is fine": one press tells why."""

from PySide6.QtCore import QObject, Qt

from massage_studio.cues import service
from massage_studio.gui.cues.aside import Aside, Chips
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.cues.room import Room, Selection, dyads, reason_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage

REASONS = ("asleep", "hungry", "said_no", "recent_jab", "unwell", "other")


class Reasons(QObject):
    """Offers the reasons for whom it was opened, and writes the one that is pressed."""

    def __init__(self, form: Ui_CuesPage, aside: Aside, writer: ClassWriter) -> None:
        super().__init__(form.reason_panel)
        self._ui = form
        self._aside = aside
        self._writer = writer
        self._room: Room | None = None
        self._about: Selection = None
        self._chips = Chips(form.reason_chips_layout, self._press)
        form.reason_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def open(self, room: Room, about: Selection) -> None:
        """Ask why nobody massages these babies today."""
        self._room, self._about = room, about
        self._name()
        self._chips.show([(reason_words(code), "primary") for code in REASONS])
        self._aside.open(self._ui.reason_panel, self._chips.chips[0])

    def follow(self, room: Room, selected: Selection) -> None:
        """Keep up with the class; the question is over once it would be about somebody else."""
        self._room = room
        if self._aside.shows(self._ui.reason_panel):
            self._name()
            if selected != self._about:
                self._aside.put_away(self._ui.reason_panel)

    def _name(self) -> None:
        assert self._room is not None
        words = self.tr("{baby}: not massaged today, and that is fine")
        self._ui.reason_title.setText(words.format(baby=self._room.called(self._about)))

    def _press(self, place: int) -> None:
        self._aside.close()
        chosen = self._room.chosen(self._about) if self._room is not None else ()
        if chosen:
            # One press for all of them, so that one undo takes it back.
            self._writer.act(service.record, dyads=dyads(chosen), kind="not_massaged", code=REASONS[place])
