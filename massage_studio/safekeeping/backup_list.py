"""Lists the backups that a studio made of itself, so that one can be chosen by what is in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.safekeeping.automatic import moment_of
from massage_studio.store.copying import Contents, contents
from massage_studio.store.opening import BACKUPS


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: when it was made, in UTC, and what it holds; None where it cannot be read."""

    file: Path
    at: datetime
    holds: Contents | None


def backups(folder: Path) -> tuple[Kept, ...]:
    """Return the backups of the studio in `folder`, newest first.

    They are counted and not checked: `restore` does that with the one that is chosen.
    """
    found = (Kept(file, _made_at(file), _contents(file)) for file in (folder / BACKUPS).glob("*.db"))
    return tuple(sorted(found, key=lambda kept: (kept.at, kept.file.name), reverse=True))


def _made_at(file: Path) -> datetime:
    return moment_of(file) or datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _contents(file: Path) -> Contents | None:
    try:
        return contents(file)
    except KnownError:
        return None
