"""Corrects a state that was written down: when it began, or which it was."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import CueView
from massage_studio.gui.cues.chip_row import ChipRow
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_correction_panel import Ui_CuesCorrectionPanel
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.states import STATE_CODES, state_label

_MINUTE = timedelta(minutes=1)


class CorrectionPanel(QWidget):
    """Asks what was different about one state.

    `corrected` carries the key of its note with another code or another beginning, the other one is None;
    whoever writes it says so by `written`. `closed` says that nothing more is to be corrected.
    """

    corrected = Signal(object, object, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesCorrectionPanel()
        self.ui.setupUi(self)
        self._state: CueView | None = None
        # A quick second press must wait until the first is written: it is about what that one wrote.
        self._writing = False
        self._waiting: list[tuple[str | None, timedelta]] = []
        self._row = ChipRow[str | timedelta](self.ui.correct_chips_layout, self._press)
        self.ui.correct_close_button.clicked.connect(self.closed)

    @property
    def chips(self) -> list[Chip]:
        """A minute earlier and later, then the other states."""
        return self._row.chips

    def is_done(self) -> bool:
        """Tell whether every correction that was pressed is written."""
        return not self._writing and not self._waiting

    def begin(self, room: Room, note: CueView) -> None:
        """Ask what was different about a state."""
        self._writing = False
        self._waiting.clear()
        self._show_state(room, note)

    def written(self) -> None:
        """Take up the next correction when the record is shown again."""
        self._writing = False

    def follow(self, room: Room) -> bool:
        """Keep up with the record, where a corrected state is another note; tell whether there is one."""
        if self._state is None:
            return True
        note = room.note(self._state.id) or _successor(room, self._state)
        if note is not None:
            self._show_state(room, note)
            self._go_on()
        return note is not None

    def take(self, event: QKeyEvent) -> bool:
        """Take minus and plus; tell whether it was one."""
        if event.text() not in ("-", "+"):
            return False
        self._move(-_MINUTE if event.text() == "-" else _MINUTE)
        return True

    def _show_state(self, room: Room, note: CueView) -> None:
        self._state = note
        title = self.tr("{baby}: {state} since {time}")
        words = title.format(
            baby=room.called(note.baby_id),
            state=state_label(note.code).lower(),
            time=room.at(note),
        )
        self.ui.correct_title.setText(words)
        chips: dict[str | timedelta, tuple[str, str]] = {
            -_MINUTE: (self.tr("1 min earlier"), "neutral"),
            _MINUTE: (self.tr("1 min later"), "neutral"),
        }
        others = (code for code in STATE_CODES if code != note.code)
        self._row.show(chips | {code: (state_label(code), code) for code in others})

    def _press(self, what: str | timedelta) -> None:
        if isinstance(what, timedelta):
            self._move(what)
        else:
            self._waiting.append((what, timedelta()))
            self._go_on()

    def _move(self, by: timedelta) -> None:
        if self._waiting and self._waiting[-1][0] is None:
            by += self._waiting.pop()[1]
        self._waiting.append((None, by))
        self._go_on()

    def _go_on(self) -> None:
        """Ask for the next correction, once the one before is written and shown."""
        if self._writing or not self._waiting or self._state is None:
            return
        self._writing = True
        code, by = self._waiting.pop(0)
        self.corrected.emit(self._state.id, code, None if code else self._state.at + by)


def _successor(room: Room, note: CueView) -> CueView | None:
    """Return the state that took the place of one that was corrected."""
    states = [other for other in room.notes(note.baby_id) if other.kind == "state"]
    return max(states, default=None, key=lambda other: other.seq)
