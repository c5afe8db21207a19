"""Gives a studio a passphrase, another key or none: the studio of before or the new one, never between.

What is new is written and compared in a folder of its own. Once that has its last name the change is
decided, and `finish` brings it to its end whenever it was cut off; until then nothing of the studio was
touched. Nobody may have the studio open meanwhile.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from massage_studio.errors import KnownError, NotWritableError
from massage_studio.safekeeping.folder_risks import conflicted_copies
from massage_studio.safekeeping.keys import Header, encoded, header_of, sealed, with_passphrase
from massage_studio.store.encrypting import written_as
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.files import beside, flush_folder, wipe, write_whole
from massage_studio.store.keys import ENDING, Key, hold, id_in, is_held, key_file, new_key
from massage_studio.store.opening import BACKUPS, CHANGING_KEY, SET_ASIDE, refuse_unfinished

_PREPARING = f".{CHANGING_KEY}.part"
_OLD = "old-"
_READABLE = ".readable"
_ENCRYPTING = ".encrypting"


def encrypt(folder: Path, *, passphrase: str, recovery_key: str) -> Key:
    """Encrypt a studio with a new key, which this passphrase and this recovery key open; return the key.

    It may be plain, or encrypted with another key that is held. The old file is written over and removed.

    Raises:
        KnownError: the passphrase is too short, the disk is full, or the studio is damaged or in use.
    """
    key = new_key()
    _replace(folder, key, sealed(key, passphrase=passphrase, recovery_key=recovery_key))
    hold(key)
    return key


def decrypt(folder: Path) -> None:
    """Take the passphrase from a studio whose key is held: everybody can read it then.

    Raises:
        KnownError: the disk is full, or the studio is damaged or in use.
    """
    _replace(folder, None, None)


def change_passphrase(folder: Path, key: Key, passphrase: str) -> None:
    """Let another passphrase open a studio and the backups in its folder; key and recovery key stay.

    Raises:
        KnownError: the passphrase is too short, or the disk is full.
    """
    file = folder / FILE_NAME
    refuse_unfinished(folder)
    changed = with_passphrase(header_of(file), key, passphrase)
    with _in_words():
        write_whole(key_file(file), encoded(changed))
        _align(folder)


def copies_under_another_key(folder: Path) -> tuple[Path, ...]:
    """Return the copies in the folder that the studio's passphrase does not open.

    They are backups, studios that were set aside and those that a syncing program made.
    """
    key_id = id_in(folder / FILE_NAME)
    return tuple(
        sorted(copy for copy in _copies(folder) if copy.stat().st_size and key_id and id_in(copy) != key_id)
    )


def encrypt_copies(folder: Path, key: Key) -> int:
    """Encrypt these copies as the studio is, and return how many could not be.

    A damaged one stays as it is, and so does one whose own key nobody has unlocked.

    Raises:
        KnownError: the disk is full.
    """
    header = header_of(folder / FILE_NAME)
    return sum(not _encrypt_copy(copy, key, header) for copy in copies_under_another_key(folder))


def finish(folder: Path) -> bool:
    """Bring a change that was cut off to its end, and return whether there was one.

    Raises:
        KnownError: another program uses the studio, or its disk takes nothing.
    """
    changing = folder / CHANGING_KEY
    with _in_words():
        _clear(folder / _PREPARING)
        for left in _leftovers(folder):
            wipe(left)
        if not changing.exists():
            _align(folder)
            return False
        file, new = folder / FILE_NAME, changing / FILE_NAME
        if new.exists():
            for old in (*beside(file), file):
                if old.exists():
                    old.replace(changing / f"{_OLD}{old.name}")
            if key_file(new).exists():
                key_file(new).replace(key_file(file))
            # An old log must be gone from the disk before there is a new file for it to be played into.
            _flush(changing, folder)
            new.replace(file)
            _flush(changing, folder)
        if id_in(file) is None:
            key_file(file).unlink(missing_ok=True)
        _clear(changing)
        flush_folder(folder)
    return True


def _leftovers(folder: Path) -> tuple[Path, ...]:
    """Return what a program that was ended may have left: of no use, or readable by anybody."""
    places = ("", "backups/", f"{SET_ASIDE}/*/")
    kinds = (f".*{_READABLE}", f".*{_ENCRYPTING}*", f".*{ENDING}.part")
    return tuple(left for place in places for kind in kinds for left in folder.glob(f"{place}{kind}"))


def _replace(folder: Path, key: Key | None, header: Header | None) -> None:
    refuse_unfinished(folder)
    preparing, file = folder / _PREPARING, folder / FILE_NAME
    with _in_words():
        _clear(preparing)
        try:
            preparing.mkdir(mode=0o700)
            with written_as(file, preparing / FILE_NAME, key):
                if header is not None:
                    write_whole(key_file(preparing / FILE_NAME), encoded(header))
                flush_folder(preparing)
                preparing.rename(folder / CHANGING_KEY)
        finally:
            _clear(preparing)
        flush_folder(folder)
    finish(folder)


def _align(folder: Path) -> None:
    """Let the studio's passphrase open the backups of the same key, too: an older one must not."""
    own = key_file(folder / FILE_NAME)
    key_id = id_in(folder / FILE_NAME)
    if key_id is None or not own.exists():
        return
    newest = encoded(header_of(folder / FILE_NAME))
    for copy in _copies(folder):
        if id_in(copy) == key_id and (not key_file(copy).exists() or key_file(copy).read_bytes() != newest):
            write_whole(key_file(copy), newest)


def _copies(folder: Path) -> tuple[Path, ...]:
    aside = (folder / SET_ASIDE).glob("*/*.db")
    return (*(folder / BACKUPS).glob("*.db"), *aside, *conflicted_copies(folder))


def _encrypt_copy(copy: Path, key: Key, header: Header) -> bool:
    known = id_in(copy)
    if known is not None and not is_held(known):
        return False
    partial, readable = (
        copy.with_name(f".{copy.name}{_ENCRYPTING}"),
        copy.with_name(f".{copy.name}{_READABLE}"),
    )
    with _in_words():
        for left in (partial, *beside(partial), readable):
            wipe(left)
        try:
            with written_as(copy, partial, key, read_only=True):
                pass
        except NotWritableError:
            raise
        except KnownError:
            return False
        _put_in_place(copy, partial, readable, encoded(header))
    return True


def _put_in_place(copy: Path, partial: Path, readable: Path, header: bytes) -> None:
    """Put the encrypted copy in the place of the readable one, whose bytes are written over."""
    try:
        os.link(copy, readable)
    except OSError:
        # A disk without second names, such as a stick's: the bytes of the old one stay until they are used.
        readable.unlink(missing_ok=True)
    write_whole(key_file(copy), header)
    partial.replace(copy)
    flush_folder(copy.parent)
    for left in (readable, *beside(copy)):
        wipe(left)
    flush_folder(copy.parent)


def _clear(changing: Path) -> None:
    if not changing.exists():
        return
    for left in changing.iterdir():
        wipe(left)
    changing.rmdir()


def _flush(*folders: Path) -> None:
    for folder in folders:
        flush_folder(folder)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NotWritableError(
                "The disk is full, so the passphrase was not changed.",
                "Free as much space as the studio takes, then try again.",
            ) from None
        raise NotWritableError(
            "The studio's files cannot be moved or written to.",
            "Close other programs that use them and allow writing to the folder, then try again.",
        ) from None
