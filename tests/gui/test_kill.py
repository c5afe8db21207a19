"""The running program, killed while a class is held: all that it showed as saved is there, and it goes on."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.cues.log_service import redo, undo
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import Verb
from massage_studio.store.engine import Store
from massage_studio.store.models import Operation
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import last_standing
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.conftest import ROOT
from tests.gui.class_summary import class_summary, same_press
from tests.gui.hands_of_a_class import DEEDS
from tests.progress.weeks import walk_on
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of

CHILD = Path(__file__).with_name("capturing_window.py")
# Written on the pages for after the class, not in the class room.
ELSEWHERE = {"sheet", "reflect"}
# So many presses may be under way at once: those of the longest burst, and all that waited in the tray.
UNDER_WAY = 100
PATIENCE = 40  # seconds


class _TakenBack(Exception):
    """Ends a transaction that was only to look."""


def a_planned_class(folder: Path) -> UUID:
    """A class that nobody has opened yet; before it a baby was away and a part was left out."""
    store = open_studio(folder)
    with store.write() as session:
        write_profile(session, profile=Profile(instructor="Ada"))
        course = a_course(session, "Autumn course")
        dyads = [a_family(session, baby, f"Carer of {baby}") for baby in ("Mia", "Leo", "Zoë")]
        for dyad in dyads:
            a_booking(session, course, dyad)
        before, session_id = classes_of(session, course)[:2]
        opening_service.open_class(session, session_id=before, now=NOW)
        for dyad, status in zip(dyads, ("here", "here", "absent"), strict=True):
            attendance_service.mark(session, session_id=before, baby_id=dyad.baby, status=status, now=NOW)
        over = walk_on(session, before, NOW, but=("legs_feet",))
        opening_service.finish_class(session, session_id=before, now=over)
    store.close()
    return session_id


class Life:
    """The program from its start until it is killed; `said` are the whole lines that it wrote."""

    def __init__(self, folder: Path, session_id: UUID, first: int) -> None:
        self.child = subprocess.Popen(
            [sys.executable, str(CHILD), str(folder), str(session_id), str(first)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        )
        self.said: list[list[str]] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.child.stdout is not None
        with self.child.stdout:
            # A line that was cut was not shown.
            for line in self.child.stdout:
                if line.endswith("\n"):
                    self.said.append(line.rstrip("\n").split(" ", 1))

    @property
    def did(self) -> set[int]:
        """The deeds that it did to their end."""
        return {int(place) for place in self.all_of("did")}

    def live(self, screens: int, seconds: float, until_done: set[int]) -> None:
        """Let it show so many screens as saved and do these deeds; end it a moment after."""
        try:
            self._wait(lambda: bool(self.said) and len(self.all_of("saved")) >= screens)
            time.sleep(seconds)
            self._wait(lambda: until_done <= self.did)
            assert self.child.poll() is None, "the program ended by itself"
        finally:
            self.child.kill()
            self.child.wait()
            self._reader.join()

    def _wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert self.child.poll() is None and time.monotonic() < end, "the program did not go on"
            time.sleep(0.005)

    def all_of(self, word: str) -> list[str]:
        """What came after this word, in order."""
        return [line[1] for line in list(self.said) if line[0] == word]


def led_from(store: Store, session_id: UUID, shown: str) -> bool:
    """Whether the class is what was shown, or came from it by presses that were under way."""

    def stands(session: Session) -> bool:
        last = session.scalar(last_standing(session_id))
        if not same_press(shown, last.id if last else None):
            return False
        return class_summary(class_room(session, session_id=session_id)) == shown

    now = datetime.now(UTC)
    found = False
    for back, steps in ((undo, UNDER_WAY), (redo, 1)):
        with suppress(_TakenBack), store.write() as session:
            for _ in range(steps + 1):
                found = found or stands(session)
                if found:
                    break
                back(session, session_id=session_id, **({"now": now} if back is undo else {}))
            raise _TakenBack
    return found


def keeps_its_word(folder: Path, times: int) -> int:
    """Kill the program `times` times in one class, look each time, and return the screens checked."""
    session_id = a_planned_class(folder)
    chance = random.Random()
    there = ""
    checked, verbs = 0, set[str]()
    to_do = list(range(len(DEEDS)))
    for left in reversed(range(times)):
        life = Life(folder, session_id, to_do[0])
        # The last one lives until each deed was done to its end in one life or another.
        # Counted in screens, not in seconds, so that a busy machine checks as much as an idle one.
        life.live(chance.randrange(7), chance.uniform(0, 0.1), set() if left else set(to_do))
        resumed, shown = life.all_of("resumed")[0], life.all_of("saved")
        assert there in ("", resumed), "the class room did not resume where it was"
        to_do = [place for place in to_do if place not in life.did] or [chance.randrange(len(DEEDS))]
        checked += len(shown)
        began = time.process_time()
        store = open_studio(folder)
        assert time.process_time() - began < 1
        assert led_from(store, session_id, [resumed, *shown][-1]), "what was shown as saved is not there"
        with store.read() as session:
            there = class_summary(class_room(session, session_id=session_id))
            verbs = set(session.scalars(select(Operation.verb).where(Operation.session_id == session_id)))
        store.close()
    assert verbs == set(get_args(Verb)) - ELSEWHERE
    return checked


@pytest.mark.timeout(180)
def test_killed_eight_times_the_program_keeps_every_kind_of_press_that_it_showed_as_saved(
    studio_folder: Path,
) -> None:
    assert keeps_its_word(studio_folder, 8) > 40


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_killed_two_hundred_times_the_program_keeps_every_press(studio_folder: Path) -> None:
    assert keeps_its_word(studio_folder, 200) > 400
