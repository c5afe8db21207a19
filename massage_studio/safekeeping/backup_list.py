"""Lists the backups that a studio made of itself, so that one can be chosen by what is in it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from massage_studio.errors import KnownError, LockedError
from massage_studio.safekeeping.backup import FOLDER
from massage_studio.store.copying import Contents, contents

_STAMP = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: when it was made, in UTC, and what it holds; None where it cannot be read.

    One that is `locked` has a passphrase, and nobody has typed it yet.
    """

    file: Path
    at: datetime
    holds: Contents | None
    locked: bool = False


def backups(folder: Path) -> tuple[Kept, ...]:
    """Return the backups of the studio in `folder`, newest first.

    They are counted and not checked: `restore` does that with the one that is chosen.
    """
    found = (_kept(file) for file in (folder / FOLDER).glob("*.db"))
    return tuple(sorted(found, key=lambda kept: (kept.at, kept.file.name), reverse=True))


def _made_at(file: Path) -> datetime:
    """Return when a backup was made by its name, which a copy of the folder does not change."""
    if _STAMP.fullmatch(file.stem):
        try:
            return datetime.strptime(file.stem, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            pass
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _kept(file: Path) -> Kept:
    try:
        return Kept(file, _made_at(file), contents(file))
    except LockedError:
        return Kept(file, _made_at(file), None, locked=True)
    except KnownError:
        return Kept(file, _made_at(file), None)
