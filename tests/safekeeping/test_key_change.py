"""A passphrase is set, changed, renewed and removed: the old studio or the new one, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import DamagedError, KnownError, LockedError
from massage_studio.families.queries import families
from massage_studio.safekeeping import key_change
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import backups
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.finishing import finish_beside
from massage_studio.safekeeping.key_change import (
    change_passphrase,
    copies_under_another_key,
    decrypt,
    encrypt,
    encrypt_copies,
    finish,
)
from massage_studio.safekeeping.keys import WrongPassphraseError, header_of, opened
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import restore
from massage_studio.safekeeping.unlocking import unlock
from massage_studio.store import encrypting
from massage_studio.store.copying import examine
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import Key, hold, id_in, key_file, let_go
from massage_studio.store.opening import CHANGING_KEY, COPIES_WAIT, open_studio
from tests.conftest import ROOT
from tests.safekeeping.killed import forget_keys
from tests.studio_fixtures import NOW, a_family

CHILD = Path(__file__).with_name("changing_key.py")
WORDS, OTHER = "warm hands, quiet hall", "soft towels, slow songs"
RECOVERY = new_recovery_key()
LEFTOVERS = (".part", ".encrypting", ".readable", "old-", "-key/")
MARK = "Zephyrine Quillfeather"


@pytest.fixture
def plain(studio_folder: Path) -> Path:
    """The folder of a closed studio with one family, and a backup of it that everybody can read."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, MARK)
    store.close()
    backup(studio_folder, now=NOW)
    return studio_folder


def babies(folder: Path) -> set[str]:
    store = open_studio(folder)
    with store.read() as session:
        found = {row.babies[0].name for row in families(session, today=NOW.date())}
    store.close()
    return found


def readable(folder: Path) -> list[str]:
    """Name the files in which the family can be read by anybody."""
    words = [MARK.split()[0].encode(), MARK.encode("utf-16-le"), MARK.lower().split()[1].encode()]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in words)
    ]


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_studio_and_its_backups_are_encrypted_row_for_row_and_nothing_readable_stays(plain: Path) -> None:
    before = check(plain).counts
    assert readable(plain) == ["backups/20261119T100000Z.db", FILE_NAME]
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert check(plain).counts == before and babies(plain) == {MARK}
    assert [path.name for path in copies_under_another_key(plain)] == ["20261119T100000Z.db"]
    assert encrypt_copies(plain, key) == 0
    assert readable(plain) == [] and copies_under_another_key(plain) == ()
    assert names(plain) == [
        "backups/20261119T100000Z.db",
        "backups/20261119T100000Z.db.key",
        FILE_NAME,
        f"{FILE_NAME}.key",
    ]
    assert {id_in(path) for path in plain.rglob("*.db")} == {key.id}
    [kept] = backups(plain)
    assert kept.holds is not None and kept.holds.families == 1
    assert {oct(path.stat().st_mode & 0o077) for path in plain.rglob("*") if path.is_file()} == {"0o0"}


def test_a_copy_that_a_syncing_program_made_is_encrypted_too(plain: Path) -> None:
    copy = plain / "studio (Grace's conflicted copy 2026-11-19).db"
    copy.write_bytes((plain / FILE_NAME).read_bytes())
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert copy in copies_under_another_key(plain)
    assert encrypt_copies(plain, key) == 0
    assert readable(plain) == [] and id_in(copy) == key.id
    change_passphrase(plain, key, OTHER)
    assert opened(header_of(copy), OTHER) == key


def test_what_is_written_afterwards_and_each_new_backup_is_encrypted(plain: Path, tmp_path: Path) -> None:
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    encrypt_copies(plain, key)
    store = open_studio(plain)
    with store.write() as session:
        a_family(session, f"{MARK} the second", carer=MARK)
    made = backup(plain, target=tmp_path / "stick.db", now=NOW)
    backup(plain, now=NOW.replace(hour=12))
    assert (plain / f"{FILE_NAME}-wal").stat().st_size and not readable(plain), "while it is open"
    store.close()
    assert not readable(plain) and not readable(tmp_path)
    assert key_file(made).read_bytes() == key_file(plain / FILE_NAME).read_bytes()


def test_a_backup_is_restored_with_its_passphrase_on_another_laptop(plain: Path, tmp_path: Path) -> None:
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    made = backup(plain, target=tmp_path / "stick.db", now=NOW)
    let_go(key.id)
    other = tmp_path / "new laptop"
    with pytest.raises(LockedError):
        restore(other, made, now=NOW)
    assert names(other) == []
    unlock(made, WORDS, now=NOW)
    restore(other, made, now=NOW)
    let_go(key.id)
    with pytest.raises(LockedError):
        open_studio(other)
    unlock(other / FILE_NAME, RECOVERY, now=NOW)
    assert babies(other) == {MARK} and not readable(other)


@pytest.mark.parametrize("was_encrypted", [True, False])
def test_a_restore_brings_the_key_that_belongs_to_it_and_sets_the_other_aside(
    plain: Path, was_encrypted: bool
) -> None:
    [readable_one] = (plain / "backups").glob("*.db")
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    if was_encrypted:
        let_go(key.id)
        restored = restore(plain, readable_one, now=NOW)
        assert not key_file(plain / FILE_NAME).exists() and babies(plain) == {MARK}
        hold(key)
        assert babies(restored.aside) == {MARK}, "with the key file beside it"
    else:
        encrypted = backup(plain, now=NOW.replace(hour=12))
        decrypt(plain)
        restore(plain, encrypted, now=NOW)
        assert id_in(plain / FILE_NAME) == id_in(encrypted) and babies(plain) == {MARK}


def test_another_passphrase_opens_studio_and_backups_and_the_old_one_nothing(plain: Path) -> None:
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    encrypt_copies(plain, key)
    before = (plain / FILE_NAME).read_bytes()
    change_passphrase(plain, key, OTHER)
    assert (plain / FILE_NAME).read_bytes() == before, "only the key file is written"
    for file in plain.rglob("*.db"):
        assert opened(header_of(file), OTHER) == opened(header_of(file), RECOVERY) == key
        with pytest.raises(WrongPassphraseError):
            opened(header_of(file), WORDS)


def test_a_new_key_makes_the_old_recovery_key_useless(plain: Path) -> None:
    old = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    encrypt_copies(plain, old)
    key = encrypt(plain, passphrase=WORDS, recovery_key=(other := new_recovery_key()))
    assert encrypt_copies(plain, key) == 0 and key.id != old.id
    let_go(old.id)
    assert babies(plain) == {MARK} and check(plain).newest
    for file in plain.rglob("*.db"):
        assert opened(header_of(file), other) == key
        with pytest.raises(WrongPassphraseError):
            opened(header_of(file), RECOVERY)


@pytest.mark.parametrize("had_one", [False, True])
def test_copies_that_were_not_encrypted_when_the_program_ended_are_at_its_next_start(
    plain: Path, had_one: bool
) -> None:
    if had_one:
        encrypt_copies(plain, encrypt(plain, passphrase=OTHER, recovery_key=new_recovery_key()))
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    forget_keys()
    unlock(plain / FILE_NAME, WORDS, now=NOW)
    assert copies_under_another_key(plain)
    finish_beside(plain, now=NOW)
    assert copies_under_another_key(plain) == () and readable(plain) == []
    forget_keys()
    for file in plain.rglob("*.db"):
        assert opened(header_of(file), WORDS) == unlock(file, RECOVERY, now=NOW)
        assert examine(file).problems == ()
    assert names(plain) == [
        "backups/20261119T100000Z.db",
        "backups/20261119T100000Z.db.key",
        FILE_NAME,
        f"{FILE_NAME}.key",
    ]


def test_copies_that_a_full_disk_did_not_take_are_told_and_encrypted_later(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(key_change, "written_as", full)
        with pytest.raises(KnownError, match="older backups still wait"):
            encrypt_copies(plain, key)
    finish_beside(plain, now=NOW)
    assert copies_under_another_key(plain) == () and readable(plain) == []


def test_a_third_key_waits_for_the_copies_that_wait_for_the_second(plain: Path) -> None:
    encrypt_copies(plain, encrypt(plain, passphrase=WORDS, recovery_key=new_recovery_key()))
    encrypt(plain, passphrase=WORDS, recovery_key=new_recovery_key())
    forget_keys()
    unlock(plain / FILE_NAME, WORDS, now=NOW)
    key = encrypt(plain, passphrase=OTHER, recovery_key=RECOVERY)
    assert encrypt_copies(plain, key) == 0 and copies_under_another_key(plain) == ()


def test_copies_wait_no_more_where_a_studio_without_passphrase_was_restored(plain: Path) -> None:
    [readable_one] = (plain / "backups").glob("*.db")
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    forget_keys()
    restore(plain, readable_one, now=NOW)
    finish_beside(plain, now=NOW)
    assert not (plain / COPIES_WAIT).exists() and id_in(readable_one) is None


def test_without_its_passphrase_a_studio_is_as_it_was(plain: Path) -> None:
    before = check(plain).counts
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    decrypt(plain)
    assert names(plain) == ["backups/20261119T100000Z.db", FILE_NAME]
    assert check(plain).counts == before and babies(plain) == {MARK}


def test_search_and_row_numbers_with_gaps_survive(plain: Path) -> None:
    connection = driver.connect(str(plain / FILE_NAME), isolation_level=None)
    connection.execute("CREATE TABLE gaps (id TEXT PRIMARY KEY, what TEXT) STRICT")
    connection.executemany("INSERT INTO gaps VALUES (?, ?)", [(f"k{n}", str(n)) for n in range(50)])
    connection.execute("DELETE FROM gaps WHERE rowid % 3 = 0")
    before = connection.execute("SELECT rowid, id, what FROM gaps").fetchall()
    connection.close()
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    store = open_studio(plain)
    with store.engine.connect() as engine:
        assert [tuple(row) for row in engine.exec_driver_sql("SELECT rowid, id, what FROM gaps")] == before
        found = engine.exec_driver_sql("SELECT count(*) FROM search_name WHERE search_name MATCH 'zephyrine'")
        assert found.scalar_one() == 1
    store.close()


def test_a_damaged_studio_is_not_encrypted_and_stays_as_it_is(plain: Path) -> None:
    with (plain / FILE_NAME).open("r+b") as file:
        file.seek(20_000)
        file.write(b"x" * 5_000)
    before = {name: (plain / name).read_bytes() for name in names(plain)}
    with pytest.raises(DamagedError):
        encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert {name: (plain / name).read_bytes() for name in names(plain)} == before


def test_a_short_passphrase_and_a_full_disk_change_nothing(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: (plain / name).read_bytes() for name in names(plain)}
    with pytest.raises(KnownError, match="eight"):
        encrypt(plain, passphrase="short", recovery_key=RECOVERY)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(key_change, "write_whole", full)
        with pytest.raises(KnownError, match="disk is full"):
            encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert {name: (plain / name).read_bytes() for name in names(plain)} == before


def test_a_studio_that_another_program_has_open_is_not_encrypted(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_studio(plain)
    with store.read() as session:
        families(session, today=NOW.date())
    execute = encrypting._prepare

    def soon(connection: object, *, alone: bool) -> None:
        execute(Impatient(connection), alone=alone)

    monkeypatch.setattr(encrypting, "_prepare", soon)
    with pytest.raises(KnownError, match="Another program is using"):
        encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    with store.write() as session:
        a_family(session, "Noah")
    store.close()
    assert babies(plain) == {MARK, "Noah"} and id_in(plain / FILE_NAME) is None


class Impatient:
    """A connection that waits for nobody."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, sql: str) -> Any:
        return self._connection.execute(sql.replace("busy_timeout = 5000", "busy_timeout = 1"))


def test_a_damaged_backup_stays_as_it_is_and_is_counted(plain: Path) -> None:
    broken = plain / "backups" / "20250101T000000Z.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"no database" * 1000)
    key = encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert encrypt_copies(plain, key) == 1
    assert copies_under_another_key(plain) == (broken,) and broken.read_bytes().endswith(b"no database")


def test_no_turned_bit_of_an_encrypted_studio_goes_unnoticed(plain: Path) -> None:
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert unnoticed(plain, 40, random.Random(16)) == []


@pytest.mark.torture
@pytest.mark.timeout(900)
def test_none_of_three_hundred_turned_bits_goes_unnoticed(plain: Path) -> None:
    encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    assert unnoticed(plain, 300, random.Random()) == []


def unnoticed(folder: Path, times: int, chance: random.Random) -> list[int]:
    """Turn one bit of the studio after the other, some of the first ones, and return what check misses."""
    file = folder / FILE_NAME
    whole = file.read_bytes()
    bits = [chance.randrange(128) for _ in range(times // 10)]
    bits += [chance.randrange(len(whole) * 8) for _ in range(times - len(bits))]
    missed = []
    for bit in bits:
        with file.open("r+b") as opened_file:
            opened_file.seek(bit // 8)
            opened_file.write(bytes([whole[bit // 8] ^ 1 << bit % 8]))
        try:
            check(folder)
            missed.append(bit)
        except KnownError:
            pass
        with file.open("r+b") as opened_file:
            opened_file.seek(bit // 8)
            opened_file.write(whole[bit // 8 : bit // 8 + 1])
    check(folder)
    return missed


def cut_off(folder: Path, job: str, key: Key | None, step: int) -> bool:
    """Do a job in a child that is killed before a step on the disk, and return whether it was."""
    told = f"{key.id.hex()} {key.secret.hex()}\n" if key else "\n"
    done = subprocess.run(
        [sys.executable, str(CHILD), str(folder), job, str(step)],
        input=told + f"{WORDS}\n{RECOVERY}\n{OTHER}\n",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode != 0


def is_old_or_new(folder: Path, job: str, key: Key | None) -> bool:
    """Open a studio as the window does after a cut; nothing is lost. Return whether the change is done."""
    if (folder / CHANGING_KEY).exists():
        for refused in (open_studio, check):
            with pytest.raises(KnownError, match="cut off"):
                refused(folder)
    finish(folder)
    assert not finish(folder)
    file = folder / FILE_NAME
    now = id_in(file)
    if job == "change":
        assert key is not None and now == key.id
        new = {True: OTHER, False: WORDS}
        done = [right for right, words in new.items() if _opens(file, words)]
        assert len(done) == 1 and _opens(file, RECOVERY)
        changed = done[0]
        for copy in (folder / "backups").glob("*.db"):
            assert _opens(copy, new[changed]) and not _opens(copy, new[not changed])
    else:
        changed = now != (key.id if key else None)
        if now is not None:
            unlock(file, WORDS, now=NOW)
        assert now is not None or job == "decrypt" or not changed
    assert babies(folder) == {MARK} and check(folder).newest
    assert all(kept.holds is not None for kept in backups(folder)), names(folder)
    left = [
        name
        for name in names(folder)
        if "part" in name or "old-" in name or "readable" in name or "encrypting" in name
    ]
    assert not left
    if changed and job != "decrypt":
        assert FILE_NAME not in readable(folder)
    return changed


def _opens(file: Path, words: str) -> bool:
    try:
        opened(header_of(file), words)
    except WrongPassphraseError:
        return False
    return True


def every_cut(plain: Path, tmp_path: Path, job: str, steps: Callable[[int], bool]) -> list[bool]:
    """Cut a job off before each step, and return for each whether the change was done all the same."""
    key = None if job == "encrypt" else encrypt(plain, passphrase=WORDS, recovery_key=RECOVERY)
    if key is not None and job != "copies":
        encrypt_copies(plain, key)
    kept = tmp_path / "kept"
    plain.rename(kept)
    found = []
    step = 0
    while True:
        step += 1
        if not steps(step):
            continue
        shutil.copytree(kept, plain)
        was_cut = cut_off(plain, job, key, step)
        found.append(is_old_or_new(plain, job, key))
        shutil.rmtree(plain)
        if not was_cut:
            return found


JOBS = ["encrypt", "renew", "decrypt", "change", "copies"]


def test_cut_off_at_a_few_steps_it_is_the_old_studio_or_the_encrypted_one(
    plain: Path, tmp_path: Path
) -> None:
    found = every_cut(plain, tmp_path, "encrypt", lambda step: step in (5, 14, 21, 99))
    assert not found[0] and found[-1] and found == sorted(found), "decided once"


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("job", JOBS)
def test_cut_off_at_every_step_it_is_the_old_studio_or_the_new_one(
    plain: Path, tmp_path: Path, job: str
) -> None:
    found = every_cut(plain, tmp_path, job, lambda step: True)
    if job != "copies":
        assert not found[0] and found[-1] and found == sorted(found) and len(found) > 5
