"""Removes backups that hold a family which was erased."""

from collections.abc import Iterable
from pathlib import Path

from massage_studio.safekeeping.backup_list import Kept
from massage_studio.safekeeping.backup_record import read_record
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.files import beside


def remove(folder: Path, found: Iterable[Kept]) -> None:
    """Delete these backups of the studio in `folder`, and their copies in the second place if it is there."""
    place, own = read_record(folder).copies, folder / FILE_NAME
    for kept in found:
        copies = [kept.file]
        if place is not None and kept.file.parent != place:
            copies.append(place / kept.file.name)
        for file in copies:
            if file != own:
                for path in (file, *beside(file)):
                    path.unlink(missing_ok=True)
