"""The choice of what is restored: a backup, newest first, with what it would bring and what it would lose."""

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui import restore_words
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_restore_dialog import Ui_SafekeepingRestoreDialog
from massage_studio.gui.tasks import Latest
from massage_studio.safekeeping.backup_list import Kept, Kind, Preview, backups, best, looked_at, preview

_SIZE = QSize(720, 520)
_TITLE_BAR = 40


class RestoreDialog(QDialog):
    """Lists what the studio in `folder` can be restored from; `chosen` carries the file that it shall be.

    Of a damaged studio `damage` tells what was found, as far as that is known. It may be made whole without a
    backup: the file is then its own. `back` begins with what a restore set aside last.
    """

    chosen = Signal(object)

    def __init__(
        self,
        context: Context,
        folder: Path,
        damage: str | None = None,
        parent: QWidget | None = None,
        *,
        back: bool = False,
    ) -> None:
        super().__init__(parent)
        self._context, self._folder, self._back = context, folder, back
        self._kept: list[Kept] = []
        self._latest, self._stopped = Latest(), Event()
        self.ui = Ui_SafekeepingRestoreDialog()
        self.ui.setupUi(self)
        self._fit(_SIZE.height())
        ui = self.ui
        ui.backup_list.setWordWrap(True)
        ui.backup_list.setSpacing(2)
        ui.backup_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ui.restore_button.setEnabled(False)
        ui.told_label.setText(self.tr("Looking for backups"))
        ui.found_button.setVisible(bool(damage))
        ui.found_label.hide()
        if damage is not None:
            self.setWindowTitle(self.tr("Mend your studio"))
            ui.dialog_title.setText(self.tr("Mend your studio"))
            ui.about_label.setText(
                self.tr(
                    "Nothing is deleted: the damaged studio is set aside and kept. Choose what you go back "
                    "to; what is best comes first."
                )
            )
            ui.found_label.setText(damage)
            ui.found_button.clicked.connect(self._show_found)
        ui.backup_list.currentRowChanged.connect(self._select)
        ui.backup_list.itemActivated.connect(self._restore)
        ui.restore_button.clicked.connect(self._restore)
        ui.other_button.clicked.connect(self._other)
        ui.leave_button.clicked.connect(self.reject)
        self.finished.connect(self._read_no_more)
        context.tasks.closing.connect(self._read_no_more)
        context.tasks.make(partial(backups, folder, damaged=damage is not None), self._show, self._failed)

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
        if self._back:
            # What was set aside last is what she would go back to.
            aside = (kept for kept in found if kept.kind is Kind.ASIDE and kept.can_be_chosen)
            first = next(aside, first)
        self.ui.backup_list.setCurrentRow(found.index(first) if first is not None else -1)
        self._follow_list()

    def _fit(self, height: int) -> None:
        """Be so high, or as high as the screen has room for."""
        room = self.screen().availableSize().height() - _TITLE_BAR
        self.resize(_SIZE.width(), min(height, room))

    def _show_found(self) -> None:
        self.ui.found_button.hide()
        self.ui.found_label.show()

    def _follow_list(self) -> None:
        """Let the next step be the list, or another file where there is nothing in it."""
        ui, there = self.ui, bool(self._kept)
        for part in (ui.list_label, ui.backup_list, ui.restore_button):
            part.setVisible(there)
        ui.other_button.setDefault(not there)
        self._fit(_SIZE.height() if there else 0)
        (ui.backup_list if there else ui.other_button).setFocus()

    def _add(self, kept: Kept) -> None:
        self._kept.append(kept)
        item = QListWidgetItem(restore_words.described(kept, self._context.profile.zone), self.ui.backup_list)
        if not kept.can_be_chosen:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)

    def _failed(self, error: KnownError) -> None:
        self.ui.told_label.setText(str(error))

    def _select(self, row: int) -> None:
        """Say what a restore of this one would lose, before it can be pressed."""
        self._read_no_more()
        self.ui.restore_button.setEnabled(False)
        if row < 0 or not self._kept[row].can_be_chosen:
            return
        kept = self._kept[row]
        mends = kept.way is not None
        self.ui.restore_button.setText(self.tr("&Mend it") if mends else self.tr("&Restore this one"))
        if kept.locked:
            self.ui.told_label.setText(
                self.tr(
                    "Its passphrase is asked for before it is restored; the studio opens with that one "
                    "afterwards."
                )
            )
            self.ui.restore_button.setEnabled(True)
            return
        if kept.way is not None:
            self.ui.told_label.setText(restore_words.mended(kept.way))
            self.ui.restore_button.setEnabled(True)
            return
        self.ui.told_label.setText(self.tr("Comparing with the studio as it is now"))
        work = partial(preview, self._folder, kept.file, stopped=self._stopped.is_set)
        self._context.tasks.make(work, self._show_lost, self._failed, self._latest)

    def _read_no_more(self) -> None:
        """End the reading of a large file whose answer nobody waits for."""
        self._latest.drop()
        self._stopped.set()
        self._stopped = Event()

    def _show_lost(self, found: Preview) -> None:
        told = (restore_words.lost(found), restore_words.passphrase(found.passphrase))
        self.ui.told_label.setText("\n".join(one for one in told if one))
        self.ui.restore_button.setEnabled(True)

    def _restore(self) -> None:
        if self.ui.restore_button.isEnabled():
            self.chosen.emit(self._kept[self.ui.backup_list.currentRow()].file)
            self.accept()

    def _other(self) -> None:
        file = self._context.messages.file_to_open(
            self,
            self.tr("Restore a backup"),
            self.tr("Backups and whole studios (*.db *.zip manifest.json);;All files (*)"),
        )
        if file is not None:
            self.ui.told_label.setText(self.tr("Looking into the file"))
            self._context.tasks.make(partial(looked_at, file), self._take_other, self._failed)

    def _take_other(self, kept: Kept) -> None:
        self._add(kept)
        self._follow_list()
        self.ui.backup_list.setCurrentRow(len(self._kept) - 1)
