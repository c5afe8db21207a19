"""Keeps papers as files."""

from pathlib import Path

from massage_studio.exchange.saving import cannot_write, save
from massage_studio.handouts.papers import Paper


def keep(folder: Path, paper: Paper) -> Path:
    """Write one paper over an earlier one of that name, into a folder that is made where it is missing.

    Raises:
        KnownError: the folder cannot be written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(error) from None
    save(folder / paper.file_name, paper.content, replace=True)
    return folder / paper.file_name
