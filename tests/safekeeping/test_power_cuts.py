"""The power goes at any moment: every press that was shown as saved is there, and none is half there.

A class is captured on a recorded disk; for each of many moments the disk is laid out as the power cut may
have left it, and opened. With less flushing than the program asks for presses are lost, and without any the
file is damaged: so the test can fail.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from massage_studio.errors import KnownError
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.power_cut import after_power_cut
from tests.recorded_disk import CAN_BE_RECORDED, Event, recorded
from tests.store.capturing import capture
from tests.store.test_kill import a_running_class

# A log that is folded into the file every few presses: the moments at which most is under way.
SOON_FOLDED = "PRAGMA wal_autocheckpoint = 150"


@dataclass(frozen=True)
class Captured:
    """What happened on the disk of a class, and what the studio held whenever something was told."""

    events: list[Event]
    states: list[str]


def state(store: Store) -> str:
    """Return what stands for all rows of a studio."""
    found = hashlib.sha256()
    with store.read() as session:
        tables = session.execute(
            text("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
        )
        for name in tables.scalars().all():
            for row in session.execute(text(f'SELECT * FROM "{name}"')).all():
                found.update(repr((name, *row)).encode())
    return found.hexdigest()


def captured(folder: Path, presses: int) -> Captured:
    """Capture so many presses of a class, closing the studio and opening it again on the way."""
    session_id = a_running_class(folder)
    states: list[str] = []
    with recorded(folder) as disk:

        def tell(word: str, key: object) -> None:
            states.append(state(store))
            disk.say(len(states) - 1)

        store = open_studio(folder)
        tell("begun", None)
        for _ in range(2):
            for done, _ in enumerate(capture(store, session_id, tell), 1):
                if done == presses // 2:
                    break
            store.close()
            store = open_studio(folder)
        store.close()
    return Captured(disk.events, states)


def after_a_cut(cut: Captured, moment: int, folder: Path, chance: random.Random) -> str:
    """Let the power go after so many events, open what is left, and return whole, lost or damaged."""
    after_power_cut(cut.events[:moment], folder, chance)
    told = next(event[1] for event in reversed(cut.events[:moment]) if event[0] == "say")
    try:
        began = time.process_time()
        store = open_studio(folder)
        assert time.process_time() - began < 1
        found = state(store)
        store.close()
        check(folder)
    except KnownError:
        return "damaged"
    # It may have got one step further than it could tell.
    if found in cut.states[told : told + 2]:
        return "whole"
    return "lost" if found in cut.states[:told] else "damaged"


def after_cuts(cut: Captured, times: int, folder: Path, chance: random.Random) -> Counter[str]:
    """Let the power go at so many moments, each for itself, and count what became of the studio."""
    return Counter(after_a_cut(cut, moment, folder, chance) for moment in moments(cut, times, chance))


def moments(cut: Captured, times: int, chance: random.Random) -> Iterator[int]:
    first = next(number for number, event in enumerate(cut.events) if event[0] == "say")
    return (chance.randrange(first, len(cut.events)) + 1 for _ in range(times))


def becomes_once(what: str, cut: Captured, folder: Path, chance: random.Random) -> bool:
    return any(after_a_cut(cut, moment, folder, chance) == what for moment in moments(cut, 60, chance))


if CAN_BE_RECORDED:

    @pytest.mark.parametrize("keyed", [False, True])
    def test_of_a_few_power_cuts_none_takes_a_press_that_was_shown_as_saved(
        studio_folder: Path, tmp_path: Path, written_with: Callable[..., None], keyed: bool
    ) -> None:
        if keyed:
            encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
        written_with(SOON_FOLDED)
        cut = captured(studio_folder, 16)
        assert after_cuts(cut, 7, tmp_path / "left", random.Random()) == {"whole": 7}

    def test_with_less_flushing_power_cuts_lose_presses_and_with_none_they_damage_the_file(
        studio_folder: Path, tmp_path: Path, written_with: Callable[..., None]
    ) -> None:
        written_with(SOON_FOLDED, "PRAGMA synchronous = NORMAL")
        assert becomes_once("lost", captured(studio_folder, 6), tmp_path / "left", random.Random())
        written_with(SOON_FOLDED, "PRAGMA synchronous = OFF")
        assert becomes_once("damaged", captured(studio_folder, 6), tmp_path / "left", random.Random())

    @pytest.mark.torture
    @pytest.mark.timeout(900)
    @pytest.mark.parametrize("keyed", [False, True])
    @pytest.mark.parametrize(("presses", "settings"), [(90, (SOON_FOLDED,)), (400, ())])
    def test_of_four_hundred_power_cuts_none_takes_a_press(
        studio_folder: Path,
        tmp_path: Path,
        written_with: Callable[..., None],
        keyed: bool,
        presses: int,
        settings: tuple[str, ...],
    ) -> None:
        if keyed:
            encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
        written_with(*settings)
        cut = captured(studio_folder, presses)
        assert after_cuts(cut, 400, tmp_path / "left", random.Random()) == {"whole": 400}

    @pytest.mark.torture
    @pytest.mark.timeout(900)
    @pytest.mark.parametrize(("flushed", "becomes"), [("NORMAL", "lost"), ("OFF", "damaged")])
    def test_of_four_hundred_power_cuts_many_take_a_press_with_less_flushing(
        studio_folder: Path, tmp_path: Path, written_with: Callable[..., None], flushed: str, becomes: str
    ) -> None:
        written_with(SOON_FOLDED, f"PRAGMA synchronous = {flushed}")
        found = after_cuts(captured(studio_folder, 90), 400, tmp_path / "left", random.Random())
        assert found[becomes] > 100, found
