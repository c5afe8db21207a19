"""The page of a studio that could not be opened: what happened, and every way on."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_closed_page import Ui_SafekeepingClosedPage
from massage_studio.gui.safekeeping import words
from massage_studio.gui.safekeeping.lock import LeftOpenError
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import Kept, backups, best
from massage_studio.safekeeping.check import Health, check


class ClosedPage(QWidget):
    """Says why there is no studio to show; the steps that need the whole program are signals."""

    restore_wanted = Signal()
    take_over_wanted = Signal()
    retry_wanted = Signal()
    look_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._folder = context, Path()
        self.damaged = False
        self.ui = Ui_SafekeepingClosedPage()
        self.ui.setupUi(self)
        ui = self.ui
        self._buttons = (
            ui.restore_button,
            ui.take_over_button,
            ui.look_button,
            ui.check_button,
            ui.backup_button,
            ui.retry_button,
        )
        ui.column.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 42)
        ui.restore_button.clicked.connect(self.restore_wanted)
        ui.take_over_button.clicked.connect(self._ask_to_take_over)
        ui.look_button.clicked.connect(self.look_wanted)
        ui.check_button.clicked.connect(self._check)
        ui.backup_button.clicked.connect(self._back_up)
        ui.retry_button.clicked.connect(self.retry_wanted)
        ui.leave_button.clicked.connect(self.leave_wanted)

    def show_error(self, error: KnownError, folder: Path) -> None:
        """Say what went wrong with the studio in `folder`, and offer what helps against it."""
        self._folder, self.damaged = folder, isinstance(error, DamagedError)
        ui = self.ui
        ui.what_label.setText(error.message)
        ui.told_label.clear()
        offered: tuple[QPushButton, ...] = (ui.retry_button,)
        if isinstance(error, DamagedError):
            advice = self.tr(
                "Nothing was deleted. Press Restore a backup to see what you can go back to: it is checked "
                "before it is used, and the damaged studio is kept too, so that somebody can still look into "
                "it."
            )
            offered = (ui.restore_button,)
            self._look_for_a_way_back()
        elif isinstance(error, NotWritableError):
            advice = self.tr(
                "What you have written is still there, but nothing new can be saved. Free some space, or "
                "allow writing to the folder, then try again. Until then you can look at all of it, check "
                "it, or back it up to another disk."
            )
            offered = (ui.retry_button, ui.look_button, ui.check_button, ui.backup_button)
        elif isinstance(error, LeftOpenError):
            advice = self.tr(
                "Close it there, then try again. If it is closed there, or this folder was copied from "
                "there, open it here."
            )
            offered = (ui.retry_button, ui.take_over_button)
        else:
            advice = error.advice
        ui.advice_label.setText(advice)
        for button in self._buttons:
            button.setVisible(button in offered)
            button.setEnabled(True)
        offered[0].setDefault(True)
        offered[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_a_way_back(self) -> None:
        """Say what the studio can be restored from, before anything is pressed."""
        self.ui.told_label.setText(self.tr("Looking what you can go back to"))
        work = partial(backups, self._folder, damaged=True)
        self._context.tasks.make(work, self._tell_way_back, self._failed)

    def _tell_way_back(self, found: tuple[Kept, ...]) -> None:
        first = best(found)
        if first is not None:
            line = words.described(first, self._context.profile.zone)
            self.ui.told_label.setText(self.tr("You can go back to:\n{line}").format(line=line))
        else:
            self.ui.told_label.setText(
                self.tr(
                    "No backup was found on this computer. If you kept one elsewhere, such as on a stick, "
                    "plug it in and choose Another file."
                )
            )

    def _ask_to_take_over(self) -> None:
        if self._context.messages.ask(
            self,
            self.tr("Open this studio here?"),
            self.tr("If it is still open on another computer, what is written there and here can be lost."),
            self.tr("Open it here"),
        ):
            self.take_over_wanted.emit()

    def _check(self) -> None:
        self._begin(self.tr("Reading every page"))
        self._context.tasks.run(partial(check, self._folder), self._checked, self._failed)

    def _checked(self, found: Health) -> None:
        rows = dict(found.counts)
        self._end(self.tr("The studio is whole. Families in it: %n", "", rows.get("family", 0)))

    def _back_up(self) -> None:
        name = self.tr("massage-studio-{day}.db").format(day=self._context.today().isoformat())
        target = self._context.messages.file_to_save(
            self, self.tr("Back up to"), name, self.tr("Backups (*.db)")
        )
        if target is not None:
            self._begin(self.tr("Backing up and reading the copy again"))
            work = partial(backup, self._folder, target=target, now=self._context.clock())
            self._context.tasks.run(work, self._backed_up, self._failed)

    def _backed_up(self, file: Path) -> None:
        self._end(self.tr("Backed up and checked: {name}").format(name=file.name))

    def _failed(self, error: KnownError) -> None:
        if isinstance(error, DamagedError):
            self.show_error(error, self._folder)
        else:
            self._end(error.message)

    def _begin(self, told: str) -> None:
        self.ui.told_label.setText(told)
        for button in self._buttons:
            button.setEnabled(False)

    def _end(self, told: str) -> None:
        self.ui.told_label.setText(told)
        for button in self._buttons:
            button.setEnabled(True)
