"""One door to the database: what holds on every connection, and what a transaction promises."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.families.queries as queries
import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

ROOT = Path(__file__).resolve().parents[2]
IN_FORCE = {
    "synchronous": 2,  # FULL
    "journal_mode": "wal",
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "temp_store": 2,  # MEMORY
    "busy_timeout": 5000,
    "application_id": 0x4D535455,
}


def count(store: Store) -> int:
    with store.read() as session:
        return len(queries.families(session, today=NOW.date()))


def test_the_promises_of_the_file_hold_on_every_connection(waiting_for_the_disk: None, studio: Store) -> None:
    connections = [studio.engine.connect() for _ in range(3)]
    for connection in connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in IN_FORCE}
        assert {
            name: int(value) if name != "journal_mode" else value for name, value in found.items()
        } == IN_FORCE  # type: ignore[arg-type]
    for connection in connections:
        connection.close()


def test_sqlite_is_new_enough_to_restart_its_log_safely(studio: Store) -> None:
    with studio.read() as session:
        version = session.execute(text("SELECT sqlite_version()")).scalar_one()
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_every_table_is_strict(studio: Store) -> None:
    with studio.read() as session:
        loose = session.scalars(
            text("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
        ).all()
    # Alembic makes its own table; SQLite its schema table.
    assert set(loose) == {"alembic_version", "sqlite_schema"}


def test_a_strict_table_refuses_what_is_not_its_kind(studio: Store) -> None:
    with pytest.raises(IntegrityError, match="cannot store TEXT value"), studio.write() as session:
        a_course(session)
        session.execute(text("UPDATE course SET capacity = 'eight'"))


def test_a_reference_to_nobody_is_refused(studio: Store) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), studio.write() as session:
        families.add_baby(session, family_id=new_id(), baby_id=new_id(), given_name="Mia")
    with studio.write() as session:
        a_family(session)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), studio.write() as session:
        session.execute(text("DELETE FROM family"))


def test_a_write_is_kept_wholly_or_not_at_all(studio: Store) -> None:
    with pytest.raises(RuntimeError), studio.write() as session:
        a_family(session, "Mia")
        raise RuntimeError
    assert count(studio) == 0
    with pytest.raises(KnownError, match="first name is empty"), studio.write() as session:
        a_family(session, "Noah", carer=" ")
    assert count(studio) == 0
    with studio.write() as session:
        a_family(session, "Ivy")
    assert count(studio) == 1


def test_a_read_sees_one_moment_of_the_studio(studio: Store) -> None:
    with studio.read() as session:
        assert queries.families(session, today=NOW.date()) == ()
        with studio.write() as other:
            a_family(other)
        assert queries.families(session, today=NOW.date()) == ()
    assert count(studio) == 1


def test_two_writers_take_turns(studio: Store) -> None:
    order: list[str] = []
    began = threading.Event()

    def slow() -> None:
        with studio.write() as session:
            a_family(session, "Mia")  # a transaction begins with its first question
            began.set()
            time.sleep(0.2)
            order.append("first")

    writer = threading.Thread(target=slow)
    writer.start()
    began.wait()
    with studio.write() as session:
        # It waited for the first to be over, so it sees all of it.
        assert len(queries.families(session, today=NOW.date())) == 1
        order.append("second")
    writer.join()
    assert order == ["first", "second"]


def test_a_studio_held_by_another_program_is_told_in_words(studio: Store) -> None:
    impatient = open_studio(studio.folder)
    with impatient.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with studio.write() as session:
        a_family(session, "Mia")
        with pytest.raises(KnownError, match="Another program is using"), impatient.write() as other:
            a_family(other, "Noah")
    assert count(studio) == 1
    with impatient.write() as other:
        a_family(other, "Noah")
    assert count(studio) == 2
    impatient.close()


def test_a_file_and_its_log_belong_to_this_user_only(studio: Store) -> None:
    with studio.write() as session:
        a_family(session)
    names = {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
    assert {path.name for path in studio.folder.iterdir()} == names
    if os.name == "posix":
        assert stat.S_IMODE(studio.folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE((studio.folder / name).stat().st_mode) for name in names} == {0o600}


def test_closing_leaves_one_file_with_everything_in_it(studio_folder: Path) -> None:
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session)
    store.close()
    assert [path.name for path in studio_folder.iterdir()] == [FILE_NAME]
    again = open_studio(studio_folder)
    assert count(again) == 1
    again.close()


def test_a_failure_of_the_database_names_nobody(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session, "Persephone", "Grace")
        a_booking(session, course, mia)
    with pytest.raises(IntegrityError) as failure, studio.write() as session:
        session.execute(
            text("INSERT INTO carer (id, family_id, position, given_name) VALUES (:id, :family, 0, :name)"),
            {"id": "1", "family": "nobody", "name": "Persephone"},
        )
    assert "Persephone" not in str(failure.value)
    assert "Persephone" not in repr(failure.value)


def test_a_full_disk_refuses_the_edit_loses_nothing_and_takes_the_retry(studio: Store) -> None:
    with studio.write() as session:
        a_family(session, "Mia")
    pool = studio.engine.connect()
    pages = pool.exec_driver_sql("PRAGMA page_count").scalar()
    pool.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    pool.close()

    def a_hundred() -> None:
        with studio.write() as session:
            for number in range(100):
                a_family(session, f"Baby {number}")

    with pytest.raises(KnownError, match="disk is full, so this was not saved"):
        a_hundred()
    assert count(studio) == 1
    with studio.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    a_hundred()
    assert count(studio) == 101


FULL_DISK = """
import resource, sys
from pathlib import Path
from massage_studio.errors import KnownError
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import a_family

store = open_studio(Path(sys.argv[1]))
with store.write() as session:
    a_family(session, "Before")
log = (store.folder / "studio.db-wal").stat().st_size
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (log + 20_000, hard))
try:
    with store.write() as session:
        for number in range(200):
            a_family(session, f"Lost {number}")
except KnownError as error:
    sys.stdout.write(str(error))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
with store.write() as session:
    a_family(session, "After")
"""


def refused_by_the_system(folder: Path) -> str:
    """Run a child whose files may not grow beyond a limit, and return what it was told."""
    return subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


if os.name == "posix":

    def test_a_file_that_cannot_grow_refuses_the_edit_and_keeps_what_was_saved(studio_folder: Path) -> None:
        told = refused_by_the_system(studio_folder)
        assert "not saved" in told and "try again" in told
        store = open_studio(studio_folder)
        with store.read() as session:
            rows = queries.families(session, today=NOW.date())
        assert {row.babies[0].given_name for row in rows} == {"Before", "After"}
        store.close()
