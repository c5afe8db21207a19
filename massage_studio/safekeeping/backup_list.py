"""Lists what a studio can be restored from, so that it can be chosen by what is in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError, LockedError, NotWritableError
from massage_studio.safekeeping.automatic import moment_of
from massage_studio.safekeeping.backup_record import read_record
from massage_studio.safekeeping.folder_risks import conflicted_copies
from massage_studio.safekeeping.restore import what_mending_gives
from massage_studio.store.copying import Contents, contents, missing
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import id_in
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
    """What a file to restore holds, and what it lacks of the studio now: None where that is damaged.

    `opens_itself` tells that the passphrase goes with a restore: the studio has one now, and the file none.
    """

    holds: Contents
    lost: Contents | None
    opens_itself: bool = False


def backups(folder: Path, *, damaged: bool = False) -> tuple[Kept, ...]:
    """Return what the studio in `folder` can be restored from, newest first.

    Its backups here and in the second place, copies that a syncing program made of it, and what was set aside
    before. They are counted and not checked: `restore` does that with the one that is chosen. A `damaged`
    studio comes first itself where it can be made whole.

    None is newer than the last backup that the program made: what has a later date has it from a clock that
    was wrong for a while.
    """
    last = read_record(folder).newest
    made_last = moment_of(folder / last)

    def age(kept: Kept) -> tuple[datetime, bool, datetime, bool]:
        backed_up = kept.kind in (Kind.BACKUP, Kind.ELSEWHERE)
        at = min(kept.at, made_last) if backed_up and made_last is not None else kept.at
        return at, kept.file.name == last, kept.at, kept.kind is not Kind.ELSEWHERE

    found = sorted(_found(folder), key=age, reverse=True)
    return (*_itself(folder), *found) if damaged else tuple(found)


def best(found: Iterable[Kept]) -> Kept | None:
    """Return the one to go back to if she knows of nothing better; None where nothing can be chosen."""
    usable = [kept for kept in found if kept.can_be_chosen]
    own = [kept for kept in usable if kept.kind in (Kind.MENDED, Kind.BACKUP, Kind.ELSEWHERE)]
    return next(iter([*own, *usable]), None)


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
    own = folder / FILE_NAME
    try:
        holds = contents(chosen)
    except DamagedError:
        # Not the studio's own damage, which the window would tell of.
        raise KnownError("This file is damaged, or it is no backup of a studio.") from None
    try:
        lost = missing(chosen, own) if own.is_file() else Contents(0, 0, 0)
    except KnownError:
        lost = None
    return Preview(holds, lost, id_in(own) is not None and id_in(chosen) is None)


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
    copies = read_record(folder).copies
    for file in copies.glob("*.db") if copies is not None else ():
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
