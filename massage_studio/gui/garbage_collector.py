"""Python's garbage collection, in the GUI thread only and in small portions."""

import gc
from collections.abc import Callable
from importlib import import_module
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
# As Python does by itself: young objects often, older ones every tenth time, all of them seldom.
_YOUNG, _MIDDLE, _OLD = 700, 10, 10
# While somebody waits for an answer only so many are worth a collection.
_MANY = 50_000

# One mark for each import that is under way, in whichever thread.
_loading: set[object] = set()
# The collectors that are at work: two windows may be open in one process for a while.
_at_work: "WeakSet[GarbageCollector]" = WeakSet()


def load(*modules: str) -> None:
    """Import modules and keep what they are made of from Python's garbage collection, meanwhile and for good.

    Modules stay until the end, and looking through all of them again and again would hold up every thread
    for a tenth of a second each time.
    """
    mark = object()
    _loading.add(mark)
    try:
        for module in modules:
            import_module(module)
        gc.freeze()
    finally:
        _loading.discard(mark)


class GarbageCollector(QObject):
    """Collects cyclic garbage from a timer for as long as it is at work, but not while modules are imported.

    While the window is `busy`, a little garbage waits: a press is not held up by it.

    Python would do it in whichever thread is running. In a worker that deletes widgets outside their thread,
    which can lock the program up or end it: left to Python, a worker that made 20,000 lists deleted an object
    of the window in three runs of three.
    """

    def __init__(self, parent: QObject, busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._busy = busy
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        _at_work.add(self)
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, unless another collector is at work."""
        self._timer.stop()
        _at_work.discard(self)
        if not _at_work:
            gc.enable()

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        if young <= (_MANY if self._busy() else _YOUNG) or _loading:
            return
        gc.collect(0 if middle <= _MIDDLE else 1 if old <= _OLD else 2)
