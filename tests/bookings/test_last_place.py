"""Two processes run for the last place: one gets it, and the other is told and can wait."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from massage_studio.bookings import booking_service
from massage_studio.bookings.places_queries import free_in_class, free_places, places_taken
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, Dyad, a_course, a_family, classes_of

ROOT = Path(__file__).resolve().parents[2]
RUNNER = Path(__file__).with_name("racing.py")
ANSWERS = {"book": ["full waiting", "got"], "offer": ["full", "got"], "drop_in": ["full", "got"]}


@dataclass(frozen=True)
class Race:
    """A course of one place, and two families who want it, each with the key of its booking."""

    step: str
    course: UUID
    class_: UUID
    runners: tuple[tuple[UUID, Dyad], tuple[UUID, Dyad]]


@contextmanager
def runner(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to run for places; it is reaped in the end."""
    process = subprocess.Popen(
        [sys.executable, str(RUNNER), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "ready\n"
            yield process
        except BaseException:
            process.kill()
            raise


def prepared(folder: Path, steps: list[str]) -> list[Race]:
    store, races = open_studio(folder), []
    with store.write() as session:
        families = a_family(session, "Mia"), a_family(session, "Noah")
        for step in steps:
            course = a_course(session, capacity=1, starts=(NOW,))
            runners = []
            for dyad in families:
                key = new_id()
                runners.append((key, dyad))
                if step == "offer":
                    booking_service.enquire(
                        session,
                        booking_id=key,
                        course_id=course,
                        baby_id=dyad.baby,
                        carer_id=dyad.carer,
                        now=NOW,
                    )
            races.append(Race(step, course, classes_of(session, course)[0], (runners[0], runners[1])))
    store.close()
    return races


def run(folder: Path, races: list[Race], chance: random.Random) -> list[int]:
    """Run every race, check its end, and return how many each of the two won."""
    wins = [0, 0]
    with ExitStack() as stack:
        runners = [stack.enter_context(runner(folder)) for _ in range(2)]
        for race in races:
            start = time.time() + 0.005
            for process, (key, dyad) in zip(runners, race.runners, strict=True):
                assert process.stdin is not None
                moment = start + chance.uniform(0, 0.001)
                keys = f"{race.course} {race.class_} {key} {dyad.baby} {dyad.carer}"
                process.stdin.write(f"{race.step} {moment} {keys}\n")
                process.stdin.flush()
            answers = [process.stdout.readline().strip() for process in runners if process.stdout]
            assert sorted(answers) == ANSWERS[race.step]
            wins[answers.index("got")] += 1
        for process in runners:
            assert process.stdin is not None
            process.stdin.close()
    store = open_studio(folder)
    with store.read() as session:
        for race in races:
            assert free_places(session, course_id=race.course) == 0
            if race.step == "drop_in":
                assert free_in_class(session, session_id=race.class_) == 0
            else:
                assert places_taken(session, course_id=race.course) == 1
        assert session.execute(text("PRAGMA quick_check")).scalar_one() == "ok"
    store.close()
    return wins


def test_of_two_processes_one_gets_the_last_place_and_the_other_can_wait(studio_folder: Path) -> None:
    races = prepared(studio_folder, ["book", "offer", "drop_in", "book", "book"] * 2)
    assert sum(run(studio_folder, races, random.Random())) == 10


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_of_two_processes_one_gets_the_last_place_two_hundred_times(studio_folder: Path) -> None:
    races = prepared(studio_folder, ["book"] * 200 + ["offer"] * 50 + ["drop_in"] * 50)
    wins = run(studio_folder, races, random.Random())
    # It was a race: neither of them won every time.
    assert min(wins) > 20, wins
