"""The power goes while the program makes, copies, renames or removes files: the old state or the new one.

What it called done is done, whatever the disk lost of names and contents that were not flushed.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from massage_studio.safekeeping.automatic import back_up_if_changed, choose_place
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_record import PLACE_FOLDER
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import change_passphrase, decrypt, encrypt, encrypt_copies
from massage_studio.safekeeping.restore import finish, restore
from massage_studio.store.copying import examine
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.opening import BACKUPS, open_studio
from tests.power_cut import after_power_cut
from tests.recorded_disk import CAN_BE_RECORDED, recorded
from tests.safekeeping.test_key_change import OTHER, RECOVERY, WORDS, babies, is_old_or_new
from tests.studio_fixtures import NOW, a_family

DATABASES = Path(__file__).parents[1] / "store" / "databases"
MARK = "Zephyrine Quillfeather"


@dataclass(frozen=True)
class Job:
    """What is done, and a look at what is left after a cut, which tells whether it was done.

    Both are given the folder in which the studio and all beside it lie.
    """

    do: Callable[[Path], object]
    is_done: Callable[[Path], bool]


def grown(studio: Path, baby: str) -> None:
    store = open_studio(studio)
    with store.write() as session:
        a_family(session, baby)
    store.close()


def making(root: Path) -> Job:
    """The first opening of a studio that is not there yet, and the first family in it."""

    def is_done(left: Path) -> bool:
        found = babies(left / "studio")
        assert check(left / "studio").newest
        return found == {MARK}

    return Job(lambda root: grown(root / "studio", MARK), is_done)


def migrating(root: Path) -> Job:
    """A studio of an earlier version is opened: a copy of what it was like is kept."""
    (root / "studio").mkdir()
    shutil.copy(DATABASES / "0003.db", root / "studio" / FILE_NAME)
    before = dict(examine(root / "studio" / FILE_NAME).counts)["family"]

    def is_done(left: Path) -> bool:
        versions = [examine(left / "studio" / FILE_NAME).version]
        versions += [examine(file).version for file in (left / "studio" / BACKUPS).glob("*.db")]
        assert "0003" in versions
        open_studio(left / "studio").close()
        found = check(left / "studio")
        assert found.newest and dict(found.counts)["family"] == before
        return versions[0] == SCHEMA_VERSIONS[-1]

    return Job(lambda root: open_studio(root / "studio").close(), is_done)


def backing_up(root: Path) -> Job:
    """A second backup, which goes to a second place too; older ones make way for it."""
    studio, stick = root / "studio", root / "stick"
    stick.mkdir()
    grown(studio, "Mia")
    choose_place(studio, stick, now=NOW - timedelta(days=1))
    [first] = (studio / BACKUPS).iterdir()
    for hour in range(3):
        for place in (studio / BACKUPS, *(stick / PLACE_FOLDER).iterdir()):
            shutil.copy(first, place / f"20261001T0{hour}0000Z.db")
    grown(studio, MARK)

    def is_done(left: Path) -> bool:
        assert babies(left / "studio") == {"Mia", MARK}
        newest = []
        for place in (left / "studio" / BACKUPS, *(left / "stick" / PLACE_FOLDER).iterdir()):
            found = {file.name: examine(file) for file in place.glob("*.db")}
            assert len(found) >= 2 and not any(one.problems for one in found.values())
            newest.append(dict(found[max(found)].counts)["family"])
        return newest == [2, 2]

    return Job(lambda root: back_up_if_changed(root / "studio", now=NOW), is_done)


def backing_up_first(root: Path) -> Job:
    """The first backup of all."""
    grown(root / "studio", MARK)

    def is_done(left: Path) -> bool:
        assert babies(left / "studio") == {MARK}
        found = [examine(file) for file in (left / "studio" / BACKUPS).glob("*.db")]
        assert not any(one.problems for one in found)
        return len(found) == 1

    return Job(lambda root: back_up_if_changed(root / "studio", now=NOW), is_done)


def restoring(root: Path) -> Job:
    """A backup takes the place of a studio that a killed program left with its log."""
    studio = root / "studio"
    grown(studio, "Mia")
    backup(studio, target=root / "kept.db", now=NOW)
    store = open_studio(studio)
    with store.write() as session:
        a_family(session, MARK)
    shutil.copytree(studio, root / "killed")
    store.close()
    shutil.rmtree(studio)
    (root / "killed").rename(studio)

    def is_done(left: Path) -> bool:
        finish(left / "studio")
        found = babies(left / "studio")
        assert found in ({"Mia"}, {"Mia", MARK}) and check(left / "studio").newest
        if found == {"Mia"}:
            # A restore that the disk refused may leave a folder with nothing in it.
            [aside] = (left / "studio" / "set-aside").glob(f"*/{FILE_NAME}")
            assert babies(aside.parent) == {"Mia", MARK}
        return found == {"Mia"}

    return Job(lambda root: restore(root / "studio", root / "kept.db", now=NOW), is_done)


def changing_key(name: str) -> Callable[[Path], Job]:
    """The passphrase is set, renewed, changed or taken away, or the backups get it too."""

    def begin(root: Path) -> Job:
        studio = root / "studio"
        grown(studio, MARK)
        backup(studio, now=NOW)
        key = None if name == "encrypt" else encrypt(studio, passphrase=WORDS, recovery_key=RECOVERY)
        if key is not None and name != "copies":
            encrypt_copies(studio, key)

        def do(root: Path) -> None:
            if name in ("encrypt", "renew"):
                encrypt(root / "studio", passphrase=WORDS, recovery_key=RECOVERY)
            elif name == "decrypt":
                decrypt(root / "studio")
            elif name == "change" and key is not None:
                change_passphrase(root / "studio", key, OTHER)
            elif key is not None:
                encrypt_copies(root / "studio", key)

        return Job(do, lambda left: is_old_or_new(left / "studio", name, key) or name == "copies")

    return begin


JOBS: dict[str, Callable[[Path], Job]] = {
    "making": making,
    "migrating": migrating,
    "backing up": backing_up,
    "backing up first": backing_up_first,
    "restoring": restoring,
    **{name: changing_key(name) for name in ("encrypt", "renew", "decrypt", "change", "copies")},
}


def after_cuts(begin: Callable[[Path], Job], folder: Path, times: int, chance: random.Random) -> list[bool]:
    """Do a job, let the power go at so many moments of it, and return for each whether it was done."""
    root, left = folder / "root", folder / "left"
    root.mkdir()
    job = begin(root)
    with recorded(root) as disk:
        job.do(root)
        disk.say("done")
    found = []
    # Few of what happens are names and flushes, and most can go wrong there.
    first = disk.events.index(("settle",))
    rare = [number for number in range(first, len(disk.events)) if disk.events[number][0] != "write"]
    for cut in range(times):
        moment = chance.choice(rare) if cut % 2 else chance.randrange(first, len(disk.events))
        if cut == times - 1:
            moment = len(disk.events) - 1
        before = disk.events[: moment + 1]
        after_power_cut(before, left, chance)
        found.append(job.is_done(left))
        assert found[-1] or before[-1][0] != "say", "it was called done"
    return found


if CAN_BE_RECORDED:
    pytestmark = pytest.mark.usefixtures("waiting_for_the_disk")

    @pytest.mark.parametrize("name", ["making", "migrating", "backing up", "restoring", "encrypt"])
    def test_the_power_goes_twice_and_there_is_the_old_state_or_the_new_one(
        tmp_path: Path, name: str
    ) -> None:
        assert after_cuts(JOBS[name], tmp_path, 2, random.Random())[-1]

    @pytest.mark.torture
    @pytest.mark.timeout(900)
    @pytest.mark.parametrize("name", JOBS)
    def test_the_power_goes_a_hundred_times_and_there_is_the_old_state_or_the_new_one(
        tmp_path: Path, name: str
    ) -> None:
        found = after_cuts(JOBS[name], tmp_path, 100, random.Random())
        assert found[-1] and (name == "copies" or set(found) == {False, True})
