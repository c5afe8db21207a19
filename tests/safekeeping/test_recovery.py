"""What is left after harm is brought back without making it worse: the cases that Zotero's recovery knows."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.families.queries import families
from massage_studio.safekeeping.automatic import back_up_if_changed
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import Kind, backups, best, preview
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt, encrypt_copies
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import finish, mend, restore, what_mending_gives
from massage_studio.store import mending
from massage_studio.store.copying import Contents
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import let_go
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


def with_journal(folder: Path, tmp_path: Path) -> bytes:
    """Lay the journal of another studio beside a studio that went on meanwhile, as a copied folder may."""
    other = shutil.copytree(folder, tmp_path / "other journal")
    connection = driver.connect(str(other / FILE_NAME), isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = DELETE",
        "PRAGMA cache_size = 1",
        "BEGIN",
        "UPDATE carer SET email = 'somebody@example.org'",
        "UPDATE baby SET family_name = 'Somebody'",
        "CREATE TABLE more AS SELECT * FROM own_item",
    ):
        connection.execute(statement)
    journal = (other / f"{FILE_NAME}-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute("VACUUM")
    connection.close()
    (folder / f"{FILE_NAME}-journal").write_bytes(journal)
    return journal


def test_a_journal_that_is_not_the_programs_is_never_played_into_the_studio(
    whole: Path, tmp_path: Path
) -> None:
    journal = with_journal(whole, tmp_path)
    before = everything(whole)
    for look in (check, open_studio, lambda folder: backup(folder, now=NOW)):
        with pytest.raises(DamagedError):
            look(whole)
    assert everything(whole) == before
    assert what_mending_gives(whole) == (Way.AS_IT_WAS, Contents(30, 0, 0))
    aside = mend(whole, now=NOW).aside
    assert count(whole) == 30 and check(whole).newest
    assert (aside / f"{FILE_NAME}-journal").read_bytes() == journal


def test_a_log_that_is_no_log_does_no_harm(whole: Path) -> None:
    (whole / LOG).write_bytes(b"stale log" * 1000)
    assert count(whole) == 30 and check(whole).newest


def test_indexes_of_the_studio_are_made_anew_and_nothing_is_lost(whole: Path) -> None:
    with_broken_index(whole / FILE_NAME)
    with pytest.raises(DamagedError, match="ix_baby_family_id"):
        check(whole)
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


@pytest.mark.parametrize("with_log", [False, True])
def test_a_disk_that_cannot_be_read_for_once_is_no_damage(
    whole: Path, monkeypatch: pytest.MonkeyPatch, with_log: bool
) -> None:
    from massage_studio.store import opening

    if with_log:
        (whole / LOG).write_bytes(b"stale log" * 1000)

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


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("set-aside/20261119T100000Z/studio.db", "missing"),
        ("studio (Grace's conflicted copy 2026-11-19).db", "missing"),
        ("backups/20261119T100000Z.db", "missing"),
        (".studio.db.icloud", "in iCloud"),
    ],
)
def test_where_a_studio_was_none_is_begun_anew(whole: Path, left: str, words: str) -> None:
    (whole / left).parent.mkdir(parents=True, exist_ok=True)
    (whole / FILE_NAME).rename(whole / left)
    before = everything(whole)
    with pytest.raises(KnownError, match=words):
        open_studio(whole)
    assert everything(whole) == before
    if words == "missing":
        [found] = backups(whole, damaged=True)
        assert found.holds == Contents(30, 0, 0)
        restore(whole, found.file, now=NOW)
        assert count(whole) == 30


def test_where_every_backup_is_damaged_too_all_of_them_stay_and_none_can_be_chosen(whole: Path) -> None:
    for hour in range(2):
        backup(whole, now=NOW + timedelta(hours=hour)).write_bytes(b"no database" * 1000)
    (whole / FILE_NAME).write_bytes(b"no database" * 1000)
    before = everything(whole)
    found = backups(whole, damaged=True)
    assert len(found) == 2 and best(found) is None
    for kept in found:
        for look in (restore, preview):
            with pytest.raises(KnownError, match="damaged") as told:
                look(whole, kept.file, **({"now": NOW} if look is restore else {}))  # type: ignore[operator]
            assert not isinstance(told.value, DamagedError), "that of a backup is not the studio's"
    assert everything(whole) == before


def test_a_disk_that_fills_up_while_indexes_of_a_backup_are_made_anew_changes_nothing(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = backup(whole, now=NOW)
    with_broken_index(kept)
    (whole / FILE_NAME).write_bytes(b"no database" * 1000)
    before = everything(whole)

    def full(*_: object) -> object:
        raise driver.OperationalError("database or disk is full")

    with monkeypatch.context() as patch, pytest.raises(NotWritableError):
        patch.setattr(mending, "examine", full)
        restore(whole, kept, now=NOW)
    assert everything(whole) == before
    restore(whole, kept, now=NOW)
    assert count(whole) == 30


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


@pytest.mark.parametrize("wrong", [timedelta(days=-10), timedelta(days=365 * 73)])
def test_after_a_clock_that_was_wrong_the_backup_that_was_made_last_comes_first(
    studio_folder: Path, wrong: timedelta
) -> None:
    store = open_studio(studio_folder)
    for number, now in enumerate((NOW - timedelta(days=1), NOW, NOW + wrong, NOW + timedelta(hours=1))):
        with store.write() as session:
            a_family(session, f"Baby {number}")
        if number == 3 and wrong < timedelta():
            break
        back_up_if_changed(studio_folder, now=now)
    store.close()
    found = backups(studio_folder)
    held = [kept.holds.families for kept in found if kept.holds is not None]
    assert held[0] == max(held) and best(found) is found[0]


def test_a_backup_is_offered_before_a_second_copy_and_a_locked_one_before_none(whole: Path) -> None:
    shutil.copy(whole / FILE_NAME, whole / "studio 2.db")
    [copy] = found = backups(whole)
    assert best(found) is copy
    made = backup(whole, now=NOW - timedelta(days=30))
    found = backups(whole)
    first = best(found)
    assert found[0].kind is Kind.COPY and first is not None and first.file == made
    key = encrypt(whole, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    encrypt_copies(whole, key)
    let_go(key.id)
    first = best(backups(whole))
    assert first is not None and first.file == made and first.locked
    assert best(()) is None


def test_a_recovery_that_had_moved_the_file_away_is_finished(whole: Path) -> None:
    kept = backup(whole, now=NOW)
    aside = whole / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    shutil.copy(kept, aside / "restoring.db")
    (whole / FILE_NAME).rename(aside / FILE_NAME)
    assert finish(whole) and not finish(whole)
    assert count(whole) == 30 and count(aside) == 30


@pytest.mark.parametrize("moved", [True, False])
def test_a_copy_that_an_interrupted_recovery_left_and_that_is_not_whole_is_not_used(
    whole: Path, moved: bool
) -> None:
    aside = whole / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    (aside / "restoring.db").write_bytes(b"no database" * 1000)
    if moved:
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
