"""The field for a passphrase: its signs are hidden until she asks, and Caps Lock is told."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

_LONGEST = 1024


class PassphraseField(QWidget):
    """A line with a button that shows what is typed; `entered` says that Return was pressed in it."""

    entered = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = QPushButton(self.tr("Show"))
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(self.tr("Show what is typed"))
        self.caps_label = QLabel(self.tr("Caps Lock seems to be on."))
        self.caps_label.setProperty("role", "muted")
        self.caps_label.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.caps_label)
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textEdited.connect(self.typed)
        self.show_button.toggled.connect(self._show)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the field and hide again what will be typed."""
        self.edit.clear()
        self.show_button.setChecked(False)
        self.caps_label.hide()

    def name(self, words: str) -> None:
        """Say to a screen reader what is asked for."""
        self.edit.setAccessibleName(words)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._look_at_caps(event)
        return super().eventFilter(watched, event)

    def _look_at_caps(self, event: QKeyEvent) -> None:
        """Tell of Caps Lock by what a key wrote: a capital without Shift, or a small letter with it."""
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_label.hide()
        letter = event.text()
        if len(letter) == 1 and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_label.setVisible(letter.isupper() != shift)
