"""The line on Today that says when the studio was backed up last, and where."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from massage_studio.gui import backup_words
from massage_studio.gui.context import Context
from massage_studio.safekeeping.automatic import BackupStatus, status


class BackupLine(QWidget):
    """Says how it stands with the backups, and asks once whether they shall lie in a second place too."""

    place_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context
        self.words_label = QLabel(self)
        self.words_label.setProperty("role", "muted")
        self.words_label.setWordWrap(True)
        self.words_label.setTextFormat(Qt.TextFormat.PlainText)
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
        context.backups.changed.connect(self.look)
        self.place_wanted.connect(context.backups.place_wanted)

    def look(self) -> None:
        """Ask when the last backup was made."""
        self._context.tasks.with_store(lambda store: store.folder, self._look_in)

    def _look_in(self, folder: Path) -> None:
        # A second place on a network that does not answer may hold up nothing that is read or written.
        self._context.tasks.check(partial(status, folder), self._show)

    def _show(self, found: BackupStatus) -> None:
        backups, now = self._context.backups, self._context.local_now()
        self.words_label.setText(backup_words.told(found, backups.problem, now))
        self.place_button.setVisible(found.last is not None and not found.asked)
