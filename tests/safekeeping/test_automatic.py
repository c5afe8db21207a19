"""The studio is backed up by itself when it has changed, here and in a second place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import pytest

from massage_studio.errors import DamagedError, KnownError, NotWritableError
from massage_studio.safekeeping import automatic, pacing
from massage_studio.safekeeping.automatic import (
    BackupStatus,
    back_up_if_changed,
    back_up_now,
    choose_place,
    is_due,
    status,
)
from massage_studio.safekeeping.backup_list import Kind, backups
from massage_studio.safekeeping.backup_record import PLACE_FOLDER
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import change_passphrase, encrypt
from massage_studio.safekeeping.pacing import StoppedError
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import mend
from massage_studio.store import copying
from massage_studio.store.connecting import open_file
from massage_studio.store.copying import Contents, examine
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.keys import id_in, key_file, let_go
from massage_studio.store.opening import BACKUPS, open_studio
from tests.safekeeping.cut_off import BACKUP
from tests.safekeeping.killing import cut_off
from tests.studio_fixtures import NOW, a_family

LATER = NOW + timedelta(hours=1)


class Usage(NamedTuple):
    """What a disk has, as shutil tells it."""

    total: int
    used: int
    free: int


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def grown(studio: Store, name: str = "Mia") -> None:
    with studio.write() as session:
        a_family(session, name)


def copies_on(stick: Path) -> Path:
    """The folder of the one studio whose backups are copied to this stick."""
    [own] = (stick / PLACE_FOLDER).iterdir()
    return own


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_studio_that_has_changed_is_backed_up_once(studio: Store) -> None:
    grown(studio)
    made = back_up_if_changed(studio.folder, now=NOW)
    assert made is not None and examine(made).problems == ()
    assert back_up_if_changed(studio.folder, now=LATER) is None
    grown(studio, "Noah")
    assert back_up_if_changed(studio.folder, now=LATER) is not None
    assert [kept.holds for kept in backups(studio.folder)] == [Contents(2, 0, 0), Contents(1, 0, 0)]


def test_to_look_at_a_studio_is_no_change(studio: Store) -> None:
    grown(studio)
    studio.close()
    back_up_if_changed(studio.folder, now=NOW)
    check(studio.folder)
    with studio.read() as session:
        session.connection()
    assert back_up_if_changed(studio.folder, now=LATER) is None


def test_a_backup_is_due_half_an_hour_after_the_last_one_if_something_changed(studio: Store) -> None:
    assert is_due(studio.folder, now=NOW)
    grown(studio)
    back_up_if_changed(studio.folder, now=NOW)
    assert not is_due(studio.folder, now=LATER)
    grown(studio, "Noah")
    assert not is_due(studio.folder, now=NOW + timedelta(minutes=29))
    assert is_due(studio.folder, now=LATER)
    # A clock that was set back keeps nothing from being backed up.
    assert is_due(studio.folder, now=NOW - timedelta(days=10))


def test_a_clock_set_back_ten_days_keeps_the_newest_and_copies_it(studio: Store, stick: Path) -> None:
    choose_place(studio.folder, stick, now=NOW)
    for day in range(2, 16, 2):
        grown(studio, f"Baby {day}")
        back_up_if_changed(studio.folder, now=NOW + timedelta(days=day))
    before = len(backups(studio.folder))
    grown(studio, "After the clock was set back")
    back = NOW + timedelta(days=4, hours=1)
    made = back_up_if_changed(studio.folder, now=back)
    assert made is not None and made.is_file() and (copies_on(stick) / made.name).is_file()
    assert len(backups(studio.folder)) == before + 1
    found = status(studio.folder)
    assert found.last == found.elsewhere == back


def test_old_backups_make_way_in_both_places(studio: Store, stick: Path) -> None:
    choose_place(studio.folder, stick, now=NOW)
    [first] = names(studio.folder / BACKUPS)
    kept = copies_on(stick)
    for hour in range(5):
        name = f"20261001T0{hour}0000Z.db"
        shutil.copy(studio.folder / BACKUPS / first, studio.folder / BACKUPS / name)
        shutil.copy(studio.folder / BACKUPS / first, kept / name)
    (kept / "a letter of hers.db").write_text("not ours")
    grown(studio)
    back_up_if_changed(studio.folder, now=LATER)
    left = ["20261001T040000Z.db", first, "20261119T110000Z.db"]
    assert names(studio.folder / BACKUPS) == left
    assert names(kept) == [*left, "a letter of hers.db"]


def test_a_second_place_gets_the_last_backup_at_once_and_each_one_after(studio: Store, stick: Path) -> None:
    grown(studio)
    choose_place(studio.folder, stick, now=NOW)
    assert examine(copies_on(stick) / "20261119T100000Z.db").problems == ()
    assert status(studio.folder) == BackupStatus(NOW, stick, True, NOW, True)
    grown(studio, "Noah")
    back_up_if_changed(studio.folder, now=LATER)
    assert names(copies_on(stick)) == names(studio.folder / BACKUPS)


def test_a_stick_that_is_not_there_is_told_and_gets_the_next_backup(studio: Store, stick: Path) -> None:
    choose_place(studio.folder, stick, now=NOW)
    away = stick.rename(stick.with_name("drawer"))
    grown(studio)
    assert back_up_if_changed(studio.folder, now=LATER) is not None
    assert status(studio.folder) == BackupStatus(LATER, stick, False, NOW, True)
    assert not is_due(studio.folder, now=LATER)
    away.rename(stick)
    # It is there again: it gets what it missed, though nothing has changed since.
    assert is_due(studio.folder, now=LATER)
    assert back_up_if_changed(studio.folder, now=LATER) is None
    assert status(studio.folder).elsewhere == LATER


def test_a_stick_that_lost_its_backups_is_not_said_to_have_them(studio: Store, stick: Path) -> None:
    choose_place(studio.folder, stick, now=NOW)
    shutil.rmtree(stick / PLACE_FOLDER)
    assert status(studio.folder).elsewhere is None


def test_backups_on_this_computer_only_are_a_choice_that_is_kept(studio: Store, stick: Path) -> None:
    assert not status(studio.folder).asked
    choose_place(studio.folder, None, now=NOW)
    assert status(studio.folder) == BackupStatus(None, None, False, None, True)
    choose_place(studio.folder, stick, now=NOW)
    choose_place(studio.folder, None, now=NOW)
    assert status(studio.folder).place is None and names(copies_on(stick))


def test_a_second_place_that_does_not_answer_keeps_nobody_from_backing_up(studio: Store, stick: Path) -> None:
    choose_place(studio.folder, stick, now=NOW)
    with automatic._ONE_COPY_AT_A_TIME:
        grown(studio)
        assert back_up_if_changed(studio.folder, now=LATER) is not None
    assert status(studio.folder).elsewhere == NOW
    assert is_due(studio.folder, now=LATER)


def test_with_a_passphrase_a_second_place_holds_nothing_that_others_can_read(
    studio_folder: Path, stick: Path
) -> None:
    choose_place(studio_folder, stick, now=NOW)
    key = encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    made = back_up_if_changed(studio_folder, now=LATER)
    assert made is not None
    copy = copies_on(stick) / made.name
    assert names(copy.parent) == [made.name, f"{made.name}.key"]
    assert id_in(copy) == key.id and examine(copy).problems == ()
    change_passphrase(studio_folder, key, "soft towels, slow songs")
    choose_place(studio_folder, stick, now=LATER)
    assert key_file(copy).read_bytes() == key_file(studio_folder / FILE_NAME).read_bytes()
    let_go(key.id)
    assert [kept.locked for kept in backups(studio_folder)] == [True, False]


def test_two_studios_share_a_stick_and_leave_each_others_backups_alone(
    studio: Store, stick: Path, tmp_path: Path
) -> None:
    other = open_studio(tmp_path / "other")
    for number, store in enumerate((studio, other), start=1):
        for one in range(number):
            grown(store, f"Baby {one}")
        choose_place(store.folder, stick, now=NOW)
    other.close()
    # Both were made in the same second; then one gets a passphrase, and what can be read of it goes.
    with studio.let_go() as folder:
        encrypt(folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    back_up_if_changed(studio.folder, now=NOW + timedelta(weeks=60))
    assert status(other.folder).elsewhere == NOW
    for left in backups(other.folder):
        assert left.holds == Contents(2, 0, 0)
    (tmp_path / "other" / BACKUPS / "20261119T100000Z.db").unlink()
    [left] = backups(other.folder)
    assert left.kind is Kind.ELSEWHERE and left.holds == Contents(2, 0, 0)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "is full"), (errno.EROFS, "takes no files"), (errno.EIO, "takes no")]
)
def test_a_stick_that_takes_nothing_is_not_said_to_be_the_computers_disk(
    studio: Store, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    choose_place(studio.folder, stick, now=NOW)

    def refused(*_: object) -> None:
        raise OSError(number, "refused")

    grown(studio)
    with monkeypatch.context() as patch, pytest.raises(KnownError, match=words) as told:
        patch.setattr(automatic, "_flush", refused)
        back_up_if_changed(studio.folder, now=LATER)
    assert "second place" in told.value.message and "--" not in str(told.value)
    found = status(studio.folder)
    assert (found.last, found.elsewhere) == (LATER, NOW)
    assert names(copies_on(stick)) == ["20261119T100000Z.db"]


def test_an_encrypted_studio_is_mended_and_stays_encrypted(studio_folder: Path) -> None:
    key = encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    connection = open_file(studio_folder / FILE_NAME)
    connection.execute("DROP TRIGGER venue_capacity")
    connection.close()
    with pytest.raises(DamagedError):
        check(studio_folder)
    mend(studio_folder, now=NOW)
    assert check(studio_folder).newest and id_in(studio_folder / FILE_NAME) == key.id
    assert key_file(studio_folder / FILE_NAME).is_file()


@pytest.mark.parametrize("where", [".", "backups", "deeper/still"])
def test_the_studios_own_folder_is_no_second_place(studio: Store, where: str) -> None:
    (studio.folder / where).mkdir(parents=True, exist_ok=True)
    with pytest.raises(KnownError, match="own folder"):
        choose_place(studio.folder, studio.folder / where, now=NOW)
    assert not status(studio.folder).asked


def test_a_place_that_takes_nothing_is_told_and_not_chosen(studio: Store, stick: Path) -> None:
    (stick / PLACE_FOLDER).write_text("in the way")
    with pytest.raises(KnownError, match="takes no files"):
        choose_place(studio.folder, stick, now=NOW)
    assert status(studio.folder).place is None
    # The backup on this computer is there all the same.
    assert status(studio.folder).last == NOW


def test_a_damaged_studio_never_makes_a_backup_nor_takes_one_away(studio_folder: Path) -> None:
    made = back_up_if_changed(studio_folder, now=NOW)
    with (studio_folder / FILE_NAME).open("r+b") as file:
        file.seek(200_000)
        file.write(b"\xff" * 100_000)
    with pytest.raises(DamagedError):
        back_up_if_changed(studio_folder, now=LATER)
    assert made is not None and names(studio_folder / BACKUPS) == [made.name]


def test_backups_do_not_fill_the_disk(studio: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = studio.folder / BACKUPS
    for half_hours in range(6):
        grown(studio, f"Baby {half_hours}")
        back_up_if_changed(studio.folder, now=NOW + timedelta(minutes=30 * half_hours))
    grown(studio)
    size = (studio.folder / FILE_NAME).stat().st_size
    free = [20 * size]

    def disk(_: Path) -> Usage:
        return Usage(100_000 * size, 0, free[0] + (6 - len(names(kept))) * size)

    monkeypatch.setattr(automatic.shutil, "disk_usage", disk)
    monkeypatch.setattr(automatic, "_FREE_BYTES", 4 * size)
    free[0] = size
    # Of the half hours of the last two days those make way that are not the last of their day.
    assert back_up_if_changed(studio.folder, now=NOW + timedelta(hours=3)) is not None
    assert names(kept) == ["20261119T123000Z.db", "20261119T130000Z.db"]
    free[0] = 0
    grown(studio, "Noah")
    with pytest.raises(NotWritableError, match="nearly full"):
        back_up_if_changed(studio.folder, now=NOW + timedelta(hours=4))
    # By hand it is her own choice.
    assert names(kept) == ["20261119T130000Z.db"]
    assert back_up_now(studio.folder, now=NOW + timedelta(hours=4)).is_file()


def test_a_backup_that_nobody_waits_for_leaves_nothing(
    studio: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 8)
    with pytest.raises(StoppedError):
        back_up_if_changed(studio.folder, now=NOW, stopped=lambda: True)
    assert names(studio.folder / BACKUPS) == []
    assert is_due(studio.folder, now=NOW)


def test_a_backup_makes_way_in_each_of_its_parts(
    studio: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_place(studio.folder, stick, now=NOW)
    grown(studio)
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 32)
    monkeypatch.setattr(copying, "STEPS_BETWEEN", 1000)
    monkeypatch.setattr(automatic, "_PIECE_BYTES", 1 << 17)
    seen: dict[Path, list[int]] = {studio.folder / BACKUPS: [], copies_on(stick): []}

    def busy() -> bool:
        for place, sizes in seen.items():
            sizes += [part.stat().st_size for part in place.glob(".*.part")]
        return False

    made = back_up_if_changed(studio.folder, now=LATER, busy=busy)
    assert made is not None
    for sizes in seen.values():
        # While it was copied, and while it was read again.
        assert len(set(sizes)) > 4 and sizes.count(made.stat().st_size) > 4


def test_a_backup_beside_a_class_is_flushed_piece_by_piece(
    studio: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 32)
    flushed = []
    flush = os.fsync
    monkeypatch.setattr(copying.os, "fsync", lambda handle: (flushed.append(handle), flush(handle)))
    numbers = []
    for busy in (lambda: False, None):
        flushed.clear()
        back_up_now(studio.folder, now=NOW + timedelta(minutes=len(numbers)), busy=busy)
        numbers.append(len(flushed))
    pieces = (studio.folder / FILE_NAME).stat().st_size // (32 * 4096)
    assert numbers[0] >= numbers[1] + pieces > pieces


def test_a_backup_that_another_waits_for_makes_no_way(studio: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # Before much is written the program backs up on the thread that is busy: each would wait for the other.
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 32)
    monkeypatch.setattr(pacing, "_LONGEST_WAIT_SECONDS", 3600)
    begun = Event()

    def busy() -> bool:
        begun.set()
        return True

    beside = Thread(target=back_up_now, args=(studio.folder,), kwargs={"now": NOW, "busy": busy})
    beside.start()
    assert begun.wait(60)
    back_up_now(studio.folder, now=LATER)
    beside.join()
    assert len(backups(studio.folder)) == 2


def test_a_class_writes_on_between_the_pieces_of_a_backup(
    studio: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_A_TIME", 32)
    written = []

    def press() -> bool:
        if len(written) < 3:
            grown(studio, f"Baby {len(written)}")
            written.append(len(written))
        return False

    made = back_up_if_changed(studio.folder, now=NOW, stopped=press)
    assert made is not None and len(written) == 3
    # The backup is of the moment in which it began, and what came after it makes the next one due.
    assert backups(studio.folder)[0].holds == Contents(0, 0, 0) and examine(made).problems == ()
    assert is_due(studio.folder, now=LATER)
    back_up_if_changed(studio.folder, now=LATER)
    assert backups(studio.folder)[0].holds == Contents(3, 0, 0)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"seen": 3, "place": null}', b"\xff\xfe", b"{"])
def test_a_record_that_cannot_be_read_costs_one_backup_more(studio: Store, content: bytes) -> None:
    back_up_if_changed(studio.folder, now=NOW)
    (studio.folder / "backups.json").write_bytes(content)
    assert status(studio.folder) == BackupStatus(NOW, None, False, None, False)
    assert back_up_if_changed(studio.folder, now=LATER) is not None


@pytest.fixture
def with_place(studio_folder: Path, stick: Path) -> Path:
    """A studio with a second place and old backups that the next one makes obsolete in both."""
    choose_place(studio_folder, stick, now=NOW - timedelta(days=1))
    [first] = (studio_folder / BACKUPS).iterdir()
    for hour in range(3):
        for place in (studio_folder / BACKUPS, copies_on(stick)):
            shutil.copy(first, place / f"20261001T0{hour}0000Z.db")
    store = open_studio(studio_folder)
    grown(store)
    store.close()
    return studio_folder


def killed_while_backing_up(folder: Path, step: int) -> bool:
    """Back up in a program that is killed before a step, and return whether it was."""
    before = (folder / FILE_NAME).read_bytes()
    killed = cut_off(folder, BACKUP, step)
    assert (folder / FILE_NAME).read_bytes() == before
    stick = copies_on(folder.parent / "stick")
    for place in (folder / BACKUPS, stick):
        # What has a name is whole, and there are never fewer than before.
        assert len(list(place.glob("*.db"))) >= 2
        assert all(not examine(file).problems for file in place.glob("*.db"))
    back_up_if_changed(folder, now=LATER)
    for place in (folder / BACKUPS, stick):
        assert not [path for path in place.iterdir() if path.name.startswith(".")]
        assert max(kept.holds.families for kept in backups(folder) if kept.holds) == 1
    assert status(folder).last == status(folder).elsewhere
    return killed


def test_killed_at_some_steps_of_a_backup_every_backup_is_whole(with_place: Path, tmp_path: Path) -> None:
    for step in (4, 14):
        with once_more(with_place, tmp_path) as folder:
            assert killed_while_backing_up(folder, step)


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_killed_at_every_step_of_a_backup_every_backup_is_whole(with_place: Path, tmp_path: Path) -> None:
    step, killed = 0, True
    while killed:
        step += 1
        with once_more(with_place, tmp_path) as folder:
            killed = killed_while_backing_up(folder, step)
    assert step > 16


@contextmanager
def once_more(folder: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a studio and its stick, and put both back as they were."""
    kept = {
        place: shutil.copytree(place, tmp_path / f"kept-{place.name}")
        for place in (folder, tmp_path / "stick")
    }
    yield folder
    for place, copy in kept.items():
        shutil.rmtree(place)
        copy.rename(place)


if os.name == "posix":

    def test_all_that_a_backup_makes_is_for_its_owner_alone(studio: Store, stick: Path) -> None:
        before = os.umask(0o022)
        try:
            choose_place(studio.folder, stick, now=NOW)
        finally:
            os.umask(before)
        made = [studio.folder / "backups.json", *(studio.folder / BACKUPS).iterdir()]
        made += copies_on(stick).iterdir()
        assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
        for folder in (stick / PLACE_FOLDER, copies_on(stick)):
            assert folder.stat().st_mode & 0o777 == 0o700
