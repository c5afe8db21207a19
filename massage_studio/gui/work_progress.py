"""Carries how far long work has come from its thread to the window, and the wish to stop it back."""

from threading import Event

from PySide6.QtCore import QObject, Signal


class WorkProgress(QObject):
    """Given to the work, which calls it with what is done of how much and hears whether to go on.

    `came` carries how many of a hundred are done, each number once; connect it queued.
    """

    came = Signal(int)

    def __init__(self) -> None:
        # Of nobody: it has to be there as long as the work is.
        super().__init__()
        self._stopped, self._told = Event(), -1

    def __call__(self, done: int, of: int) -> bool:
        hundredths = done * 100 // of if of else 100
        if hundredths != self._told and not self._stopped.is_set():
            self._told = hundredths
            self.came.emit(hundredths)
        return not self._stopped.is_set()

    def stop(self) -> None:
        """Let the work end at the next step."""
        self._stopped.set()
