"""Puts a cue that was found by typing on a key of the class room's palette."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from massage_studio.cues import service
from massage_studio.cues.palette_keys import free_key
from massage_studio.cues.views import Vocabulary
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes

if TYPE_CHECKING:
    from massage_studio.gui.cues.page import CuesPage


class Pinning(QObject):
    """A button beside the list of cues: while it is down, choosing a cue gives it its row's next free key."""

    def __init__(self, page: "CuesPage") -> None:
        super().__init__(page)
        self._page = page
        self._help = page.ui.find_help
        self._words: Vocabulary | None = None
        self.button = QPushButton(self.tr("Pin to a key"), page.ui.find_card)
        self.button.setCheckable(True)
        self.button.setAccessibleDescription(self.tr("While this is down, choosing a cue gives it a key"))
        header = page.ui.find_header
        header.insertWidget(header.count() - 1, self.button)
        self.button.toggled.connect(self._explain)

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the palette whose keys are taken."""
        self._words = vocabulary

    def begin(self) -> None:
        """Be up again, and say how it works."""
        self.button.setChecked(False)
        self._explain()

    def wanted(self) -> bool:
        """Tell whether the next cue that is chosen shall be pinned, not recorded."""
        return self.button.isChecked()

    def pin(self, code: str) -> None:
        """Put a cue on the next free key of its row, unless it has one."""
        if self._words is None:
            return
        self.button.setChecked(False)
        cue = self._words.cues[code]
        for chip in self._words.palette:
            if (chip.kind, chip.code) == ("cue", code):
                self._say(self.tr("{cue} is on {key} already.").format(cue=chip.label, key=chip.key))
                return
        taken = {chip.key for chip in self._words.palette} | extra_keys.every_kept()
        key = free_key(taken, cue.polarity)
        if not key:
            self._say(self.tr("Every key is taken. Settings can take a cue off its key."))
            return
        self._page.context.tasks.write(
            service.pin,
            partial(self._pinned, code, cue.label, key),
            self._refused,
            kind="cue",
            code=code,
            key=key,
            label=cue.label,
        )

    def _pinned(self, code: str, label: str, key: str, _changes: Changes) -> None:
        words = self.tr("{cue} is on {key} now.").format(cue=label, key=key)
        self._say(words)
        tasks = self._page.context.tasks
        self._page.say.emit(words, self.tr("Undo"), lambda: tasks.write(service.unpin, kind="cue", code=code))

    def _refused(self, failed: FailedWrite) -> None:
        self._say(str(failed.error))

    def _say(self, words: str) -> None:
        self._help.setText(words)

    def _explain(self) -> None:
        self._say(
            self.tr("Choose the cue that shall have a key.")
            if self.button.isChecked()
            else self.tr("Type a part of its name, then press Enter; Ctrl+Enter gives it a key.")
        )
