"""Killed at any instant: what was shown as saved is there, and the studio opens at once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from massage_studio.cues.queries import class_room
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.cues.every_verb import is_whole
from tests.studio_fixtures import a_class

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("capturing.py")

UNFINISHED_PRESS = """
SELECT count(*) FROM cue_note LEFT JOIN operation ON operation.id = cue_note.action_id
WHERE operation.id IS NULL OR (operation.undone_at IS NOT NULL AND cue_note.voided_at IS NULL)
"""
TWO_OPEN_STATES = """
SELECT count(*) FROM (SELECT baby_id FROM cue_note
                      WHERE kind = 'state' AND ended_at IS NULL AND voided_at IS NULL
                      GROUP BY session_id, baby_id HAVING count(*) > 1)
"""


@contextmanager
def capturing(folder: Path, session_id: UUID) -> Iterator[subprocess.Popen[str]]:
    """A child process that has begun to record cues; it is killed and reaped in the end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(session_id)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert child.stdout is not None
    with child.stdout:
        try:
            yield child
        finally:
            child.kill()
            child.wait()


def killed_after(presses: int, seconds: float, folder: Path, session_id: UUID) -> list[tuple[str, UUID]]:
    """Let a child say so many words, kill it a moment after, and return all that it said of its presses."""
    with capturing(folder, session_id) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        lines = [child.stdout.readline() for _ in range(presses)]
        time.sleep(seconds)
        child.kill()
        # The last line may be cut; a press is acknowledged by a whole line only.
        lines += [line for line in child.stdout if line.endswith("\n")]
    words = [line.split() for line in lines]
    return [(word, UUID(key)) for word, key in words]


def one(store: Store, sql: str) -> object:
    with store.read() as session:
        return session.execute(text(sql)).scalar_one()


def keeps_its_word(folder: Path, session_id: UUID, times: int, chance: random.Random) -> int:
    """Kill a child `times` times on one studio, look into it each time, and return the presses checked."""
    told: dict[UUID, str] = {}  # each press with the last that was said of it
    for _ in range(times):
        # Counted in presses, not in seconds, so that a busy machine checks as much as an idle one.
        said = killed_after(chance.randrange(10, 40), chance.uniform(0, 0.02), folder, session_id)
        told |= {key: word for word, key in said}
        # It may have got one step further than it could tell.
        told[said[-1][1]] = "saved or undone"
        began = time.process_time()
        store = open_studio(folder)
        assert time.process_time() - began < 1
        assert one(store, "PRAGMA quick_check") == "ok"
        assert one(store, UNFINISHED_PRESS) == 0
        assert one(store, TWO_OPEN_STATES) == 0
        with store.read() as session:
            there = {
                UUID(hex=key): bool(stands)
                for key, stands in session.execute(
                    text(
                        "SELECT id, undone_at IS NULL FROM operation "
                        "WHERE session_id IS NOT NULL ORDER BY seq"
                    )
                )
            }
            view = class_room(session, session_id=session_id)
        assert set(told) <= set(there)
        assert all(there[key] for key, word in told.items() if word in ("saved", "redone"))
        assert view.register.session.status in ("running", "finished")
        assert view.undo is not None and view.undo.id == [key for key, stands in there.items() if stands][-1]
        is_whole(view)
        if chance.random() < 0.5:
            store.close()
        else:
            store.engine.dispose()  # the write-ahead log stays where it is
    return len(told)


def a_running_class(folder: Path) -> UUID:
    store = open_studio(folder)
    with store.write() as session:
        session_id = a_class(session, "Mia", "Noah", "Ivy", "Leo").session
    store.close()
    return session_id


def test_killed_at_six_random_moments_it_keeps_every_press_that_it_called_saved(
    studio_folder: Path,
) -> None:
    assert keeps_its_word(studio_folder, a_running_class(studio_folder), 6, random.Random()) > 20


@pytest.mark.torture
@pytest.mark.timeout(900)
def test_killed_at_two_hundred_random_moments_it_keeps_every_press(studio_folder: Path) -> None:
    assert keeps_its_word(studio_folder, a_running_class(studio_folder), 200, random.Random()) > 1000
