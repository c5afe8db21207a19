"""The files of a database on the disk: those beside it, names that last, content that is there as a whole."""

import errno
import os
from pathlib import Path


def beside(file: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may keep beside a database."""
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))


def flush_folder(folder: Path) -> None:
    """Put new and changed names on the disk; Windows does so by itself and has no call for it."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        # It takes names and shows none, such as a folder that many share.
        return
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network folders know no such call and keep names by themselves.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, in one that is there; if it is there, it stays as it is.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    # Or all that is put into it is lost with its name when the power goes.
    flush_folder(folder.parent)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file that only its owner may read, so that there is always the old content or all of the new.

    Raises:
        OSError: the disk took it not; the file is as it was.
    """
    partial = file.with_name(f".{file.name}.part")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    flush_folder(file.parent)


def wipe(file: Path) -> None:
    """Write over a file before its name goes, as far as a disk that moves what is written lets one.

    One that has a second name only loses this one.

    Raises:
        OSError: the file cannot be written or removed.
    """
    if not file.exists():
        return
    if file.stat().st_nlink > 1:
        # These bytes have another name under which they are wanted.
        file.unlink()
        return
    with file.open("r+b", buffering=0) as opened:
        left = file.stat().st_size
        while left > 0:
            left -= opened.write(bytes(min(left, 1 << 20)))
        os.fsync(opened.fileno())
    file.unlink()
