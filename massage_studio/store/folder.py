"""Makes folders that only their owner may enter."""

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
