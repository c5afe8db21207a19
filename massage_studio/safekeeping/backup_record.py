"""What is remembered of the backups from one day to the next, in a file beside the studio."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from massage_studio.safekeeping.backup import in_words
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.files import beside, write_whole

_FILE = "backups.json"
# What lies in a second place is to be known for what it is.
PLACE_FOLDER = "Massage Studio backups"


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """What the studio's files were like when they were backed up last, and where else backups go.

    `newest` names the last backup, which a clock that was set back would not tell. `place` is empty where
    they are on this computer only; `asked` tells whether she was asked about it, and `copied` names the last
    backup that was copied there.
    """

    seen: str = ""
    newest: str = ""
    place: str = ""
    own: str = ""
    asked: bool = False
    copied: str = ""

    @property
    def copies(self) -> Path | None:
        """Where copies of this studio's backups lie in the second place; None without one."""
        return Path(self.place) / PLACE_FOLDER / self.own if self.place and self.own else None


def new_own_folder() -> str:
    """Return a name for a studio's folder in a second place that no other studio has."""
    return f"studio-{secrets.token_hex(4)}"


def read_record(folder: Path) -> BackupRecord:
    """Return what is remembered of the backups of the studio in `folder`; nothing where it cannot be read."""
    try:
        found: Any = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return BackupRecord()
    known = {name: type(value) for name, value in asdict(BackupRecord()).items()}
    if not isinstance(found, dict):
        return BackupRecord()
    return BackupRecord(**{name: found[name] for name in known if type(found.get(name)) is known[name]})


def write_record(folder: Path, record: BackupRecord) -> None:
    """Remember this of the backups of the studio in `folder`.

    Raises:
        KnownError: the disk is full, or the folder takes nothing.
    """
    with in_words():
        write_whole(folder / _FILE, json.dumps(asdict(record)).encode())


def look_of(folder: Path) -> str:
    """Return what tells the studio's files of now from those of another moment, whatever the clock says."""
    file = folder / FILE_NAME
    looks = []
    for part in (file, beside(file)[0]):
        try:
            found = part.stat()
        except FileNotFoundError:
            continue
        if found.st_size:
            looks.append(f"{found.st_size}:{found.st_mtime_ns}")
    return " ".join(looks)
