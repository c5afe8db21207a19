"""A disk that is full or refuses a single write: the edit is refused with words, nothing earlier is lost.

What was refused can be done again once the disk takes it, and it is there once.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from massage_studio.cues import queries, register_service, service
from massage_studio.cues.views import ClassRoomView
from massage_studio.errors import KnownError, NotWritableError
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.models import Operation
from massage_studio.store.opening import open_studio
from tests.recorded_disk import CAN_BE_RECORDED, FULL, OK, SYNC_FAILED, WRITE_FAILED, RecordedDisk, recorded
from tests.safekeeping.test_power_cuts import SOON_FOLDED, state
from tests.safekeeping.test_power_cuts_of_files import JOBS, Job
from tests.store.capturing import Press
from tests.store.test_kill import a_running_class
from tests.studio_fixtures import NOW

_SPACE = ("write", "fsync")


@dataclass
class Fault:
    """Lets a disk fail once at its n-th step, or be full from then on; `kinds` are those asked."""

    at: int
    full: bool
    kinds: list[str] = field(default_factory=list)
    failed: bool = False

    def __call__(self, kind: str, path: str) -> int:
        self.kinds.append(kind)
        step = len(self.kinds) - 1
        if self.full:
            self.failed |= step >= self.at and kind in _SPACE
            return FULL if step >= self.at and kind in _SPACE else OK
        if step != self.at:
            return OK
        self.failed = True
        return SYNC_FAILED if kind == "sync" else WRITE_FAILED


def takes_all(kind: str, path: str) -> int:
    """Let a disk take everything again."""
    return OK


def cue(view: ClassRoomView) -> Press:
    return service.record, {"dyads": (_dyad(view),), "kind": "cue", "code": "yawns"}


def note(view: ClassRoomView) -> Press:
    words = "She sang. " * 500
    return service.record, {
        "dyads": (_dyad(view),), "kind": "note", "code": "", "text": words, "layer": "family"
    }  # fmt: skip


def walk_in(view: ClassRoomView) -> Press:
    ids = {key: new_id() for key in ("family_id", "carer_id", "baby_id")}
    return register_service.walk_in, {"carer_given": "Ann", "baby_given": "Bo", **ids}


def _dyad(view: ClassRoomView) -> tuple[UUID, UUID | None]:
    row = view.register.rows[0]
    return row.baby.id, row.adult.id if row.adult else None


PRESSES: dict[str, Callable[[ClassRoomView], Press]] = {"cue": cue, "note": note, "walk in": walk_in}


def press_on(store: Store, session_id: UUID, press: Press, action: UUID) -> None:
    verb, arguments = press
    with store.write() as session:
        verb(session, session_id=session_id, action_id=action, now=NOW + timedelta(hours=1), **arguments)


def as_killed_now(folder: Path, place: Path, action: UUID) -> tuple[str, int]:
    """Return what a studio holds that is opened after a kill, and how often a press is there."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("*-shm"))
    store = open_studio(place)
    found = state(store)
    with store.read() as session:
        there = session.execute(select(func.count()).where(Operation.id == action)).scalar_one()
    store.close()
    assert check(place).newest
    return found, there


def refused_at(
    disk: RecordedDisk, store: Store, session_id: UUID, press: Press, fault: Fault, place: Path
) -> bool:
    """Press while the disk fails, look at the studio, and press again where it was refused."""
    before, action = state(store), new_id()
    disk.refuse = fault
    try:
        press_on(store, session_id, press, action)
        refused = False
    except NotWritableError as error:
        refused = True
        assert "not saved" in error.message and "try again" in error.advice
    disk.refuse = takes_all
    after = state(store)
    assert (after == before) is refused
    killed, there = as_killed_now(disk.folder, place, action)
    if refused:
        # Of the flush nobody knows how far it came: what was refused may be there, and then all of it is.
        assert killed == before or (fault.kinds[-1] == "sync" and there == 1)
        press_on(store, session_id, press, action)
        assert state(store) != before
    else:
        assert killed == after and there == 1
    return fault.failed


def pressed_on_failing_disks(folder: Path, place: Path, name: str, steps: Callable[[int], bool]) -> int:
    """Press again and again while the disk fails at one step of it that is asked for; count the failures."""
    session_id = a_running_class(folder)
    failures = 0
    with recorded(folder) as disk:
        store = open_studio(folder)
        with store.read() as session:
            view = queries.class_room(session, session_id=session_id)
        for full in (False, True):
            at, failed = 0, True
            while failed:
                if steps(at):
                    press = PRESSES[name](view)
                    failed = refused_at(disk, store, session_id, press, Fault(at, full), place)
                    failures += failed
                at += 1
        store.close()
    assert check(folder).newest
    return failures


def jobs_on_failing_disks(begin: Callable[[Path], Job], folder: Path, share: int) -> int:
    """Do a job while the disk fails at one of its steps, for each so-many-th of them; count the failures."""
    root, kept = folder / "root", folder / "kept"
    root.mkdir()
    job = begin(root)
    shutil.copytree(root, kept)
    with recorded(root) as disk:
        disk.refuse = sound = Fault(-1, full=False)
        job.do(root)
    # Of the writes of a copy one is like the other.
    written = [at for at, kind in enumerate(sound.kinds) if kind == "write"]
    others = [at for at, kind in enumerate(sound.kinds) if kind != "write"]
    failures = 0
    for at in (*others[::share], *written[:: 20 * share]):
        for full in (False, True):
            shutil.rmtree(root)
            shutil.copytree(kept, root)
            failures += refused_in(job, root, Fault(at, full))
    return failures


def refused_in(job: Job, root: Path, fault: Fault) -> bool:
    """Do a job while the disk fails, then look at what is left and do it once more; tell if it failed."""
    with recorded(root) as disk:
        disk.refuse = fault
        try:
            job.do(root)
            refused = False
        except KnownError as error:
            refused = True
            assert error.advice
        disk.refuse = takes_all
    done = job.is_done(root)
    assert done or refused
    if not done:
        job.do(root)
        assert job.is_done(root)
    return fault.failed


if CAN_BE_RECORDED:
    pytestmark = pytest.mark.usefixtures("waiting_for_the_disk")

    def test_a_press_that_the_disk_refuses_is_told_and_can_be_pressed_again(
        studio_folder: Path, tmp_path: Path
    ) -> None:
        few = pressed_on_failing_disks(studio_folder, tmp_path / "killed", "cue", lambda at: at % 12 == 0)
        assert few >= 4

    @pytest.mark.torture
    @pytest.mark.timeout(900)
    @pytest.mark.parametrize("keyed", [False, True])
    @pytest.mark.parametrize("name", PRESSES)
    def test_a_press_is_refused_at_every_step_and_nothing_is_lost(
        studio_folder: Path, tmp_path: Path, written_with: Callable[..., None], name: str, keyed: bool
    ) -> None:
        if keyed:
            encrypt(studio_folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
        written_with(SOON_FOLDED)
        assert pressed_on_failing_disks(studio_folder, tmp_path / "killed", name, lambda at: True) > 40

    def test_a_restore_that_the_disk_refuses_is_told_and_can_be_done_again(tmp_path: Path) -> None:
        assert jobs_on_failing_disks(JOBS["restoring"], tmp_path, 20)

    @pytest.mark.torture
    @pytest.mark.timeout(900)
    @pytest.mark.parametrize("name", JOBS)
    def test_a_job_is_refused_at_every_other_step_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
        assert jobs_on_failing_disks(JOBS[name], tmp_path, 2) > 4
