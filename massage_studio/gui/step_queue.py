"""Does one step after the other, each in its own round of the event loop: together they would hold it up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class StepQueue(QObject):
    """Steps that wait in a queue; what is begun anew takes the place of what still waits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: list[Callable[[], None]] = []
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._next)

    def begin(self, *steps: Callable[[], None]) -> None:
        """Take the first of these steps in the next round of the event loop."""
        self._steps = list(steps)
        self._timer.start()

    def are_left(self) -> bool:
        """Tell whether a step still waits."""
        return self._timer.isActive()

    def _next(self) -> None:
        if self._steps:
            step = self._steps.pop(0)
            if self._steps:
                self._timer.start()
            step()
