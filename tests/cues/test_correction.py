"""What was written down in a class is put right: another baby, cue, time or words, or taken out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from massage_studio.cues import correction_service, service
from massage_studio.cues.views import CueView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.cues.running import ClassRoom, at, minutes

# Of each kind: what is pressed, and what it might have been.
KINDS = {
    "state": ("quiet_alert", "drowsy"),
    "cue": ("looks_away", "yawns"),
    "response": ("paused", "slowed_down"),
    "permission": ("yes", "unsure"),
    "not_massaged": ("asleep", "hungry"),
    "bookmark": ("", ""),
    "note": ("", ""),
}


def put(room: ClassRoom, verb: Any = correction_service.correct, minute: float = 30, **told: Any) -> Any:
    """Put something right, and return what stands in its place."""
    with room.store.write() as session:
        return verb(session, action_id=new_id(), session_id=room.id, now=at(minute), **told).made


def of(room: ClassRoom, baby: UUID, *kinds: str) -> list[tuple[str, str, float]]:
    """Return kind, code or words, and minute of a baby's notes."""
    return [
        (note.kind, note.code or note.text, round(minutes(note.at), 3))
        for note in room.look().notes
        if note.baby_id == baby and (not kinds or note.kind in kinds)
    ]


def the(room: ClassRoom, kind: str, place: int = -1) -> CueView:
    """Return a note of a kind that stands."""
    return [note for note in room.look().notes if note.kind == kind][place]


def test_each_kind_is_changed_moved_retimed_taken_out_and_undone(room: ClassRoom) -> None:
    mia, noah = room.mia.baby, room.noah.baby
    for place, (kind, (code, other)) in enumerate(KINDS.items()):
        before = room.look().notes
        minute = 10 + place
        words = "Smiled" if kind == "note" else ""
        room.press(kind, code, minute=minute, text=words)  # type: ignore[arg-type]
        note = the(room, kind)

        key = put(room, note_id=note.id, text="Laughed") if words else note.id
        if other:
            key = put(room, note_id=note.id, code=other)
        told = "Laughed" if words else other
        assert of(room, mia, kind) == [(kind, told, minute)], kind
        key = put(room, note_id=key, at=at(minute) - timedelta(seconds=7))
        earlier = round(minute - 7 / 60, 3)
        assert of(room, mia, kind) == [(kind, told, earlier)]
        key = put(room, note_id=key, baby_id=noah)
        assert (of(room, mia, kind), of(room, noah, kind)) == ([], [(kind, told, earlier)])
        adult = {note.carer_id for note in room.look().notes if note.id == key}
        assert adult == {room.noah.carer}
        put(room, correction_service.take_out, note_id=key)
        assert room.look().notes == before

        for taken_back in ([(kind, told, earlier)], []):
            room.undo(31)
            assert of(room, noah, kind) == taken_back
        assert of(room, mia, kind) == [(kind, told, earlier)]
        room.redo()
        assert of(room, noah, kind) == [(kind, told, earlier)]
        for _ in range(3 if told else 2):
            room.undo(31)
        assert the(room, kind) == note, "what was pressed first stands again"
        room.undo(31)
        assert room.look().notes == before


def test_what_was_pressed_first_stays_in_the_history(room: ClassRoom) -> None:
    room.press("cue", "looks_away", minute=5)
    first = the(room, "cue")
    second = put(room, note_id=first.id, code="yawns")
    with room.store.read() as session:
        rows = session.execute(text("SELECT code, voided_at IS NULL FROM cue_note ORDER BY seq")).all()
        (row,) = session.execute(text("SELECT refers_to FROM cue_note WHERE voided_at IS NULL")).all()
    assert [tuple(one) for one in rows] == [("looks_away", 0), ("yawns", 1)]
    assert UUID(row[0]) == first.id
    with pytest.raises(KnownError, match="changed since"):
        put(room, note_id=first.id, code="yawns")
    assert put(room, note_id=second, code="yawns") == second, "nothing was different"
    with pytest.raises(KnownError, match="changed since"):
        put(room, correction_service.take_out, note_id=first.id)


def test_states_of_both_babies_follow_and_never_overlap(room: ClassRoom) -> None:
    mia, noah = room.mia.baby, room.noah.baby
    room.press("state", "drowsy", minute=0)
    room.press("state", "quiet_alert", room.noah, minute=2)
    room.press("state", "crying", minute=10)  # it was Noah who cried
    put(room, note_id=the(room, "state").id, baby_id=noah)
    assert spans(room, mia) == [("drowsy", 0, None)], "the state before goes on"
    assert spans(room, noah) == [("quiet_alert", 2, 10), ("crying", 10, None)]
    put(room, note_id=the(room, "state").id, at=at(1))
    assert spans(room, noah) == [("crying", 2, None)], "no earlier than the state before it"
    room.undo(31)
    put(room, correction_service.take_out, note_id=the(room, "state", 1).id)
    assert spans(room, noah) == [("crying", 10, None)], "before it nothing is known"
    room.undo(31)
    put(room, correction_service.take_out, note_id=the(room, "state").id)
    assert spans(room, noah) == [("quiet_alert", 2, None)]
    # Into a state that the other baby is in already: one is enough.
    room.press("state", "quiet_alert", minute=12)
    assert put(room, note_id=the(room, "state").id, baby_id=noah) is None
    assert spans(room, noah) == [("quiet_alert", 2, None)]
    assert spans(room, mia) == [("drowsy", 0, None)]


def test_words_of_a_bookmark_go_with_it(room: ClassRoom) -> None:
    room.press("bookmark", "", minute=5)
    mark = the(room, "bookmark")
    with room.store.write() as session:
        service.describe(
            session,
            action_id=new_id(),
            session_id=room.id,
            note_id=mark.id,
            text="Laughed",
            layer="family",
            now=at(6),
        )
    key = put(room, note_id=mark.id, at=at(4), baby_id=room.noah.baby)
    words = the(room, "note")
    assert (words.baby_id, words.at, words.refers_to) == (room.noah.baby, at(4), key)
    put(room, note_id=words.id, text="Laughed out loud", layer="private")
    words = the(room, "note")
    assert (words.text, words.layer, words.refers_to) == ("Laughed out loud", "private", key)
    put(room, correction_service.take_out, note_id=key)
    assert room.look().notes == ()
    with pytest.raises(KnownError, match="empty"):
        room.undo(31)
        put(room, note_id=the(room, "note").id, text=" ")


def test_nothing_is_put_outside_the_class_or_on_a_baby_who_was_not_here(
    room: ClassRoom, studio: Store
) -> None:
    room.press("cue", "yawns", minute=5)
    put(room, note_id=the(room, "cue").id, at=at(500))
    assert minutes(the(room, "cue").at) == 30, "not after now"
    put(room, note_id=the(room, "cue").id, at=at(-500))
    assert minutes(the(room, "cue").at) == 0
    with pytest.raises(KnownError, match="not here"):
        put(room, note_id=the(room, "cue").id, baby_id=new_id())


def test_the_start_of_an_activity_is_put_right_and_notes_follow(room: ClassRoom) -> None:
    _, second, third, *_ = room.look().delivered
    with room.store.write() as session:
        for minute, part in ((10, second), (20, third)):
            service.go_to(
                session, action_id=new_id(), session_id=room.id, delivered_id=part.id, now=at(minute)
            )
    room.press("state", "quiet_alert", minute=22)
    room.press("cue", "yawns", minute=23)
    room.press("bookmark", "", minute=27)
    assert ran(room) == [(0, 10), (10, 20), (20, None)]

    put(room, correction_service.correct_activity, delivered_id=third.id, at=at(25))
    assert ran(room) == [(0, 10), (10, 25), (25, None)]
    assert [note.delivered_id for note in room.look().notes] == [second.id, second.id, third.id]
    assert spans(room, room.mia.baby) == [("quiet_alert", 22, None)]
    put(room, correction_service.correct_activity, delivered_id=third.id, at=at(3))
    assert ran(room) == [(0, 10), (10, 10), (10, None)], "not before the one before it"
    room.undo(31)

    fourth = room.look().delivered[3]
    assert (
        put(room, correction_service.correct_activity, delivered_id=third.id, instead_id=fourth.id)
        == fourth.id
    )
    assert [part.status for part in room.look().delivered[:4]] == ["done", "done", "todo", "running"]
    assert the(room, "bookmark").delivered_id == fourth.id
    with pytest.raises(KnownError, match="ran already"):
        put(room, correction_service.correct_activity, delivered_id=fourth.id, instead_id=second.id)
    room.undo(31)

    put(room, correction_service.take_out_activity, delivered_id=third.id)
    assert ran(room) == [(0, 10), (10, None)]
    assert {note.delivered_id for note in room.look().notes} == {second.id}
    for _ in range(2):
        room.undo(31)
    assert ran(room) == [(0, 10), (10, 20), (20, None)]
    assert {note.delivered_id for note in room.look().notes} == {third.id}


def spans(room: ClassRoom, baby: UUID) -> list[tuple[str, float, float | None]]:
    """Return a baby's states as code, minute it began and minute it ended."""
    return [
        (note.code, minutes(note.at), None if note.ended is None else minutes(note.ended))
        for note in room.look().notes
        if note.kind == "state" and note.baby_id == baby
    ]


def ran(room: ClassRoom) -> list[tuple[float, float | None]]:
    """Return the minutes of the activities that began."""
    parts = [part for part in room.look().delivered if part.started is not None]
    return [(minutes(part.started), part.ended and minutes(part.ended)) for part in parts if part.started]


def test_pairs_of_pause_and_answer_stay_right(room: ClassRoom) -> None:
    mia, noah = room.mia.baby, room.noah.baby
    room.press("cue", "yawns", minute=9)
    room.press("cue", "looks_away", minute=10)
    room.press("response", "paused", minute=10.5)
    first, sign = the(room, "cue", 0), the(room, "cue")
    assert the(room, "response").answers == sign.id

    key = put(room, note_id=sign.id, at=at(10.2))
    assert the(room, "response").answers == key, "the answer follows its sign"
    key = put(room, note_id=key, baby_id=noah)
    answer = the(room, "response")
    assert (answer.answers, answer.baby_id, answer.carer_id) == (key, noah, room.noah.carer)
    room.undo(31)
    assert (the(room, "response").baby_id, the(room, "response").answers is None) == (mia, False)

    put(room, note_id=the(room, "cue").id, at=at(10.8))
    assert the(room, "response").answers == first.id, "what came later was not answered"
    room.undo(31)
    put(room, note_id=the(room, "cue").id, code="smiles")
    assert the(room, "response").answers == first.id, "a smile asks for no answer"
    room.undo(31)
    put(room, correction_service.take_out, note_id=the(room, "cue").id)
    assert the(room, "response").answers == first.id
    put(room, correction_service.take_out, note_id=first.id)
    assert the(room, "response").answers is None, "what the adult did stays"
    for _ in range(3):
        room.undo(31)
    assert [note.id for note in room.look().notes if note.kind == "cue"] == [first.id, sign.id]

    put(room, note_id=the(room, "response").id, baby_id=noah)
    assert the(room, "response").answers is None
    room.undo(31)
    room.press("cue", "yawns", room.noah, minute=10.4)
    put(room, note_id=the(room, "response").id, baby_id=noah)
    answered = the(room, "cue")
    assert (the(room, "response").answers, answered.baby_id) == (answered.id, noah)


def test_a_response_that_is_put_right_again_and_again_keeps_its_pair(room: ClassRoom) -> None:
    room.press("cue", "looks_away", minute=10)
    room.press("response", "paused", minute=10.5)
    room.press("cue", "yawns", minute=10.6)
    sign = the(room, "cue", 0)
    for told in ({"code": "voice"}, {"at": at(10.7)}, {"code": "paused"}, {"at": at(10.4)}):
        put(room, note_id=the(room, "response").id, **told)
        assert the(room, "response").answers == sign.id, told
    # And where the sign itself is put right in between.
    for moved in (10.1, 10.2):
        sign_id = put(room, note_id=sign.id, at=at(moved))
        sign = next(note for note in room.look().notes if note.id == sign_id)
        put(room, note_id=the(room, "response").id, code="voice" if moved == 10.1 else "paused")
        assert the(room, "response").answers == sign.id
