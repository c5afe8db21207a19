"""What was noted in classes and put right or taken out later: each as it was beside what it became."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.cues.models import CueNote
from massage_studio.cues.queries import vocabulary
from massage_studio.cues.views import Kind, Vocabulary
from massage_studio.store.operations import Operation
from massage_studio.store.row_changes import from_text

_PUT_RIGHT = frozenset({"correct", "take_out", "correct_activity", "take_out_activity"})


@dataclass(frozen=True, slots=True)
class NoteAsWritten:
    """One note as it stood: of which baby, when it was, what was pressed, and in which words."""

    baby_id: UUID
    at: datetime
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One time that notes of a class were put right, in UTC; `after` is empty where they were taken out."""

    at: datetime
    session_id: UUID
    before: tuple[NoteAsWritten, ...]
    after: tuple[NoteAsWritten, ...]


def amendments(session: Session, *, baby_ids: Collection[UUID]) -> tuple[Amendment, ...]:
    """Return what was put right in notes of these babies, the latest first.

    A note that was given to a baby of another family is told of with that baby's key and no more.
    """
    voided = select(CueNote).where(CueNote.baby_id.in_(list(baby_ids)), CueNote.voided_at.is_not(None))
    notes = {note.id: note for note in session.scalars(voided)}
    classes = {note.session_id for note in notes.values()}
    done = session.scalars(
        select(Operation)
        .where(
            Operation.session_id.in_(classes), Operation.verb.in_(_PUT_RIGHT), Operation.undone_at.is_(None)
        )
        .order_by(Operation.clock.desc(), Operation.seq.desc())
    ).all()
    made: dict[UUID, list[CueNote]] = {}
    for note in session.scalars(select(CueNote).where(CueNote.action_id.in_([one.id for one in done]))):
        made.setdefault(note.action_id, []).append(note)
    words = vocabulary(session)
    found = (_amendment(one, notes, made.get(one.id, ()), words) for one in done)
    return tuple(one for one in found if one.before)


def _amendment(
    done: Operation, notes: Mapping[UUID, CueNote], made: Iterable[CueNote], words: Vocabulary
) -> Amendment:
    before = [
        notes[change.key]
        for change in from_text(done.changes)
        if change.table == "cue_note" and change.key in notes and (change.after or {}).get("voided_at")
    ]
    assert done.session_id is not None
    return Amendment(
        done.clock,
        done.session_id,
        *(tuple(_as_written(note, words) for note in some) for some in (before, made)),
    )


def _as_written(note: CueNote, words: Vocabulary) -> NoteAsWritten:
    what = words.label(cast(Kind, note.kind), note.code) if note.code else ""
    return NoteAsWritten(note.baby_id, note.at, what, note.text)
