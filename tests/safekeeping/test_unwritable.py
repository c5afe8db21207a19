"""A studio on a full or a write-protected disk can be read, checked and backed up elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from massage_studio.errors import NotWritableError
from massage_studio.safekeeping.check import check
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio, open_to_read
from tests.safekeeping.unwritable import FULL, PROTECTED, command, commands
from tests.studio_fixtures import a_class, a_family

DATABASES = Path(__file__).parents[1] / "store" / "databases"


@pytest.fixture(params=["closed", "killed"])
def taught(request: pytest.FixtureRequest, studio_folder: Path, tmp_path: Path) -> Path:
    """A studio with two families, one of them in the log only where the program was killed."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_class(session, "Mia")
    with store.write() as session:
        a_family(session, "Noah")
    if request.param == "killed":
        shutil.copytree(studio_folder, tmp_path / "killed")
    store.close()
    if request.param == "killed":
        shutil.rmtree(studio_folder)
        (tmp_path / "killed" / f"{FILE_NAME}-shm").unlink()
        (tmp_path / "killed").rename(studio_folder)
    return studio_folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_studio_that_is_only_read_takes_nothing_and_is_not_changed(taught: Path) -> None:
    before = content(taught)
    store = open_to_read(taught)
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM family")).scalar_one() == 2
    with pytest.raises(NotWritableError), store.write() as session:
        a_family(session)
    store.close()
    assert content(taught) == before


if os.name == "posix":  # Windows knows neither a limit on the size of files nor modes of folders

    @pytest.fixture
    def protected(taught: Path) -> Iterator[Path]:
        (taught / FILE_NAME).chmod(0o400)
        taught.chmod(0o500)
        yield taught
        taught.chmod(0o700)

    READING = ("families", "courses", "sessions", "check")

    def told(where: str, folder: Path) -> None:
        for name, (code, out, err) in commands(where, READING, "--data", folder).items():
            assert code == 0, f"{name}: {err}"
            assert {"families": "Noah", "check": "ok\tfamily\t2"}.get(name, "Autumn course") in out, name

    def test_a_full_disk_is_still_read(taught: Path) -> None:
        before = content(taught)
        told(FULL, taught)
        assert {name: what for name, what in content(taught).items() if what} == before

    def test_a_folder_for_reading_only_is_read(protected: Path) -> None:
        before = content(protected)
        told(PROTECTED, protected)
        assert content(protected) == before

    def test_a_folder_for_reading_only_is_backed_up_elsewhere(protected: Path, tmp_path: Path) -> None:
        (tmp_path / "copy").mkdir()
        done = command(PROTECTED, "backup", "--data", protected, "--to", tmp_path / "copy" / FILE_NAME)
        assert done.returncode == 0, done.stderr
        assert dict(check(tmp_path / "copy").counts)["family"] == 2

    def test_a_backup_into_a_folder_for_reading_only_says_where_else(protected: Path) -> None:
        done = command(PROTECTED, "backup", "--data", protected)
        assert done.returncode == 1 and "cannot be written there" in done.stderr
        assert "choose another place" in done.stderr

    def test_what_would_write_is_refused_with_words(protected: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        done = command(PROTECTED, "handouts", "--session", "latest", "--out", out, "--data", protected)
        assert done.returncode == 1 and "cannot be written to" in done.stderr
        assert len(done.stderr.splitlines()) == 1

    def test_what_would_write_on_a_full_disk_says_that_it_is_full(taught: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        done = command(FULL, "handouts", "--session", "latest", "--out", out, "--data", taught)
        assert done.returncode == 1 and "disk" in done.stderr
        assert len(done.stderr.splitlines()) == 1

    def test_an_earlier_version_on_a_full_disk_says_how_to_read_it(tmp_path: Path) -> None:
        shutil.copy(DATABASES / "0002.db", tmp_path / FILE_NAME)
        done = command(FULL, "families", "--data", tmp_path)
        assert done.returncode == 1 and "earlier version" in done.stderr
        assert "Back it up to another disk" in done.stderr
