"""The card of the passphrase: offered, then what can be done with it, and copies that it does not open."""

from __future__ import annotations

from pathlib import Path

from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.key_change import encrypt, finish
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import id_in
from tests.gui.settings.conftest import Stage
from tests.studio_fixtures import NOW


def test_it_offers_a_passphrase_and_then_what_can_be_done_with_it(settings: Stage) -> None:
    ui = settings.page.ui.passphrase_card.ui
    assert "can read your notes" in ui.state_label.text()
    assert ui.set_button.isVisible() and not ui.lock_button.isVisible() and not ui.copies_button.isVisible()
    ui.set_button.click()
    assert settings.messages.dialog.ui.choose_page.isVisible()
    settings.messages.dialog.reject()
    folder: Path = settings.store.folder
    made = backup(folder, now=NOW)
    with settings.store.let_go():
        encrypt(folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    settings.page.reload()
    settings.settle()
    assert "are encrypted" in ui.state_label.text() and "Shift+F9" in ui.state_label.text()
    assert not ui.set_button.isVisible() and ui.lock_button.isVisible() and ui.remove_button.isVisible()
    assert ui.copies_label.text().startswith("One older copy") and ui.copies_button.isVisible()
    ui.copies_button.click()
    settings.settle()
    assert id_in(made) == id_in(folder / FILE_NAME) and not ui.copies_button.isVisible()
    locked: list[bool] = []
    settings.page.context.privacy.lock_asked.connect(lambda: locked.append(True))
    ui.lock_button.click()
    assert locked and not finish(folder)
    ui.change_button.click()
    assert settings.messages.dialog.ui.ask_page.isVisible()
    settings.messages.dialog.reject()
