"""The card that says where the studio is kept and backs it up."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.errors import KnownError
from massage_studio.gui import backup_words, folder_risk, wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_backup_card import Ui_SettingsBackupCard
from massage_studio.gui.widgets.card import Card
from massage_studio.safekeeping.automatic import BackupStatus, status
from massage_studio.safekeeping.backup import backup


class BackupCard(Card):
    """Shows the studio's folder and backs it up; `said` carries what came of a backup."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsBackupCard()
        ui.setupUi(self)
        self.setFocusProxy(ui.backup_button)
        self._context: Context
        for label in (ui.folder_label, ui.risk_label, ui.state_label, ui.backup_error):
            label.setTextFormat(Qt.TextFormat.PlainText)
        ui.folder_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._folder = Path()
        ui.backup_button.clicked.connect(self._back_up)
        ui.stick_button.clicked.connect(self._to_a_place)
        ui.risk_label.hide()
        ui.backup_label.hide()
        ui.backup_error.hide()

    def use(self, context: Context) -> None:
        """Take the context of the page, and follow what becomes of the backups."""
        self._context = context
        context.backups.changed.connect(self.look)
        self.ui.place_button.clicked.connect(context.backups.place_wanted)
        self.ui.restore_button.clicked.connect(context.backups.restore_wanted)

    def look(self) -> None:
        """Show where the studio's folder is, and how it stands with its backups."""
        self._context.tasks.with_store(lambda store: store.folder, self._look_in)

    def _look_in(self, folder: Path) -> None:
        self._folder = folder
        self._show_folder(folder)
        # A second place on a network that does not answer may hold up nothing that is read or written.
        self._context.tasks.check(partial(status, folder), self._show)

    def _show(self, backups: BackupStatus) -> None:
        problem, now = self._context.backups.problem, self._context.local_now()
        self.ui.state_label.setText(backup_words.told(backups, problem, now))
        risk = folder_risk.told(self._folder)
        self.ui.risk_label.setText(f"{risk} {folder_risk.advice()}" if risk else "")
        self.ui.risk_label.setVisible(bool(risk))

    def _show_folder(self, folder: Path) -> None:
        # A path has no spaces to break at; zero-width ones let it wrap after each folder.
        self.ui.folder_label.setText(str(folder).replace("/", "/\u200b").replace("\\", "\\\u200b"))
        self.ui.folder_label.setToolTip("")
        self.ui.folder_label.setAccessibleDescription(str(folder))

    def _to_a_place(self) -> None:
        name = self.tr("massage-studio-{day}.db").format(day=self._context.today().isoformat())
        target = self._context.messages.file_to_save(
            self.ui.stick_button, self.tr("Back up to"), name, self.tr("Backups (*.db)")
        )
        if target is not None:
            folder, now = self._folder, self._context.clock()
            self._working(True)
            self._context.tasks.check(
                lambda: backup(folder, target=target, now=now), self._done, self._failed
            )

    def _back_up(self) -> None:
        self._working(True)
        self._context.backups.back_up(self._folder, self._done, self._failed)

    def _working(self, working: bool) -> None:
        ui = self.ui
        ui.backup_button.setEnabled(not working)
        ui.stick_button.setEnabled(not working)
        ui.backup_error.hide()
        ui.backup_label.setVisible(working)
        if working:
            ui.backup_label.setText(self.tr("Backing up and reading the copy again"))

    def _done(self, file: Path) -> None:
        self._working(False)
        words = self.tr("Backed up and checked: {name}").format(name=file.name)
        self.ui.backup_label.setText(
            self.tr("{words}, {time}").format(words=words, time=wording.clock(self._context.local_now()))
        )
        self.ui.backup_label.show()
        self.said.emit(words)

    def _failed(self, error: KnownError) -> None:
        self._working(False)
        self.ui.backup_error.setText(str(error))
        self.ui.backup_error.show()
