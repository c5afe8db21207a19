"""Measures how long the GUI thread was kept from its events."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer


class StallMeter(QObject):
    """The longest times, in milliseconds, that a timer of one millisecond had to wait, by the tour's step."""

    def __init__(self) -> None:
        super().__init__()
        self.step = ""
        self.by_step: dict[str, float] = {}
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Start to measure."""
        self._last = time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        waited = (now - self._last) * 1000
        self.by_step[self.step] = max(waited, self.by_step.get(self.step, 0.0))
        self._last = now

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what the tour itself does to the GUI thread, such as taking a picture."""
        if not self._timer.isActive():
            yield
            return
        self._beat()
        self._timer.stop()
        yield
        self._last = time.perf_counter()
        self._timer.start()
