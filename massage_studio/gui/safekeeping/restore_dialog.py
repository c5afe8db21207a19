"""The choice of what is restored: a backup, newest first, with what it would bring and what it would lose."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.whole_studio import restorable
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_restore_dialog import Ui_SafekeepingRestoreDialog
from massage_studio.gui.safekeeping import words
from massage_studio.gui.tasks import Latest
from massage_studio.safekeeping.backup_list import Kept, Preview, backups, best, looked_at, preview


class RestoreDialog(QDialog):
    """Lists what the studio in `folder` can be restored from; `chosen` carries the file that it shall be.

    A `damaged` studio may be made whole without a backup: the file is then its own.
    """

    chosen = Signal(object)

    def __init__(
        self, context: Context, folder: Path, damaged: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._folder = context, folder
        self._kept: list[Kept] = []
        self._latest = Latest()
        self.ui = Ui_SafekeepingRestoreDialog()
        self.ui.setupUi(self)
        self.resize(720, 520)
        ui = self.ui
        ui.backup_list.setWordWrap(True)
        ui.backup_list.setSpacing(2)
        ui.backup_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ui.restore_button.setEnabled(False)
        ui.told_label.setText(self.tr("Looking for backups"))
        ui.backup_list.currentRowChanged.connect(self._select)
        ui.backup_list.itemActivated.connect(self._restore)
        ui.restore_button.clicked.connect(self._restore)
        ui.other_button.clicked.connect(self._other)
        ui.leave_button.clicked.connect(self.reject)
        context.tasks.make(partial(backups, folder, damaged=damaged), self._show, self._failed)

    def _show(self, found: tuple[Kept, ...]) -> None:
        for kept in found:
            self._add(kept)
        self.ui.told_label.setText(
            ""
            if found
            else self.tr(
                "There are no backups in the studio's folder. If you kept one elsewhere, such as on a stick, "
                "choose Another file."
            )
        )
        first = best(found)
        self.ui.backup_list.setCurrentRow(found.index(first) if first is not None else -1)
        self.ui.backup_list.setFocus()

    def _add(self, kept: Kept) -> None:
        self._kept.append(kept)
        item = QListWidgetItem(words.described(kept, self._context.profile.zone), self.ui.backup_list)
        if not kept.can_be_chosen:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)

    def _failed(self, error: KnownError) -> None:
        self.ui.told_label.setText(str(error))

    def _select(self, row: int) -> None:
        """Say what a restore of this one would lose, before it can be pressed."""
        self._latest.drop()
        self.ui.restore_button.setEnabled(False)
        if row < 0 or not self._kept[row].can_be_chosen:
            return
        kept = self._kept[row]
        if kept.locked:
            self.ui.told_label.setText(self.tr("Its passphrase is asked for before it is restored."))
            self.ui.restore_button.setEnabled(True)
            return
        if kept.way is not None:
            self.ui.told_label.setText(words.mended(kept.way))
            self.ui.restore_button.setEnabled(True)
            return
        self.ui.told_label.setText(self.tr("Comparing with the studio as it is now"))
        work = partial(preview, self._folder, kept.file)
        self._context.tasks.make(work, self._show_lost, self._failed, self._latest)

    def _show_lost(self, found: Preview) -> None:
        self.ui.told_label.setText(words.lost(found))
        self.ui.restore_button.setEnabled(True)

    def _restore(self) -> None:
        if self.ui.restore_button.isEnabled():
            self.chosen.emit(self._kept[self.ui.backup_list.currentRow()].file)
            self.accept()

    def _other(self) -> None:
        file = self._context.messages.file_to_open(
            self,
            self.tr("Restore a backup"),
            self.tr("Backups and whole studios (*.db *.zip);;All files (*)"),
        )
        if file is not None:
            now = self._context.clock()

            def look() -> Kept:
                return looked_at(restorable(self._folder, file, now=now))

            self.ui.told_label.setText(self.tr("Looking into the file"))
            self._context.tasks.make(look, self._take_other, self._failed)

    def _take_other(self, kept: Kept) -> None:
        self._add(kept)
        self.ui.backup_list.setCurrentRow(len(self._kept) - 1)
