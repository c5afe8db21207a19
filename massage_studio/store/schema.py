"""Knows what the tables, indexes and triggers of each version look like, and compares a file with them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from massage_studio.store.engine import connect

# Alembic keeps the migration that is under way in one place for the whole program.
MIGRATING = Lock()

_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


def differences(connection: Any, version: str) -> tuple[str, ...]:
    """Return in what a file differs from a studio that was made by this version, in plain words."""
    wanted, found = _made_by(version), _objects(connection)
    return (
        *(f"the {kind} {name} is missing" for kind, name in _in_order(wanted.keys() - found.keys())),
        *(f"the {kind} {name} is not the studio's" for kind, name in _in_order(found.keys() - wanted.keys())),
        *(
            f"the {kind} {name} was changed"
            for kind, name in _in_order(wanted.keys() & found.keys())
            if wanted[kind, name] != found[kind, name]
        ),
    )


def upgrade(connection: Any, version: str = "head") -> None:
    """Run the migrations on a connection of SQLAlchemy up to a version."""
    # Imported here because only a file that is behind needs it, and a look at one (+150 ms).
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "massage_studio.store:migrations")
    config.attributes["connection"] = connection
    with MIGRATING:
        command.upgrade(config, version)


def _in_order(objects: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put tables first: with one that is missing go its indexes and triggers."""
    return sorted(objects, key=lambda found: (found[0] != "table", found))


@lru_cache
def _made_by(version: str) -> dict[tuple[str, str], str]:
    engine = connect(Path(":memory:"))
    try:
        with engine.connect() as connection, connection.begin():
            upgrade(connection, version)
            return _objects(connection.connection.dbapi_connection)
    finally:
        engine.dispose()


def _objects(connection: Any) -> dict[tuple[str, str], str]:
    # Whether a name is quoted tells only how a table came to it.
    return {
        (kind, name): re.sub(r"\s+", " ", sql.replace('"', "")).strip()
        for kind, name, sql in connection.execute(_OBJECTS).fetchall()
    }
