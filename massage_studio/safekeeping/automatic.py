"""Backs the studio up by itself when it has changed, here and in a second place, and lets old backups go."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from massage_studio.errors import KnownError
from massage_studio.safekeeping.backup import backup, in_words
from massage_studio.safekeeping.backup_record import (
    BackupRecord,
    look_of,
    new_own_folder,
    read_record,
    write_record,
)
from massage_studio.safekeeping.thinning import obsolete
from massage_studio.store.copying import write_copy
from massage_studio.store.files import wipe
from massage_studio.store.keys import id_in, key_file
from massage_studio.store.opening import BACKUPS, STAMP, copy_key_file

EVERY = timedelta(minutes=30)
# After each megabyte, so that what a class writes meanwhile does not wait behind the copy.
_REST_SECONDS = 0.004
# One that a timer began and one before an import would be given the same name.
_ONE_AT_A_TIME = Lock()
_ONE_COPY_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """When the studio was backed up last, here and in the second place, in UTC; None for never.

    `place` is the second place, None where there is none; `there` tells whether it can be reached now, such
    as a stick, and `asked` whether she was asked for one.
    """

    last: datetime | None
    place: Path | None
    there: bool
    elsewhere: datetime | None
    asked: bool


class StoppedError(KnownError):
    """A backup that was ended because the program closes or makes way for a restore."""


def back_up_if_changed(
    folder: Path, *, now: datetime, stopped: Callable[[], bool] | None = None, elsewhere: bool = True
) -> Path | None:
    """Back the studio up where it has changed since the last time, and return the new backup.

    It goes to the second place too when that is there, unless nobody can wait for it (`elsewhere`), and what
    is no longer needed is deleted, in both.

    Raises:
        KnownError: as `backup` does, and where the second place does not take it; StoppedError where
            `stopped` said that nobody waits any more.
    """
    with _ONE_AT_A_TIME:
        made = _back_up(folder, now, stopped) if has_changed(folder) else None
    if elsewhere:
        _copy_where_it_is_there(folder, now)
    return made


def back_up_now(folder: Path, *, now: datetime, stopped: Callable[[], bool] | None = None) -> Path:
    """Back the studio up as `back_up_if_changed` does, whether it has changed or not."""
    with _ONE_AT_A_TIME:
        made = _back_up(folder, now, stopped)
    _copy_where_it_is_there(folder, now)
    return made


def has_changed(folder: Path) -> bool:
    """Tell whether the studio has changed since its last backup, or there is none."""
    return look_of(folder) != read_record(folder).seen or _newest(folder) is None


def may_lack_a_backup(folder: Path) -> bool:
    """Tell whether the studio has changed, or a second place may lack the last backup, which is not asked."""
    return has_changed(folder) or bool(read_record(folder).place)


def is_due(folder: Path, *, now: datetime) -> bool:
    """Tell whether the studio has changed and its last backup is not of the last half hour.

    Or whether a second place is there again that lacks the last one, such as a stick.
    """
    record, newest = read_record(folder), _newest(folder)
    made = moment_of(newest) if newest is not None else None
    fresh = made is not None and timedelta() <= now - made < EVERY
    if not fresh and has_changed(folder):
        return True
    lacks = newest is not None and bool(record.place) and record.copied != newest.name
    return lacks and Path(record.place).is_dir()


def status(folder: Path) -> BackupStatus:
    """Return how it stands with the backups of the studio in `folder`."""
    record, newest = read_record(folder), _newest(folder)
    place = Path(record.place) if record.place else None
    there = place is not None and place.is_dir()
    copied = moment_of(Path(record.copied)) if place is not None and record.copied else None
    copies = record.copies
    if copied and copies is not None and there and not (copies / record.copied).is_file():
        # What is on a stick that is there counts, and not what is remembered of it.
        copied = max(stamped(copies), default=None)
    last = moment_of(newest) if newest is not None else None
    return BackupStatus(last, place, there, copied, record.asked)


def choose_place(folder: Path, place: Path | None, *, now: datetime) -> None:
    """Have backups copied to a second place from now on, beginning with the last one; None for nowhere.

    Raises:
        KnownError: it takes no files, or is the studio's own folder.
    """
    if place is not None and place.resolve().is_relative_to(folder.resolve()):
        raise KnownError(
            "This is the studio's own folder: what happens to it happens to its backups.",
            "Choose a stick, another disk, or a folder that is kept on the internet.",
        )
    if place is not None:
        back_up_if_changed(folder, now=now)
    record = read_record(folder)
    own = record.own or new_own_folder()
    record = replace(record, place=str(place or ""), own=own, asked=True, copied="")
    if place is not None:
        _copy_to_place(folder, record, now)
    else:
        write_record(folder, record)


def stamped(folder: Path) -> dict[datetime, Path]:
    """Return the backups in a folder that the program gave their names, by the moment that these tell."""
    found = ((moment_of(file), file) for file in folder.glob("*.db"))
    return {at: file for at, file in found if at is not None}


def moment_of(file: Path) -> datetime | None:
    """Return when a backup was made by its name, which a copy of the file keeps; None for another name."""
    try:
        return datetime.strptime(file.stem, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _newest(folder: Path) -> Path | None:
    """Return the backup that was made last, None where it is gone and there is no other."""
    made = stamped(folder / BACKUPS)
    named = folder / BACKUPS / read_record(folder).newest
    return named if named in made.values() else made[max(made)] if made else None


def _back_up(folder: Path, now: datetime, stopped: Callable[[], bool] | None) -> Path:
    def between() -> None:
        if stopped is not None and stopped():
            raise StoppedError("The backup was stopped.")
        time.sleep(_REST_SECONDS)

    # What is written while it is copied looks different afterwards, and is backed up the next time.
    look = look_of(folder)
    made = backup(folder, now=now, between=between)
    write_record(folder, replace(read_record(folder), seen=look, newest=made.name))
    _thin(folder / BACKUPS, now, made)
    return made


def _copy_where_it_is_there(folder: Path, now: datetime) -> None:
    record = read_record(folder)
    # Whoever waits for a network that does not answer keeps nobody else from backing up.
    if record.copies is not None and _ONE_COPY_AT_A_TIME.acquire(blocking=False):
        try:
            if Path(record.place).is_dir():
                _copy_to_place(folder, record, now)
        finally:
            _ONE_COPY_AT_A_TIME.release()


def _copy_to_place(folder: Path, record: BackupRecord, now: datetime) -> None:
    """Copy the newest backup to the place of the record, read it again, and remember it."""
    newest, copies = _newest(folder), record.copies
    assert newest is not None and copies is not None
    target = copies / newest.name

    def copied(partial: Path) -> None:
        shutil.copyfile(newest, partial)
        with partial.open("r+b") as written:
            os.fsync(written.fileno())
        if _digest(partial) != _digest(newest):
            raise KnownError(
                "The copy of the backup in its second place did not come out whole.",
                "Try again, or use another disk or stick.",
            )
        copy_key_file(newest, target)

    with _in_words_of_the_place():
        for made in (copies.parent, copies):
            made.mkdir(mode=0o700, exist_ok=True)
        if not target.exists():
            write_copy(target, copied)
    if record.copied != newest.name or record != read_record(folder):
        write_record(folder, replace(record, copied=newest.name))
    _thin(target.parent, now, target)
    _lock_like(newest, target.parent)


@contextmanager
def _in_words_of_the_place() -> Iterator[None]:
    """Say what the disk of the second place answered; here the backup is made already."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise KnownError(
                "The second place for backups is full. The last backup is on this computer.",
                "Delete something there, or choose another place with Second place in the settings.",
            ) from None
        raise KnownError(
            "The second place for backups takes no files. The last backup is on this computer.",
            "Allow writing there (some sticks have a switch), or choose another place with Second place in "
            "the settings.",
        ) from None


def _lock_like(newest: Path, place: Path) -> None:
    """Let the backups in a second place be opened as the newest is, by its passphrase alone.

    Those of before a passphrase was set, which anybody could read, go.
    """
    key_id = id_in(newest)
    with _in_words_of_the_place():
        for file in stamped(place).values() if key_id is not None else ():
            if id_in(file) is None:
                wipe(file)
            elif id_in(file) == key_id:
                copy_key_file(newest, file)


def _digest(file: Path) -> bytes:
    # Late: Today asks this module when the last backup was made.
    import hashlib

    with file.open("rb") as reading:
        return hashlib.file_digest(reading, "sha256").digest()


def _thin(folder: Path, now: datetime, made: Path) -> None:
    """Delete the backups of a folder that are no longer needed, but never the one that was made just now.

    What backups left that were cut off goes too: it is of no use to anybody, and tells of families.
    """
    there = stamped(folder)
    with in_words():
        for leftover in folder.glob(".*.db.part*"):
            leftover.unlink(missing_ok=True)
        for at in obsolete(there, now=now):
            if there[at] != made:
                there[at].unlink(missing_ok=True)
                key_file(there[at]).unlink(missing_ok=True)
