"""Opens a studio's database and is the one place where a transaction begins."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.language import QT_TRANSLATE_NOOP
from massage_studio.store.connecting import Mode, open_file
from massage_studio.store.keys import Key
from massage_studio.store.refusals import refusal

APPLICATION_ID = 0x4D535455  # "MSTU"
FILE_NAME = "studio.db"
# Oldest first; the last one is what this program writes.
SCHEMA_VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
)
RESTORE_ADVICE = QT_TRANSLATE_NOOP(
    "Rooms",
    "Nothing was changed. Open the studio in its window, which shows what you can go back to, or use the "
    "command restore.",
)

# In SQLite's words; a table or a column that is missing was there when the studio was made.
_DAMAGE = (
    "malformed",
    "not a database",
    "corrupt",
    "invalid fts5 file format",
    "vtable constructor failed",
    "no such table",
    "no such column",
)

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


def connect(file: Path | None, *, writable: bool = True, key: Key | None = None) -> Engine:
    """Return an engine on a SQLite file through sqlcipher3, with explicit transactions.

    Without a file it keeps its database in memory. One that is not `writable` reads a file whose folder or
    disk takes nothing. An empty file is encrypted with the `key`; that of any other is found by itself.
    """
    options: dict[str, Any] = {"connect_args": {"isolation_level": None}}
    if file is not None:
        mode: Mode = "write" if writable else "read"
        options = {"creator": lambda: open_file(file, mode=mode, key=key, check_same_thread=False)}
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file or ":memory:")),
        module=driver,
        hide_parameters=True,
        **options,
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

    def __init__(self, folder: Path, engine: Engine, *, writable: bool = True) -> None:
        self.folder = folder
        self.writable = writable
        self._use(engine)

    def _use(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one snapshot of the studio.

        Raises:
            KnownError: the file cannot be read.
        """
        with translate_driver_errors(), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session whose work is committed as one transaction, or not at all.

        Raises:
            KnownError: the disk is full, the file is read-only or another program holds it.
        """
        with translate_driver_errors(), Session(self._writing) as session, session.begin():
            yield session

    def forget(self) -> None:
        """Leave nothing of what was erased in the search indexes and the write-ahead log.

        Raises:
            KnownError: the disk did not take it, or somebody else reads the studio.
        """
        with translate_driver_errors(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            forget_old_words(raw)
            busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise KnownError(
                "A few old words stay on the disk while the program still reads them.",
                "Close the program once: they go then.",
            )

    @contextmanager
    def let_go(self) -> Iterator[Path]:
        """Yield the studio's folder while nobody has its file open, so that it can be written anew.

        It is opened again whatever came of that. Nobody may read or write meanwhile.
        """
        self.close()
        try:
            yield self.folder
        finally:
            self._use(connect(self.folder / FILE_NAME, writable=self.writable))

    def close(self) -> None:
        """Take words that were changed out of the search, fold the log into the file and let go of it.

        Raises:
            KnownError: the disk did not take it; what was saved stays in the write-ahead log.
        """
        try:
            if self.writable:
                with translate_driver_errors(), self.engine.connect() as connection:
                    raw = connection.connection.dbapi_connection
                    assert raw is not None
                    forget_old_words(raw)
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()


def forget_old_words(connection: Any) -> None:
    """Write each search index anew without the words that were changed or deleted, such as an old name.

    FTS5 only marks them as deleted: its own secure-delete does nothing in an index that keeps no texts.
    An index in which nothing was changed is left as it is.
    """
    indexes = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    )
    for (name,) in indexes.fetchall():
        try:
            connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')
        except driver.DatabaseError as error:
            if not _is_damage(str(error)):
                raise
            # A damaged index is told by the check; to close is still better than not to.


@contextmanager
def translate_driver_errors() -> Iterator[None]:
    """Turn into words what a trigger refuses, and the driver's failures that an instructor can mend."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = refusal(str(cause)) or _known(str(cause))
        if known is None:
            raise
        raise known from None


@contextmanager
def translate_disk_errors() -> Iterator[None]:
    """Turn into words what the disk answers when files are made, flushed or renamed."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise _full() from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise _protected() from None
        raise _failing() from None


def _full() -> KnownError:
    return NotWritableError(
        "The disk is full, so this was not saved. All that was saved before is safe.",
        "Free some space on the disk, then try again.",
    )


def _protected() -> KnownError:
    return NotWritableError(
        "The studio's folder cannot be written to, so nothing new can be saved.",
        "Allow this program to change the folder, then try again. All that was saved before is safe.",
    )


def _failing() -> KnownError:
    return NotWritableError(
        "The disk did not take this, so it was not saved. All that was saved before is safe.",
        "Look whether the disk or stick is still connected, then try again.",
    )


def _known(text: str) -> KnownError | None:
    if "disk is full" in text or "database or disk" in text:
        return _full()
    if "readonly" in text or "unable to open" in text:
        return _protected()
    if "locked" in text or "busy" in text:
        return KnownError(
            "Another program is using this studio.",
            "Close the other window or wait a moment, then try again.",
        )
    if "disk I/O error" in text:
        return _failing()
    if _is_damage(text):
        return DamagedError("Part of the studio's file is damaged.", RESTORE_ADVICE)
    return None


def _is_damage(text: str) -> bool:
    return any(words in text for words in _DAMAGE)
