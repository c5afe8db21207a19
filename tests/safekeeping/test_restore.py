"""A restore brings back what the backup held, deletes nothing, and survives being cut off at any step."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import DamagedError, KnownError
from massage_studio.families.queries import families
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import backups
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.restore import finish, restore
from massage_studio.store.copying import Contents, examine
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.safekeeping.killing import cut_off
from tests.store.earlier import DATABASES
from tests.store.sampling import ends_of
from tests.studio_fixtures import NOW, a_class, a_family

OLD, NEW = {"Mia", "In the log"}, {"Mia"}


@pytest.fixture
def kept(studio_folder: Path, tmp_path: Path) -> Path:
    """A backup of a studio with one family; a second one has come since and is in the log beside it only."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session)
    made = backup(studio_folder, target=tmp_path / "kept.db", now=NOW)
    with store.write() as session:
        a_family(session, "In the log")
    # As a killed program leaves it: the log was not folded into the file.
    shutil.copytree(studio_folder, tmp_path / "killed")
    store.close()
    shutil.rmtree(studio_folder)
    (tmp_path / "killed").rename(studio_folder)
    assert (studio_folder / f"{FILE_NAME}-wal").stat().st_size
    return made


def babies(folder: Path) -> set[str]:
    store = open_studio(folder)
    with store.read() as session:
        found = {row.babies[0].name for row in families(session, today=NOW.date())}
    store.close()
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def behind(file: Path, *statements: str) -> None:
    connection = driver.connect(str(file), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def refused(folder: Path, chosen: Path, words: str) -> None:
    """A restore is refused, and the studio is as it was to the last byte."""
    before = everything(folder)
    with pytest.raises(KnownError, match=words):
        restore(folder, chosen, now=NOW)
    assert everything(folder) == before


def test_what_came_after_the_backup_stays_out_though_its_log_lay_beside(
    kept: Path, studio_folder: Path
) -> None:
    restored = restore(studio_folder, kept, now=NOW)
    assert not (studio_folder / f"{FILE_NAME}-wal").exists()
    assert check(studio_folder).newest
    assert babies(studio_folder) == NEW
    assert kept.exists() and restored.file == studio_folder / FILE_NAME


def test_what_was_there_is_set_aside_with_its_log_and_still_opens(kept: Path, studio_folder: Path) -> None:
    before = {name: (studio_folder / name).read_bytes() for name in (FILE_NAME, f"{FILE_NAME}-wal")}
    aside = restore(studio_folder, kept, now=NOW).aside
    assert aside == studio_folder / "set-aside" / "20261119T100000Z"
    assert {name: (aside / name).read_bytes() for name in before} == before
    assert babies(aside) == OLD


def test_a_clock_that_was_set_back_overwrites_nothing_that_was_set_aside(
    kept: Path, studio_folder: Path
) -> None:
    first, second, third = (restore(studio_folder, kept, now=NOW).aside for _ in range(3))
    assert [second.name, third.name] == [f"{first.name}-2", f"{first.name}-3"]
    assert babies(first) == OLD and babies(second) == babies(third) == NEW


def test_a_damaged_studio_is_restored_and_kept_as_it_is(kept: Path, studio_folder: Path) -> None:
    broken = b"no database" * 1000
    (studio_folder / FILE_NAME).write_bytes(broken)
    aside = restore(studio_folder, kept, now=NOW).aside
    assert babies(studio_folder) == NEW
    assert (aside / FILE_NAME).read_bytes() == broken


def test_a_backup_is_restored_into_an_empty_folder(kept: Path, tmp_path: Path) -> None:
    restore(tmp_path / "new laptop", kept, now=NOW)
    assert babies(tmp_path / "new laptop") == NEW


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_a_backup_of_every_released_schema_is_restored(kept: Path, studio_folder: Path, version: str) -> None:
    restore(studio_folder, DATABASES / f"{version}.db", now=NOW)
    found = examine(studio_folder / FILE_NAME)
    assert found == examine(DATABASES / f"{version}.db")
    assert (found.version, found.problems, dict(found.counts)["baby"]) == (version, (), 2)


@pytest.mark.parametrize("version", ends_of(SCHEMA_VERSIONS, every=5))
def test_what_a_restore_brought_back_of_any_schema_is_opened(
    kept: Path, studio_folder: Path, version: str
) -> None:
    restore(studio_folder, DATABASES / f"{version}.db", now=NOW)
    assert babies(studio_folder) == {"Mia", "Zoë Müller-Lüdenscheidt"}


def test_a_missing_backup_is_refused(kept: Path, studio_folder: Path, tmp_path: Path) -> None:
    refused(studio_folder, tmp_path / "no.db", "no such backup")


@pytest.mark.parametrize("name", [FILE_NAME, f"{FILE_NAME}-wal"])
def test_the_studio_itself_is_refused(kept: Path, studio_folder: Path, name: str) -> None:
    refused(studio_folder, studio_folder / ".." / studio_folder.name / name, "studio itself")


def test_a_damaged_backup_is_refused(kept: Path, studio_folder: Path) -> None:
    with kept.open("r+b") as file:
        file.truncate(kept.stat().st_size // 2)
    refused(studio_folder, kept, "damaged")


def test_a_backup_with_a_reference_to_nothing_is_refused(kept: Path, studio_folder: Path) -> None:
    behind(kept, "PRAGMA foreign_keys = OFF", "UPDATE baby SET family_id = 'gone'")
    refused(studio_folder, kept, "This backup is damaged")


def test_an_empty_backup_is_refused(kept: Path, studio_folder: Path) -> None:
    kept.write_bytes(b"")
    refused(studio_folder, kept, "empty")


def test_a_text_and_another_programs_database_are_refused(
    kept: Path, studio_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.db").write_text("a shopping list, and a long one. " * 100)
    refused(studio_folder, tmp_path / "list.db", "no backup of a studio")
    behind(tmp_path / "other.db", "CREATE TABLE recipe (name TEXT)")
    refused(studio_folder, tmp_path / "other.db", "no backup of a studio")


def test_a_backup_of_a_newer_version_is_refused(kept: Path, studio_folder: Path) -> None:
    behind(kept, "UPDATE alembic_version SET version_num = '9999'")
    refused(studio_folder, kept, "newer version")


def test_backups_are_listed_newest_first_with_what_is_in_them(studio_folder: Path) -> None:
    store = open_studio(studio_folder)
    with store.write() as session:
        a_class(session, "Mia", "Noah")
    late = backup(studio_folder, now=NOW.replace(hour=12))
    # The clock was set back before the next one: what its name says counts.
    early = backup(studio_folder, now=NOW.replace(hour=9))
    (studio_folder / "backups" / "20250101T000000Z.db").write_bytes(b"no database" * 1000)
    store.close()
    found = backups(studio_folder)
    assert [kept.file for kept in found[:2]] == [late, early]
    assert found[0].at == datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
    assert [kept.holds for kept in found] == [Contents(2, 1, 0), Contents(2, 1, 0), None]


def is_old_or_restored(folder: Path) -> bool:
    """Open a studio as the window does, and return whether the backup is in its place; nothing is lost."""
    was_decided = bool(list(folder.glob("set-aside/*/restoring.db")))
    if was_decided:
        with pytest.raises(KnownError, match="cut off"):
            open_studio(folder)
        with pytest.raises(KnownError, match="cut off"):
            check(folder)
    assert finish(folder) == was_decided
    assert not finish(folder)
    found = babies(folder)
    assert found in (OLD, NEW) and check(folder).newest
    if found == NEW:
        [aside] = (folder / "set-aside").iterdir()
        assert {path.name for path in aside.iterdir()} >= {FILE_NAME, f"{FILE_NAME}-wal"}
        assert babies(aside) == OLD
    return found == NEW


def fresh(studio_folder: Path, tmp_path: Path, name: str) -> Path:
    return Path(shutil.copytree(studio_folder, tmp_path / name))


def test_killed_at_some_steps_there_is_the_old_studio_or_the_restored_one(
    kept: Path, studio_folder: Path, tmp_path: Path
) -> None:
    seen = []
    for step in (3, 7, 9, 12, 14, 16, 18):
        folder = fresh(studio_folder, tmp_path, f"killed-{step}")
        assert cut_off(folder, kept, step)
        seen.append(is_old_or_restored(folder))
    assert seen == sorted(seen) and set(seen) == {False, True}


@pytest.mark.torture
@pytest.mark.timeout(900)
def test_killed_at_every_step_and_at_every_step_of_the_finish_nothing_is_lost(
    kept: Path, studio_folder: Path, tmp_path: Path
) -> None:
    step, killed = 1, True
    while killed:
        folder = fresh(studio_folder, tmp_path, f"killed-{step}")
        killed = cut_off(folder, kept, step)
        again, killed_again = 1, killed
        while killed_again:
            twice = fresh(folder, tmp_path, f"killed-{step}-{again}")
            killed_again = cut_off(twice, "", again)
            is_old_or_restored(twice)
            again += 1
        is_old_or_restored(folder)
        step += 1
    assert step > 18


def test_a_restore_that_was_cut_off_is_finished_by_the_next_one(
    kept: Path, studio_folder: Path, tmp_path: Path
) -> None:
    assert cut_off(studio_folder, kept, 14)
    assert list(studio_folder.glob("set-aside/*/restoring.db"))
    restore(studio_folder, kept, now=NOW)
    assert babies(studio_folder) == NEW and len(list((studio_folder / "set-aside").iterdir())) == 2


def test_a_copy_that_the_disk_did_not_keep_brings_the_old_studio_back(
    kept: Path, studio_folder: Path, tmp_path: Path
) -> None:
    before = {path.name for path in studio_folder.iterdir()}
    assert cut_off(studio_folder, kept, 17)
    assert {path.name for path in studio_folder.iterdir()} != before
    [restoring] = studio_folder.glob("set-aside/*/restoring.db")
    restoring.write_bytes(b"")
    assert finish(studio_folder)
    assert babies(studio_folder) == OLD


def test_the_leftover_of_a_copy_that_was_cut_off_is_in_nobodys_way(kept: Path, studio_folder: Path) -> None:
    leftover = studio_folder / f".{FILE_NAME}.restore.part"
    for name in (leftover, leftover.with_name(f"{leftover.name}-wal")):
        name.write_bytes(b"half a copy")
    restore(studio_folder, kept, now=NOW)
    assert babies(studio_folder) == NEW
    assert not list(studio_folder.glob("*.part*"))


@pytest.mark.parametrize("left", ["log", "backups"])
def test_a_studio_whose_file_is_gone_is_not_begun_anew(kept: Path, studio_folder: Path, left: str) -> None:
    (studio_folder / FILE_NAME).unlink()
    if left == "backups":
        (studio_folder / f"{FILE_NAME}-wal").unlink()
        (studio_folder / "backups").mkdir()
        shutil.copy(kept, studio_folder / "backups" / "20261119T100000Z.db")
    with pytest.raises(DamagedError, match="missing"):
        open_studio(studio_folder)
    restore(studio_folder, kept, now=NOW)
    assert babies(studio_folder) == NEW


if os.name == "posix":  # Windows has neither modes nor a limit on the size of files

    def test_all_that_a_restore_makes_is_for_its_owner_alone(kept: Path, studio_folder: Path) -> None:
        before = os.umask(0o022)
        try:
            aside = restore(studio_folder, kept, now=NOW).aside
        finally:
            os.umask(before)
        assert (studio_folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
        assert aside.stat().st_mode & 0o777 == aside.parent.stat().st_mode & 0o777 == 0o700

    def test_a_disk_that_fills_up_leaves_the_studio_as_it_was(kept: Path, studio_folder: Path) -> None:
        code = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536));"
            "from massage_studio.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        before = everything(studio_folder)
        arguments = ["restore", str(kept), "--data", str(studio_folder)]
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1, done.stderr
        assert len(done.stderr.splitlines()) == 1 and "disk takes no copy" in done.stderr
        assert everything(studio_folder) == before
