"""What stands side by side where there is room, and one below the other where there is not."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget


class TurningRow(QObject):
    """Turns a row into a column where the widget it stands in is narrower than so many letters.

    `turned` tells with True that it became a column. The letters must be more than the row needs at least,
    or its widget would never become so narrow.
    """

    turned = Signal(bool)

    def __init__(self, inside: QWidget, row: QBoxLayout, letters: int) -> None:
        super().__init__(inside)
        self._inside, self._row, self._letters = inside, row, letters
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.Show):
            self._turn()
        return False

    def _turn(self) -> None:
        room = self._inside.fontMetrics().horizontalAdvance("m") * self._letters
        narrow = self._inside.width() < room
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self.turned.emit(narrow)
