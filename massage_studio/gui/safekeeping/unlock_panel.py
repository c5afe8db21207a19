"""Asks for the passphrase: of a studio that is opened, of a window that was locked, of a backup."""

from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.errors import DamagedError, KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_unlock_panel import Ui_SafekeepingUnlockPanel
from massage_studio.gui.safekeeping import remembered
from massage_studio.safekeeping import system_keyring
from massage_studio.safekeeping.recovery_key import is_recovery_key
from massage_studio.safekeeping.unlocking import WaitError, seconds_to_wait, unlock
from massage_studio.store.keys import Key

Purpose = Literal["open", "lock", "lift", "backup"]


class UnlockPanel(QWidget):
    """Unlocks one file; `unlocked` tells whether it was by the recovery key.

    `restore_wanted` asks for a backup instead, `leave_wanted` to leave all as it is.
    """

    unlocked = Signal(bool)
    restore_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._file = context, Path()
        self._seconds = 0
        self.ui = ui = Ui_SafekeepingUnlockPanel()
        ui.setupUi(self)
        self.setAutoFillBackground(True)
        ui.column.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 40)
        self.countdown = QTimer(self, interval=1000)
        self.countdown.timeout.connect(self._count)
        ui.passphrase_field.entered.connect(self._try)
        ui.passphrase_field.typed.connect(self._type)
        ui.unlock_button.clicked.connect(self._try)
        ui.recovery_button.clicked.connect(self._help)
        ui.restore_button.clicked.connect(self.restore_wanted)
        ui.leave_button.clicked.connect(self.leave_wanted)
        ui.passphrase_field.name(self.tr("Passphrase"))
        self.setFocusProxy(ui.passphrase_field)

    def ask(self, file: Path, purpose: Purpose) -> None:
        """Ask for the passphrase of an encrypted database."""
        self._file, self._purpose = file, purpose
        ui = self.ui
        heading, what = self._words(purpose)
        ui.heading.setText(heading)
        ui.what_label.setText(what)
        ui.unlock_button.setText(self.tr("&Unlock") if purpose in ("lock", "lift") else self.tr("&Open"))
        ui.leave_button.setText(self.tr("&Back to the class") if purpose == "lift" else self.tr("Cancel"))
        ui.leave_button.setVisible(purpose in ("lift", "backup"))
        for part in (ui.remember_check, ui.help_label, ui.restore_button, ui.error_label):
            part.hide()
        ui.remember_check.setChecked(False)
        ui.recovery_button.show()
        ui.passphrase_field.forget()
        self._work(False)
        self._wait(seconds_to_wait(file, now=self._context.clock()))
        if purpose == "open":
            self._context.tasks.make(system_keyring.is_there, ui.remember_check.setVisible)
        ui.passphrase_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, purpose: Purpose) -> tuple[str, str]:
        if purpose == "open":
            return (
                self.tr("Your studio is locked"),
                self.tr("Type your passphrase to open it. Everything that you wrote is there."),
            )
        if purpose == "lock":
            return (
                self.tr("Locked"),
                self.tr(
                    "Type your passphrase to come back to where you were. The window is locked while the "
                    "program runs on: a class counts on, and all that was noted is saved."
                ),
            )
        if purpose == "lift":
            return (
                self.tr("Names are hidden"),
                self.tr(
                    "Nobody used this computer for a while, so lifting the curtain asks for your passphrase. "
                    "The class counts on meanwhile."
                ),
            )
        return (
            self.tr("This backup has a passphrase"),
            self.tr(
                "Type the passphrase that your studio had when the backup was made, or its recovery key. "
                "Nothing is changed before."
            ),
        )

    def _help(self) -> None:
        ui = self.ui
        ui.help_label.setText(
            self.tr(
                "Type the recovery key from your paper into the same field: eight groups of four signs. "
                "Capitals, gaps and dashes do not matter. Without passphrase and recovery key nobody can "
                "open it, and nothing in it is deleted."
            )
        )
        ui.help_label.show()
        ui.recovery_button.hide()
        ui.restore_button.setVisible(self._purpose == "open")
        # What is read from paper may be seen; what was typed before must not.
        ui.passphrase_field.forget()
        ui.passphrase_field.show_button.setChecked(True)

    def _type(self) -> None:
        if not self._seconds:
            self.ui.error_label.hide()

    def _try(self) -> None:
        ui = self.ui
        if self._seconds or not ui.unlock_button.isEnabled():
            return
        text = ui.passphrase_field.text()
        if not text:
            self._tell(self.tr("Type the passphrase first."))
            return
        self._work(True)
        by_paper = is_recovery_key(text)
        work = partial(unlock, self._file, text, now=self._context.clock())
        self._context.tasks.run(work, partial(self._open, by_paper), self._refuse)

    def _open(self, by_paper: bool, key: Key) -> None:
        if self.ui.remember_check.isChecked():
            self._context.tasks.make(partial(remembered.remember, key), lambda _: None)
        self._work(False)
        self.ui.passphrase_field.forget()
        self.unlocked.emit(by_paper)

    def _refuse(self, error: KnownError) -> None:
        self._work(False)
        self._tell(str(error))
        if not isinstance(error, WaitError):
            self._wait(seconds_to_wait(self._file, now=self._context.clock()), error.message)
        else:
            self._wait(error.seconds)
        if isinstance(error, DamagedError):
            self.ui.restore_button.setVisible(self._purpose == "open")
        self.ui.passphrase_field.edit.selectAll()
        self.ui.passphrase_field.setFocus()

    def _wait(self, seconds: int, before: str = "") -> None:
        """Let nothing be tried for so long, and count the seconds down."""
        self._seconds, self._before = seconds, before
        if seconds:
            self.countdown.start()
            self._tell_wait()
        self.ui.unlock_button.setEnabled(not seconds)

    def _count(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._tell_wait()
            return
        self._seconds = 0
        self.countdown.stop()
        self.ui.error_label.hide()
        self.ui.unlock_button.setEnabled(True)

    def _tell_wait(self) -> None:
        told = self.tr("You can try again in %n seconds. Nothing is lost.", "", self._seconds)
        self._tell(f"{self._before} {told}".strip())

    def _tell(self, words: str) -> None:
        self.ui.error_label.setText(words)
        self.ui.error_label.show()

    def _work(self, working: bool) -> None:
        self.ui.unlock_button.setEnabled(not working)
        self.ui.passphrase_field.setEnabled(not working)
