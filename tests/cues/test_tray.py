"""The tray: a press that nobody was selected for waits in the studio until it is somebody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

import massage_studio.cues.service as cues
from massage_studio.cues import tray_service
from massage_studio.errors import KnownError
from massage_studio.store.ids import new_id
from tests.cues.every_verb import START, AnyClass, is_empty


@pytest.fixture
def room(studio_folder: Path) -> Iterator[AnyClass]:
    made = AnyClass.made(studio_folder)
    yield made
    made.store.close()


def waiting(room: AnyClass) -> list[tuple[str, str]]:
    return [(held.kind, held.code) for held in room.look().held]


def test_what_waits_is_there_after_a_restart_in_the_order_of_presses(room: AnyClass) -> None:
    for second, kind, code in ((10, "cue", "yawns"), (20, "state", "crying"), (30, "bookmark", "")):
        room.seconds = second
        room.do("hold", kind, code)
    room.restart()
    assert waiting(room) == [("cue", "yawns"), ("state", "crying"), ("bookmark", "")]
    assert [held.at for held in room.look().held] == [
        START + timedelta(seconds=second) for second in (10, 20, 30)
    ]


def test_given_to_a_baby_it_is_of_its_own_moment_and_waits_no_longer(room: AnyClass) -> None:
    room.seconds = 10
    room.do("hold", "cue", "yawns")
    room.seconds = 90
    room.do("give", 0, (0,))
    (note,) = room.look().notes
    assert (note.code, note.at) == ("yawns", START + timedelta(seconds=10))
    assert waiting(room) == []


def test_undo_of_what_was_given_puts_it_back_into_the_tray_and_redo_gives_it_again(room: AnyClass) -> None:
    room.do("hold", "cue", "yawns")
    room.seconds = 20
    room.do("give", 0, (1,))
    given = room.look()
    assert [note.code for note in given.notes] == ["yawns"]
    room.undo()
    assert room.look().notes == () and waiting(room) == [("cue", "yawns")]
    room.restart()
    room.redo()
    assert room.look() == given


def test_undo_takes_a_press_out_of_the_tray_and_brings_a_dropped_one_back(room: AnyClass) -> None:
    room.do("hold", "cue", "yawns")
    room.do("let_go", 0)
    assert waiting(room) == []
    undo = room.look().undo
    assert undo is not None and (undo.verb, undo.text, undo.code) == ("let_go", "cue", "yawns")
    room.undo()
    assert waiting(room) == [("cue", "yawns")]
    room.undo()
    assert waiting(room) == []


def test_two_windows_do_not_give_the_same_press_away_twice(room: AnyClass) -> None:
    room.do("hold", "cue", "yawns")
    (held,) = room.look().held
    given = {"session_id": room.opened.session, "held_id": held.id, "now": room.now}
    dyads = ((room.opened.dyads[0].baby, None),)
    with room.store.write() as session:
        cues.record(session, action_id=new_id(), dyads=dyads, kind="cue", code="yawns", **given)
    with pytest.raises(KnownError), room.store.write() as session:
        cues.record(session, action_id=new_id(), dyads=dyads, kind="cue", code="yawns", **given)
    with pytest.raises(KnownError), room.store.write() as session:
        tray_service.let_go(session, action_id=new_id(), **given)
    assert len(room.look().notes) == 1


def test_a_press_that_waits_opens_the_class_and_is_never_older_than_its_opening(room: AnyClass) -> None:
    room.undo()
    assert room.look().register.session.status == "planned"
    room.seconds = 30
    room.do("hold", "cue", "yawns")
    room.seconds = 90
    room.do("give", 0, (0,))
    opened = room.look().register.session.opened
    (note,) = room.look().notes
    assert opened is not None and note.at == opened.astimezone(UTC) == START + timedelta(seconds=30)
    for _ in range(3):
        room.undo()
    is_empty(room.look())
