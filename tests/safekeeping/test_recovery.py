"""What is left after harm is brought back without making it worse: the cases that Zotero's recovery knows."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import DamagedError, KnownError, ListsDamagedError, NotWritableError
from massage_studio.families.queries import families
from massage_studio.safekeeping.automatic import back_up_if_changed
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import Kind, backups, preview
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.restore import finish, mend, restore, what_mending_gives
from massage_studio.store import mending
from massage_studio.store.copying import Contents
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.mending import Way
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, a_family, filled

LOG = f"{FILE_NAME}-wal"
PAGE = 4096


def many(session: object) -> None:
    for number in range(30):
        a_family(session, f"Baby {number}")  # type: ignore[arg-type]


@pytest.fixture
def whole(studio_folder: Path) -> Path:
    """A closed studio with thirty families."""
    filled(studio_folder, many)
    return studio_folder


@pytest.fixture
def stale(whole: Path, tmp_path: Path) -> Path:
    """The same with the log of another studio beside it, as when a file is copied into a folder by hand."""
    other = tmp_path / "other"
    shutil.copytree(whole, other)
    # The same rows on other pages.
    connection = driver.connect(str(whole / FILE_NAME), isolation_level=None)
    connection.execute("VACUUM")
    connection.close()
    store = open_studio(other)
    with store.write() as session:
        a_family(session)
    shutil.copy(other / LOG, whole / LOG)
    store.close()
    return whole


def with_broken_index(file: Path) -> None:
    """Change a key in an index, so that it no longer tells the rows of its table."""
    connection = driver.connect(str(file), isolation_level=None)
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_baby_family_id'"
    [root] = connection.execute(sql).fetchone()
    connection.close()
    content = bytearray(file.read_bytes())
    # The last byte of the last key of the page, which is the end of a row's key.
    content[root * PAGE - 1] ^= 1
    file.write_bytes(content)


def count(folder: Path) -> int:
    store = open_studio(folder)
    with store.read() as session:
        found = len(families(session, today=NOW.date()))
    store.close()
    return found


def everything(folder: Path) -> dict[str, bytes]:
    left_out = f"{FILE_NAME}-shm"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != left_out
    }


def test_a_stale_log_beside_a_file_is_found_and_never_written_into_it(stale: Path) -> None:
    before = everything(stale)
    for look in (check, open_studio, lambda folder: backup(folder, now=NOW)):
        with pytest.raises(DamagedError):
            look(stale)
    assert {name: what for name, what in everything(stale).items() if name in before} == before


def test_a_whole_file_is_kept_and_the_stale_log_beside_it_set_aside(stale: Path) -> None:
    log = (stale / LOG).read_bytes()
    assert what_mending_gives(stale) == (Way.WITHOUT_LOG, Contents(30, 0, 0))
    aside = mend(stale, now=NOW).aside
    assert count(stale) == 30 and check(stale).newest
    assert not (stale / LOG).exists() and (aside / LOG).read_bytes() == log


def test_a_restore_sets_a_stale_log_aside_with_the_damaged_file(stale: Path) -> None:
    (stale / LOG).rename(stale / "kept-away")
    kept = backup(stale, now=NOW)
    (stale / "kept-away").rename(stale / LOG)
    (stale / FILE_NAME).write_bytes(b"no database" * 1000)
    aside = restore(stale, kept, now=NOW).aside
    assert {path.name for path in aside.iterdir()} >= {FILE_NAME, LOG}
    assert count(stale) == 30


def test_a_log_that_is_no_log_does_no_harm(whole: Path) -> None:
    (whole / LOG).write_bytes(b"stale log" * 1000)
    assert count(whole) == 30 and check(whole).newest


def test_indexes_of_the_studio_are_made_anew_and_nothing_is_lost(whole: Path) -> None:
    with_broken_index(whole / FILE_NAME)
    with pytest.raises(ListsDamagedError) as caught:
        check(whole)
    assert "ix_baby_family_id" in caught.value.found
    assert what_mending_gives(whole) == (Way.INDEXES, Contents(30, 0, 0))
    mend(whole, now=NOW)
    assert check(whole).newest and count(whole) == 30


def test_indexes_of_a_backup_are_made_anew_in_the_copy_and_the_backup_stays(whole: Path) -> None:
    kept = backup(whole, now=NOW)
    with_broken_index(kept)
    before = kept.read_bytes()
    (whole / FILE_NAME).write_bytes(b"no database" * 1000)
    restore(whole, kept, now=NOW)
    assert check(whole).newest and count(whole) == 30
    assert kept.read_bytes() == before


def test_a_backup_whose_indexes_cannot_be_made_anew_is_refused(whole: Path) -> None:
    kept = backup(whole, now=NOW)
    connection = driver.connect(str(kept), isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    # Two rows of one key, which its index forbids.
    connection.execute("CREATE TABLE twice (id TEXT)")
    connection.execute("INSERT INTO twice SELECT (SELECT id FROM venue) FROM baby")
    connection.execute(
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'twice')"
        " WHERE name = 'ix_baby_family_id'"
    )
    connection.close()
    before = everything(whole)
    with pytest.raises(KnownError, match="damaged"):
        restore(whole, kept, now=NOW)
    assert everything(whole) == before


def test_a_disk_that_fills_up_while_indexes_are_made_anew_is_told_and_changes_nothing(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_broken_index(whole / FILE_NAME)

    def full(*_: object) -> object:
        raise driver.OperationalError("database or disk is full")

    before = everything(whole)
    monkeypatch.setattr(mending, "examine", full)
    with pytest.raises(NotWritableError):
        mend(whole, now=NOW)
    assert everything(whole) == before


def test_a_disk_that_cannot_be_read_for_once_is_no_damage(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from massage_studio.store import opening

    def failing(*_: object) -> object:
        raise driver.OperationalError("disk I/O error")

    monkeypatch.setattr(opening, "open_to_look", failing)
    with pytest.raises(NotWritableError, match="disk"):
        open_studio(whole)


def test_a_studio_that_is_whole_is_left_by_mending_as_it_is(whole: Path) -> None:
    assert what_mending_gives(whole) == (Way.AS_IT_WAS, Contents(30, 0, 0))
    assert [path.name for path in whole.iterdir()] == [FILE_NAME]


def test_what_cannot_be_mended_is_told_and_stays(whole: Path) -> None:
    (whole / FILE_NAME).write_bytes(b"no database" * 1000)
    before = everything(whole)
    assert what_mending_gives(whole) is None
    with pytest.raises(KnownError, match="could not be made whole"):
        mend(whole, now=NOW)
    assert everything(whole) == before


def test_without_its_file_and_without_a_backup_nothing_is_begun_anew(stale: Path) -> None:
    (stale / FILE_NAME).unlink()
    with pytest.raises(DamagedError, match="missing"):
        open_studio(stale)
    assert what_mending_gives(stale) is None and backups(stale, damaged=True) == ()


def test_where_the_newest_backup_is_damaged_too_the_one_before_it_comes_next(whole: Path) -> None:
    first = backup(whole, now=NOW)
    second = backup(whole, now=NOW + timedelta(hours=1))
    second.write_bytes(b"no database" * 1000)
    (whole / FILE_NAME).write_bytes(b"no database" * 1000)
    found = backups(whole, damaged=True)
    assert [(kept.file, kept.holds) for kept in found] == [(second, None), (first, Contents(30, 0, 0))]
    with pytest.raises(KnownError, match="damaged"):
        restore(whole, second, now=NOW)
    restore(whole, first, now=NOW)
    assert count(whole) == 30


def test_a_recovery_that_had_moved_the_file_away_is_finished(whole: Path) -> None:
    kept = backup(whole, now=NOW)
    aside = whole / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    shutil.copy(kept, aside / "restoring.db")
    (whole / FILE_NAME).rename(aside / FILE_NAME)
    assert finish(whole) and not finish(whole)
    assert count(whole) == 30 and count(aside) == 30


def test_a_copy_that_an_interrupted_recovery_left_and_that_is_not_whole_is_not_used(whole: Path) -> None:
    aside = whole / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    (aside / "restoring.db").write_bytes(b"no database" * 1000)
    (whole / FILE_NAME).rename(aside / FILE_NAME)
    assert finish(whole)
    assert count(whole) == 30 and (aside / "not-whole.db").exists()


def test_leftovers_of_recoveries_that_were_cut_off_are_in_nobodys_way(whole: Path) -> None:
    for name in (f".{FILE_NAME}.restore.part", f".{FILE_NAME}.restore.part-wal", ".backups.json.part"):
        (whole / name).write_bytes(b"left over")
    (whole / ".mending-x").mkdir()
    (whole / ".mending-x" / FILE_NAME).write_bytes(b"left over")
    with_broken_index(whole / FILE_NAME)
    mend(whole, now=NOW)
    back_up_if_changed(whole, now=NOW)
    assert sorted(path.name for path in whole.iterdir()) == [
        "backups",
        "backups.json",
        "set-aside",
        FILE_NAME,
    ]


def test_a_studio_that_was_set_aside_can_be_taken_back(whole: Path) -> None:
    kept = backup(whole, now=NOW)
    store = open_studio(whole)
    with store.write() as session:
        a_family(session, "Too much")
    store.close()
    restore(whole, kept, now=NOW)
    [aside] = [kept for kept in backups(whole) if kept.kind is Kind.ASIDE]
    assert aside.holds == Contents(31, 0, 0)
    restore(whole, aside.file, now=NOW)
    assert count(whole) == 31


@pytest.mark.parametrize(
    "name",
    [
        "studio (Grace's conflicted copy 2026-11-19).db",
        "studio-GRACES-LAPTOP.db",
        "studio 2.db",
        "studio (1).db",
        "studio.sync-conflict-20261119-093000-ABCDEFG.db",
        "studio (conflicted copy 2026-11-19 093000).db",
    ],
)
def test_a_conflicted_copy_is_listed_with_what_is_in_it(whole: Path, name: str) -> None:
    shutil.copy(whole / FILE_NAME, whole / name)
    store = open_studio(whole)
    with store.write() as session:
        a_family(session, "Only here")
    store.close()
    [copy] = backups(whole)
    assert copy.kind is Kind.COPY and copy.holds == Contents(30, 0, 0)
    assert preview(whole, copy.file).lost == Contents(1, 0, 0)


def test_a_preview_tells_what_would_be_lost_against_now(whole: Path, tmp_path: Path) -> None:
    kept = backup(whole, now=NOW)
    assert preview(whole, kept).lost == Contents(0, 0, 0)
    # Others in their place: what counts is who is there, not how many.
    other = tmp_path / "other"
    store = open_studio(other)
    with store.write() as session:
        many(session)
    store.close()
    assert preview(other, kept).lost == Contents(30, 0, 0)
    # A new laptop has nothing to lose, and what is damaged cannot be compared.
    assert preview(tmp_path / "new", kept).lost == Contents(0, 0, 0)
    (other / FILE_NAME).write_bytes(b"no database" * 1000)
    assert preview(other, kept).lost is None


if os.name == "posix":  # Windows has no modes of files

    def test_what_is_mended_is_for_its_owner_alone(whole: Path) -> None:
        with_broken_index(whole / FILE_NAME)
        before = os.umask(0o022)
        try:
            mend(whole, now=NOW)
        finally:
            os.umask(before)
        assert (whole / FILE_NAME).stat().st_mode & 0o777 == 0o600
