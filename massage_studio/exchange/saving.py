"""Writes files that leave the program: in full or not at all, for their owner alone, over none unasked."""

import errno
import os
import tempfile
from itertools import count
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.store.files import flush_folder


def save(target: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file; over another one, which stays as it was if that fails, only with `replace`.

    Raises:
        KnownError: there is a file of that name, or it cannot be written there.
    """
    try:
        _write(target, content, replace)
    except FileExistsError:
        raise already_there() from None
    except OSError as error:
        raise cannot_write(error) from None


def save_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file under `name`, or under "name (2)" and so on where that is taken, and return where.

    Raises:
        KnownError: it cannot be written there.
    """
    stem, dot, ending = name.rpartition(".")
    for number in count(1):
        target = folder / (name if number == 1 else f"{stem} ({number}){dot}{ending}")
        try:
            _write(target, content, replace=False)
        except FileExistsError:
            continue
        except OSError as error:
            raise cannot_write(error) from None
        return target
    raise AssertionError("counting has no end")


def already_there() -> KnownError:
    """Return the refusal to write over another file."""
    return KnownError("There is already a file of that name.", "Choose another name.")


def cannot_write(error: OSError) -> KnownError:
    """Return what is said of a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KnownError(
            "The file cannot be written there: the disk is full.",
            "Free some space, or choose another folder.",
        )
    return KnownError(
        "The file cannot be written there.", "Close it where it is open, or choose another folder."
    )


def _write(target: Path, content: bytes, replace: bool) -> None:
    partial = None
    taken = False
    try:
        if not replace:
            # Taking the name first keeps a file that appears meanwhile from being replaced.
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            taken = True
        handle, made = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")  # made with mode 0600
        partial = Path(made)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
        taken = False
        flush_folder(target.parent)
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)
        if taken:
            target.unlink(missing_ok=True)
