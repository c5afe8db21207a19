"""Backs a studio up: copied while in use, read again, and only then given its name."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.store.copying import copy, examine, write_copy
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, RESTORE_ADVICE, SCHEMA_VERSIONS
from massage_studio.store.files import beside, make_folder
from massage_studio.store.opening import BACKUPS, copy_key_file, free_name, refuse_unfinished


def backup(
    folder: Path,
    *,
    target: Path | None = None,
    now: datetime,
    between: Callable[[], None] | None = None,
) -> Path:
    """Write a verified copy of the studio in `folder` to `target`, or to its backups, and return its path.

    The copy is made under another name beside the target and renamed when every page, reference and row
    count was checked and it is on the disk. The studio may be open, and need not be writable. `between` is
    called after each piece of the work; the KnownError that it raises ends the backup.

    Raises:
        KnownError: the target exists or cannot be written, the disk is full, or the studio is damaged.
    """
    refuse_unfinished(folder)
    with in_words():
        if target is None:
            target = free_name(folder / BACKUPS, now)
            make_folder(target.parent)
        _refuse_taken(folder, target)
        _write(folder / FILE_NAME, target, between)
    return target


def _write(source: Path, target: Path, between: Callable[[], None] | None) -> None:
    def copied(partial: Path) -> None:
        _verified_copy(source, partial, between)
        copy_key_file(source, target)

    write_copy(target, copied)


def _verified_copy(source: Path, partial: Path, between: Callable[[], None] | None) -> None:
    counts = copy(source, partial, between=between)
    found = examine(partial, between=between)
    if found.application != APPLICATION_ID:
        raise KnownError(
            "The file in this folder is not a studio of Massage Studio.", "Choose another folder with --data."
        )
    if found.problems and examine(source, between=between).problems:
        raise DamagedError(
            "Part of the studio's file is damaged, so there is no new backup. Those of before are kept.",
            RESTORE_ADVICE,
        )
    if found.version and found.version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This studio was written by a newer version of Massage Studio.",
            "Install the newest version, then back it up. Nothing was changed.",
        )
    if found.problems or found.counts != counts:
        raise KnownError(
            "The backup did not come out whole, so it was not kept.", "Try again, or use another disk."
        )


def _refuse_taken(folder: Path, target: Path) -> None:
    own = folder.resolve() / FILE_NAME
    if target.resolve() in (own, *beside(own)):
        raise KnownError("The backup cannot have the name of the studio itself.", "Choose another name.")
    if target.exists() or target.is_symlink():
        raise KnownError(
            "There is already a file of that name, and it stays as it is.",
            "Choose another name.",
        )
    if not target.parent.is_dir():
        raise KnownError("The folder for the backup is missing.", "Make it, or choose another folder.")


@contextmanager
def in_words() -> Iterator[None]:
    """Say what the disk answered in words that help."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NotWritableError(
                "The disk is full, so there is no new backup.", "Free some space on it, then try again."
            ) from None
        raise KnownError(
            "The backup cannot be written there.",
            "Allow this program to write to that folder, or choose another place.",
        ) from None
