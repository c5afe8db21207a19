"""What is dropped onto a page from another program."""

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped(event: QDropEvent) -> Path | None:
    """Return the one file of this machine that is being dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
