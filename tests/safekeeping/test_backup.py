"""A backup is whole, of one moment, for its owner alone, and never replaces anything."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.bookings.course_list_queries import venues
from massage_studio.bookings.venues_service import add_venue
from massage_studio.errors import KnownError
from massage_studio.safekeeping.backup import backup
from massage_studio.store.copying import examine
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

NOW = datetime(2026, 11, 19, 11, 30, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def a_hall(session: Session, name: str) -> UUID:
    key = new_id()
    add_venue(session, venue_id=key, name=name, address="", capacity=8)
    return key


def halls_in(file: Path, folder: Path) -> list[str]:
    """Open a backup as the studio of another folder and name its halls."""
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(file.read_bytes())
    store = open_studio(folder)
    with store.read() as session:
        names = [hall.name for hall in venues(session)]
    store.close()
    return names


def test_a_backup_opens_as_a_studio_with_everything_that_was_saved(studio: Store, tmp_path: Path) -> None:
    with studio.write() as session:
        a_hall(session, "Village Hall")
    made = backup(studio.folder, now=NOW)
    assert made == studio.folder / "backups" / "20261119T113000Z.db"
    assert halls_in(made, tmp_path / "restored") == ["Village Hall"]


def test_a_backup_taken_while_something_is_written_leaves_the_unsaved_out(
    studio: Store, tmp_path: Path
) -> None:
    with studio.write() as session:
        a_hall(session, "Saved")
    with studio.write() as session:
        a_hall(session, "Not saved yet")
        made = backup(studio.folder, now=NOW)
    assert halls_in(made, tmp_path / "restored") == ["Saved"]


def test_a_backup_goes_where_it_is_wanted_and_leaves_nothing_beside_it(studio: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backup(studio.folder, target=stick / "Ümläut 50% #1.db", now=NOW)
    assert list(stick.iterdir()) == [made]
    assert examine(made).problems == ()


def test_a_second_backup_stands_beside_the_first(studio: Store) -> None:
    first = backup(studio.folder, now=NOW)
    second = backup(studio.folder, now=NOW.replace(minute=31))
    assert sorted(first.parent.iterdir()) == [first, second]


def test_an_existing_file_is_refused_and_stays_as_it_is(studio: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_bytes(b"older backup")
    with pytest.raises(KnownError, match="already a file"):
        backup(studio.folder, target=taken, now=NOW)
    assert taken.read_bytes() == b"older backup"


@pytest.mark.parametrize("name", [FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal"])
def test_the_studio_itself_is_never_the_target(studio: Store, name: str) -> None:
    with pytest.raises(KnownError, match="studio itself"):
        backup(studio.folder, target=studio.folder / "backups" / ".." / name, now=NOW)
    assert examine(studio.folder / FILE_NAME).problems == ()


def test_a_missing_folder_is_told(studio: Store, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="folder for the backup is missing"):
        backup(studio.folder, target=tmp_path / "no stick" / "studio.db", now=NOW)


def test_a_file_where_the_backups_should_be_is_told(studio: Store) -> None:
    (studio.folder / "backups").write_text("in the way")
    with pytest.raises(KnownError, match="cannot be written there"):
        backup(studio.folder, now=NOW)


def test_a_name_that_cannot_be_made_is_told(studio: Store, tmp_path: Path) -> None:
    (tmp_path / ".stick.db.part").mkdir()
    with pytest.raises(KnownError, match="cannot be written there"):
        backup(studio.folder, target=tmp_path / "stick.db", now=NOW)
    assert not (tmp_path / "stick.db").exists()


def test_the_leftover_of_a_backup_that_was_cut_off_is_cleared_away(studio: Store, tmp_path: Path) -> None:
    (tmp_path / ".stick.db.part").write_bytes(b"half a backup")
    made = backup(studio.folder, target=tmp_path / "stick.db", now=NOW)
    assert examine(made).problems == ()
    assert not (tmp_path / ".stick.db.part").exists()


def test_a_studio_that_was_damaged_while_it_was_open_makes_no_backup(
    studio_folder: Path, tmp_path: Path
) -> None:
    store = open_studio(studio_folder)
    with (studio_folder / FILE_NAME).open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(size // 3)
        file.write(b"\xff" * (size // 3))
    with pytest.raises(KnownError, match=r"whole|damaged"):
        backup(store.folder, target=tmp_path / "stick.db", now=NOW)
    store.engine.dispose()
    assert [path.name for path in tmp_path.glob("*stick*")] == []


if os.name == "posix":  # Windows has neither modes nor a limit on the size of files

    def test_a_backup_is_for_its_owner_alone(studio: Store) -> None:
        before = os.umask(0o022)
        try:
            made = backup(studio.folder, now=NOW)
        finally:
            os.umask(before)
        assert made.stat().st_mode & 0o777 == 0o600
        assert made.parent.stat().st_mode & 0o777 == 0o700

    def test_a_disk_that_fills_up_is_told_and_keeps_no_half_backup(studio: Store, tmp_path: Path) -> None:
        studio.close()
        # No file may grow past 64 kB: the copy cannot be finished.
        code = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
            "from massage_studio.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        arguments = ["backup", "--data", str(studio.folder), "--to", str(tmp_path / "stick.db")]
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stderr
        assert len(done.stderr.splitlines()) == 1 and "disk" in done.stderr
        assert [path.name for path in tmp_path.glob("*stick*")] == []
