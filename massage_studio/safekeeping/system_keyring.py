"""The system's own keyring, where she wants her studio to open without asking on one computer.

It is a package that may be missing, and a service that may not run; then nothing is kept or found.
"""

from typing import Any

from massage_studio.store.keys import Key

SERVICE = "Massage Studio"


def is_there() -> bool:
    """Tell whether this computer has a keyring that keeps what it is given."""
    keyring = _keyring()
    return keyring is not None and keyring.get_keyring().priority > 0


def keep(key: Key) -> bool:
    """Keep a key, and return whether it was kept."""
    keyring = _keyring()
    if keyring is None:
        return False
    try:
        keyring.set_password(SERVICE, key.id.hex(), key.secret.hex())
    except keyring.errors.KeyringError:
        return False
    return True


def kept(key_id: bytes) -> Key | None:
    """Return the key of this id, or None where it is not kept here."""
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        secret = bytes.fromhex(keyring.get_password(SERVICE, key_id.hex()) or "")
    except (keyring.errors.KeyringError, ValueError):
        return None
    return Key(key_id, secret) if secret else None


def forget(key_id: bytes) -> None:
    """Keep the key of this id no longer; one that was not kept is no fault."""
    keyring = _keyring()
    if keyring is None:
        return
    try:
        keyring.delete_password(SERVICE, key_id.hex())
    except keyring.errors.KeyringError:
        return


def _keyring() -> Any:
    try:
        # Late: only who has a passphrase and wants it remembered waits for it.
        import keyring
        import keyring.errors
    except ImportError:
        return None
    return keyring
