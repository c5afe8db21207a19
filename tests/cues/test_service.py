"""The verbs of the class room: states, presses, the end of class."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.cues.delivered_service import go_to
from massage_studio.cues.queries import notes_of, vocabulary
from massage_studio.cues.views import Kind
from massage_studio.curriculum.service import add_item, hide, own_code
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.cues.running import ClassRoom, at
from tests.studio_fixtures import NOW


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


def test_the_same_action_is_written_once(room: ClassRoom) -> None:
    action = room.press("bookmark", "", room.mia, room.noah)
    room.press("bookmark", "", room.mia, room.noah, action=action)
    assert [note.kind for note in room.look().notes] == ["bookmark", "bookmark"]
    room.undo()
    room.press("bookmark", "", room.mia, room.noah, action=action)  # a late retry of what was taken back
    assert room.codes() == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("permission", "yes"),
        ("state", "deep_sleep"),
        ("cue", "yawns"),
        ("response", "pauses"),
        ("not_massaged", "asleep"),
    ],
)
def test_nobody_answers_for_a_whole_group(room: ClassRoom, kind: Kind, code: str) -> None:
    room.press("permission", "not_now", room.mia)
    before = room.look()
    with pytest.raises(KnownError, match="Each baby answers for itself"):
        room.press(kind, code, room.mia, room.noah, minute=1)
    assert room.look() == before
    room.press("bookmark", "", room.mia, room.noah, minute=2)
    assert [note.kind for note in room.look().notes] == ["permission", "bookmark", "bookmark"]


@pytest.mark.parametrize(
    "change",
    ["code = 'smiles'", "at = '2000-01-01 00:00:00.000000'", "text = 'x'", "seq = 9", "kind = 'bookmark'"],
)
def test_the_database_itself_refuses_to_rewrite_a_note(room: ClassRoom, change: str) -> None:
    room.press("cue", "yawns")
    with pytest.raises(KnownError, match="stays as it was written"), room.store.write() as session:
        session.execute(text(f"UPDATE cue_note SET {change}"))


def test_the_database_itself_refuses_to_delete_a_note(room: ClassRoom) -> None:
    room.press("cue", "yawns")
    with pytest.raises(KnownError, match="stays as it was written"), room.store.write() as session:
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
        attendance_service.mark(session, session_id=room.id, baby_id=room.mia.baby, status="here", now=NOW)
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
        opening_service.open_class(session, session_id=room.id, now=at(61))
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
        )
    note = room.look().notes[0]
    assert (note.delivered_id, note.polarity) == (second, "disengagement")


def test_a_cue_of_her_own_counts_the_way_that_she_says_and_stays_when_it_is_hidden(room: ClassRoom) -> None:
    item = new_id()
    words = {"label": "Waves", "polarity": "disengagement", "strength": "subtle", "parent": "waving"}
    with room.store.write() as session:
        add_item(session, item_id=item, kind="cue", words=words, now=at(0))
    room.press("cue", own_code(item), minute=1)
    with room.store.write() as session:
        hide(session, kind="cue", code=own_code(item), now=at(2))
        hide(session, kind="cue", code="smiles", now=at(2))
    room.press("cue", "smiles", minute=3)
    assert [note.polarity for note in room.look().notes] == ["disengagement", "engagement"]
    with room.store.read() as session:
        [mine, smiles] = notes_of(session, session_ids=(room.id,))[room.id]
        assert (mine.polarity, smiles.polarity) == ("disengagement", "engagement")
        assert vocabulary(session).label("cue", own_code(item)) == "Waves"


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
