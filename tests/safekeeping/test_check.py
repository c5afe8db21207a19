"""A look at a studio tells a whole one from a damaged, foreign or newer one, and changes none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import KnownError
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.pacing import Pace
from massage_studio.store import copying
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.opening import open_studio

DATABASES = Path(__file__).parents[1] / "store" / "databases"


def told_about(folder: Path) -> str:
    """Return what a check says of a studio that is not whole, and what it found."""
    with pytest.raises(KnownError) as caught:
        check(folder)
    error = caught.value
    return f"{error.message} ({error.found})" if error.found else error.message


DEEP = "Part of the studio's file is damaged."
LISTS = "Only the lists by which the program finds your notes are damaged. The notes themselves are whole."


def run(folder: Path, *statements: str) -> None:
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_studio_is_counted(studio_folder: Path) -> None:
    run(studio_folder, "INSERT INTO venue (id, name, address, capacity) VALUES ('1', 'A hall', '', 6)")
    found = check(studio_folder)
    assert found.newest
    assert dict(found.counts)["venue"] == 1
    assert dict(found.counts)["family"] == 0


def test_a_check_changes_nothing(studio_folder: Path) -> None:
    before = (studio_folder / FILE_NAME).read_bytes()
    check(studio_folder)
    assert [path.name for path in studio_folder.iterdir()] == [FILE_NAME]
    assert (studio_folder / FILE_NAME).read_bytes() == before


def test_a_missing_studio_is_told_and_stays_missing(tmp_path: Path) -> None:
    assert told_about(tmp_path) == "There is no studio in this folder."
    assert list(tmp_path.iterdir()) == []


def test_bytes_flipped_in_the_middle_are_found(studio_folder: Path) -> None:
    with (studio_folder / FILE_NAME).open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(size // 2)
        middle = file.read(16384)
        file.seek(size // 2)
        file.write(bytes(byte ^ 0xFF for byte in middle))
    assert "damaged" in told_about(studio_folder)


def test_a_truncated_studio_is_found(studio_folder: Path) -> None:
    with (studio_folder / FILE_NAME).open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) // 2)
    assert "damaged" in told_about(studio_folder)


def test_a_reference_to_nothing_is_found(studio_folder: Path) -> None:
    run(
        studio_folder,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO plan_copy (id, course_id, code, plan) VALUES ('1', 'gone', 'five_60', '{}')",
    )
    assert "plan_copy refers to a row of course" in told_about(studio_folder)


def test_a_file_of_another_program_is_told(tmp_path: Path) -> None:
    run(tmp_path, "CREATE TABLE recipe (name TEXT)")
    assert "not a studio" in told_about(tmp_path)


def test_a_text_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("a shopping list, and a long one. " * 100)
    assert "damaged" in told_about(tmp_path)


def test_an_empty_file_and_one_without_tables_are_damaged_and_not_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    assert told_about(tmp_path) == "The studio's file is damaged: there is nothing in it."
    run(tmp_path, "PRAGMA journal_mode = WAL")
    assert told_about(tmp_path) == "The studio's file is damaged: there is nothing in it."


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_studio_without_its_version_is_damaged_and_not_newer(studio_folder: Path, statement: str) -> None:
    run(studio_folder, statement)
    assert told_about(studio_folder) == f"{DEEP} (its version is missing)"


@pytest.mark.parametrize(
    ("statement", "said", "found"),
    [
        ("DROP TABLE cue_note", DEEP, "the table cue_note is missing"),
        ("DROP INDEX ix_carer_family_id", LISTS, "the index ix_carer_family_id is missing"),
        ("DROP TRIGGER search_note_insert", LISTS, "the trigger search_note_insert is missing"),
        (
            "CREATE TRIGGER gift AFTER DELETE ON note BEGIN DELETE FROM note; END",
            DEEP,
            "the trigger gift is not the studio's",
        ),
        ("ALTER TABLE venue ADD COLUMN colour TEXT", DEEP, "the table venue was changed"),
    ],
)
def test_what_is_missing_or_foreign_is_named_beside_what_it_means(
    studio_folder: Path, statement: str, said: str, found: str
) -> None:
    run(studio_folder, statement)
    assert told_about(studio_folder) == f"{said} ({found})"


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_a_studio_of_every_released_schema_is_whole(tmp_path: Path, version: str) -> None:
    shutil.copy(DATABASES / f"{version}.db", tmp_path / FILE_NAME)
    found = check(tmp_path)
    assert (found.version, found.newest) == (version, version == SCHEMA_VERSIONS[-1])


def test_a_studio_that_was_brought_up_to_date_is_whole(tmp_path: Path) -> None:
    shutil.copy(DATABASES / f"{SCHEMA_VERSIONS[0]}.db", tmp_path / FILE_NAME)
    open_studio(tmp_path).close()
    assert check(tmp_path).newest


def test_a_studio_of_a_newer_version_is_told(studio_folder: Path) -> None:
    run(studio_folder, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in told_about(studio_folder)


def test_a_check_that_nobody_waits_for_ends(studio_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "STEPS_BETWEEN", 10)
    with pytest.raises(KnownError, match="stopped"):
        check(studio_folder, between=Pace(lambda: True))
