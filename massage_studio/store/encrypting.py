"""Writes a database anew with another key, with none, or for the first time with one, and compares them."""

import os
from pathlib import Path
from typing import Any

from massage_studio.errors import DamagedError, KnownError
from massage_studio.store.connecting import WITHOUT_LOCKS, open_file, uri_of
from massage_studio.store.engine import RESTORE_ADVICE, translate_driver_errors
from massage_studio.store.keys import Key, key_of

_OBJECTS = "SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema"
# Both are kept in the file's first page and no part of what is exported.
_MARKS = ("application_id", "user_version")


def write_as(source: Path, target: Path, key: Key | None, *, read_only: bool = False) -> None:
    """Write all of a database into the new file `target` with this key, or readable by all, row for row.

    What the source holds is compared with what the target holds, and the target is on the disk. With
    `read_only` not even the log beside the source is folded into it; nobody may be writing to it then.

    Raises:
        DamagedError: the source is damaged.
        KnownError: the disk is full, or the copy is not the same.
    """
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with translate_driver_errors():
        connection = open_file(target, key=key)
        try:
            _attach(connection, source, read_only)
            if connection.execute("PRAGMA source.quick_check(1)").fetchone() != ("ok",):
                raise DamagedError("The studio's database is damaged.", RESTORE_ADVICE)
            connection.execute("SELECT sqlcipher_export('main', 'source')")
            for mark in _MARKS:
                (value,) = connection.execute(f"PRAGMA source.{mark}").fetchone()
                connection.execute(f"PRAGMA main.{mark} = {value}")
            differs = _differs(connection)
            connection.execute("DETACH source")
            # As a studio's file is; the next program that opens it needs not to change it.
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        if differs or not _is_whole(target, key):
            raise KnownError(
                "The copy did not come out the same, so it was not used.", "Nothing was changed. Try again."
            )
    with target.open("r+b") as written:
        os.fsync(written.fileno())


def _attach(connection: Any, source: Path, read_only: bool) -> None:
    for pragma in ("busy_timeout = 5000", "trusted_schema = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    # What is half written is of no use to anybody, so nothing of it is waited for before the end.
    for pragma in ("synchronous = OFF", "journal_mode = OFF"):
        connection.execute(f"PRAGMA main.{pragma}")
    uri, key = uri_of(source, "read" if read_only else "write"), key_of(source)
    connection.execute("ATTACH ? AS source KEY ?", (uri, key.literal if key else ""))
    if WITHOUT_LOCKS in uri:
        connection.execute("PRAGMA source.locking_mode = EXCLUSIVE")


def _is_whole(target: Path, key: Key | None) -> bool:
    connection = open_file(target, key=key)
    try:
        sums = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)) and not sums
    finally:
        connection.close()


def _differs(connection: Any) -> bool:
    """Tell whether a table, an index, a trigger or a row of one is not the same in the other."""
    here, there = (set(connection.execute(_OBJECTS.format(schema=name))) for name in ("main", "source"))
    tables = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'source' AND type IN ('table', 'shadow')"
        " AND name <> 'sqlite_schema'"
    ).fetchall()
    return here != there or any(_rows_differ(connection, name, bool(keyed)) for name, keyed in tables)


def _rows_differ(connection: Any, table: str, without_rowid: bool) -> bool:
    told = connection.execute(f'PRAGMA source.table_info("{table}")').fetchall()
    columns = [row[1] for row in told]
    keys = [row[1] for row in told if row[5]] if without_rowid else ["rowid"]
    same_key, same = (
        " AND ".join(f'a."{name}" {sign} b."{name}"' for name in names)
        for names, sign in ((keys, "="), (columns, "IS"))
    )
    counts = connection.execute(
        f'SELECT (SELECT count(*) FROM main."{table}"), (SELECT count(*) FROM source."{table}"),'
        f' (SELECT count(*) FROM main."{table}" a JOIN source."{table}" b ON {same_key} WHERE {same})'
    ).fetchone()
    return len(set(counts)) != 1
