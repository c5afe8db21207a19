"""Opening a studio: new, old, newer, damaged, foreign."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from massage_studio.curriculum import content
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_views import signpost_views
from massage_studio.errors import KnownError
from massage_studio.families.models import Family
from massage_studio.families.queries import families
from massage_studio.safekeeping.check import check
from massage_studio.store import opening, tables
from massage_studio.store import schema as made
from massage_studio.store.copying import examine
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.opening import open_studio
from massage_studio.store.schema import differences
from tests.store.earlier import DATABASES, brought_up
from tests.studio_fixtures import NOW, a_class, a_family

SEARCH = ("search_name", "search_note")


def schema(connection: object) -> dict[str, list[str]]:
    """Return the clauses of each table and index; their order within a table says nothing."""
    rows = connection.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        " AND name <> 'alembic_version'"
        " AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow'))"
    )
    # A table that was renamed carries quotes round its name.
    return {name: sorted(re.split(r", | \) ", " ".join(sql.replace('"', "").split()))) for name, sql in rows}


def triggers(connection: object) -> dict[str, str]:
    """Return the text of each trigger."""
    rows = connection.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def search_indexes(connection: object) -> list[str]:
    """Return how each virtual table is made."""
    rows = connection.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return [" ".join(sql.split()) for (sql,) in rows]


def without_a_model(connection: object) -> dict[str, str]:
    """Return each virtual table and each table that only serves one, with its kind."""
    rows = connection.exec_driver_sql(  # type: ignore[attr-defined]
        "SELECT name, type FROM pragma_table_list WHERE type IN ('virtual', 'shadow')"
    )
    return dict(rows.all())


def with_a_model(thing: object, name: str | None, kind: str, *rest: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(SEARCH))


def refused(folder: Path, words: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(KnownError, match=words):
        open_studio(folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in before}
    assert after == before


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_every_earlier_studio_becomes_what_the_models_make(
    studio: Store, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, version: str
) -> None:
    store = open_studio(brought_up(tmp_path_factory, version, tmp_path / "old"))
    with studio.engine.connect() as new, store.engine.connect() as old:
        for look in (schema, triggers, without_a_model):
            assert look(old) == look(new)
        search = without_a_model(old)
        assert search_indexes(old) == search_indexes(new)
        context = MigrationContext.configure(
            old,
            opts={"compare_type": False, "compare_server_default": False, "include_object": with_a_model},
        )
        assert compare_metadata(context, tables.metadata) == []
        assert differences(old.connection.dbapi_connection, SCHEMA_VERSIONS[-1]) == ()
    store.close()
    # The search indexes are virtual tables, which a model cannot describe: they are these and no other.
    assert {name for name, kind in search.items() if kind == "virtual"} == set(SEARCH)
    assert all(name.startswith(SEARCH) for name in search)


def test_a_new_studio_is_made_without_the_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_bridge(*rest: object) -> None:
        raise AssertionError("a new studio has no earlier version")

    monkeypatch.setattr(made, "upgrade", no_bridge)
    open_studio(tmp_path).close()
    found = check(tmp_path)
    assert (found.version, found.newest) == (SCHEMA_VERSIONS[-1], True)


def test_the_order_of_columns_says_nothing_but_a_changed_one_is_told(studio_folder: Path) -> None:
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for old, new, told in (
            ("first TEXT NOT NULL, last TEXT NOT NULL", "last TEXT NOT NULL, first TEXT NOT NULL", ()),
            ("first <= last", "first < last", ("the table closed_days was changed",)),
            ("last TEXT NOT NULL", "last TEXT", ("the table closed_days was changed",)),
        ):
            [(before,)] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'closed_days'")
            after = " ".join(before.split()).replace(old, new)
            assert old in " ".join(before.split())
            update = "UPDATE sqlite_master SET sql = ? WHERE name = 'closed_days'"
            connection.execute(update, (after,))
            assert differences(connection, SCHEMA_VERSIONS[-1]) == told
            connection.execute(update, (before,))


def test_a_new_folder_becomes_a_private_studio(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "studio"
    store = open_studio(folder)
    with store.read() as session:
        assert families(session, today=NOW.date()) == ()
    store.close()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    with closing(driver.connect(str(folder / FILE_NAME))) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert (
            connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == SCHEMA_VERSIONS[-1]
        )


@pytest.mark.parametrize("begun", [f".{FILE_NAME}.part", FILE_NAME])
def test_a_studio_whose_making_was_cut_short_is_made_again(tmp_path: Path, begun: str) -> None:
    with closing(driver.connect(str(tmp_path / begun), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    store = open_studio(tmp_path)
    with store.write() as session:
        a_family(session)
    store.close()
    assert not list(tmp_path.glob("*.part"))


def test_a_studio_that_was_emptied_is_told_and_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.touch()
    with pytest.raises(KnownError, match="damaged"):
        open_studio(tmp_path)
    assert file.stat().st_size == 0


def test_two_windows_making_the_same_new_studio_do_not_disturb_each_other(tmp_path: Path) -> None:
    first, second = open_studio(tmp_path / "studio"), open_studio(tmp_path / "studio")
    with first.write() as session:
        a_family(session)
    with second.read() as session:
        assert len(families(session, today=NOW.date())) == 1
    first.close()
    second.close()


def test_a_studio_of_a_newer_version_is_refused(studio_folder: Path) -> None:
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(studio_folder, "written by a newer version")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"Dear Grace, thank you for the photographs. " * 200)
    refused(tmp_path, "file is damaged")


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE photographs (name TEXT)")
    refused(tmp_path, "not a studio of Massage Studio")


def test_a_studio_that_lost_its_version_is_refused(studio_folder: Path) -> None:
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(studio_folder, "file is damaged")
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as connection:
        connection.execute("DROP TABLE alembic_version")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(studio_folder, "file is damaged")


@pytest.mark.parametrize("where", [0.01, 0.3, 0.6, 0.99])
def test_a_damaged_page_is_noticed_before_anything_is_written(studio_folder: Path, where: float) -> None:
    file = studio_folder / FILE_NAME
    content = bytearray(file.read_bytes())
    page = max(1, int(len(content) / 4096 * where)) * 4096
    content[page : page + 4096] = random.Random(7).randbytes(4096)
    file.write_bytes(content)
    refused(studio_folder, "file is damaged")


def test_the_pages_of_a_large_studio_may_be_looked_at_later(
    studio_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SOON_READ", 0)
    file = studio_folder / FILE_NAME
    connection = driver.connect(str(file))
    # Of an index that opening has no use for.
    [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_payment_income'")
    connection.close()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = random.Random(7).randbytes(4096)
    file.write_bytes(content)
    refused(studio_folder, "file is damaged")
    open_studio(studio_folder, checked_later=True).engine.dispose()
    with pytest.raises(KnownError, match="damaged"):
        check(studio_folder)


def test_a_large_studio_of_an_earlier_version_is_looked_at_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SOON_READ", 0)
    content = bytearray((DATABASES / "0002.db").read_bytes())
    content[-4096:] = random.Random(7).randbytes(4096)
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(KnownError, match="file is damaged"):
        open_studio(tmp_path, checked_later=True)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_file_cut_in_half_is_refused(studio_folder: Path) -> None:
    file = studio_folder / FILE_NAME
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 8192 * 4096])
    refused(studio_folder, "file is damaged")


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "studio").write_text("a letter")
    with pytest.raises(KnownError, match="folder cannot be made"):
        open_studio(tmp_path / "studio")


def test_a_folder_where_the_file_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    (tmp_path / FILE_NAME / "letter.txt").write_text("a letter")
    with pytest.raises(KnownError, match="cannot be written"):
        open_studio(tmp_path)


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_a_studio_written_by_every_released_schema_opens_with_all_it_held(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, version: str
) -> None:
    folder = brought_up(tmp_path_factory, version, tmp_path / "old")
    store = open_studio(folder)
    with store.read() as session:
        names = {row.babies[0].name for row in families(session, today=NOW.date())}
        notes = session.connection().exec_driver_sql("SELECT count(*) FROM cue_note").scalar()
        found = session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert names == {"Mia", "Zoë Müller-Lüdenscheidt"}
    assert notes == 3
    assert found == SCHEMA_VERSIONS[-1]
    with store.write() as session:
        a_class(session)  # and can be taught with
    store.close()
    kept = [*folder.glob("backups/*.db")]
    assert len(kept) == (version != SCHEMA_VERSIONS[-1])
    for copy in kept:
        assert examine(copy).version == version


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_an_older_studio_is_as_strict_about_safety_as_a_new_one(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, version: str
) -> None:
    store = open_studio(brought_up(tmp_path_factory, version, tmp_path / "old"))
    shipped = content.load()
    with store.read() as session:
        told = {row.code: (row.when, row.to) for row in curriculum.signposts(session)}
        described = {row.code: row.description for row in curriculum.strokes(session)}
        texts = {row.code: row.text for row in curriculum.safety(session)}
    store.close()
    assert told == {row.code: (row.when, row.to) for row in signpost_views(shipped)}
    assert described == {row.code: row.description for row in shipped.strokes}
    assert texts["fever"] == shipped.contraindication("fever").text


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / FILE_NAME
    shutil.copy(DATABASES / "0001.db", file)
    before = examine(file)
    wanted = SimpleNamespace(tables=[*tables.metadata.tables, "one_that_no_migration_makes"])
    monkeypatch.setattr(tables, "metadata", wanted)
    with pytest.raises(KnownError, match="could not be brought up to date"):
        open_studio(tmp_path)
    assert examine(file) == before


def test_a_form_counts_as_back_since_the_first_answer_that_an_earlier_version_kept(tmp_path: Path) -> None:
    shutil.copy(DATABASES / "0015.db", tmp_path / FILE_NAME)
    store = open_studio(tmp_path)
    with store.read() as session:
        found = {row.babies[0].given_name: row.form_back_on for row in session.scalars(select(Family))}
    store.close()
    assert found == {"Mia": None, "Zoë": NOW.date()}
