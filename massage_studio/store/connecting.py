"""The one place where a database file is opened, plain or with its key."""

import os
from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as driver

from massage_studio.store.keys import Key, key_of

Mode = Literal["make", "write", "look", "read"]
_MODES = {"make": "rwc", "write": "rw", "look": "ro", "read": "ro"}
WITHOUT_LOCKS = "vfs=win32-none" if os.name == "nt" else "vfs=unix-none"


def open_file(
    file: Path, *, mode: Mode = "write", key: Key | None = None, check_same_thread: bool = True
) -> Any:
    """Return a connection of the driver to a file, with explicit transactions.

    `write` needs a file that is there, `make` makes one, encrypted where `key` is given; `look` reads one and
    leaves a log beside it as it is; `read` is for a file whose folder or disk takes nothing: it is read with
    its write-ahead log. Such a file cannot be locked either, so nobody may be writing to it. The key of a
    file that is there is found by itself.

    A journal beside it, which SQLite would play into the file at once, is never the program's own: it keeps
    a log.

    Raises:
        LockedError: the file has a passphrase and was not unlocked.
        DatabaseError: there is such a journal, and the file was not opened.
    """
    key = key or key_of(file)
    journal = file.with_name(f"{file.name}-journal")
    if mode in ("write", "look") and journal.exists() and journal.stat().st_size:
        raise driver.DatabaseError("database disk image is malformed")
    uri = uri_of(file, mode)
    connection = driver.connect(
        uri, uri=True, isolation_level=None, timeout=5, check_same_thread=check_same_thread
    )
    try:
        if key is not None:
            use_key(connection, key)
        if WITHOUT_LOCKS in uri:
            # The log's index is kept in memory then instead of beside the file.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    except driver.Error:
        connection.close()
        raise
    return connection


def uri_of(file: Path, mode: Mode) -> str:
    """Return the address by which SQLite opens a file in this way."""
    uri = f"{file.absolute().as_uri()}?mode={_MODES[mode]}"
    if mode != "read":
        return uri
    log = file.with_name(f"{file.name}-wal")
    # With no log SQLite would make one, which it cannot here.
    return f"{uri}&{WITHOUT_LOCKS}" if log.exists() and log.stat().st_size else f"{uri}&immutable=1"


def use_key(connection: Any, key: Key) -> None:
    """Let a connection that has read nothing yet read and write with a key."""
    # SQLCipher would tell the terminal of each damaged page what the program tells in words.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.literal}"')
