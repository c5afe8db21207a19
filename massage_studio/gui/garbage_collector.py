"""Python's garbage collection, in the GUI thread only and in small portions."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
# As Python does by itself: young objects often, older ones every tenth time, all of them seldom.
_YOUNG, _MIDDLE, _OLD = 700, 10, 10


class GarbageCollector(QObject):
    """Collects cyclic garbage from a timer for as long as it is at work.

    Python would do it in whichever thread is running. In a worker that deletes widgets outside their thread,
    which can lock the program up or end it: left to Python, a worker that made 20,000 lists deleted an object
    of the window in three runs of three.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        if young <= _YOUNG:
            return
        gc.collect(0 if middle <= _MIDDLE else 1 if old <= _OLD else 2)
