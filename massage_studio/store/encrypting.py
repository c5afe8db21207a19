"""Writes a database anew with another key, with none, or for the first time with one, and compares them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from massage_studio.errors import DamagedError, KnownError
from massage_studio.store.connecting import open_file, uri_of
from massage_studio.store.engine import RESTORE_ADVICE, translate_driver_errors
from massage_studio.store.keys import Key

_OBJECTS = "SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema"
# Both are kept in the file's first page and no part of what is exported.
_MARKS = ("application_id", "user_version")


@contextmanager
def written_as(source: Path, target: Path, key: Key | None, *, read_only: bool = False) -> Iterator[None]:
    """Write all of a database into the new file `target` with this key, or readable by all, row for row.

    What the source holds is compared with what the target holds, and the target is on the disk; then the body
    runs, and until it ends nobody else can open the source. With `read_only` not even the log beside the
    source is folded into it, and nobody may be writing to it.

    Raises:
        DamagedError: the source is damaged.
        KnownError: the disk is full, another program uses the source, or the copy is not the same.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with translate_driver_errors():
        connection = open_file(source, mode="read" if read_only else "write")
        try:
            _prepare(connection, alone=not read_only)
            connection.execute(
                "ATTACH ? AS made KEY ?", (uri_of(target, "write"), key.literal if key else "")
            )
            differs = _export(connection)
            connection.execute("DETACH made")
            if differs or not _is_whole(target, key):
                raise KnownError(
                    "The copy did not come out the same, so it was not used.",
                    "Nothing was changed. Try again.",
                )
            with target.open("r+b") as written:
                os.fsync(written.fileno())
            yield
        finally:
            connection.close()


def _prepare(connection: Any, *, alone: bool) -> None:
    for pragma in ("busy_timeout = 5000", "trusted_schema = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    if alone:
        # Held until the connection is closed: what another program wrote meanwhile would be lost.
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    if connection.execute("PRAGMA main.quick_check(1)").fetchone() != ("ok",):
        raise DamagedError("Part of the studio's file is damaged.", RESTORE_ADVICE)


def _export(connection: Any) -> bool:
    """Write all into the empty database that is attached, and tell whether it differs."""
    # What is half written is of no use to anybody, so nothing of it is waited for before the end.
    for pragma in ("locking_mode = NORMAL", "synchronous = OFF", "journal_mode = OFF"):
        connection.execute(f"PRAGMA made.{pragma}")
    connection.execute("SELECT sqlcipher_export('made')")
    for mark in _MARKS:
        (value,) = connection.execute(f"PRAGMA main.{mark}").fetchone()
        connection.execute(f"PRAGMA made.{mark} = {value}")
    differs = _differs(connection)
    # As a studio's file is; the next program that opens it needs not to change it.
    connection.execute("PRAGMA made.journal_mode = WAL")
    return differs


def _is_whole(target: Path, key: Key | None) -> bool:
    connection = open_file(target, key=key)
    try:
        sums = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)) and not sums
    finally:
        connection.close()


def _differs(connection: Any) -> bool:
    """Tell whether a table, an index, a trigger or a row of one is not the same in the other."""
    here, there = (set(connection.execute(_OBJECTS.format(schema=name))) for name in ("main", "made"))
    tables = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        " AND name <> 'sqlite_schema'"
    ).fetchall()
    return here != there or any(_rows_differ(connection, name, bool(keyed)) for name, keyed in tables)


def _rows_differ(connection: Any, table: str, without_rowid: bool) -> bool:
    told = connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()
    columns = [row[1] for row in told]
    keys = [row[1] for row in told if row[5]] if without_rowid else ["rowid"]
    same_key, same = (
        " AND ".join(f'a."{name}" {sign} b."{name}"' for name in names)
        for names, sign in ((keys, "="), (columns, "IS"))
    )
    counts = connection.execute(
        f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM made."{table}"),'
        f' (SELECT count(*) FROM main."{table}" a JOIN made."{table}" b ON {same_key} WHERE {same})'
    ).fetchone()
    return len(set(counts)) != 1
