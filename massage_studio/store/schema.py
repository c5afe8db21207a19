"""Makes the tables, indexes and triggers of a studio, and knows what those of each version look like."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from massage_studio.store.engine import SCHEMA_VERSIONS, connect

Objects = dict[tuple[str, str], str]

# Alembic keeps the migration that is under way in one place for the whole program.
MIGRATING = Lock()

# As Alembic makes it, which need not be imported for a new studio (+150 ms).
_VERSION_TABLE = """
CREATE TABLE alembic_version (
    version_num TEXT NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""
# A studio has some 300 tables, indexes and triggers: those of its version and of itself are the same texts.
_READ_BEFORE = 1_000
_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


def differences(connection: Any, version: str) -> tuple[str, ...]:
    """Return in what a file differs from a studio that was made by this version, in plain words."""
    wanted, found = _clauses_of(_made_by(version)), _clauses_of(_objects(connection))
    return (
        *(f"the {kind} {name} is missing" for kind, name in _in_order(wanted.keys() - found.keys())),
        *(f"the {kind} {name} is not the studio's" for kind, name in _in_order(found.keys() - wanted.keys())),
        *(
            f"the {kind} {name} was changed"
            for kind, name in _in_order(wanted.keys() & found.keys())
            if wanted[kind, name] != found[kind, name]
        ),
    )


def put_right(connection: Any, version: str) -> None:
    """Make the indexes and triggers of a file those of a studio of this version; tables stay as they are."""
    wanted, found = _made_by(version), _objects(connection)
    for (kind, name), sql in found.items():
        if kind != "table" and wanted.get((kind, name)) != sql:
            connection.execute(f'DROP {kind} "{name}"')
    there = _objects(connection)
    for (kind, name), sql in wanted.items():
        if kind != "table" and (kind, name) not in there:
            connection.execute(sql)


def create(connection: Any) -> None:
    """Make in an empty database what the models of every room say, and mark it as of the newest version."""
    # Imported here because only a new studio has to know the tables of every room.
    from massage_studio.store import tables

    tables.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SCHEMA_VERSIONS[-1],))


def make(connection: Any, version: str) -> None:
    """Make in an empty database what a version of the program made."""
    if version == SCHEMA_VERSIONS[-1]:
        create(connection)
    else:
        upgrade(connection, version)


def upgrade(
    connection: Any, version: str = "head", passed: Callable[[str], None] | None = None
) -> Counter[str]:
    """Bring a studio of an earlier version up to a version, and return what mended rows added, by table.

    `passed` is told each version once the studio is of it.
    """
    # Imported here because only a file that is behind needs it, and a look at one (+150 ms).
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "massage_studio.store:migrations")
    config.attributes["connection"] = connection
    config.attributes["passed"] = passed
    with MIGRATING:
        command.upgrade(config, version)
    added: Counter[str] = config.attributes.get("added", Counter())
    return added


def _in_order(objects: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put tables first: with one that is missing go its indexes and triggers."""
    return sorted(objects, key=lambda found: (found[0] != "table", found))


def _made_by(version: str) -> Objects:
    return _made_by_newest() if version == SCHEMA_VERSIONS[-1] else _made_by_earlier()[version]


@lru_cache
def _made_by_newest() -> Objects:
    with _in_memory() as connection:
        create(connection)
        return _objects(connection.connection.dbapi_connection)


@lru_cache
def _made_by_earlier() -> dict[str, Objects]:
    """Return what each earlier version made; one walk through the migrations passes all of them."""
    made: dict[str, Objects] = {}
    with _in_memory() as connection:

        def passed(version: str) -> None:
            made[version] = _objects(connection.connection.dbapi_connection)

        upgrade(connection, SCHEMA_VERSIONS[-2], passed)
    return made


@contextmanager
def _in_memory() -> Iterator[Connection]:
    """Yield a connection to an empty database that is nowhere but in memory."""
    engine = connect(None)
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _objects(connection: Any) -> Objects:
    return {(kind, name): sql for kind, name, sql in connection.execute(_OBJECTS).fetchall()}


def _clauses_of(objects: Objects) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (kind, name): _clauses(sql) if kind == "table" else (_plain(sql),)
        for (kind, name), sql in objects.items()
    }


@lru_cache(maxsize=_READ_BEFORE)
def _plain(sql: str) -> str:
    # Whether a name is quoted tells only how a table came to it.
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip()


@lru_cache(maxsize=_READ_BEFORE)
def _clauses(sql: str) -> tuple[str, ...]:
    """Return what a table is made of; in which order its columns and constraints stand says nothing."""
    head, _, rest = _plain(sql).partition("(")
    body, _, tail = rest.rpartition(")")
    parts, depth = [""], 0
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return (head.strip(), *sorted(part.strip() for part in parts), tail.strip())
