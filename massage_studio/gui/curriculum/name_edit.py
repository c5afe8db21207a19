"""A field that is laid over a name or a number to write another one in its place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class NameEdit(QLineEdit):
    """Enter takes what is written, Esc leaves it; then the keys go `back`, and it takes itself away.

    Undo takes back what was written; where nothing is left of that, the field goes and the page's undo has
    the key.
    """

    def __init__(
        self,
        over: QWidget,
        place: QRect,
        text: str,
        name: str,
        done: Callable[[str], None],
        *,
        back: QWidget,
    ) -> None:
        super().__init__(text, over)
        self._done, self._before, self._back, self._ended = done, text, back, False
        self.setAccessibleName(name)
        height = max(place.height(), self.sizeHint().height())
        self.setGeometry(place.x(), place.center().y() - height // 2, place.width(), height)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def numbers_only(self, most: int) -> None:
        """Take whole numbers only."""
        self.setValidator(QIntValidator(0, most, self))

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self.text() == self._before
            and self._leaves(event)
        ):
            # A field claims these keys for itself, whether it has anything to take back or not.
            self._end(keep=False)
            event.ignore()
            return True
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        if self._ended:
            return
        self._ended = True
        text = self.text()
        if self.hasFocus():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()
        if keep and text != self._before:
            self._done(text)
