"""The running program, killed while it captures cues: every cue that it showed as saved is there."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from massage_studio.cues.models import CueNote
from massage_studio.cues.queries import class_room
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.conftest import ROOT
from tests.studio_fixtures import a_booking, a_course, a_family, classes_of

CHILD = Path(__file__).with_name("capturing_window.py")


def a_planned_class(folder: Path) -> UUID:
    """A class of three that nobody has opened yet."""
    store = open_studio(folder)
    with store.write() as session:
        write_profile(session, profile=Profile(instructor="Ada"))
        course = a_course(session, "Autumn course")
        for baby in ("Mia", "Leo", "Zoë"):
            a_booking(session, course, a_family(session, baby, f"Carer of {baby}"))
        session_id = classes_of(session, course)[0]
    store.close()
    return session_id


def killed_after(seconds: float, folder: Path, session_id: UUID) -> tuple[int, list[UUID]]:
    """Let the program capture for some time and kill it; return what it resumed with and called saved."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(session_id)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    with child.stdout:
        try:
            first = child.stdout.readline().split()
            time.sleep(seconds)
        finally:
            child.kill()
        # A line that was cut was not shown.
        lines = [line.split() for line in child.stdout if line.endswith("\n")]
    child.wait()
    assert first[0] == "resumed"
    return int(first[1]), [UUID(key) for word, key in lines if word == "saved"]


def keeps_its_word(folder: Path, times: int) -> int:
    """Kill the program `times` times in one class, look each time, and return the cues checked."""
    session_id = a_planned_class(folder)
    chance = random.Random()
    there = 0
    saved: set[UUID] = set()
    for _ in range(times):
        resumed, shown = killed_after(chance.uniform(0.05, 0.4), folder, session_id)
        assert resumed == there, "the class room did not resume where it was"
        saved |= set(shown)
        began = time.monotonic()
        store = open_studio(folder)
        assert time.monotonic() - began < 1
        with store.read() as session:
            view = class_room(session, session_id=session_id)
            # A state pressed right after another takes its place, and the slip stays in the record, voided.
            kept = set(session.scalars(select(CueNote.id).where(CueNote.session_id == session_id)))
        store.close()
        assert saved <= kept
        there = len(view.notes)
    return len(saved)


@pytest.mark.timeout(180)
def test_killed_twenty_times_the_program_keeps_every_cue_that_it_showed_as_saved(
    studio_folder: Path,
) -> None:
    assert keeps_its_word(studio_folder, 20) > 60


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_killed_two_hundred_times_the_program_keeps_every_cue(studio_folder: Path) -> None:
    assert keeps_its_word(studio_folder, 200) > 600
