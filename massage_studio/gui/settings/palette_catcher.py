"""A button that catches the next key."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.gui.cues import extra_keys, keys

_LEAVE = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyCatcher(QPushButton):
    """Once pressed it waits for one key; Esc or leaving it gives up.

    `caught` carries the palette's name of the key ("F1" or an upper-case sign) and Qt's own ("F1", "Right").
    """

    caught = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._waiting = False
        self.clicked.connect(self.listen)

    @property
    def waiting(self) -> bool:
        """Whether the next key will be caught."""
        return self._waiting

    def show_words(self, words: str) -> None:
        """Show these words while no key is waited for."""
        self._words = words
        if not self._waiting:
            # Data may hold a sign that a button would take for a mnemonic.
            self.setText(words.replace("&", "&&"))

    def listen(self) -> None:
        """Wait for a key."""
        if not self._waiting:
            self._words = self._words or self.text()
            self._waiting = True
            self.setText(self.tr("Press the key now"))
            self.setAccessibleDescription(self.tr("Waiting for a key; Esc gives up"))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._rest()
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.key() in _LEAVE:
            self._rest()
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape:
            self._rest()
        elif extra_keys.name_of(event) and not event.isAutoRepeat() and not keys.held(event):
            self._rest()
            self.caught.emit(keys.name(event), extra_keys.name_of(event))
        event.accept()
        return True

    def _rest(self) -> None:
        if self._waiting:
            self._waiting = False
            self.setAccessibleDescription("")
            self.show_words(self._words)
