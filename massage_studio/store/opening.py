"""Opens a studio: makes a new one, brings an old one up to date, refuses what is not ours."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from massage_studio.errors import DamagedError, KnownError
from massage_studio.store import schema
from massage_studio.store.connecting import open_file
from massage_studio.store.copying import copy, examine, open_to_look, write_copy
from massage_studio.store.engine import (
    APPLICATION_ID,
    FILE_NAME,
    RESTORE_ADVICE,
    SCHEMA_VERSIONS,
    Store,
    connect,
    translate_driver_errors,
)
from massage_studio.store.files import beside, write_whole
from massage_studio.store.folder import make_private
from massage_studio.store.keys import id_in, key_file, key_files

# The tables of earlier versions whose rows went into another.
_BECAME = {"deed": "operation", "class_action": "operation"}

BACKUPS = "backups"
STAMP = "%Y%m%dT%H%M%SZ"
SET_ASIDE = "set-aside"
RESTORING = "restoring.db"
CHANGING_KEY = "changing-key"
# Tables that a migration took apart; it sees to their rows itself.
_TAKEN_APART = frozenset(
    (
        *("benefit", "source", "evidence", "stroke", "contraindication", "signpost", "course_plan"),
        *("plan_session", "activity", "state_kind", "cue_kind", "response_kind"),
    )
)
# Looking at every page of more than this takes longer than anybody waits for a window.
SOON_READ = 4_000_000


def open_studio(folder: Path, *, checked_later: bool = False) -> Store:
    """Return the studio in `folder`, made or migrated first where needed.

    With `checked_later` the pages of a large file are not looked at: the caller has them checked once the
    studio is in view.

    Raises:
        KnownError: the folder cannot be written, the file is damaged, foreign or of a newer version.
    """
    make_private(folder)
    refuse_unfinished(folder)
    file = folder / FILE_NAME
    with translate_driver_errors():
        version = _version(file, checked_later=checked_later) if file.exists() else None
        if version is None:
            _refuse_lost(file)
            _make_file(file)
            _make_tables(file)
        else:
            _refuse_newer(version)
            if version != SCHEMA_VERSIONS[-1]:
                _keep_copy(file)
                migrate(file)
        return Store(folder, connect(file))


def open_to_read(folder: Path) -> Store:
    """Return the studio in a folder whose disk takes nothing, so that it can be read and nothing else.

    Raises:
        KnownError: as `open_studio` does, and where the studio would have to be brought up to date.
    """
    refuse_unfinished(folder)
    file = folder / FILE_NAME
    with translate_driver_errors():
        version = _read_version(open_file(file, mode="read"))
        _refuse_newer(version or "")
        if version != SCHEMA_VERSIONS[-1]:
            raise KnownError(
                "This studio was written by an earlier version, and its disk takes no changes.",
                "Back it up to another disk, then restore that backup into a folder there.",
            )
        return Store(folder, connect(file, writable=False), writable=False)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the backups that a restore had decided on when it was cut off: none where all is well."""
    return tuple(sorted((folder / SET_ASIDE).glob(f"*/{RESTORING}")))


def key_was_changing(folder: Path) -> bool:
    """Tell whether a change of the passphrase was cut off, before or after it was decided."""
    return any(folder.glob(f"*{CHANGING_KEY}*"))


def refuse_unfinished(folder: Path) -> None:
    """Keep everybody away from a studio of which a part may be set aside already.

    Raises:
        KnownError: a restore or a change of the passphrase was cut off.
    """
    if unfinished(folder):
        raise KnownError(
            "A restore of this studio was cut off before its end. Nothing is lost.",
            "Open the studio in its window once: the restore is finished there.",
        )
    if (folder / CHANGING_KEY).exists():
        raise KnownError(
            "A change of this studio's passphrase was cut off before its end. Nothing is lost.",
            "Open the studio in its window once: the change is finished there.",
        )


def _refuse_newer(version: str) -> None:
    if version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This studio was written by a newer version of Massage Studio.",
            "Install the newest version, then open it again. Nothing was changed.",
        )


def _refuse_lost(file: Path) -> None:
    """Refuse to begin anew where a studio was: an old log would be played into the new file."""
    if file.exists():
        return
    folder = file.parent
    if (folder / f".{file.name}.icloud").exists():
        raise KnownError(
            "The studio is in iCloud, and not on this computer just now.",
            "Open its folder in Finder, press the cloud beside studio.db, and try again once it is there.",
        )
    log = file.with_name(f"{file.name}-wal")
    # Copies that a syncing program made are named after it.
    kept = (*folder.glob(f"{BACKUPS}/*.db"), *folder.glob(f"{SET_ASIDE}/*/*.db"), *folder.glob("studio*.db"))
    left = key_file(file).exists() or any(copy.stat().st_size for copy in kept)
    if left or (log.exists() and log.stat().st_size):
        raise DamagedError("The studio's database is missing from its folder.", RESTORE_ADVICE)


def _make_file(file: Path) -> None:
    """Make a file that is ours from its first byte: an empty one is always a studio that was lost."""
    if file.exists():
        return
    partial = file.with_name(f".{file.name}.part")
    for leftover in (partial, *beside(partial)):
        leftover.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = open_file(partial)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()
    partial.replace(file)


def _make_tables(file: Path) -> None:
    """Make all tables in one transaction, unless another window did so meanwhile."""
    engine = connect(file).execution_options(writes=True)
    try:
        with engine.begin() as connection:
            if not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
                schema.create(connection)
    finally:
        engine.dispose()


def _keep_copy(file: Path) -> None:
    """Keep a verified copy of a studio among its backups before its schema changes."""

    def copied(partial: Path) -> None:
        counts = copy(file, partial)
        found = examine(partial)
        if found.problems or found.counts != counts:
            raise driver.DatabaseError("database disk image is malformed")
        copy_key_file(file, kept)

    kept = free_name(file.parent / BACKUPS, datetime.now(UTC))
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    write_copy(kept, copied)


def free_name(folder: Path, now: datetime) -> Path:
    """Return the name of a backup that is made now, of the next second where another has that one."""
    while True:
        name = folder / f"{now.astimezone(UTC):{STAMP}}.db"
        if not name.exists():
            return name
        now += timedelta(seconds=1)


def copy_key_file(source: Path, target: Path) -> None:
    """Lay the key file of a database beside its copy; a plain database has none.

    Raises:
        OSError: the disk did not take it.
    """
    for found in key_files(source)[:1]:
        write_whole(key_file(target), found.read_bytes())


def _version(file: Path, *, checked_later: bool = False) -> str | None:
    """Return the schema version of a file after a check of its pages; None for one without tables."""
    size = file.stat().st_size
    if not size:
        raise driver.DatabaseError("database disk image is malformed")
    # A log that a program left when it was killed, or that of another file, is looked at before it is written
    # into the file for good. Of an encrypted one each page that is read is looked at by its own sum.
    left = any(log.exists() and log.stat().st_size for log in beside(file)[:1])
    look = not checked_later or (size <= SOON_READ and id_in(file) is None) or left
    version = _read_version(open_to_look(file), look_at_pages=look)
    if version != SCHEMA_VERSIONS[-1] and not look:
        # What is brought up to date is looked at first, however long it takes.
        return _version(file)
    return version


def _read_version(connection: Any, *, look_at_pages: bool = True) -> str | None:
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        application = _one(connection, "PRAGMA application_id")
        tables_there = _one(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table'")
        if tables_there and application != APPLICATION_ID:
            raise KnownError(
                "The file in this folder is not a studio of Massage Studio.",
                "Choose another folder with --data. Nothing was changed.",
            )
        if look_at_pages and _one(connection, "PRAGMA quick_check(1)") != "ok":
            raise driver.DatabaseError("database disk image is malformed")
        if not tables_there:
            return None
        has_version = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        version = (
            _one(connection, "SELECT version_num FROM alembic_version")
            if _one(connection, has_version)
            else None
        )
        if version is None:
            # A studio's tables and their version are made in one transaction.
            raise driver.DatabaseError("database disk image is malformed")
        return str(version)
    finally:
        connection.close()


def _one(connection: Any, sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


def migrate(file: Path) -> None:
    """Bring a studio's schema to this program's version in one transaction.

    Raises:
        KnownError: the migration would have lost rows or left broken references; nothing was changed.
    """
    engine = connect(file).execution_options(writes=True)
    try:
        with engine.connect() as connection:
            # Batch migrations with foreign keys on would silently delete child rows.
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                before = _counts(connection)
                added = schema.upgrade(connection)
                _check(connection, before, added)
    finally:
        engine.dispose()


def _counts(connection: Connection) -> dict[str, int]:
    """Return the rows of each table that a migration must not lose; a search index can be made anew."""
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT IN ('alembic_version', 'sqlite_schema')"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for name in names.all()
    }


def _check(connection: Connection, before: dict[str, int], added: Counter[str]) -> None:
    # Imported here because only a migration has to know the tables of every room.
    from massage_studio.store import tables

    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    after = _counts(connection)
    wanted: Counter[str] = Counter()
    for name, rows in before.items():
        wanted[name if name in after else _BECAME.get(name, name)] += rows
    wanted.update({name: rows for name, rows in added.items() if name in wanted})
    missing = set(tables.metadata.tables) - set(after)
    kept = {name: rows for name, rows in wanted.items() if name not in _TAKEN_APART}
    if broken or missing or any(after.get(name) != rows for name, rows in kept.items()):
        raise KnownError(
            "The studio could not be brought up to date.",
            "Nothing was changed. Keep using the earlier version and write to the makers.",
        )
