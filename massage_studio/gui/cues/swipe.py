"""A swipe to the left over the class room takes the last press back, by finger or mouse."""

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from massage_studio.gui.widgets import paint

_LONG_ENOUGH_MM = 18.0


class Swipe(QObject):
    """Sees swipes that begin on the widgets it watches; `back` tells of one to the left.

    What a finger swept over is not pressed. It runs from right to left in every language: so does the arrow
    of "Undo".
    """

    back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._began: QPointF | None = None
        self.on = False

    def watch(self, *widgets: QWidget) -> None:
        """See what begins on these widgets; those that are watched already stay so."""
        for widget in widgets:
            widget.removeEventFilter(self)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.on and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._began = event.globalPosition()
            elif event.type() == QEvent.Type.MouseButtonRelease and self._began is not None:
                way, self._began = event.globalPosition() - self._began, None
                if self._is_swipe(way):
                    if isinstance(watched, QAbstractButton):
                        watched.setDown(False)
                    if way.x() < 0:
                        self.back.emit()
                    return True
        return super().eventFilter(watched, event)

    def _is_swipe(self, way: QPointF) -> bool:
        least = paint.millimetres(self._page, _LONG_ENOUGH_MM)
        return abs(way.x()) >= least and abs(way.y()) <= abs(way.x()) / 2
