"""All rows of a studio as the database holds them, read out of it and put into an empty one of its version.

Values are as stored: keys are 32 hexadecimal digits, days YYYY-MM-DD, moments UTC, amounts ten-thousandths of
the currency's unit, yes and no 1 and 0; bytes stand as {"base64": ...}.
"""

import base64
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Boolean, Date, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Session

from massage_studio.store import schema
from massage_studio.store.base import Amount, Moment, WordList
from massage_studio.store.copying import KNOWN_BY, Contents
from massage_studio.store.engine import APPLICATION_ID, connect, translate_driver_errors
from massage_studio.store.keys import Key

_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    " AND name NOT IN ('sqlite_schema', 'alembic_version') AND name NOT LIKE 'search_%' ORDER BY name"
)
_PORTION = 5_000
AMOUNT, MOMENT, YES_OR_NO = "amount", "moment", "yes or no"
_HELD: tuple[tuple[type[Any], str], ...] = (
    *((Amount, AMOUNT), (Moment, MOMENT), (WordList, "list"), (Boolean, YES_OR_NO), (Date, "day")),
    *((Uuid, "key"), (LargeBinary, "bytes"), (Integer, "number"), (String, "text")),
)


def version_of(session: Session) -> str:
    """Return the version of the schema."""
    return str(_raw(session).execute("SELECT version_num FROM alembic_version").fetchone()[0])


def table_names(session: Session) -> tuple[str, ...]:
    """Return the tables in alphabetical order; what Find keeps for itself is made anew from the others."""
    return _names(_raw(session))


def columns_of(session: Session, table: str) -> tuple[tuple[str, str], ...]:
    """Return name and type (TEXT, INTEGER, REAL or BLOB) of each column of a table."""
    return _columns(_raw(session), table)


def described(session: Session, table: str) -> dict[str, dict[str, Any]]:
    """Return of each column its type, what it holds, whether it may be empty, and to what its key refers."""
    # Late, for most who are here know the tables of their own room alone.
    from massage_studio.store import tables

    raw, columns = _raw(session), tables.metadata.tables[table].columns
    refers = {
        row[3]: f"{row[2]}.{row[4] or 'id'}" for row in raw.execute(f'PRAGMA foreign_key_list("{table}")')
    }
    return {
        row[1]: {
            "type": row[2],
            "holds": next(name for kind, name in _HELD if isinstance(columns[row[1]].type, kind)),
            "may_be_empty": not row[3],
            **({"refers_to": refers[row[1]]} if row[1] in refers else {}),
        }
        for row in raw.execute(f'PRAGMA table_info("{table}")')
    }


def contents_of(session: Session) -> Contents:
    """Count what the owner of a studio would know it by."""
    raw = _raw(session)
    counts = (raw.execute(f"SELECT count(*) FROM ({keys})").fetchone()[0] for keys in KNOWN_BY)
    return Contents(*counts)


def rows_of(session: Session, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the order of their keys."""
    names = [name for name, _ in columns_of(session, table)]
    quoted = ", ".join(f'"{name}"' for name in names)
    key = '"id"' if "id" in names else quoted
    for row in _raw(session).execute(f'SELECT {quoted} FROM "{table}" ORDER BY {key}'):
        yield {name: _outside(value) for name, value in zip(names, row, strict=True)}


def count_of(session: Session, table: str) -> int:
    """Return how many rows a table has."""
    return int(_raw(session).execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def make_database(
    file: Path,
    version: str,
    rows: Callable[[str], Generator[Mapping[str, Any]]],
    tables: AbstractSet[str],
    *,
    key: Key | None = None,
) -> None:
    """Make a studio's database of a version in the new or empty `file`, with these rows in its tables.

    It is encrypted from its first byte where a `key` is given. What is half made is of no use to anybody.

    Raises:
        ValueError: a table or a column is missing or not of that version, or a row does not fit.
        KnownError: the disk is full or fails.
    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    engine = connect(file, key=key).execution_options(writes=True)
    try:
        with translate_driver_errors(), engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            # Nothing of it is waited for, or kept to go back to, before the end.
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
                raw.execute(f"PRAGMA {pragma}")
            with connection.begin():
                schema.make(connection, version)
                if tables != set(_names(raw)):
                    raise ValueError("the tables are not those of that version")
                with _without_refusals(raw):
                    for table in sorted(tables):
                        # Where a row is refused the file of the others must not stay open.
                        with closing(rows(table)) as found:
                            _put(raw, table, found)
                if raw.execute("PRAGMA foreign_key_check").fetchone():
                    raise ValueError("a row refers to one that is missing")
            raw.execute("PRAGMA journal_mode = WAL")
    except driver.IntegrityError:
        # Its words may hold what is in the row.
        raise ValueError("a row does not fit") from None
    finally:
        engine.dispose()


@contextmanager
def _without_refusals(raw: Any) -> Iterator[None]:
    """Take rows as they were, whatever order they come in; what Find keeps follows them."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'search_%'"
    triggers = raw.execute(query).fetchall()
    for name, _ in triggers:
        raw.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, made in triggers:
        raw.execute(made)


def _put(raw: Any, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    names = [name for name, _ in _columns(raw, table)]
    quoted = ", ".join(f'"{name}"' for name in names)
    insert = f'INSERT INTO "{table}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
    wanted = set(names)
    portion: list[list[Any]] = []
    # A migration may have put rows of its own there.
    raw.execute(f'DELETE FROM "{table}"')
    for row in rows:
        if row.keys() != wanted:
            raise ValueError("a row has other columns")
        portion.append([_inside(row[name]) for name in names])
        if len(portion) == _PORTION:
            raw.executemany(insert, portion)
            portion.clear()
    raw.executemany(insert, portion)


def _names(raw: Any) -> tuple[str, ...]:
    return tuple(row[0] for row in raw.execute(_TABLES))


def _columns(raw: Any, table: str) -> tuple[tuple[str, str], ...]:
    return tuple((row[1], row[2]) for row in raw.execute(f'PRAGMA table_info("{table}")'))


def _raw(session: Session) -> Any:
    return session.connection().connection.dbapi_connection


def _outside(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return base64.b64decode(value["base64"], validate=True)
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("a value is of no kind that a database holds")
