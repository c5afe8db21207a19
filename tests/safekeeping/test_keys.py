"""A key file gives its key to the passphrase and to the recovery key, and to nothing else."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from massage_studio.errors import DamagedError, KnownError, LockedError
from massage_studio.safekeeping import keys
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.keys import WrongPassphraseError, encoded, opened, read_header, sealed
from massage_studio.safekeeping.recovery_key import (
    ALPHABET,
    SIGNS,
    grouped,
    is_recovery_key,
    new_recovery_key,
    typed,
)
from massage_studio.safekeeping.unlocking import WaitError, seconds_to_wait, tries_file, unlock
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import Key, key_file, let_go, new_key
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import COST

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
WORDS = "warm hands, quiet hall"


@pytest.fixture
def kept(studio_folder: Path) -> tuple[Path, Key, str]:
    """An encrypted studio that nobody has unlocked, its key and its recovery key."""
    recovery = new_recovery_key()
    key = encrypt(studio_folder, passphrase=WORDS, recovery_key=recovery)
    let_go(key.id)
    return studio_folder / FILE_NAME, key, recovery


def test_the_program_stretches_a_passphrase_as_it_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", COST)
    assert (COST.passes, COST.kib, COST.lanes) == (3, 64 * 1024, 4)
    key, recovery = new_key(), new_recovery_key()
    header = sealed(key, passphrase=WORDS, recovery_key=recovery)
    assert header.cost == COST and opened(header, WORDS) == opened(header, recovery) == key
    told = json.loads(encoded(header))["passphrase"]
    assert (told["by"], told["passes"], told["kib"], told["lanes"]) == ("argon2id", 3, 65536, 4)


def test_the_passphrase_and_the_recovery_key_open_it_and_nothing_else(kept: tuple[Path, Key, str]) -> None:
    file, key, recovery = kept
    header = read_header(key_file(file))
    for right in (WORDS, recovery, grouped(recovery), grouped(recovery).lower().replace("-", " ")):
        assert opened(header, right) == key
    for wrong in ("", WORDS + " ", WORDS.upper(), new_recovery_key(), recovery[:-1], key.secret.hex()):
        with pytest.raises(WrongPassphraseError):
            opened(header, wrong)


def test_a_passphrase_is_the_same_however_a_keyboard_composes_it() -> None:
    header = sealed(key := new_key(), passphrase="Z\u00fcrcher Kinder", recovery_key=new_recovery_key())
    assert opened(header, "Zu\u0308rcher Kinder") == key


@pytest.mark.parametrize(("passphrase", "words"), [("", "eight"), ("seven77", "eight"), ("x" * 1025, "long")])
def test_a_passphrase_that_is_too_short_or_too_long_is_refused(passphrase: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        sealed(new_key(), passphrase=passphrase, recovery_key=new_recovery_key())


def test_a_wrapped_key_cannot_be_put_into_the_file_of_another() -> None:
    one = sealed(new_key(), passphrase=WORDS, recovery_key=new_recovery_key())
    other = replace(one, id=new_key().id)
    swapped = replace(one, by_passphrase=one.by_recovery_key)
    cheaper = replace(one, cost=replace(one.cost, passes=one.cost.passes + 1))
    for header in (other, swapped, cheaper):
        with pytest.raises(WrongPassphraseError):
            opened(header, WORDS)


def test_no_bit_of_a_key_file_can_turn_unnoticed(kept: tuple[Path, Key, str]) -> None:
    file = key_file(kept[0])
    whole, chance = file.read_bytes(), random.Random(16)
    for bit in chance.sample(range(len(whole) * 8), 300):
        turned = bytearray(whole)
        turned[bit // 8] ^= 1 << bit % 8
        file.write_bytes(turned)
        with pytest.raises(KnownError):
            read_header(file)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1" * 20_000,
        b"[" * 16_000,
        b'{"format": "massage-studio-key"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_key_file_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.key").write_bytes(content)
    with pytest.raises(DamagedError):
        read_header(tmp_path / "x.key")


def test_a_key_file_of_a_newer_version_is_told_so(kept: tuple[Path, Key, str]) -> None:
    file = key_file(kept[0])
    file.write_text(file.read_text().replace('"version": 1', '"version": 2'))
    with pytest.raises(KnownError, match="newer version"):
        read_header(file)


def test_a_key_file_that_asks_for_too_much_is_refused(kept: tuple[Path, Key, str]) -> None:
    header = read_header(key_file(kept[0]))
    for cost in (keys.Cost(1, 2**40, 1), keys.Cost(0, 8, 1), keys.Cost(1, 8, 4), keys.Cost(10**9, 8, 1)):
        key_file(kept[0]).write_bytes(encoded(replace(header, cost=cost)))
        with pytest.raises(DamagedError):
            read_header(key_file(kept[0]))


def test_nothing_of_a_key_shows_where_it_is_printed() -> None:
    key = new_key()
    assert key.secret.hex() not in repr(key) and repr(key.secret) not in repr(key)


def test_a_recovery_key_has_no_letters_that_look_alike_and_notices_slips() -> None:
    assert not set("ILOU") & set(ALPHABET) and len(ALPHABET) == 32
    chance = random.Random(7)
    for _ in range(200):
        key = new_recovery_key()
        assert len(key) == SIGNS and is_recovery_key(key)
        place = chance.randrange(SIGNS)
        slip = chance.choice([sign for sign in ALPHABET if sign != key[place]])
        assert not is_recovery_key(key[:place] + slip + key[place + 1 :])
        if key[3] != key[4]:
            assert not is_recovery_key(key[:3] + key[4] + key[3] + key[5:]), "two signs in the wrong order"
    assert typed(" oil-1o ") == "011" + "10"


def test_a_locked_studio_says_so_and_opens_once_it_is_unlocked(kept: tuple[Path, Key, str]) -> None:
    file, key, _ = kept
    with pytest.raises(LockedError, match="passphrase"):
        open_studio(file.parent)
    assert unlock(file, WORDS, now=NOW) == key
    open_studio(file.parent).close()


def test_whoever_guesses_waits_longer_each_time_and_after_a_restart(kept: tuple[Path, Key, str]) -> None:
    file, key, _ = kept
    now, waits = NOW, []
    for _ in range(14):
        with pytest.raises(WrongPassphraseError):
            unlock(file, "guessed", now=now)
        waits.append(seconds_to_wait(file, now=now))
        now += timedelta(seconds=waits[-1])
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    with pytest.raises(WrongPassphraseError):
        unlock(file, "guessed", now=now)
    from massage_studio.safekeeping import unlocking

    unlocking._tries.clear()
    with pytest.raises(WaitError) as told:
        unlock(file, WORDS, now=now + timedelta(seconds=100))
    assert told.value.seconds == 200 and "200 seconds" in str(told.value)
    assert seconds_to_wait(file, now=now - timedelta(days=400)) == 300, "a clock that was set back"
    assert unlock(file, WORDS, now=now + timedelta(seconds=300)) == key
    assert not tries_file(file).exists() and seconds_to_wait(file, now=now) == 0


def test_a_key_file_that_was_lost_or_damaged_is_found_beside_a_backup(
    kept: tuple[Path, Key, str],
) -> None:
    file, key, _ = kept
    own, other = key_file(file), file.parent / "backups" / "20261119T100000Z.db.key"
    other.parent.mkdir()
    other.write_bytes(own.read_bytes())
    own.write_bytes(own.read_bytes()[:-9])
    assert unlock(file, WORDS, now=NOW) == key
    assert own.read_bytes() == other.read_bytes(), "it is beside the studio again"
    let_go(key.id)
    own.unlink()
    with pytest.raises(LockedError):
        open_studio(file.parent)
    assert unlock(file, WORDS, now=NOW) == key


def test_an_encrypted_studio_without_any_key_file_is_not_begun_anew(kept: tuple[Path, Key, str]) -> None:
    file, _, _ = kept
    key_file(file).unlink()
    before = file.read_bytes()
    with pytest.raises(DamagedError):
        open_studio(file.parent)
    assert file.read_bytes() == before
