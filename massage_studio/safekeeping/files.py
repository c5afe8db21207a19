"""The files of a database on the disk: those beside it, and names that last."""

import os
from pathlib import Path


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
