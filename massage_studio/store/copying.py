"""Copies a studio's file while it is in use, and looks whether a file is whole."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from massage_studio.errors import KnownError
from massage_studio.store import schema
from massage_studio.store.engine import (
    APPLICATION_ID,
    SCHEMA_VERSIONS,
    open_unwritable,
    translate_driver_errors,
)
from massage_studio.store.erased import ERASED

# A step is far below a microsecond.
STEPS_BETWEEN = 50_000

_CONTENTS = """
SELECT (SELECT count(*) FROM family),
    (SELECT count(*) FROM class_session WHERE status IN ('running', 'finished')),
    (SELECT count(*) FROM note) + (SELECT count(*) FROM cue_note WHERE voided_at IS NULL)
"""


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
    with translate_driver_errors():
        connection = _open(file)
        try:
            return Contents(*connection.execute(_CONTENTS).fetchone())
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


def examine(file: Path, *, stopped: Callable[[], bool] | None = None) -> Examined:
    """Look at every page, index (those of the search too), reference, table and trigger of a database file.

    It is only read, and need not be writable. `stopped` is asked now and then whether to go on.

    Raises:
        KnownError: the file is damaged so badly that it cannot be read, or cannot be opened, or `stopped`
            said that nobody waits any more.
    """
    with translate_driver_errors():
        connection = _open(file)
        try:
            if stopped is not None:
                connection.set_progress_handler(stopped, STEPS_BETWEEN)
            return _examined(connection)
        except driver.OperationalError:
            if stopped is not None and stopped():
                raise KnownError("The check was stopped.") from None
            raise
        finally:
            connection.close()


def copy(source: Path, target: Path) -> tuple[tuple[str, int], ...]:
    """Copy a database into the empty file `target` and return its rows by table, as of one moment.

    The copy is the source's snapshot even while the program writes.

    Raises:
        KnownError: the disk is full or fails, or the source is damaged.
    """
    with translate_driver_errors():
        reading = _open(source)
        try:
            writing = _open(target)
            try:
                # One read transaction around both, so that counts and copy are of the same moment.
                reading.execute("BEGIN")
                counts = _counts(reading)
                reading.backup(writing)
                reading.execute("COMMIT")
            finally:
                writing.close()
        finally:
            reading.close()
    with target.open("r+b") as copied:
        os.fsync(copied.fileno())
    return counts


def _open(file: Path) -> Any:
    # mode=rw: a file that is missing must stay missing.
    connection = driver.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as error:
        connection.close()
        if not isinstance(error, driver.OperationalError) or "locked" in str(error):
            raise
        # Where nothing can be written SQLite cannot even make the files in which it keeps locks.
        connection = open_unwritable(file)
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _examined(connection: Any) -> Examined:
    tables = _tables(connection)
    version = ""
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        version = row[0] if row else ""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
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
