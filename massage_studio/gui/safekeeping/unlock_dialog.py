"""The dialog that asks for the passphrase of a backup before it is restored."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.safekeeping.unlock_panel import UnlockPanel


class UnlockDialog(QDialog):
    """Unlocks one backup; `unlocked` tells that it can be read now, and whether by the recovery key."""

    unlocked = Signal(bool)

    def __init__(self, context: Context, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.panel = UnlockPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.leave_wanted.connect(self.reject)
        self.panel.unlocked.connect(self._unlocked)
        self.panel.ask(file, "backup")

    def _unlocked(self, by_paper: bool) -> None:
        self.unlocked.emit(by_paper)
        self.accept()
