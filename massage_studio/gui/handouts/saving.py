"""Writes papers to files: whole or not at all, for their owner alone, and never over another file unasked."""

import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from massage_studio.errors import KnownError


def save_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file under `name`, or under "name (2)" and so on where that is taken, and return where.

    Raises:
        KnownError: the folder cannot be written to.
    """
    stem, dot, extension = name.rpartition(".")
    for number in count(1):
        target = folder / (name if number == 1 else f"{stem} ({number}){dot}{extension}")
        try:
            # Taking the name first keeps a file that appears meanwhile from being replaced.
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            continue
        except OSError:
            raise _not_written() from None
        try:
            save_as(target, content)
        except KnownError:
            with suppress(OSError):
                target.unlink()
            raise
        return target
    raise AssertionError("counting has no end")


def save_as(target: Path, content: bytes) -> None:
    """Write a file in full, in place of one of that name, which the person was asked about.

    Raises:
        KnownError: it cannot be written; an earlier file is as it was.
    """
    partial = None
    try:
        handle, made = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")  # made with mode 0600
        partial = Path(made)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        raise _not_written() from None
    finally:
        if partial is not None:
            partial.unlink(missing_ok=True)


def _not_written() -> KnownError:
    return KnownError("The papers cannot be written there.", "Free some space, or choose another folder.")
