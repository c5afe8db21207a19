"""Corrects what was written down: a state's beginning or kind; gives a bookmark its words."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import service
from massage_studio.cues.views import CueView
from massage_studio.families.views import Layer
from massage_studio.gui.cues.aside import Aside, Chips
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.states import STATE_CODES, state_label
from massage_studio.store.changes import Changes

_MINUTE = timedelta(minutes=1)


class Correcting(QObject):
    """The small panels below the palette for it; `layer` tells the one that a bookmark's words are for."""

    def __init__(
        self, form: Ui_CuesPage, aside: Aside, writer: ClassWriter, layer: Callable[[], Layer]
    ) -> None:
        super().__init__(form.correct_panel)
        self._ui = form
        self._aside = aside
        self._writer = writer
        self._layer = layer
        self._state: CueView | None = None
        self._bookmark: CueView | None = None
        # What was typed about a bookmark and not written, when another was taken up.
        self._drafts: dict[UUID, str] = {}
        self._codes: tuple[str, ...] = ()
        # A quick second press must wait until the first is written: it is about what that one wrote.
        self._writing = False
        self._waiting: list[tuple[str | None, timedelta]] = []
        self._chips = Chips(form.correct_chips_layout, self._press)
        form.correct_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        form.describe_button.clicked.connect(self._describe)
        form.describe_edit.installEventFilter(self)
        form.describe_close_button.clicked.connect(self._forget)

    def open(self, room: Room, note: CueView) -> bool:
        """Take up a state or a bookmark that waits for its words; tell whether it was one."""
        if note.kind == "state":
            self.open_state(room, note)
        elif note in room.bookmarks(note.baby_id):
            self.open_bookmark(room, note)
        else:
            return False
        return True

    def open_state_of(self, room: Room, chosen: tuple[RegisterRow, ...]) -> None:
        """Take up the state that one baby is in."""
        note = room.last_state(chosen[0].baby.id) if len(chosen) == 1 else None
        if note is not None:
            self.open_state(room, note)

    def open_last_bookmark(self, room: Room, chosen: tuple[RegisterRow, ...]) -> None:
        """Take up a bookmark that waits: of those chosen where they have one, else the last of anybody's."""
        for rows in (chosen, room.rows):
            waiting = [note for row in rows for note in room.bookmarks(row.baby.id)]
            if waiting:
                self.open_bookmark(room, max(waiting, key=lambda note: (note.at, note.seq)))
                return

    def open_state(self, room: Room, note: CueView) -> None:
        """Ask what was different about a state."""
        self._ui.register_button.setChecked(False)
        self._writing = False
        self._waiting.clear()
        self._show_state(room, note)
        self._aside.open(self._ui.correct_panel, self._chips.chips[0])

    def open_bookmark(self, room: Room, note: CueView) -> None:
        """Ask what happened at a bookmark; words that were begun about it are there again."""
        self._put_by()
        self._bookmark = note
        self._ui.register_button.setChecked(False)
        self._name_bookmark(room, note)
        self._ui.describe_edit.setText(self._drafts.pop(note.id, ""))
        self._aside.open(self._ui.describe_panel, self._ui.describe_edit)
        self._ui.describe_edit.end(False)

    def bring_back(self, room: Room) -> bool:
        """Show a bookmark whose words are typed and not written; tell whether there is one."""
        self._put_by()
        begun = [note for row in room.rows for note in room.bookmarks(row.baby.id) if note.id in self._drafts]
        if begun:
            self.open_bookmark(room, begun[0])
        return bool(begun)

    def follow(self, room: Room) -> None:
        """Keep up with the record and the curtain: a corrected state is another note, an undone one none."""
        if self._aside.shows(self._ui.correct_panel) and self._state is not None:
            note = room.note(self._state.id) or _successor(room, self._state)
            if note is None:
                self._aside.leave()
            else:
                self._show_state(room, note)
                self._go_on()
        elif self._bookmark is not None and self._aside.shows(self._ui.describe_panel):
            if room.note(self._bookmark.id) is None:
                self._aside.leave()
            else:
                self._name_bookmark(room, self._bookmark)

    def take(self, event: QKeyEvent) -> bool:
        """Take minus and plus while a state is being corrected; tell whether it was one."""
        if not self._aside.shows(self._ui.correct_panel) or event.text() not in ("-", "+"):
            return False
        self._move(-_MINUTE if event.text() == "-" else _MINUTE)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._forget()
                self._aside.close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._describe()
                return True
        return super().eventFilter(watched, event)

    def _name_bookmark(self, room: Room, note: CueView) -> None:
        words = self.tr("{baby}: bookmark at {time}")
        name = room.called(note.baby_id)
        self._ui.describe_title.setText(words.format(baby=name, time=room.at(note)))

    def _show_state(self, room: Room, note: CueView) -> None:
        self._state = note
        title = self.tr("{baby}: {state} since {time}")
        words = title.format(
            baby=room.called(note.baby_id),
            state=state_label(note.code).lower(),
            time=room.at(note),
        )
        self._ui.correct_title.setText(words)
        self._codes = tuple(code for code in STATE_CODES if code != note.code)
        moves = [(self.tr("1 min earlier"), "neutral"), (self.tr("1 min later"), "neutral")]
        self._chips.show([*moves, *((state_label(code), code) for code in self._codes)])

    def _press(self, place: int) -> None:
        if place < 2:
            self._move(-_MINUTE if place == 0 else _MINUTE)
        else:
            self._waiting.append((self._codes[place - 2], timedelta()))
            self._go_on()

    def _move(self, by: timedelta) -> None:
        if self._waiting and self._waiting[-1][0] is None:
            by += self._waiting.pop()[1]
        self._waiting.append((None, by))
        self._go_on()

    def _go_on(self) -> None:
        """Write the next correction, once the one before is written and shown."""
        if self._writing or not self._waiting or self._state is None:
            return
        self._writing = True
        code, by = self._waiting.pop(0)
        at = None if code else self._state.at + by
        self._writer.act(service.correct_state, self._written, note_id=self._state.id, code=code, at=at)

    def _written(self, _: Changes) -> None:
        """Take up the next correction when the record is shown again."""
        self._writing = False

    def _put_by(self) -> None:
        words = self._ui.describe_edit.text()
        if self._bookmark is not None and words.strip():
            self._drafts[self._bookmark.id] = words
        self._forget()

    def _forget(self) -> None:
        """Empty the field: its words were written, put by, or are not wanted."""
        self._bookmark = None
        self._ui.describe_edit.setText("")

    def _describe(self) -> None:
        text = self._ui.describe_edit.text()
        if self._bookmark is None or not text.strip():
            self._ui.describe_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        note_id: UUID = self._bookmark.id
        self._forget()
        self._aside.close()
        self._writer.act(service.describe, note_id=note_id, text=text, layer=self._layer())


def _successor(room: Room, note: CueView) -> CueView | None:
    """Return the state that took the place of one that was corrected."""
    states = [other for other in room.notes(note.baby_id) if other.kind == "state"]
    return max(states, default=None, key=lambda other: other.seq)
