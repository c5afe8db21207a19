"""The choice of the backup that is restored: the studio's own, newest first, or another file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_restore_dialog import Ui_SafekeepingRestoreDialog
from massage_studio.gui.safekeeping import words
from massage_studio.safekeeping.backup_list import Kept, backups


class RestoreDialog(QDialog):
    """Lists the backups of the studio in `folder`; `chosen` carries the file that is to be restored."""

    chosen = Signal(object)

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: tuple[Kept, ...] = ()
        self.ui = Ui_SafekeepingRestoreDialog()
        self.ui.setupUi(self)
        self.resize(640, 440)
        ui = self.ui
        ui.restore_button.setEnabled(False)
        ui.told_label.setText(self.tr("Looking for backups"))
        ui.backup_list.currentRowChanged.connect(self._select)
        ui.backup_list.itemActivated.connect(self._restore)
        ui.restore_button.clicked.connect(self._restore)
        ui.other_button.clicked.connect(self._other)
        ui.leave_button.clicked.connect(self.reject)
        context.tasks.run(partial(backups, folder), self._show, self._failed)

    def _show(self, found: tuple[Kept, ...]) -> None:
        self._kept = found
        for kept in found:
            line = words.described(kept, self._context.profile.zone)
            item = QListWidgetItem(line, self.ui.backup_list)
            if not _can_be_chosen(kept):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
        self.ui.told_label.setText(
            ""
            if found
            else self.tr(
                "There are no backups in the studio's folder. If you kept one elsewhere, such as on a stick, "
                "choose Another file."
            )
        )
        whole = next((row for row, kept in enumerate(found) if _can_be_chosen(kept)), -1)
        self.ui.backup_list.setCurrentRow(whole)
        self.ui.backup_list.setFocus()

    def _failed(self, error: KnownError) -> None:
        self.ui.told_label.setText(str(error))

    def _select(self, row: int) -> None:
        self.ui.restore_button.setEnabled(row >= 0 and _can_be_chosen(self._kept[row]))

    def _restore(self) -> None:
        row = self.ui.backup_list.currentRow()
        if row >= 0 and _can_be_chosen(self._kept[row]):
            self._take(self._kept[row].file)

    def _other(self) -> None:
        file = self._context.messages.file_to_open(
            self, self.tr("Restore a backup"), self.tr("Backups (*.db);;All files (*)")
        )
        if file is not None:
            self._take(file)

    def _take(self, file: Path) -> None:
        self.chosen.emit(file)
        self.accept()


def _can_be_chosen(kept: Kept) -> bool:
    return kept.holds is not None or kept.locked
