"""Which studio opens on this computer without asking: a mark in the settings, its key in the keyring."""

from PySide6.QtCore import QSettings

from massage_studio.safekeeping import system_keyring
from massage_studio.store.keys import Key

_SETTING = "safekeeping/remembered"


def is_remembered(key_id: bytes) -> bool:
    """Tell whether the key of this id was given to this computer's keyring."""
    return QSettings().value(_SETTING, "") == key_id.hex()


def remember(key: Key) -> bool:
    """Give a key to the keyring, and return whether it took it."""
    kept = system_keyring.keep(key)
    if kept:
        QSettings().setValue(_SETTING, key.id.hex())
    return kept


def forget(key_id: bytes) -> None:
    """Take a key from the keyring."""
    system_keyring.forget(key_id)
    if is_remembered(key_id):
        QSettings().remove(_SETTING)


def recall(key_id: bytes) -> Key | None:
    """Return the key where it is remembered; a keyring that is locked or gone gives none."""
    return system_keyring.kept(key_id) if is_remembered(key_id) else None
