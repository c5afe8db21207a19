"""The line on Today that says when the studio was backed up last, and where."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from massage_studio.gui.context import Context

if TYPE_CHECKING:
    from massage_studio.safekeeping.automatic import BackupStatus


class BackupLine(QWidget):
    """Says how it stands with the backups, and asks once whether they shall lie in a second place too."""

    place_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self.words_label = QLabel(self)
        self.words_label.setProperty("role", "muted")
        self.words_label.setWordWrap(True)
        self.words_label.setTextFormat(Qt.TextFormat.PlainText)
        # Nothing below it moves when it begins to speak.
        self.words_label.setMinimumHeight(self.fontMetrics().height())
        self.place_button = QPushButton(self.tr("Keep a copy elsewhere…"), self)
        self.place_button.setProperty("role", "quiet")
        self.place_button.clicked.connect(self.place_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words_label, 1)
        row.addWidget(self.place_button)
        self.place_button.hide()

    def use(self, context: Context) -> None:
        """Take the context of the page, and follow what becomes of the backups."""
        self._context = context
        context.backups.changed.connect(self._look)
        self.place_wanted.connect(context.backups.place_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        if self._context is not None:
            self._context.backups.tell(self._show)

    def _show(self, found: "BackupStatus") -> None:
        from massage_studio.gui import backup_words

        assert self._context is not None
        backups, now = self._context.backups, self._context.local_now()
        self.words_label.setText(backup_words.told(found, backups.problem, now))
        self.place_button.setVisible(found.last is not None and not found.asked)
