"""The line on Today that says when the studio was backed up last, and where."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from massage_studio.gui.context import Context

if TYPE_CHECKING:
    from massage_studio.gui.backup_words import Step
    from massage_studio.safekeeping.automatic import BackupStatus


class BackupLine(QWidget):
    """Says how it stands with the backups, with one button for what can be done about it.

    Such as to back up now, or, asked once, whether they shall lie in a second place too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self.words_label = QLabel(self)
        self.words_label.setProperty("role", "muted")
        self.words_label.setWordWrap(True)
        self.words_label.setTextFormat(Qt.TextFormat.PlainText)
        # Nothing below it moves when it begins to speak.
        self.words_label.setMinimumHeight(self.fontMetrics().height())
        self.step_button = QPushButton(self)
        self.step_button.setProperty("role", "quiet")
        self.step_button.clicked.connect(self._act)
        self._step: Step = "none"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words_label, 1)
        row.addWidget(self.step_button)
        self.step_button.hide()

    def use(self, context: Context) -> None:
        """Take the context of the page, and follow what becomes of the backups."""
        self._context = context
        context.backups.changed.connect(self._look)

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
        self._step = backup_words.next_step(found, backups.problem, now)
        self.step_button.setText(
            {
                "none": "",
                "back_up": self.tr("Back up now") if backups.problem is None else self.tr("Try again"),
                "ask_place": self.tr("Keep a copy elsewhere…"),
                "other_place": self.tr("Another place…"),
            }[self._step]
        )
        self.step_button.setEnabled(True)
        self.step_button.setVisible(self._step != "none")

    def _act(self) -> None:
        assert self._context is not None
        if self._step == "back_up":
            self.step_button.setEnabled(False)
            self.words_label.setText(self.tr("Backing up and reading the copy again"))
            self._context.backups.back_up_again()
        else:
            self._context.backups.place_wanted.emit()
