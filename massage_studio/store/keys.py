"""The keys of encrypted databases, held while the program runs: a file says itself which of them it needs.

An encrypted database begins with the 16 bytes by which its key is known. The key itself stands, wrapped, in
a key file beside the database (`safekeeping/keys.py` makes and reads it), and a copy beside each backup.
"""

from dataclasses import dataclass, field
from pathlib import Path

from massage_studio.errors import LockedError

ENDING = ".key"
_ID_BYTES = 16
_SECRET_BYTES = 32
_PLAIN = b"SQLite format 3\x00"
# Nobody makes a key file this large; what is larger is not read.
LONGEST_KEY_FILE = 16_384


@dataclass(frozen=True, slots=True)
class Key:
    """A key of 256 bits, and the 16 bytes with which every file that it encrypts begins."""

    id: bytes
    secret: bytes = field(repr=False)

    @property
    def literal(self) -> str:
        """The key as SQLCipher takes it raw, with the bytes that the file is to begin with."""
        return f"x'{self.secret.hex()}{self.id.hex()}'"


_held: dict[bytes, Key] = {}


def new_key() -> Key:
    """Return a random key."""
    # Late: a plain studio makes none.
    import secrets

    return Key(secrets.token_bytes(_ID_BYTES), secrets.token_bytes(_SECRET_BYTES))


def hold(key: Key) -> None:
    """Open from now on what this key encrypted."""
    _held[key.id] = key


def let_go(key_id: bytes) -> None:
    """Open no more what the key of this id encrypted."""
    _held.pop(key_id, None)


def is_held(key_id: bytes) -> bool:
    """Tell whether files of this key can be opened."""
    return key_id in _held


def held(file: Path) -> Key | None:
    """Return the key of an encrypted database where it is held."""
    key_id = id_in(file)
    return _held.get(key_id) if key_id is not None else None


def held_for(file: Path) -> Key | None:
    """Return the key of an encrypted database where it is held, by its key file where it is damaged."""
    own = key_file(file)
    return held(file) or next((key for key in _held.values() if _knows(own, key.id)), None)


def id_in(file: Path) -> bytes | None:
    """Return the id with which an encrypted file begins; None for a plain, an empty or a missing one."""
    try:
        with file.open("rb") as opened:
            first = opened.read(_ID_BYTES)
    except OSError:
        return None
    return None if len(first) < _ID_BYTES or first == _PLAIN else first


def key_file(file: Path) -> Path:
    """Return the name of the key file beside a database."""
    return file.with_name(file.name + ENDING)


def key_files(file: Path) -> tuple[Path, ...]:
    """Return the key files that know the key of a database, the one beside it first.

    One that was lost or copied without its database is found beside the studio or another of its backups.
    """
    key_id = id_in(file)
    if key_id is None:
        return ()
    own, folder = key_file(file), file.parent
    near = (
        *sorted(folder.glob(f"*{ENDING}")),
        *sorted((folder / "backups").glob(f"*{ENDING}"), reverse=True),
        *sorted(folder.parent.glob(f"*{ENDING}")),
    )
    return tuple(path for path in dict.fromkeys((own, *near)) if _knows(path, key_id))


def key_of(file: Path) -> Key | None:
    """Return the key that opens a file, or None for a plain one and one whose key nobody knows.

    Raises:
        LockedError: its key file is there, and nobody has unlocked it.
    """
    key_id = id_in(file)
    if key_id is None:
        return None
    if key_id not in _held and key_files(file):
        raise LockedError(
            "This studio has a passphrase, and it was not given yet.",
            "Type the passphrase in the window, or name a file that holds it with --passphrase-file.",
        )
    return _held.get(key_id)


def _knows(path: Path, key_id: bytes) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > LONGEST_KEY_FILE:
            return False
        return key_id.hex().encode() in path.read_bytes()
    except OSError:
        return False
