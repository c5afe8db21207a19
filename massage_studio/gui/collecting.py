"""Collects garbage in the GUI thread alone.

Python may run its collector in any thread; Qt objects that a worker takes apart crash the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000  # a whole collection takes about 6 ms


class Collector(QObject):
    """Switches the automatic collector off and collects from a timer of the thread that it was made in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect what is no longer needed."""
        gc.collect()
