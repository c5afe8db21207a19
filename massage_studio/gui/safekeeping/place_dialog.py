"""The choice of a second place for backups, or of none."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_place_dialog import Ui_SafekeepingPlaceDialog
from massage_studio.safekeeping.automatic import BackupStatus, choose_place, status


class PlaceDialog(QDialog):
    """Asks where else the backups of the studio in `folder` shall lie; the last one is copied at once."""

    def __init__(self, context: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._folder = context, folder
        self.ui = Ui_SafekeepingPlaceDialog()
        self.ui.setupUi(self)
        self.resize(560, 260)
        self.ui.choose_button.clicked.connect(self._choose)
        self.ui.here_button.clicked.connect(partial(self._take, None))
        self.ui.leave_button.clicked.connect(self.reject)
        context.tasks.check(partial(status, folder), self._show_place)

    def _show_place(self, found: BackupStatus) -> None:
        if found.place is not None:
            self.ui.told_label.setText(self.tr("The second place is {place} now.").format(place=found.place))

    def _choose(self) -> None:
        place = self._context.messages.folder_to_save(self, self.tr("A second place for backups"))
        if place is not None:
            self._take(place)

    def _take(self, place: Path | None) -> None:
        self._working(True)
        self.ui.told_label.setText(self.tr("Copying the last backup there") if place is not None else "")
        work = partial(choose_place, self._folder, place, now=self._context.clock())
        self._context.tasks.check(work, self._done, self._failed)

    def _done(self, _: None) -> None:
        self.accept()

    def _failed(self, error: KnownError) -> None:
        self._working(False)
        self.ui.told_label.setText(str(error))

    def _working(self, working: bool) -> None:
        for button in (self.ui.choose_button, self.ui.here_button, self.ui.leave_button):
            button.setEnabled(not working)
