"""Lists what a studio can be restored from, so that it can be chosen by what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError, LockedError, NotWritableError
from massage_studio.safekeeping.automatic import PLACE_FOLDER, moment_of
from massage_studio.safekeeping.backup_record import read_record
from massage_studio.safekeeping.folder_risks import conflicted_copies
from massage_studio.safekeeping.restore import what_mending_gives
from massage_studio.store.copying import Contents, contents, missing
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.mending import Way
from massage_studio.store.opening import BACKUPS, SET_ASIDE


class Kind(StrEnum):
    """Where something to restore comes from."""

    BACKUP = "backup"
    ELSEWHERE = "elsewhere"
    ASIDE = "set aside"
    COPY = "conflicted copy"
    MENDED = "mended"
    CHOSEN = "chosen by hand"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: when it was made, in UTC, and what it holds; None where it cannot be read.

    One that is `locked` has a passphrase, and nobody has typed it yet. Of a studio that can be made whole
    without a backup, `way` tells how.
    """

    file: Path
    at: datetime
    holds: Contents | None
    kind: Kind = Kind.BACKUP
    locked: bool = False
    way: Way | None = None

    @property
    def can_be_chosen(self) -> bool:
        """Whether it is one to restore from, as far as can be told."""
        return self.holds is not None or self.locked


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file to restore holds, what it lacks of the studio now, and what it alone has.

    These are None where the studio is damaged.
    """

    holds: Contents
    lost: Contents | None
    brings: Contents | None


def backups(folder: Path, *, damaged: bool = False) -> tuple[Kept, ...]:
    """Return what the studio in `folder` can be restored from, newest first.

    Its backups here and in the second place, copies that a syncing program made of it, and what was set aside
    before. They are counted and not checked: `restore` does that with the one that is chosen. A `damaged`
    studio comes first itself where it can be made whole.
    """
    found = sorted(_found(folder), key=lambda kept: (kept.at, kept.kind != Kind.ELSEWHERE), reverse=True)
    return (*_itself(folder), *found) if damaged else tuple(found)


def looked_at(file: Path) -> Kept:
    """Return what is in a file that was chosen by hand.

    Raises:
        KnownError: it is no backup of a studio, or damaged.
    """
    try:
        return Kept(file, moment_of(file) or _changed(file), contents(file), Kind.CHOSEN)
    except LockedError:
        return Kept(file, moment_of(file) or _changed(file), None, Kind.CHOSEN, locked=True)
    except (DamagedError, OSError):
        raise KnownError("This file is damaged, or it is no backup of a studio.") from None


def preview(folder: Path, chosen: Path) -> Preview:
    """Return what a restore of `chosen` would bring, and lose against the studio in `folder` as it is now.

    Raises:
        KnownError: `chosen` cannot be read, or is no backup of a studio.
    """
    holds, own = contents(chosen), folder / FILE_NAME
    try:
        if not own.is_file():
            return Preview(holds, Contents(0, 0, 0), holds)
        return Preview(holds, missing(chosen, own), missing(own, chosen))
    except KnownError:
        return Preview(holds, None, None)


def _itself(folder: Path) -> Iterator[Kept]:
    try:
        given = what_mending_gives(folder)
    except (LockedError, NotWritableError):
        # Nothing is mended that cannot be read, or where nothing can be written: told when it is tried.
        return
    if given is not None:
        way, holds = given
        yield Kept(folder / FILE_NAME, _changed(folder / FILE_NAME), holds, Kind.MENDED, way=way)


def _found(folder: Path) -> Iterator[Kept]:
    here = folder / BACKUPS
    for file in here.glob("*.db"):
        yield _kept(file, moment_of(file), Kind.BACKUP)
    place = read_record(folder).place
    for file in (Path(place) / PLACE_FOLDER).glob("*.db") if place else ():
        if not (here / file.name).exists():
            yield _kept(file, moment_of(file), Kind.ELSEWHERE)
    for file in (folder / SET_ASIDE).glob(f"*/{FILE_NAME}"):
        yield _kept(file, None, Kind.ASIDE)
    for file in conflicted_copies(folder):
        yield _kept(file, None, Kind.COPY)


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _kept(file: Path, at: datetime | None, kind: Kind) -> Kept:
    at = at or _changed(file)
    try:
        return Kept(file, at, contents(file), kind)
    except LockedError:
        return Kept(file, at, None, kind, locked=True)
    except KnownError:
        return Kept(file, at, None, kind)
