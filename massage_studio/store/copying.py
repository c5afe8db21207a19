"""Copies a studio's file while it is in use, and looks whether a file is whole."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from massage_studio.errors import KnownError
from massage_studio.store import schema
from massage_studio.store.connecting import open_file
from massage_studio.store.engine import APPLICATION_ID, SCHEMA_VERSIONS, translate_driver_errors
from massage_studio.store.erased import ERASED
from massage_studio.store.files import beside, flush_folder
from massage_studio.store.keys import id_in, key_of
from massage_studio.store.log_frames import breaks_off

# A step is far below a microsecond.
STEPS_BETWEEN = 50_000
# A megabyte at a time, so that a copy can be ended soon and its disk has time for others.
PAGES_AT_A_TIME = 256

HELD = ("running", "finished")
# What of a studio its owner would know it by: families, classes and notes, with keys that a copy keeps.
KNOWN_BY = (
    "SELECT id FROM family",
    f"SELECT id FROM class_session WHERE status IN {HELD}",
    "SELECT id FROM note UNION ALL SELECT id FROM cue_note WHERE voided_at IS NULL",
)


_NAMED = """
SELECT 1 FROM baby WHERE family_id = :key AND given_name <> :erased
UNION SELECT 1 FROM carer WHERE family_id = :key AND given_name <> :erased
"""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at every page found; `counts` are rows by table, `problems` are words without a person's.

    `version` is the schema's, empty where the file has none.
    """

    application: int
    version: str
    counts: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a studio's file holds, as far as its owner would know it by."""

    families: int
    classes: int
    notes: int


def contents(file: Path) -> Contents:
    """Count the families, the classes that were held and the notes in a studio's file.

    Raises:
        KnownError: the file is damaged, or not a studio's.
    """
    with _reading(file) as connection:
        return Contents(
            *(connection.execute(f"SELECT count(*) FROM ({keys})").fetchone()[0] for keys in KNOWN_BY)
        )


def keys_in(file: Path) -> tuple[set[bytes], ...]:
    """Return the keys of the families, of the classes that were held and of the notes in a studio's file.

    Raises:
        KnownError: the file is damaged, or not a studio's.
    """
    with _reading(file) as connection:
        return tuple({str(row[0]).encode() for row in connection.execute(keys)} for keys in KNOWN_BY)


@contextmanager
def _reading(file: Path) -> Iterator[Any]:
    """Yield a connection on a file that should be a studio's."""
    with translate_driver_errors():
        connection = _open(file)
        try:
            yield connection
        except driver.OperationalError as error:
            if "no such table" not in str(error):
                raise
            raise KnownError("This file is no backup of a studio.") from None
        finally:
            connection.close()


def names_family(file: Path, family_id: UUID) -> bool:
    """Tell whether a studio's file has a family that was not erased; one that cannot be read may have it."""
    try:
        with translate_driver_errors():
            connection = _open(file)
            try:
                row = connection.execute(_NAMED, {"key": family_id.hex, "erased": ERASED}).fetchone()
            finally:
                connection.close()
    except KnownError:
        return True
    return row is not None


def examine(file: Path, *, between: Callable[[], None] | None = None) -> Examined:
    """Look at every page, index (those of the search too), reference, table and trigger of a database file.

    It is only read, and need not be writable. `between` is called now and then; the KnownError that it raises
    ends the look.

    Raises:
        KnownError: the file is damaged so badly that it cannot be read, or cannot be opened.
    """
    ended: KnownError | None = None

    def go_on() -> int:
        nonlocal ended
        assert between is not None
        try:
            between()
        except KnownError as error:
            # SQLite only takes an answer, and interrupts the statement.
            ended = error
        return ended is not None

    with translate_driver_errors():
        connection = _open(file)
        try:
            if between is not None:
                connection.set_progress_handler(go_on, STEPS_BETWEEN)
            found = _examined(connection, encrypted=id_in(file) is not None)
            if log_is_damaged(file):
                found = replace(found, problems=("the end of its log cannot be read", *found.problems))
        except driver.OperationalError:
            if ended is None:
                raise
        finally:
            connection.close()
    if ended is not None:
        raise ended
    return found


def copy(
    source: Path, target: Path, *, between: Callable[[], None] | None = None
) -> tuple[tuple[str, int], ...]:
    """Copy a database into the empty file `target` and return its rows by table, as of one moment.

    The copy is the source's snapshot even while the program writes. `between` is called after each megabyte,
    once that is on the disk; what it raises ends the copy.

    Raises:
        KnownError: the disk is full or fails, or the source is damaged.
    """
    with target.open("r+b") as copied, translate_driver_errors():

        def flush(*_: int) -> None:
            # What is written meanwhile would wait behind all of the copy, were it flushed at the end.
            if between is not None:
                os.fsync(copied.fileno())
                between()

        reading = _open(source)
        try:
            # A copy is encrypted as its source is.
            writing = open_file(target, key=key_of(source))
            try:
                # It has no name before it is whole and flushed.
                writing.execute("PRAGMA journal_mode = OFF")
                writing.execute("PRAGMA synchronous = OFF")
                # What it keeps in memory would be written all at once at the end.
                writing.execute(f"PRAGMA cache_size = {PAGES_AT_A_TIME}")
                # One read transaction around both, so that counts and copy are of the same moment.
                reading.execute("BEGIN")
                counts = _counts(reading)
                reading.backup(writing, pages=PAGES_AT_A_TIME, progress=flush)
                reading.execute("COMMIT")
            finally:
                writing.close()
        finally:
            reading.close()
        os.fsync(copied.fileno())
    return counts


def write_copy(target: Path, copied: Callable[[Path], None]) -> None:
    """Give a copy its name once it is whole and on the disk; what was cut off leaves nothing of that name.

    `copied` fills the empty file that it is given, for its owner alone, and raises where that is not whole.

    Raises:
        OSError: the folder or its disk takes nothing.
    """
    partial = target.with_name(f".{target.name}.part")
    try:
        # A leftover of a copy that was cut off is of no use to anybody.
        for leftover in (partial, *beside(partial)):
            leftover.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        copied(partial)
        partial.replace(target)
        flush_folder(target.parent)
    finally:
        for leftover in (partial, *beside(partial)):
            leftover.unlink(missing_ok=True)


def log_is_damaged(file: Path) -> bool:
    """Tell whether what was written last is missing, for the log beside a file is damaged before its end.

    A connection must have read the file; where nothing can be written SQLite has no index that could tell.
    """
    log, index, _ = beside(file)
    return log.exists() and index.exists() and breaks_off(log, index)


def open_to_look(file: Path) -> Any:
    """Return a connection of the driver that looks into a file and leaves a log beside it as it is.

    Whoever closes a file last writes its log into it. That of another file, which somebody copied there,
    would destroy it: so it must be possible to look first.
    """
    log = beside(file)[0]
    with_log = log.exists() and bool(log.stat().st_size)
    # Without a log one that may write cleans up behind itself.
    connection = open_file(file, mode="look" if with_log else "write", check_same_thread=False)
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error:
        connection.close()
        raise
    return connection


def _open(file: Path) -> Any:
    try:
        return open_to_look(file)
    except driver.OperationalError as error:
        if "locked" in str(error):
            raise
    # Where nothing can be written SQLite cannot even make the files in which it keeps locks.
    connection = open_file(file, mode="read")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _examined(connection: Any, *, encrypted: bool) -> Examined:
    tables = _tables(connection)
    version = ""
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        version = row[0] if row else ""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if encrypted:
        # Each page has a sum of its own, those that are empty too.
        problems += [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
    if application == APPLICATION_ID and version in SCHEMA_VERSIONS:
        problems += schema.differences(connection, version)
    problems += [
        f"a row of {row[0]} refers to a row of {row[2]} that is missing"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return Examined(application, version, _counts(connection), tuple(problems))


def _tables(connection: Any) -> list[str]:
    """Return the tables and search indexes; not those in which SQLite keeps an index's own parts."""
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
        " AND name <> 'sqlite_schema' ORDER BY name"
    )
    return [row[0] for row in found]


def _counts(connection: Any) -> tuple[tuple[str, int], ...]:
    return tuple(
        (table, connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in _tables(connection)
    )
