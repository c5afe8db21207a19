"""What is found of a studio after a kill, when the program has been started again as it always is."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from massage_studio import app
from massage_studio.errors import LockedError
from massage_studio.safekeeping.automatic import back_up_if_changed
from massage_studio.safekeeping.backup_list import backups
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.finishing import finish_beside
from massage_studio.safekeeping.keys import WrongPassphraseError, header_of, opened
from massage_studio.safekeeping.unlocking import unlock
from massage_studio.store import keys
from massage_studio.store.connecting import open_file
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import id_in, let_go
from tests.safekeeping.kill_jobs import MARK, OTHER, SECRETS, STUDIO, WORDS

EVERYBODY = ("",)
# Keys and moments are others each time that a job is done.
_CHANCE = re.compile(
    r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d([T ][\d:.]+(\+00:00|Z)?)?"
)
_LASTING = re.compile(
    r"studio\.db(\.key)?|studio\.lock|backups\.json|backups|set-aside|set-aside/\w+(-\d+)?"
    r"|backups/(from-export-)?\w+\.db(\.key)?|set-aside/[\w-]+/studio\.db(-wal|-shm|\.key)?"
)

Rows = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class State:
    """A studio after a start: what opens it, its rows, what opens its copies, and how many were set aside."""

    opens: tuple[str, ...]
    rows: Rows
    copies: frozenset[tuple[str, ...]]
    set_aside: int
    marked_copies: bool


def start(place: Path, *, now: datetime) -> None:
    """Start the program on the studio of a place, as its window does, and close it again.

    Whoever has a passphrase types it: just one of the two that there are is right.
    """
    forget_keys()
    folder = place / STUDIO
    try:
        store, *_ = app._opened(folder, None)
    except LockedError:
        [right] = [words for words in (WORDS, OTHER) if opens(folder / FILE_NAME, words)]
        unlock(folder / FILE_NAME, right, now=now)
        store, *_ = app._opened(folder, None)
    finish_beside(folder, now=now)
    store.close()
    back_up_if_changed(folder, now=now)


def forget_keys() -> None:
    """Be as a program that has begun just now and was told no passphrase yet."""
    for key_id in tuple(keys._held):
        let_go(key_id)


def opens(file: Path, secret: str) -> bool:
    """Tell whether a passphrase or a recovery key opens a database."""
    try:
        opened(header_of(file), secret)
    except WrongPassphraseError:
        return False
    return True


def state_of(place: Path) -> State:
    """Return how it stands with the studio of a place, which the program has closed; it is whole."""
    folder = place / STUDIO
    file = folder / FILE_NAME
    assert check(folder).newest
    copies = [kept for kept in backups(folder) if kept.file != file]
    # What another passphrase opens is still a backup.
    assert all(kept.can_be_chosen for kept in copies), names(place)
    return State(
        what_opens(file),
        rows(file),
        frozenset(what_opens(kept.file) for kept in copies),
        sum(1 for _ in folder.glob(f"set-aside/*/{FILE_NAME}")),
        any(mark_in(kept.file) for kept in copies if kept.holds is not None),
    )


def what_opens(file: Path) -> tuple[str, ...]:
    """Return which secrets open a database."""
    return tuple(secret for secret in SECRETS if opens(file, secret)) if id_in(file) else EVERYBODY


def mark_in(file: Path) -> bool:
    """Tell whether a database names the family of the mark."""
    with closing(open_file(file, mode="read")) as connection:
        query = "SELECT count(*) FROM baby WHERE given_name = ?"
        return bool(connection.execute(query, (MARK,)).fetchone()[0])


def rows(file: Path) -> Rows:
    """Return the rows of a database by table without what is another each time; Find's own are left out."""
    with closing(open_file(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(_CHANCE.sub("*", repr(row)) for row in connection.execute(f'SELECT * FROM "{name}"'))
            for (name,) in tables
            if not name.startswith(("search_", "sqlite_"))
        }


def rows_before_a_start(place: Path, empty: Path) -> Rows:
    """Return the rows of a studio, its version among them, before the program starts; looked at in a copy."""
    if not (place / STUDIO / FILE_NAME).exists():
        return {}
    copy = Path(shutil.copytree(place / STUDIO, empty))
    try:
        return rows(copy / FILE_NAME)
    finally:
        shutil.rmtree(copy)


def names(place: Path) -> list[str]:
    """Return the names of all files and folders of the studio of a place."""
    folder = place / STUDIO
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def leftovers(place: Path) -> list[str]:
    """Return what is not part of a studio, its backups and what was set aside; folders that are empty too."""
    folder = place / STUDIO
    return [
        name
        for name in names(place)
        if not _LASTING.fullmatch(name)
        or (name.startswith("set-aside/") and (folder / name).is_dir() and not any((folder / name).iterdir()))
    ]


def readable(place: Path) -> list[str]:
    """Return the files of the studio of a place in which anybody reads the mark."""
    wanted = [form.encode(code) for form in (MARK, MARK.lower()) for code in ("utf-8", "utf-16-le")]
    return [
        name
        for name in names(place)
        if (place / STUDIO / name).is_file()
        and any(form in (place / STUDIO / name).read_bytes() for form in wanted)
    ]
