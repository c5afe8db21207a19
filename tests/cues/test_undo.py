"""Undo and redo in the class room."""

from __future__ import annotations

from sqlalchemy import text

import massage_studio.cues.service as cues
from massage_studio.cues import log_service
from massage_studio.store.changes import Thing
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.cues.running import ClassRoom
from tests.studio_fixtures import NOW


def test_a_press_for_the_group_is_one_undo(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("bookmark", "", room.mia, room.noah, minute=2)
    full = room.look()
    room.undo()
    assert [note.kind for note in room.look().notes] == ["state"]
    room.redo()
    assert room.look() == full and [note.kind for note in full.notes] == ["state", "bookmark", "bookmark"]


def test_undo_and_redo_walk_back_and_forth_and_survive_a_restart(room: ClassRoom) -> None:
    for minute, (kind, code) in enumerate((("state", "drowsy"), ("cue", "yawns"), ("state", "crying"))):
        room.press(kind, code, minute=minute)  # type: ignore[arg-type]
    full = room.look()
    for left in (2, 1, 0):
        room.undo(10)
        assert len(room.look().notes) == left
    back = room.look().redo
    assert back is not None and (back.verb, back.code) == ("state", "drowsy")
    room.undo(10)
    room.undo(10)
    empty = room.look()
    assert empty.undo is None and empty.redo is not None and empty.redo.verb == "open"
    assert empty.register.session.status == "planned"
    room.store.engine.dispose()
    room.store = open_studio(room.store.folder)
    for _ in range(5):
        room.redo()
    assert room.look() == full
    room.store.engine.dispose()


def test_a_new_press_leaves_nothing_to_redo(room: ClassRoom) -> None:
    room.press("cue", "yawns")
    room.undo()
    room.press("cue", "hiccups")
    assert room.look().redo is None
    room.redo()
    assert room.codes() == ["hiccups"]


def test_redo_never_brings_back_what_was_pressed_over(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.undo(2)
    room.press("state", "crying", minute=3)
    room.press("cue", "yawns", minute=4)
    room.undo(5)
    room.undo(5)  # at the same moment, as when the clock stands
    for code in ("crying", "yawns"):
        back = room.look().redo
        assert back is not None and back.code == code
        room.redo()
    assert room.look().redo is None
    assert room.spans() == [("crying", 3, None)]


def test_undo_keeps_its_order_when_the_clock_is_set_back(room: ClassRoom) -> None:
    room.press("cue", "yawns")
    room.undo(30)
    room.press("cue", "hiccups")
    room.undo(-30)
    room.redo()
    assert room.codes() == ["hiccups"]


def test_what_was_taken_back_stays_in_the_record(room: ClassRoom) -> None:
    room.press("cue", "yawns")
    room.undo()
    with room.store.read() as session:
        rows = session.execute(text("SELECT code, voided_at IS NOT NULL FROM cue_note")).all()
    assert [tuple(row) for row in rows] == [("yawns", 1)]


def test_undo_of_the_end_goes_on_with_the_class(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    running = room.look()
    room.finish(60)
    over = room.look()
    room.undo(61)
    again = room.look()
    assert (again.notes, again.register, again.delivered) == (
        running.notes,
        running.register,
        running.delivered,
    )
    room.redo()
    assert room.look() == over
    room.reopen(62)
    room.undo(63)
    assert (room.look().notes, room.look().register) == (over.notes, over.register)


def test_undo_with_nothing_to_undo_says_that_nothing_changed(room: ClassRoom) -> None:
    room.undo()
    with room.store.write() as session:
        assert not log_service.undo(session, session_id=room.id, now=NOW).things
    room.redo()
    with room.store.write() as session:
        assert not log_service.redo(session, session_id=room.id).things
        assert (
            Thing.CUES
            in cues.record(
                session,
                action_id=new_id(),
                session_id=room.id,
                dyads=((room.mia.baby, None),),
                kind="cue",
                code="yawns",
                now=NOW,
            ).things
        )
