"""Opens a studio's database and is the one place where a transaction begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError

APPLICATION_ID = 0x4D535455  # "MSTU"
FILE_NAME = "studio.db"
SCHEMA_VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
)  # oldest first; the last one is what this program writes

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
    # A press writes eleven pages; with the usual 1,000 every ninetieth would wait for a checkpoint.
    "PRAGMA wal_autocheckpoint = 2000",
)


def connect(file: Path) -> Engine:
    """Return an engine on a SQLite file through sqlcipher3, with explicit transactions."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        module=driver,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": 5},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        raw = connection.connection.dbapi_connection
        assert raw is not None
        # Straight to the driver: every press begins with this.
        raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class Store:
    """An open studio: short read and write sessions on one database file."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine
        self._writing = engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one snapshot of the studio.

        Raises:
            KnownError: the file cannot be read.
        """
        with told(), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session whose work is committed as one transaction, or not at all.

        Raises:
            KnownError: the disk is full, the file is read-only or another program holds it.
        """
        with told(), Session(self._writing) as session, session.begin():
            yield session

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it.

        Raises:
            KnownError: the disk did not take it; what was saved stays in the write-ahead log.
        """
        try:
            with told(), self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()


@contextmanager
def told() -> Iterator[None]:
    """Turn the driver's failures that an instructor can mend into words."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = _known(str(cause))
        if known is None:
            raise
        raise known from None


def _known(text: str) -> KnownError | None:
    if "disk is full" in text or "database or disk" in text:
        return KnownError(
            "The disk is full, so this was not saved.", "Free some space on it, then try again."
        )
    if "readonly" in text or "unable to open" in text:
        return KnownError(
            "The studio's folder cannot be written to.",
            "Allow writing to it, or choose another folder with --data.",
        )
    if "locked" in text or "busy" in text:
        return KnownError(
            "Another program is using this studio.",
            "Close the other window or wait a moment, then try again.",
        )
    if "disk I/O error" in text:
        return KnownError(
            "The disk did not take this, so it was not saved.", "Check the disk or stick, then try again."
        )
    if "malformed" in text or "not a database" in text:
        return KnownError(
            "The studio's database is damaged.",
            "Nothing was changed. Keep the file and put the newest backup in its place.",
        )
    return None
