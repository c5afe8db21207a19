"""A long piece of work on a bookings file, which tells how far it is and can be stopped."""

from collections.abc import Callable
from functools import wraps
from threading import Event
from time import monotonic
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from massage_studio.errors import KnownError
from massage_studio.exchange.tables import Watch

P = ParamSpec("P")
T = TypeVar("T")

_EVERY_SECONDS = 0.05


class ImportWork(QObject):
    """Lives in the GUI thread; its `watch` is given to the work in another one.

    `progressed` carries how far it is and of how much, which is zero where nobody knows; `broken` says that
    an error ended it which nobody foresaw.
    """

    progressed = Signal(int, int)
    broken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._told_at = 0.0

    def watch(self) -> Watch:
        """Return what the work tells and asks."""
        return Watch(progressed=self._progressed, stopped=self._stop.is_set)

    def guarded(self, act: Callable[P, T]) -> Callable[P, T]:
        """Return the work so that `broken` tells of an error that nobody foresaw, which then goes on."""

        @wraps(act)
        def acting(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return act(*args, **kwargs)
            except KnownError:
                raise
            except Exception:
                self.broken.emit()
                raise

        return acting

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def _progressed(self, done: int, of: int) -> None:
        # Called for every row; the bar needs no more than the eye sees.
        now = monotonic()
        if now - self._told_at >= _EVERY_SECONDS:
            self._told_at = now
            self.progressed.emit(done, of)
