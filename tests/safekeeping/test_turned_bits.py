"""A bit that turned by itself in the log: it is told, and all that was written before it is there."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from massage_studio.errors import DamagedError
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import mend, what_mending_gives
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.mending import Way
from massage_studio.store.opening import open_studio
from tests.safekeeping.test_power_cuts import state
from tests.store.capturing import capture
from tests.store.test_kill import a_running_class
from tests.studio_fixtures import NOW

LOG = f"{FILE_NAME}-wal"


def killed(folder: Path, presses: int) -> tuple[list[str], int]:
    """Leave a studio as a killed program does; return its states, and where its last press begins."""
    session_id = a_running_class(folder)
    store = open_studio(folder)
    states, sizes = [state(store)], [0]

    def tell(word: str, key: object) -> None:
        states.append(state(store))
        sizes.append((folder / LOG).stat().st_size)

    for done, _ in enumerate(capture(store, session_id, tell), 1):
        if done == presses:
            break
    kept = folder.with_name("kept")
    shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("*-shm"))
    store.close()
    shutil.rmtree(folder)
    kept.rename(folder)
    return states, sizes[-2]


def turned(whole: bytes, bit: int) -> bytes:
    content = bytearray(whole)
    content[bit // 8] ^= 1 << bit % 8
    return bytes(content)


def after_turned_bits(folder: Path, presses: int, times: int, chance: random.Random) -> Counter[str]:
    """Turn one bit of a log after the other, and count what is told and what becomes of the presses."""
    states, last = killed(folder, presses)
    file, log = (folder / FILE_NAME).read_bytes(), (folder / LOG).read_bytes()
    found: Counter[str] = Counter()
    for number in range(times):
        (folder / f"{FILE_NAME}-shm").unlink(missing_ok=True)
        # Some in its short header, on which all hangs.
        bit = chance.randrange(32 * 8 if number % 10 == 0 else len(log) * 8)
        (folder / FILE_NAME).write_bytes(file)
        (folder / LOG).write_bytes(turned(log, bit))
        try:
            store = open_studio(folder)
        except DamagedError as error:
            assert "written last" in error.message
            with pytest.raises(DamagedError) as told:
                check(folder)
            assert "end of its log" in told.value.found
            given = what_mending_gives(folder)
            assert given is not None and given[0] is Way.LOG_BEGINNING
            aside = mend(folder, now=NOW).aside
            assert (aside / LOG).read_bytes() == turned(log, bit)
            shutil.rmtree(aside.parent)
            store = open_studio(folder)
            found["told"] += 1
        else:
            # Of the last press nobody can tell a turned bit from a power cut.
            found["last press"] += 1
            assert bit // 8 >= last
        assert state(store) in states[:-1]
        store.close()
        assert check(folder).newest
    return found


def test_a_bit_that_turned_in_the_log_is_told_and_the_presses_before_it_are_kept(studio_folder: Path) -> None:
    encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    assert after_turned_bits(studio_folder, 9, 4, random.Random())["told"] >= 1


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("keyed", [False, True])
def test_a_hundred_and_fifty_bits_that_turned_in_the_log_are_told(studio_folder: Path, keyed: bool) -> None:
    if keyed:
        encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    found = after_turned_bits(studio_folder, 40, 150, random.Random())
    assert found["told"] > 120, found
