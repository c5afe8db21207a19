"""The end of a class: what is still to be said first, the way on, and the way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from massage_studio.bookings.views import PRESENT
from massage_studio.cues import opening_service
from massage_studio.cues.views import Ended
from massage_studio.gui import wording
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.cues.room import Room
from massage_studio.gui.privacy import Privacy
from massage_studio.store.changes import Changes


class Ending(QObject):
    """`go` and `say` are the page's own; behind the curtain nothing is opened that shows names."""

    go = Signal(str, object)
    say = Signal(str, str, object)

    def __init__(self, writer: ClassWriter, privacy: Privacy) -> None:
        super().__init__(writer)
        self._writer = writer
        self._privacy = privacy

    def finish(self, room: Room, waiting: int, typed: bool) -> None:
        """Finish the class and go on to the review, unless a press waits for a name or words are `typed`."""
        if typed:
            words = self.tr(
                "Words are typed and not written yet. Press Enter behind them or delete them, then finish."
            )
            self.say.emit(words, "", None)
            return
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
        session_id, reopen = self._writer.session_id, self._back(room.view.register.session.id)

        def finished(ended: Changes) -> None:
            assert isinstance(ended, Ended)
            words = self._words(room, ended, unseen)
            if self._privacy.drawn:
                lift = self.tr("Lift the curtain (F9), then go on to the review.")
                self.say.emit(f"{words} {lift}", self.tr("Undo"), reopen)
                return
            self.say.emit(words, self.tr("Undo"), reopen)
            self.go.emit("after_class", session_id)

        self._writer.act(opening_service.finish_class, finished)

    def review(self) -> None:
        """Go on to the review of a class that was finished."""
        self._lead("after_class", self._writer.session_id)

    def papers(self) -> None:
        """Go on to the take-homes of a class that was finished."""
        self._lead("handouts", ("take_homes", self._writer.session_id))

    def _lead(self, name: str, key: object) -> None:
        if self._privacy.drawn:
            words = self.tr("That page shows names, so it stays closed while the curtain is drawn.")
            self.say.emit(words, "", None)
        else:
            self.go.emit(name, key)

    def _words(self, room: Room, ended: Ended, unseen: list[str]) -> str:
        """Return that the class is finished, and what was taken for granted with it."""
        words = [self.tr("The class is finished.")]
        if ended.at is not None:
            words = [self.tr("The class is finished, as of {time}.").format(time=room.clock(ended.at))]
        if ended.unmarked:
            told = self.tr("%n babies were not marked and count as absent.", "", ended.unmarked)
            words.append(told)
        if unseen:
            told = self.tr("Nothing is written yet about {babies}.")
            words.append(told.format(babies=wording.listed(unseen)))
        return " ".join(words)

    def reopen(self) -> None:
        """Go on with a class that was finished."""
        self._writer.act(opening_service.reopen_class)

    def _back(self, session_id: Any) -> Callable[[], None]:
        def reopen() -> None:
            if self._writer.session_id == session_id:
                self.reopen()
            self.go.emit("class_room", session_id)

        return reopen
