"""Shows many widgets a few at a time: all at once they would hold the window up."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_ONCE = 2


class DeferredShow(QObject):
    """Hides widgets and shows them again in rounds of the event loop, while `wanted` says so."""

    def __init__(self, parent: QObject, wanted: Callable[[QWidget], bool]) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._hidden: list[QWidget] = []

    def begin(self, widgets: Iterable[QWidget]) -> None:
        """Leave the first ones shown and let the others follow."""
        self._hidden = list(widgets)[_AT_ONCE:]
        for widget in self._hidden:
            widget.hide()
        QTimer.singleShot(0, self, self._more)

    def _more(self) -> None:
        for widget in self._hidden[:_AT_ONCE]:
            widget.setVisible(self._wanted(widget))
        del self._hidden[:_AT_ONCE]
        if self._hidden:
            QTimer.singleShot(0, self, self._more)
