"""Keeps papers as files."""

import os
import tempfile
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.handouts.papers import Paper


def keep(folder: Path, paper: Paper) -> Path:
    """Write one paper in full or not at all, for its owner alone, over an earlier one of that name.

    Raises:
        KnownError: the folder cannot be written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")  # made with mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(paper.content)
                file.flush()
                os.fsync(file.fileno())
            Path(partial).replace(folder / paper.file_name)
        finally:
            Path(partial).unlink(missing_ok=True)
    except OSError:
        raise KnownError(
            "The papers cannot be written there.", "Free some space, or choose another folder with --out."
        ) from None
    return folder / paper.file_name
