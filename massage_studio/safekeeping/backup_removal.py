"""Removes backups that hold a family which was erased, at a later start where the program was ended."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from massage_studio.safekeeping.automatic import back_up_now
from massage_studio.safekeeping.backup import in_words
from massage_studio.safekeeping.backup_list import Kept
from massage_studio.safekeeping.backup_record import read_record
from massage_studio.safekeeping.rights_queries import backups_holding
from massage_studio.store.copying import names_family
from massage_studio.store.engine import FILE_NAME, Store, connect
from massage_studio.store.files import beside, flush_folder
from massage_studio.store.keys import key_file
from massage_studio.store.opening import REMOVING, SET_ASIDE


def intend_removal(folder: Path, family_id: UUID | None) -> None:
    """Keep, before a family is erased, that its backups are to go as well; None for an erasure without them.

    Raises:
        KnownError: the disk is full, or takes nothing.
    """
    with in_words():
        for earlier in _intended(folder):
            earlier.unlink()
        if family_id is not None:
            # Its name tells all, so that there is no half of it.
            (folder / f"{REMOVING}{family_id.hex}").touch(mode=0o600)
        flush_folder(folder)


def finish_removal(folder: Path, *, now: datetime) -> None:
    """Remove the backups that hold the family of which this was intended, if it is erased from the studio.

    Raises:
        KnownError: the disk is full, so that there is no new backup, or somebody else reads the studio; the
            old ones stay until then.
    """
    for intended in _intended(folder):
        family_id = UUID(hex=intended.name.removeprefix(REMOVING))
        if not names_family(folder / FILE_NAME, family_id):
            # What is backed up now must not hold it in the words of its search.
            store = Store(folder, connect(folder / FILE_NAME))
            try:
                store.forget()
            finally:
                store.engine.dispose()
            holding = backups_holding(folder, family_id=family_id)
            # First the new one: there is never a studio without a backup.
            back_up_now(folder, now=now)
            _remove(folder, holding)
        with in_words():
            intended.unlink()


def _intended(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.glob(f"{REMOVING}*"))


def _remove(folder: Path, found: Iterable[Kept]) -> None:
    """Delete these backups of the studio in `folder`, and their copies in the second place if it is there."""
    place, own = read_record(folder).copies, folder / FILE_NAME
    for kept in found:
        copies = [kept.file]
        if place is not None and kept.file.parent != place:
            copies.append(place / kept.file.name)
        for file in copies:
            if file == own:
                continue
            for path in (*beside(file), file, key_file(file)):
                path.unlink(missing_ok=True)
            if file.parent.parent == folder / SET_ASIDE and not any(file.parent.iterdir()):
                file.parent.rmdir()
