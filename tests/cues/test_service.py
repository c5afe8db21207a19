"""The verbs of the class room: states, presses, undo and redo, the end of class."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

import massage_studio.bookings.service as bookings
import massage_studio.cues.service as cues
from massage_studio.cues.queries import class_room, vocabulary
from massage_studio.cues.views import ClassRoomView, Kind
from massage_studio.curriculum.service import go_to
from massage_studio.errors import KnownError
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_class


class ClassRoom:
    """A running class with Mia and Noah, and short words for what is pressed in it."""

    def __init__(self, store: Store, opened: OpenClass) -> None:
        self.store = store
        self.id = opened.session
        self.mia, self.noah = opened.dyads

    def press(
        self,
        kind: Kind,
        code: str,
        *dyads: Dyad,
        minute: float = 0,
        action: UUID | None = None,
        text: str = "",
    ) -> UUID:
        action = action or new_id()
        with self.store.write() as session:
            cues.record(
                session,
                action_id=action,
                session_id=self.id,
                dyads=tuple((dyad.baby, dyad.carer) for dyad in dyads or (self.mia,)),
                kind=kind,
                code=code,
                now=at(minute),
                text=text,
            )
        return action

    def undo(self, minute: float = 0) -> None:
        with self.store.write() as session:
            cues.undo(session, session_id=self.id, now=at(minute))

    def redo(self) -> None:
        with self.store.write() as session:
            cues.redo(session, session_id=self.id)

    def finish(self, minute: float) -> None:
        with self.store.write() as session:
            cues.finish_class(session, session_id=self.id, now=at(minute))

    def reopen(self, minute: float) -> None:
        with self.store.write() as session:
            cues.reopen_class(session, session_id=self.id, now=at(minute))

    def look(self) -> ClassRoomView:
        with self.store.read() as session:
            return class_room(session, session_id=self.id)

    def codes(self) -> list[str]:
        return [note.code for note in self.look().notes]

    def spans(self) -> list[tuple[str, float, float | None]]:
        """States as (code, minute it began, minute it ended)."""
        return [
            (note.code, minutes(note.at), None if note.ended is None else minutes(note.ended))
            for note in self.look().notes
            if note.kind == "state"
        ]


def at(minute: float) -> datetime:
    return NOW + timedelta(minutes=minute)


def minutes(moment: datetime) -> float:
    return (moment - NOW).total_seconds() / 60


@pytest.fixture
def room(studio: Store) -> ClassRoom:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah")
    return ClassRoom(studio, opened)


def test_opening_a_class_writes_its_register_and_begins_its_first_activity(room: ClassRoom) -> None:
    view = room.look()
    assert [(row.number, row.baby.given_name, row.status) for row in view.register.rows] == [
        (1, "Mia", "expected"),
        (2, "Noah", "expected"),
    ]
    assert view.register.session.status == "running"
    assert [part.status for part in view.delivered][:2] == ["running", "todo"]
    assert view.delivered[0].started == NOW
    assert (view.notes, view.redo) == ((), None)
    assert view.undo is not None and view.undo.verb == "open"


def test_a_state_ends_the_one_before_it(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("cue", "yawns", minute=2)
    room.press("state", "quiet_alert", minute=5)
    room.press("state", "crying", room.noah, minute=6)
    assert room.spans() == [("drowsy", 1, 5), ("quiet_alert", 5, None), ("crying", 6, None)]


def test_a_state_pressed_again_goes_on(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("state", "drowsy", minute=3)
    assert room.spans() == [("drowsy", 1, None)]


def test_the_database_itself_allows_one_open_state_a_baby(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("state", "crying", minute=2)
    with pytest.raises(IntegrityError, match="UNIQUE"), room.store.write() as session:
        session.execute(text("UPDATE cue_note SET ended_at = NULL"))
    with pytest.raises(IntegrityError, match="interval"), room.store.write() as session:
        session.execute(text("UPDATE cue_note SET ended_at = '2000-01-01 00:00:00.000000'"))


def test_a_press_for_the_group_is_one_undo(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("state", "quiet_alert", room.mia, room.noah, minute=2)
    room.undo()
    assert room.spans() == [("drowsy", 1, None)]
    room.redo()
    assert room.spans() == [("drowsy", 1, 2), ("quiet_alert", 2, None), ("quiet_alert", 2, None)]


def test_the_same_action_is_written_once(room: ClassRoom) -> None:
    action = room.press("cue", "yawns", room.mia, room.noah)
    room.press("cue", "yawns", room.mia, room.noah, action=action)
    assert room.codes() == ["yawns", "yawns"]
    room.undo()
    room.press("cue", "yawns", room.mia, room.noah, action=action)  # a late retry of what was taken back
    assert room.codes() == []


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


@pytest.mark.parametrize(
    "change",
    ["code = 'smiles'", "at = '2000-01-01 00:00:00.000000'", "text = 'x'", "seq = 9", "kind = 'bookmark'"],
)
def test_the_database_itself_refuses_to_rewrite_a_note(room: ClassRoom, change: str) -> None:
    room.press("cue", "yawns")
    with pytest.raises(IntegrityError, match="never rewritten"), room.store.write() as session:
        session.execute(text(f"UPDATE cue_note SET {change}"))


def test_the_database_itself_refuses_to_delete_a_note(room: ClassRoom) -> None:
    room.press("cue", "yawns")
    with pytest.raises(IntegrityError, match="never deleted"), room.store.write() as session:
        session.execute(text("DELETE FROM cue_note"))
    assert room.codes() == ["yawns"]


def test_moments_never_run_backwards_even_when_the_clock_does(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=-90)  # set back before the class was opened
    room.press("state", "crying", minute=10)
    room.press("state", "quiet_alert", minute=-30)
    room.press("cue", "yawns", minute=11)
    room.finish(-100)
    assert room.spans() == [("drowsy", 0, 10), ("crying", 10, 10), ("quiet_alert", 10, 11)]


def test_the_end_of_class_closes_what_is_open(room: ClassRoom) -> None:
    with room.store.write() as session:
        bookings.mark(session, session_id=room.id, baby_id=room.mia.baby, status="here", now=NOW)
    room.press("state", "drowsy", minute=1)
    room.finish(60)
    view = room.look()
    assert room.spans() == [("drowsy", 1, 60)]
    assert view.register.session.status == "finished"
    assert view.register.session.finished == at(60)
    assert [row.status for row in view.register.rows] == ["here", "absent"]
    assert (view.delivered[0].status, view.delivered[0].ended) == ("done", at(60))
    room.finish(70)  # pressed once more
    assert room.look() == view


def test_a_class_that_goes_on_finds_open_what_its_end_closed(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("state", "crying", minute=5)
    room.finish(60)
    room.reopen(61)
    view = room.look()
    assert room.spans() == [("drowsy", 1, 5), ("crying", 5, None)]
    assert view.register.session.status == "running" and view.register.session.finished is None
    assert view.delivered[0].status == "running"
    room.finish(75)
    assert room.spans()[-1] == ("crying", 5, 75)


def test_opening_a_class_that_was_finished_goes_on_with_it(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.finish(60)
    with room.store.write() as session:
        cues.open_class(session, session_id=room.id, now=at(61))
    assert room.spans() == [("drowsy", 1, None)]
    assert room.look().delivered[0].status == "running"


def test_a_state_that_began_at_the_very_end_does_not_open_the_one_before_it(room: ClassRoom) -> None:
    room.press("state", "drowsy", minute=1)
    room.press("state", "crying", minute=60)
    room.finish(60)
    room.reopen(61)
    assert room.spans() == [("drowsy", 1, 60), ("crying", 60, None)]


def test_reopening_a_class_that_runs_changes_nothing(room: ClassRoom) -> None:
    before = room.look()
    room.reopen(5)
    assert room.look() == before


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


def test_no_state_begins_in_a_class_that_is_over_but_a_note_can_be_written(room: ClassRoom) -> None:
    room.finish(60)
    with pytest.raises(KnownError, match="class is over"):
        room.press("state", "drowsy", minute=61)
    room.press("note", "", minute=62, text=" Mia laughed\nat the end. ")
    assert [(note.kind, note.text) for note in room.look().notes] == [("note", "Mia laughed\nat the end.")]


def test_an_empty_note_is_refused(room: ClassRoom) -> None:
    with pytest.raises(KnownError, match="note is empty"):
        room.press("note", "", text=" \n\x07")
    assert room.look().notes == ()


def test_undo_with_nothing_to_undo_says_that_nothing_changed(room: ClassRoom) -> None:
    room.undo()
    with room.store.write() as session:
        assert not cues.undo(session, session_id=room.id, now=NOW).things
    room.redo()
    with room.store.write() as session:
        assert not cues.redo(session, session_id=room.id).things
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


def test_a_cue_remembers_the_activity_that_ran(room: ClassRoom) -> None:
    second = room.look().delivered[1].id
    with room.store.write() as session:
        go_to(session, session_id=room.id, delivered_id=second, now=at(5))
        cues.record(
            session,
            action_id=new_id(),
            session_id=room.id,
            dyads=((room.mia.baby, room.mia.carer),),
            kind="cue",
            code="yawns",
            now=at(6),
            delivered_id=second,
        )
    note = room.look().notes[0]
    assert (note.delivered_id, note.polarity) == (second, "disengagement")


def test_the_palette_has_one_key_for_each_chip_and_knows_every_code(studio: Store) -> None:
    with studio.read() as session:
        words = vocabulary(session)
    assert len(words.states) == 6
    assert len({chip.key for chip in words.palette}) == len(words.palette)
    for chip in words.palette:
        known = {"state": words.states, "cue": words.cues, "response": words.responses}[chip.kind]
        assert chip.code in known
        assert words.label(chip.kind, chip.code) == chip.label
        assert bool(chip.polarity) == (chip.kind == "cue")
    assert words.label("permission", "yes") == "yes"


def test_a_press_never_reads_the_notes_of_other_classes(room: ClassRoom) -> None:
    asked: list[str] = []

    def note_down(_: object, __: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(room.store.engine, "before_cursor_execute", note_down)
    room.press("state", "drowsy")
    room.press("state", "crying")
    room.undo()
    room.redo()
    room.finish(60)
    room.reopen(61)
    event.remove(room.store.engine, "before_cursor_execute", note_down)
    plans = []
    with room.store.engine.connect() as connection:
        for statement in asked:
            if "cue_note" in statement and not statement.startswith("INSERT"):
                values = tuple("x" * statement.count("?"))
                plans += connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert plans and not [plan[3] for plan in plans if plan[3].startswith("SCAN cue_note")]
