"""Builds a long page a little at a time, so that the screen never waits for it."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

_SLICE_MS = 3.0


class ChunkedTask(QObject):
    """Goes through the steps of a generator in slices of a few milliseconds, the first slice at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)

    def start(self, steps: Iterator[None]) -> None:
        """Go through these steps; what was left of earlier ones is dropped."""
        self._steps = steps
        self._timer.start()
        self._slice()

    @property
    def busy(self) -> bool:
        """Tell whether steps are left."""
        return self._timer.isActive()

    def _slice(self) -> None:
        until = perf_counter() + _SLICE_MS / 1000
        while self._steps is not None and perf_counter() < until:
            try:
                next(self._steps)
            except StopIteration:
                self._steps = None
        if self._steps is None:
            self._timer.stop()
