"""The files of a studio on the disk: for their owner alone, and with names that last."""

import os
from pathlib import Path

from massage_studio.errors import KnownError, NotWritableError


def make_private(folder: Path) -> None:
    """Make a folder that only this user may enter; a folder that exists keeps its contents.

    Raises:
        KnownError: the folder cannot be made or written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise KnownError(
            "The studio's folder cannot be made there.", "Choose another folder with --data."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotWritableError(
            "The studio's folder cannot be written to.",
            "Allow writing to it, or choose another folder with --data.",
        )


def beside(file: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may keep beside a database."""
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))


def flush_folder(folder: Path) -> None:
    """Put new and changed names on the disk; Windows does so by itself and has no call for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
