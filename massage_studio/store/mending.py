"""Makes a studio whole again from what is left of it, on a copy, where no backup is needed for that."""

import shutil
from enum import StrEnum
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from massage_studio.errors import DamagedError
from massage_studio.store import schema
from massage_studio.store.connecting import open_file
from massage_studio.store.copying import examine, log_is_damaged, open_to_look
from massage_studio.store.engine import APPLICATION_ID, SCHEMA_VERSIONS, translate_driver_errors
from massage_studio.store.files import beside


class Way(StrEnum):
    """How a studio became whole: as it was, with indexes made anew, with the log as far as that can be read,
    or without it.
    """

    AS_IT_WAS = "as it was"
    INDEXES = "indexes"
    LOG_BEGINNING = "beginning of the log"
    WITHOUT_LOG = "without log"


def mend(source: Path, target: Path) -> Way | None:
    """Copy a studio's file to `target` and make the copy whole; None where no way leads to that.

    What was written last comes first: with the log, then without it; each as it is, then with its indexes
    made anew. The studio is not touched; nobody may have it open, and `target` is written over.

    Raises:
        OSError: the disk is full, or fails.
    """
    log = beside(source)[0]
    with_log = log.exists() and log.stat().st_size > 0
    cut = with_log and _log_is_damaged(source)
    for way, takes_log, anew in (
        (Way.AS_IT_WAS, with_log, False),
        (Way.INDEXES, with_log, True),
        (Way.WITHOUT_LOG, False, False),
        (Way.WITHOUT_LOG, False, True),
    ):
        if way is Way.WITHOUT_LOG and not with_log:
            break
        for leftover in beside(target):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(source, target)
        if takes_log:
            shutil.copyfile(log, beside(target)[0])
        if became_whole(target, anew=anew):
            return Way.LOG_BEGINNING if cut and takes_log else way
    return None


def _log_is_damaged(source: Path) -> bool:
    try:
        connection = open_to_look(source)
    except driver.DatabaseError:
        # Whether a copy can be read is tried in each way.
        return False
    try:
        return log_is_damaged(source)
    finally:
        connection.close()


def became_whole(file: Path, *, anew: bool) -> bool:
    """Write a copy's log into it, make its indexes `anew` where wanted, and tell whether it is whole then.

    Raises:
        KnownError: the disk is full, or fails.
    """
    try:
        with translate_driver_errors():
            connection = open_file(file)
            try:
                connection.execute("PRAGMA trusted_schema = OFF")
                if anew:
                    version = examine(file).version
                    if version in SCHEMA_VERSIONS:
                        schema.put_right(connection, version)
                    connection.execute("REINDEX")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
            found = examine(file)
    except (driver.DatabaseError, DamagedError):
        # Rows that two indexes tell differently, and damage that goes deeper than they do.
        return False
    return found.application == APPLICATION_ID and found.version in SCHEMA_VERSIONS and not found.problems
