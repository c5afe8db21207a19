"""Backs a studio up: copied while in use, read again, and only then given its name."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.store.copying import copy, examine
from massage_studio.store.engine import FILE_NAME, Store

FOLDER = "backups"


def backup(store: Store, *, target: Path | None = None, now: datetime) -> Path:
    """Write a verified copy of the studio to `target`, or to the studio's backups, and return its path.

    The copy is made under another name beside the target and renamed when every page, reference and row
    count was checked and it is on the disk.

    Raises:
        KnownError: the target exists or cannot be written, the disk is full, or the studio is damaged.
    """
    if target is None:
        target = store.folder / FOLDER / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
        with _in_words():
            target.parent.mkdir(mode=0o700, exist_ok=True)
    _refuse_taken(store, target)
    partial = target.with_name(f".{target.name}.part")
    try:
        with _in_words():
            # A leftover of a backup that was cut off is of no use to anybody.
            partial.unlink(missing_ok=True)
            os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            _verified_copy(store.folder / FILE_NAME, partial)
            partial.replace(target)
            _flush_folder(target.parent)
    finally:
        for leftover in (partial, *_beside(partial)):
            with _in_words():
                leftover.unlink(missing_ok=True)
    return target


def _verified_copy(source: Path, partial: Path) -> None:
    counts = copy(source, partial)
    found = examine(partial)
    if found.problems or found.counts != counts:
        raise KnownError(
            "The backup did not come out whole, so it was not kept.",
            "Run the command check on the studio, then try again or use another disk.",
        )


def _refuse_taken(store: Store, target: Path) -> None:
    own = store.folder.resolve() / FILE_NAME
    if target.resolve() in (own, *_beside(own)):
        raise KnownError(
            "The backup cannot have the name of the studio itself.", "Choose another file with --to."
        )
    if target.exists() or target.is_symlink():
        raise KnownError(
            "There is already a file of that name, and it stays as it is.",
            "Choose another name with --to.",
        )
    if not target.parent.is_dir():
        raise KnownError("The folder for the backup is missing.", "Make it, or choose another with --to.")


def _beside(file: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may keep beside a database."""
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))


def _flush_folder(folder: Path) -> None:
    """Put the new name on the disk; Windows does so by itself and has no call for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise KnownError(
                "The disk is full, so there is no new backup.", "Free some space on it, then try again."
            ) from None
        raise KnownError(
            "The backup cannot be written there.",
            "Allow writing to that folder, or choose another with --to.",
        ) from None
