"""The card of the passphrase: whether there is one, and what can be done with it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_passphrase_card import Ui_SettingsPassphraseCard
from massage_studio.gui.privacy import LOCK_KEY
from massage_studio.gui.safekeeping import remembered
from massage_studio.gui.widgets.card import Card
from massage_studio.safekeeping import system_keyring
from massage_studio.safekeeping.key_change import copies_under_another_key, encrypt_copies
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.keys import held

if TYPE_CHECKING:
    from massage_studio.gui.safekeeping.passphrase_dialog import Job


@dataclass(frozen=True, slots=True)
class _State:
    """Whether the studio is encrypted, what may be remembered, and copies that another key or none opens."""

    encrypted: bool
    keyring: bool
    remembered: bool
    copies: int


class PassphraseCard(Card):
    """Offers a passphrase, or what can be done with the one that there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsPassphraseCard()
        ui.setupUi(self)
        self._context: Context
        jobs: tuple[tuple[QPushButton, Job], ...] = (
            (ui.set_button, "set"),
            (ui.change_button, "change"),
            (ui.renew_button, "renew"),
            (ui.remove_button, "remove"),
        )
        for button, job in jobs:
            button.clicked.connect(partial(self._begin, job))
        ui.copies_button.clicked.connect(self._encrypt_copies)
        ui.remember_check.clicked.connect(self._remember)
        ui.error_label.hide()
        self._encrypted_parts = (ui.lock_button, ui.change_button, ui.renew_button, ui.remove_button)
        for part in (ui.set_button, *self._encrypted_parts, ui.remember_check, ui.copies_label):
            part.hide()
        ui.copies_button.hide()

    def use(self, context: Context) -> None:
        """Take the context of the page."""
        self._context = context
        self.ui.lock_button.clicked.connect(context.privacy.lock_asked)

    def look(self) -> None:
        """Show how it stands."""
        self._context.tasks.with_store(_state, self._show)

    def _show(self, state: _State) -> None:
        ui = self.ui
        key = LOCK_KEY.toString(QKeySequence.SequenceFormat.NativeText)
        ui.state_label.setText(
            self.tr(
                "Your studio and its backups are encrypted. The window locks with {key}, when it is left "
                "alone, and with the screen of this computer where the system tells of that; in a class only "
                "the names are hidden then."
            ).format(key=key)
            if state.encrypted
            else self.tr(
                "Whoever can use this laptop can read your notes. With a passphrase they are encrypted, and "
                "a printed recovery key helps when you forget it."
            )
        )
        ui.set_button.setVisible(not state.encrypted)
        for button in self._encrypted_parts:
            button.setVisible(state.encrypted)
        ui.remember_check.setVisible(state.encrypted and state.keyring)
        ui.remember_check.setChecked(state.remembered)
        ui.copies_label.setText(
            self.tr(
                "%n older copies in the folder are not encrypted, or have another passphrase.",
                "",
                state.copies,
            )
        )
        ui.copies_label.setVisible(state.copies > 0)
        ui.copies_button.setVisible(state.copies > 0)

    def _begin(self, job: "Job") -> None:
        # Imported here because hardly anybody ever needs it.
        from massage_studio.gui.safekeeping.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(self._context, job, self.window())
        dialog.finished.connect(self.look)
        self._context.messages.open_dialog(dialog)

    def _remember(self, wanted: bool) -> None:
        def change(store: Store) -> bool:
            key = held(store.folder / FILE_NAME)
            if key is None:
                return False
            if wanted:
                return remembered.remember(key)
            remembered.forget(key.id)
            return True

        self._context.tasks.with_store(change, partial(self._remembered, wanted))

    def _remembered(self, wanted: bool, done: bool) -> None:
        self.ui.error_label.setVisible(not done)
        self.ui.error_label.setText(self.tr("This computer's keyring did not take it. Nothing else changed."))
        self.ui.remember_check.setChecked(wanted and done)

    def _encrypt_copies(self) -> None:
        def encrypt(store: Store) -> int:
            key = held(store.folder / FILE_NAME)
            return encrypt_copies(store.folder, key) if key is not None else 0

        self.ui.copies_button.setEnabled(False)
        self._context.tasks.with_store(encrypt, self._copies_done, self._copies_failed)

    def _copies_done(self, left: int) -> None:
        self.ui.copies_button.setEnabled(True)
        self.ui.error_label.setVisible(left > 0)
        self.ui.error_label.setText(
            self.tr(
                "%n of them are damaged, or have another passphrase: restore one with it, or delete it from "
                "the folder.",
                "",
                left,
            )
        )
        self.look()

    def _copies_failed(self, error: KnownError) -> None:
        self.ui.copies_button.setEnabled(True)
        self.ui.error_label.setText(str(error))
        self.ui.error_label.show()


def _state(store: Store) -> _State:
    key = held(store.folder / FILE_NAME)
    if key is None:
        return _State(False, False, False, 0)
    copies = len(copies_under_another_key(store.folder))
    return _State(True, system_keyring.is_there(), remembered.is_remembered(key.id), copies)
