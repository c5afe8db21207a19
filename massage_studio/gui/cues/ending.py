"""The end of a class: what is still to be said first, the way on, and the way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from massage_studio.bookings.views import PRESENT
from massage_studio.cues import service
from massage_studio.cues.views import Ended
from massage_studio.gui import pages, wording
from massage_studio.gui.cues.pen import Pen
from massage_studio.gui.cues.room import Room
from massage_studio.store.changes import Changes


class Ending(QObject):
    """`go` and `say` are the page's own."""

    go = Signal(str, object)
    say = Signal(str, str, object)

    def __init__(self, pen: Pen) -> None:
        super().__init__(pen)
        self._pen = pen

    def finish(self, room: Room, waiting: int) -> None:
        """Finish the class and go on to the sweep, unless a press still waits for a name."""
        if waiting:
            self.say.emit(
                self.tr("A press still waits for a name. Give it to a baby or drop it, then finish."),
                "",
                None,
            )
            return
        unseen = [
            row.baby.given_name
            for row in room.rows
            if row.status in PRESENT and row.left is None and not room.notes(row.baby.id)
        ]
        session_id, reopen = self._pen.session_id, self._back(room.view.register.session.id)

        def finished(ended: Changes) -> None:
            assert isinstance(ended, Ended)
            self.say.emit(self._words(room, ended, unseen), self.tr("Undo"), reopen)
            if "sweep" in pages.PLACES:
                self.go.emit("sweep", session_id)
            else:
                self.go.emit("handouts", ("take_homes", session_id))

        self._pen.act(service.finish_class, finished)

    def _words(self, room: Room, ended: Ended, unseen: list[str]) -> str:
        """Return that the class is finished, and what was taken for granted with it."""
        words = [self.tr("The class is finished.")]
        if ended.at is not None:
            words = [self.tr("The class is finished, as of {time}.").format(time=room.clock(ended.at))]
        if ended.unmarked == 1:
            words.append(self.tr("1 baby was not marked and counts as absent."))
        elif ended.unmarked:
            told = self.tr("{count} babies were not marked and count as absent.")
            words.append(told.format(count=ended.unmarked))
        if unseen:
            told = self.tr("Nothing is written yet about {babies}.")
            words.append(told.format(babies=wording.listed(unseen)))
        return " ".join(words)

    def reopen(self) -> None:
        """Go on with a class that was finished."""
        self._pen.act(service.reopen_class)

    def _back(self, session_id: Any) -> Callable[[], None]:
        def reopen() -> None:
            if self._pen.session_id == session_id:
                self.reopen()
            self.go.emit("class_room", session_id)

        return reopen
