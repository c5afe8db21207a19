"""A look at a studio tells a whole one from a damaged, foreign or newer one, and changes none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import KnownError
from massage_studio.safekeeping.check import check
from massage_studio.store.engine import FILE_NAME


def told_about(folder: Path) -> str:
    """Return what a check says of a studio that is not whole."""
    with pytest.raises(KnownError) as caught:
        check(folder)
    return caught.value.message


def run(folder: Path, *statements: str) -> None:
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_studio_is_counted(studio_folder: Path) -> None:
    found = check(studio_folder)
    assert found.newest
    assert dict(found.counts)["benefit"] == 5
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
        "DELETE FROM course_plan WHERE code = 'five_60'",
    )
    assert "plan_session refers to a row of course_plan" in told_about(studio_folder)


def test_a_file_of_another_program_is_told(tmp_path: Path) -> None:
    run(tmp_path, "CREATE TABLE recipe (name TEXT)")
    assert "not a studio" in told_about(tmp_path)


def test_a_text_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("a shopping list, and a long one. " * 100)
    assert "damaged" in told_about(tmp_path)


def test_a_studio_of_a_newer_version_is_told(studio_folder: Path) -> None:
    run(studio_folder, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version" in told_about(studio_folder)
