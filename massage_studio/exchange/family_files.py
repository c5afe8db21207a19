"""Writes what is held about one family into a folder: a PDF for people, and JSON for another program."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import cannot_write, save_new


def save_family(folder: Path, rows: dict[str, Any], pdf: Callable[[], bytes]) -> tuple[Path, Path]:
    """Write both files under new names and return them.

    Raises:
        KnownError: they cannot be written there.
    """
    if not folder.is_dir():
        try:
            folder.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise cannot_write(error) from None
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    paper = save_new(folder, "What we hold about you.pdf", pdf())
    try:
        return paper, save_new(folder, "What we hold about you.json", text.encode("utf-8"))
    except KnownError:
        paper.unlink(missing_ok=True)
        raise
