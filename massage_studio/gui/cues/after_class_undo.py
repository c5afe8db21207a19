"""Undo and redo in the review: named, and no further back than the end of the class."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from massage_studio.cues.views import ActionView, ClassNotes, ClassRoomView, Vocabulary
from massage_studio.gui.cues import action_words
from massage_studio.gui.cues.room import Room
from massage_studio.gui.widgets import paint

# What is done in the review; presses of the class itself are undone in the class room.
_OWN = (
    *("permission", "not_massaged", "note", "describe", "sheet", "mark", "reflect", "explain"),
    *("correct", "take_out", "correct_activity", "take_out_activity"),
)
_LONGEST = 26


class UndoButtons(QObject):
    """Two buttons that say what they would do. `undone` and `redone` carry the key of the press."""

    undone = Signal(object)
    redone = Signal(object)

    def __init__(self, undo: QPushButton, redo: QPushButton) -> None:
        super().__init__(undo)
        self._undo, self._redo = undo, redo
        self._notes: ClassNotes | None = None
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self._redo.hide()

    def show_class(self, view: ClassRoomView, words: Vocabulary | None) -> None:
        """Name the buttons after what stands last in the log of the class."""
        self._notes = view
        room = Room(view, words) if words is not None else None
        self._name(self._undo, self.tr("Undo"), view.undo, room)
        self._name(self._redo, self.tr("Redo"), view.redo, room)
        self._redo.setVisible(self._redo.isEnabled())

    def undo(self) -> None:
        """Ask for the last press to be taken back."""
        if self._undo.isEnabled() and self._notes is not None and self._notes.undo is not None:
            self.undone.emit(self._notes.undo.id)

    def redo(self) -> None:
        """Ask for the press to be brought back that was taken back last."""
        if self._redo.isEnabled() and self._notes is not None and self._notes.redo is not None:
            self.redone.emit(self._notes.redo.id)

    def _name(self, button: QPushButton, word: str, action: ActionView | None, room: Room | None) -> None:
        own = action is not None and action.verb in _OWN
        text = word
        if own and action is not None and room is not None:
            text = f"{word}: {action_words.named(room, action)}"
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        button.setEnabled(own)
        button.setText(short.replace("&", "&&"))
        button.setAccessibleName(text)
        if short == text:
            button.setToolTip("")
        else:
            paint.plain_tooltip(button, text)
