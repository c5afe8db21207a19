"""The end of a class: who was there, when it was over, and that all of it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from massage_studio.cues import opening_service
from massage_studio.cues.views import Ended
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.cues.every_verb import AnyClass, is_whole
from tests.studio_fixtures import NOW, a_class

MINUTE = 60


class PlannedClass(AnyClass):
    """A class of an hour that is opened when it was planned to begin."""

    @property
    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)


@pytest.fixture
def room(studio_folder: Path) -> Iterator[AnyClass]:
    store = open_studio(studio_folder)
    with store.write() as session:
        opened = a_class(session, "Mia", "Noah")
    made = PlannedClass(store, opened, new_id())
    yield made
    made.store.close()


def press(room: AnyClass, minute: float, *what: Any) -> None:
    room.seconds = minute * MINUTE
    room.do(*what)
    is_whole(room.look())


def finish(room: AnyClass, minute: float) -> Ended:
    room.seconds = minute * MINUTE
    with room.store.write() as session:
        ended = opening_service.finish_class(
            session, session_id=room.opened.session, now=room.now, action_id=new_id()
        )
    is_whole(room.look())
    return ended


def register(room: AnyClass) -> list[tuple[str, str]]:
    return [(row.baby.given_name, row.status) for row in room.look().register.rows]


def over(room: AnyClass) -> float | None:
    """The minute at which the class was over."""
    finished = room.look().register.session.finished
    return None if finished is None else (finished - NOW).total_seconds() / MINUTE


def ends(room: AnyClass) -> list[float | None]:
    """The minutes at which states and activities ended."""
    view = room.look()
    found = [note.ended for note in view.notes if note.kind == "state"]
    found += [part.ended for part in view.delivered if part.started]
    return [None if moment is None else (moment - NOW).total_seconds() / MINUTE for moment in found]


@pytest.mark.parametrize("kind", ["cue", "bookmark", "note", "permission"])
def test_whoever_has_a_note_was_here_though_nobody_marked_it(room: AnyClass, kind: str) -> None:
    code = {"cue": "yawns", "permission": "yes"}.get(kind, "")
    press(room, 5, kind, code, (0,))
    running = room.look()
    ended = finish(room, 60)
    assert register(room) == [("Mia", "here"), ("Noah", "absent")]
    assert room.look().register.rows[0].health == "nothing_new"
    assert (ended.unmarked, ended.at) == (1, None)
    done = room.look()
    room.undo()
    assert (room.look().register, room.look().notes) == (running.register, running.notes)
    room.redo()
    assert room.look() == done


def test_a_note_that_was_taken_back_or_a_mark_that_was_made_is_nobody_here(room: AnyClass) -> None:
    press(room, 4, "mark", 1, "absent")
    press(room, 5, "cue", "yawns", (1,))
    press(room, 6, "cue", "yawns", (0,))
    room.undo()
    assert finish(room, 60).unmarked == 1
    assert register(room) == [("Mia", "absent"), ("Noah", "absent")]


def test_a_class_of_which_nothing_is_known_had_nobody(room: AnyClass) -> None:
    assert finish(room, 60).unmarked == 2
    assert register(room) == [("Mia", "absent"), ("Noah", "absent")]


def test_who_was_here_stays_here_when_the_class_goes_on(room: AnyClass) -> None:
    press(room, 5, "cue", "yawns", (0,))
    finish(room, 60)
    press(room, 61, "reopen")
    assert register(room) == [("Mia", "here"), ("Noah", "expected")]


def test_a_class_whose_end_was_forgotten_was_over_when_it_was_planned_to_be(room: AnyClass) -> None:
    press(room, 5, "state", "drowsy", (0,))
    press(room, 20, "go_to", 1)
    ended = finish(room, 240)
    assert ended.at == NOW + timedelta(minutes=60)
    assert over(room) == 60
    assert ends(room) == [60, 20, 60]


def test_a_forgotten_class_that_ran_over_was_over_at_its_last_press(room: AnyClass) -> None:
    press(room, 5, "state", "drowsy", (0,))
    press(room, 75, "cue", "yawns", (0,))
    press(room, 200, "mark", 0, "here")  # the register, put right in the evening
    assert finish(room, 240).at == NOW + timedelta(minutes=75)
    assert (over(room), ends(room)) == (75, [75, 75])


def test_a_class_that_runs_long_is_over_when_it_is_finished(room: AnyClass) -> None:
    press(room, 5, "state", "drowsy", (0,))
    for minute in (80, 110, 150):
        press(room, minute, "cue", "yawns", (0,))
    assert finish(room, 175).at is None
    assert over(room) == 175
    assert ends(room)[-1] == 175


def test_half_an_hour_late_is_no_forgotten_class(room: AnyClass) -> None:
    assert finish(room, 90).at is None
    assert over(room) == 90


def test_a_forgotten_class_can_go_on_and_end_again(room: AnyClass) -> None:
    press(room, 5, "state", "drowsy", (0,))
    finish(room, 240)
    press(room, 241, "reopen")
    assert ends(room) == [None, None]
    again = room.look()
    assert finish(room, 242).at == NOW + timedelta(minutes=60)  # nothing was pressed since
    room.undo()
    assert (room.look().notes, room.look().delivered) == (again.notes, again.delivered)
    press(room, 245, "state", "crying", (0,))
    press(room, 250, "go_to", 1)
    assert finish(room, 255).at is None
    assert (over(room), ends(room)) == (255, [245, 255, 250, 255])
    while room.look().undo is not None:
        room.undo()
        is_whole(room.look())
