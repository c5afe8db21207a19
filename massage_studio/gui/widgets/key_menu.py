"""A menu in which the keys that stand behind its entries work while it is open."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class KeyMenu(QMenu):
    """Chooses an entry by the key that is shown behind it, as the list does while the menu is closed."""

    def add(self, words: str, key: str = "") -> QAction:
        """Add an entry with its key, as `QKeySequence` writes it for this computer."""
        return self.addAction(f"{words}\t{key}" if key else words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN
        held = event.key() if plain else event.keyCombination().toCombined()
        pressed = QKeySequence(held).toString(QKeySequence.SequenceFormat.NativeText)
        for action in self.actions():
            if action.isEnabled() and action.text().partition("\t")[2] == pressed != "":
                self.close()
                action.trigger()
                return
        super().keyPressEvent(event)
