"""The jobs that may be killed at any moment: what each begins with, and how it is done by the real verbs.

A place is a folder with the studio's in it, and what the job needs beside that. As a program it does each job
that it is told in a fork; with a job, a place and a number it does that one, and is killed when the database
has worked for so many thousand steps.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from massage_studio import cli
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.families.queries import families
from massage_studio.families.service import add_note
from massage_studio.safekeeping import keys
from massage_studio.safekeeping.automatic import back_up_if_changed, back_up_now
from massage_studio.safekeeping.backup_removal import finish_removal, intend_removal
from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.safekeeping.key_change import change_passphrase, decrypt, encrypt, encrypt_copies
from massage_studio.safekeeping.unlocking import unlock
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.folder import make_private
from massage_studio.store.opening import open_studio
from tests.safekeeping.strace import serve
from tests.studio_fixtures import CHEAP, NOW, a_class, a_course, a_family

WORDS, OTHER = "warm hands, quiet hall", "soft towels, slow songs"
RECOVERY = "196P-SRJ9-E1TR-VCQ9-5P5V-YM8D-N77S-FJQA"
OTHER_RECOVERY = "A40M-VWJH-GK9S-3JV9-NWKG-H675-RFCA-2QNK"
SECRETS = (WORDS, OTHER, RECOVERY, OTHER_RECOVERY)
MARK = "Zephyrine"
LATER = datetime(2027, 3, 19, 10, 0, tzinfo=UTC)
STUDIO, BACKUP, EXPORT = "studio", "kept.db", "whole.zip"
PASSPHRASE, BOOKINGS = "passphrase.txt", "bookings.csv"
_DATABASES = Path(__file__).parents[1] / "store" / "databases"
_BOOKINGS = Path(__file__).parents[1] / "exchange" / "files" / "eventbrite-2024-layout.csv"


@dataclass(frozen=True, slots=True)
class Job:
    """A job: what fills a place for it, and what does it there.

    `migrates` tells that each start of the program does it too, `hides` that nobody can read the mark any
    more once it is done.
    """

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    migrates: bool = False
    hides: bool = False


def filled(place: Path) -> Store:
    """Open a new studio with a family of the mark, one that has come since its backup, and a class."""
    make_private(place / STUDIO)
    store = open_studio(place / STUDIO)
    with store.write() as session:
        dyad = a_family(session, MARK, f"{MARK}'s carer", now=NOW)
        add_note(session, family_id=dyad.family, layer="private", text=f"{MARK} sleeps", now=NOW)
        a_class(session, "Mia", "Noah")
    back_up_if_changed(place / STUDIO, now=NOW)
    with store.write() as session:
        a_family(session, "Ivy")
    return store


def plain(place: Path) -> None:
    """Fill a place with a studio that everybody can read, a backup of it and one that was set aside."""
    store = filled(place)
    back_up_if_changed(place / STUDIO, now=NOW + timedelta(hours=1))
    store.close()
    aside = place / STUDIO / "set-aside" / "20261101T100000Z"
    aside.mkdir(parents=True, mode=0o700)
    shutil.copy(place / STUDIO / FILE_NAME, aside / FILE_NAME)


def encrypted(place: Path) -> None:
    """Fill a place with a studio with a passphrase, and its backups."""
    plain(place)
    encrypt_copies(place / STUDIO, encrypt(place / STUDIO, passphrase=WORDS, recovery_key=RECOVERY))
    (place / PASSPHRASE).write_text(f"{WORDS}\n", encoding="utf-8")


def with_backup(place: Path, *, key: bool) -> None:
    """Fill a place with a studio in the midst of its life, its log beside it, and an earlier backup."""
    (encrypted if key else plain)(place)
    [kept, *_] = sorted((place / STUDIO / "backups").glob("*.db"))
    for file in (kept, *kept.parent.glob(f"{kept.name}.key")):
        shutil.copy(file, place / file.name.replace(kept.name, BACKUP))
    written_on(place)


def written_on(place: Path) -> None:
    """Write a family into the studio and leave the log beside it, as a killed program does."""
    store = open_studio(place / STUDIO)
    with store.write() as session:
        a_family(session, "Leo")
    shutil.copytree(place / STUDIO, place / "killed")
    store.close()
    shutil.rmtree(place / STUDIO)
    (place / "killed").rename(place / STUDIO)


def with_export(place: Path, *, key: bool) -> None:
    """Fill a place with a studio, and the whole of an earlier one in the open format."""
    (encrypted if key else plain)(place)
    store = open_studio(place / STUDIO)
    with store.read() as session:
        write_studio(session, place / EXPORT, now=NOW)
    store.close()
    written_on(place)


def with_bookings(place: Path) -> None:
    """Fill a place with a studio with a course, and a file of bookings for it."""
    store = filled(place)
    with store.write() as session:
        a_course(session, "Winter course", capacity=12)
    store.close()
    shutil.copy(_BOOKINGS, place / BOOKINGS)


def earlier(place: Path, *, key: bool) -> None:
    """Fill a place with a studio of the oldest schema that there is."""
    make_private(place / STUDIO)
    shutil.copy(_DATABASES / f"{SCHEMA_VERSIONS[0]}.db", place / STUDIO / FILE_NAME)
    if key:
        encrypt(place / STUDIO, passphrase=WORDS, recovery_key=RECOVERY)


def nothing(place: Path) -> None:
    """Leave a place without a studio."""


def command(name: str, *arguments: str, place: Path) -> None:
    """Run a command on the studio of a place."""
    known = ("--passphrase-file", str(place / PASSPHRASE)) if (place / PASSPHRASE).exists() else ()
    code = cli.main([name, *arguments, "--data", str(place / STUDIO), *known])
    assert code == cli.DONE, f"{name}: {code}"


def open_it(place: Path) -> None:
    """Open a studio for the first time, as a new one or of an earlier version."""
    folder = place / STUDIO
    if (folder / f"{FILE_NAME}.key").exists():
        unlock(folder / FILE_NAME, WORDS, now=NOW)
    open_studio(folder).close()


def set_passphrase(place: Path) -> None:
    """Give a studio a passphrase, as the dialog does."""
    key = encrypt(place / STUDIO, passphrase=WORDS, recovery_key=RECOVERY)
    encrypt_copies(place / STUDIO, key)
    back_up_now(place / STUDIO, now=LATER)


def renew(place: Path) -> None:
    """Give a studio another key, as the dialog does."""
    unlock(place / STUDIO / FILE_NAME, WORDS, now=NOW)
    key = encrypt(place / STUDIO, passphrase=OTHER, recovery_key=OTHER_RECOVERY)
    encrypt_copies(place / STUDIO, key)
    back_up_now(place / STUDIO, now=LATER)


def change(place: Path) -> None:
    """Give a studio another passphrase."""
    key = unlock(place / STUDIO / FILE_NAME, WORDS, now=NOW)
    change_passphrase(place / STUDIO, key, OTHER)


def take_away(place: Path) -> None:
    """Take the passphrase from a studio."""
    unlock(place / STUDIO / FILE_NAME, WORDS, now=NOW)
    decrypt(place / STUDIO)


def restore(place: Path, chosen: str) -> None:
    """Restore a backup or an export by the command."""
    command("restore", str(place / chosen), place=place)


def bring_in(place: Path) -> None:
    """Import a file of bookings by the command."""
    command("import", str(place / BOOKINGS), "--course", "Winter course", place=place)


def erase(place: Path) -> None:
    """Erase the family of the mark, from the backups too, as the dialog does."""
    store = open_studio(place / STUDIO)
    family_id = marked_family(store)
    intend_removal(store.folder, family_id)
    with store.write() as session:
        erase_family(session, family_id=family_id, now=LATER, today=date(2027, 3, 19))
    finish_removal(store.folder, now=LATER)
    store.close()


def marked_family(store: Store) -> UUID:
    """Return the family of the mark."""
    with store.read() as session:
        rows = families(session, today=NOW.date())
        return next(row.id for row in rows if row.babies[0].given_name == MARK)


JOBS = {
    "new studio": Job(nothing, open_it, migrates=True),
    "first migration": Job(partial(earlier, key=False), open_it, migrates=True),
    "migration with a passphrase": Job(partial(earlier, key=True), open_it, migrates=True, hides=True),
    "passphrase set": Job(plain, set_passphrase, hides=True),
    "passphrase changed": Job(encrypted, change, hides=True),
    "new key": Job(encrypted, renew, hides=True),
    "passphrase removed": Job(encrypted, take_away),
    "restore": Job(partial(with_backup, key=False), partial(restore, chosen=BACKUP)),
    "restore with a passphrase": Job(partial(with_backup, key=True), partial(restore, chosen=BACKUP)),
    "restore of an export": Job(partial(with_export, key=False), partial(restore, chosen=EXPORT)),
    "restore of an export with a passphrase": Job(
        partial(with_export, key=True), partial(restore, chosen=EXPORT)
    ),
    "import": Job(with_bookings, bring_in),
    "erasure": Job(plain, erase, hides=True),
}


def main() -> None:
    """Do one job that is cut off, or each that is told."""
    keys.COST = CHEAP
    if len(sys.argv) > 1:
        job, place, steps = sys.argv[1:]
        kill_after(int(steps))
        JOBS[job].do(Path(place))
    else:
        serve(lambda name, place: JOBS[name].do(place))


def kill_after(steps: int) -> None:
    """Have this program killed when all connections together have worked for so many thousand steps."""
    connect, left = driver.connect, steps

    def step() -> int:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return 0

    def counted(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.set_progress_handler(step, 1_000)
        return connection

    driver.connect = counted


if __name__ == "__main__":
    main()
