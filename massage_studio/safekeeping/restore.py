"""Puts a backup in the place of a studio's database, and sets what was there aside.

Until the checked copy has its name in the folder set-aside nothing of the studio was touched; from then on
the restore is decided, and `finish` brings it to its end whenever it was cut off. So there is always the
studio of before or the restored one, and a log of the one never meets the file of the other.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from massage_studio.errors import KnownError, LockedError, NotWritableError
from massage_studio.language import QT_TRANSLATE_NOOP
from massage_studio.safekeeping.check import problem_of
from massage_studio.store import mending
from massage_studio.store.copying import Contents, Examined, contents, copy, examine
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.files import beside, flush_folder, write_whole
from massage_studio.store.folder import make_private
from massage_studio.store.keys import Key, held_for, id_in, key_file, key_files
from massage_studio.store.opening import RESTORING, SET_ASIDE, STAMP, copy_key_file, unfinished

if TYPE_CHECKING:
    from massage_studio.exchange.whole_studio import Progress

# Where it is tried out whether a studio can be made whole.
_MENDING = ".mending-"
_UNTOUCHED = QT_TRANSLATE_NOOP("Rooms", "Choose another backup. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Restored:
    """A studio that was restored: its file, and the folder with what was there before."""

    file: Path
    aside: Path


class PassphraseAfter(StrEnum):
    """How a studio opens once it was restored: as it does now, or what its owner should know before."""

    AS_NOW = "as now"
    KEPT = "the studio keeps its own, though the file has none"
    ITS_OWN = "that of the backup"
    GONE = "none any more, as the file has none"
    NONE = "none, one can be set in the window"


def passphrase_after(folder: Path, chosen: Path) -> PassphraseAfter:
    """Tell how the studio of `folder` would open after a restore of `chosen`."""
    own = folder / FILE_NAME
    if not _readable_by_all(chosen):
        return PassphraseAfter.AS_NOW if id_in(chosen) == id_in(own) else PassphraseAfter.ITS_OWN
    if held_for(own) is not None:
        return PassphraseAfter.KEPT
    if key_files(own) or key_file(own).exists():
        return PassphraseAfter.GONE
    return PassphraseAfter.NONE if _is_export(chosen) else PassphraseAfter.AS_NOW


def restore(folder: Path, chosen: Path, *, now: datetime, progress: "Progress | None" = None) -> Restored:
    """Make the backup or export `chosen` the studio of `folder`; nobody else may have that studio open.

    A studio whose passphrase was typed keeps it: what anybody could read until now is encrypted with its key
    from the first byte. `progress` hears of an export's rows.

    Raises:
        LockedError: the backup has a passphrase and was not unlocked.
        KnownError: the backup is missing, damaged, foreign, newer or the studio itself, the disk is full,
            another program uses the studio, or `progress` said that nobody waits any more; nothing was
            changed unless the words say so.
    """
    refuse_unusable(folder, chosen)
    make_private(folder)
    finish(folder)
    key = held_for(folder / FILE_NAME) if _readable_by_all(chosen) else None

    def copied(partial: Path) -> None:
        if not chosen.stat().st_size:
            raise KnownError("This backup is empty.", _UNTOUCHED)
        if _is_export(chosen):
            _made_of_export(chosen, partial, key, progress)
        elif key is not None:
            _encrypted_copy(chosen, partial, key)
        else:
            _checked_copy(chosen, partial)

    return _replaced(folder, None if key is not None else chosen, now, copied)


def _readable_by_all(chosen: Path) -> bool:
    return id_in(chosen) is None or _is_export(chosen)


def _is_export(chosen: Path) -> bool:
    # Late, as all of exports: a studio that is opened needs it not.
    from massage_studio.exchange.whole_studio import is_whole_studio

    return is_whole_studio(chosen)


def mend(folder: Path, *, now: datetime) -> Restored:
    """Make the studio of `folder` whole from what is left of it, without a backup.

    Raises:
        KnownError: no way leads to that, the disk is full, or another program uses the studio; nothing was
            changed.
    """

    def mended(partial: Path) -> None:
        if not (folder / FILE_NAME).is_file() or mending.mend(folder / FILE_NAME, partial) is None:
            raise KnownError("The studio could not be made whole from what is left of it.", _UNTOUCHED)
        _flush(partial)

    return _replaced(folder, folder / FILE_NAME, now, mended)


def what_mending_gives(folder: Path) -> tuple[mending.Way, Contents] | None:
    """Return how the studio could be made whole and what it would hold then; None where it cannot be."""
    file = folder / FILE_NAME
    if not file.is_file() or not file.stat().st_size or unfinished(folder):
        return None
    # Late, for a studio that is opened needs it not.
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=_MENDING, dir=folder) as place, _in_words():
        tried = Path(place) / FILE_NAME
        way = mending.mend(file, tried)
        return (way, contents(tried)) if way is not None else None


def _replaced(folder: Path, keyed: Path | None, now: datetime, fill: Callable[[Path], None]) -> Restored:
    """Set the studio aside and put in its place what `fill` makes, once that is on the disk.

    Its key file is that of `keyed`, or without one that of the studio, whose key it has.
    """
    file = folder / FILE_NAME
    make_private(folder)
    finish(folder)
    partial = folder / f".{FILE_NAME}.restore.part"
    try:
        with _in_words():
            for leftover in (partial, *beside(partial)):
                leftover.unlink(missing_ok=True)
            os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            fill(partial)
            aside = _new_folder(folder / SET_ASIDE, f"{now.astimezone(UTC):{STAMP}}")
            copy_key_file(keyed or partial, aside / RESTORING)
            partial.replace(aside / RESTORING)
            for changed in (aside, aside.parent, folder):
                flush_folder(changed)
            _put_in_place(folder, aside)
    finally:
        with _in_words():
            for leftover in (partial, *beside(partial)):
                leftover.unlink(missing_ok=True)
    problem = problem_of(examine(file))
    if problem:
        raise KnownError(
            "The backup was restored, but the disk did not keep it whole.",
            "Copy the studio's folder to another disk, and restore a backup there.",
            found=problem,
        )
    return Restored(file, aside)


def finish(folder: Path) -> bool:
    """Bring a restore that was cut off to its end, and return whether there was one; clear leftovers away.

    Raises:
        KnownError: the disk is full or another program uses the studio.
    """
    pending = unfinished(folder)
    with _in_words():
        for leftover in folder.glob(f".{FILE_NAME}.restore.part*"):
            leftover.unlink(missing_ok=True)
        for place in folder.glob(f"{_MENDING}*"):
            shutil.rmtree(place)
        for restoring in pending:
            aside = restoring.parent
            if _whole(restoring):
                _put_in_place(folder, aside)
            else:
                # The disk lost what it had said to have kept: back to the studio of before.
                kept = _free(aside / "not-whole.db")
                if key_file(restoring).exists():
                    key_file(restoring).replace(key_file(kept))
                restoring.replace(kept)
                _put_back(folder, aside)
        _clear_set_aside(folder)
    return bool(pending)


def refuse_unusable(folder: Path, chosen: Path) -> None:
    """Refuse a file that is missing or the studio's own, before anything is touched.

    Raises:
        KnownError: it is one of these.
    """
    own = folder / FILE_NAME
    if not chosen.is_file():
        raise KnownError("There is no such backup.", _UNTOUCHED)
    if any(path.exists() and chosen.samefile(path) for path in (own, *beside(own))):
        raise KnownError("This is the studio itself and not a backup of it.", _UNTOUCHED)


def _flush(file: Path) -> None:
    with file.open("r+b") as written:
        os.fsync(written.fileno())


def _made_of_export(chosen: Path, partial: Path, key: Key | None, progress: "Progress | None") -> None:
    from massage_studio.exchange.whole_studio import make_studio

    try:
        make_studio(chosen, partial, key=key, progress=progress)
    except NotWritableError:
        raise _no_room() from None
    _look_at(partial)
    _flush(partial)


def _encrypted_copy(chosen: Path, partial: Path, key: Key) -> None:
    """Copy a backup that anybody can read so that the copy is encrypted, row for row, and look at it."""
    from massage_studio.store.encrypting import written_as

    partial.unlink()
    with _copying(), written_as(chosen, partial, key, read_only=True):
        pass
    if _look_at(partial).rebuilt:
        _flush(partial)


def _checked_copy(chosen: Path, partial: Path) -> None:
    """Copy a backup, with what a log beside it may hold, and look at every page of it."""
    with _copying():
        counts = copy(chosen, partial)
    looked = _look_at(partial)
    if looked.rebuilt:
        _flush(partial)
    elif looked.found.counts != counts:
        raise KnownError("The copy of the backup did not come out whole.", "Try again. Nothing was changed.")


@contextmanager
def _copying() -> Iterator[None]:
    try:
        yield
    except LockedError:
        raise
    except NotWritableError:
        raise _no_room() from None
    except KnownError:
        raise KnownError("This backup is damaged, or it is no backup of a studio.", _UNTOUCHED) from None


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found in a copy, and whether its indexes were made anew since."""

    found: Examined
    rebuilt: bool


def _look_at(partial: Path) -> _Looked:
    """Look at every page of a copy, and make its indexes anew where that is all that it takes."""
    found = examine(partial)
    if found.application != APPLICATION_ID:
        raise KnownError("This file is no backup of a studio.", _UNTOUCHED)
    problem = problem_of(found)
    # Indexes can be made anew from the rows, in the copy; the backup stays as it is.
    rebuilt = bool(found.problems) and mending.became_whole(partial, anew=True)
    if problem and not rebuilt:
        raise KnownError("This backup is damaged.", _UNTOUCHED, found=problem)
    if found.version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This backup was written by a newer version of Massage Studio.",
            "Install the newest version, then restore it. Nothing was changed.",
        )
    return _Looked(found, rebuilt)


def _put_in_place(folder: Path, aside: Path) -> None:
    """Set the studio aside, its log first, then give the copy its name; may be done again after any step."""
    file = folder / FILE_NAME
    own, restored = key_file(file), key_file(aside / RESTORING)
    for old in (*beside(file), file):
        if old.exists():
            old.replace(_free(aside / old.name))
    if own.exists() and not (restored.exists() and own.read_bytes() == restored.read_bytes()):
        own.replace(_free(aside / own.name))
    if restored.exists():
        write_whole(own, restored.read_bytes())
    # The old log must be gone from the disk before there is a new file for it to be played into.
    for changed in (aside, folder):
        flush_folder(changed)
    (aside / RESTORING).replace(file)
    restored.unlink(missing_ok=True)
    for changed in (aside, folder):
        flush_folder(changed)


def _put_back(folder: Path, aside: Path) -> None:
    file = folder / FILE_NAME
    for old in (file, key_file(file), *beside(file)):
        kept = aside / old.name
        if kept.exists() and not old.exists():
            kept.replace(old)
    flush_folder(folder)


def _clear_set_aside(folder: Path) -> None:
    """Remove what a restore laid there before it was decided, or had no more use for afterwards."""
    for left in (folder / SET_ASIDE).glob(f"*/*{key_file(Path(RESTORING))}*"):
        left.unlink()
    for aside in (folder / SET_ASIDE).glob("*"):
        if aside.is_dir() and not any(aside.iterdir()):
            aside.rmdir()


def _whole(file: Path) -> bool:
    try:
        return bool(file.stat().st_size) and not problem_of(examine(file))
    except LockedError:
        # Looked at before the restore was decided; nobody has typed its passphrase since.
        return True
    except KnownError:
        return False


def _new_folder(parent: Path, stamp: str) -> Path:
    """Make a folder that was not there: what was set aside before stays, however the clock goes."""
    parent.mkdir(mode=0o700, exist_ok=True)
    number = 1
    while True:
        made = parent / (stamp if number == 1 else f"{stamp}-{number}")
        try:
            made.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return made


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{number}-{path.name}")
    return free


def _no_room() -> NotWritableError:
    return NotWritableError(
        "The disk takes no copy of the backup, so it was not restored.",
        "Free some space on it, then try again. Nothing was changed.",
    )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise _no_room() from None
        raise NotWritableError(
            "The studio's files cannot be moved or written to.",
            "Close other programs that use them and allow writing to the folder, then try again.",
        ) from None
