"""Puts a cue that was found by typing on a key of the class room's palette."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from massage_studio.cues import palette_service
from massage_studio.cues.palette_keys import free_key
from massage_studio.cues.views import Vocabulary
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.tasks import FailedWrite, Tasks
from massage_studio.store.changes import Changes


class Pinning(QObject):
    """Gives a cue its row's next free key.

    `told` carries what became of it, `say` the same sentence with its Undo, as a page's does.
    """

    told = Signal(str)
    say = Signal(str, str, object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._words: Vocabulary | None = None

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the palette whose keys are taken."""
        self._words = vocabulary

    def pin(self, code: str) -> None:
        """Put a cue on the next free key of its row, unless it has one."""
        if self._words is None:
            return
        cue = self._words.cues[code]
        for chip in self._words.palette:
            if (chip.kind, chip.code) == ("cue", code):
                self.told.emit(self.tr("{cue} is on {key} already.").format(cue=chip.label, key=chip.key))
                return
        taken = {chip.key for chip in self._words.palette} | extra_keys.every_kept()
        key = free_key(taken, cue.polarity)
        if not key:
            self.told.emit(self.tr("Every key is taken. Settings can take a cue off its key."))
            return
        self._tasks.write(
            partial(palette_service.pin, kind="cue", code=code, key=key, label=cue.label),
            partial(self._pinned, code, cue.label, key),
            self._refused,
        )

    def _pinned(self, code: str, label: str, key: str, _changes: Changes) -> None:
        words = self.tr("{cue} is on {key} now.").format(cue=label, key=key)
        unpin = partial(self._tasks.write, partial(palette_service.unpin, kind="cue", code=code))
        self.told.emit(words)
        self.say.emit(words, self.tr("Undo"), unpin)

    def _refused(self, failed: FailedWrite) -> None:
        self.told.emit(str(failed.error))
