"""The questions that the class room asks."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.queries import register
from massage_studio.cues.models import CueKind, CueNote, PaletteKey, ResponseKind, StateKind
from massage_studio.cues.service import redoable
from massage_studio.cues.views import (
    ClassNotes,
    ClassRoomView,
    CueView,
    Kind,
    KindView,
    PaletteChip,
    Polarity,
    Vocabulary,
)
from massage_studio.curriculum.queries import delivered

_COLUMNS = (
    CueNote.id,
    CueNote.action_id,
    CueNote.seq,
    CueNote.baby_id,
    CueNote.kind,
    CueNote.code,
    CueNote.text,
    CueNote.layer,
    CueNote.at,
    CueNote.ended_at.label("ended"),
    CueNote.delivered_id,
    func.coalesce(CueKind.polarity, "").label("polarity"),
)


def vocabulary(session: Session) -> Vocabulary:
    """Return states, cues, responses and the palette."""
    states = {
        row.code: KindView(row.code, row.label, "", False, row.description, row.advice, "")
        for row in session.scalars(select(StateKind).order_by(StateKind.position))
    }
    cues = {
        row.code: KindView(
            row.code,
            row.label,
            cast(Polarity, row.polarity),
            row.strength == "potent",
            row.description,
            row.advice,
            row.phrase,
        )
        for row in session.scalars(select(CueKind).order_by(CueKind.position))
    }
    responses = {
        row.code: KindView(row.code, row.label, "", False, row.description, "", row.phrase)
        for row in session.scalars(select(ResponseKind).order_by(ResponseKind.position))
    }
    palette = tuple(
        PaletteChip(
            cast(Kind, row.kind),
            row.code,
            row.key,
            row.label,
            cues[row.code].polarity if row.kind == "cue" else "",
        )
        for row in session.scalars(select(PaletteKey).order_by(PaletteKey.position))
    )
    return Vocabulary(states, cues, responses, palette)


def class_room(session: Session, *, session_id: UUID) -> ClassRoomView:
    """Return a class as it stands."""
    notes = class_notes(session, session_id=session_id)
    return ClassRoomView(
        notes=notes.notes,
        undo=notes.undo,
        redo=notes.redo,
        register=register(session, session_id=session_id),
        delivered=delivered(session, session_id=session_id),
    )


def class_notes(session: Session, *, session_id: UUID) -> ClassNotes:
    """Return only the notes of a class: what one more press changes."""
    notes = notes_of(session, session_ids=(session_id,))[session_id]
    back = redoable(session, session_id=session_id)
    redo = _view(session.execute(_notes().where(CueNote.id == back.id)).one()) if back else None
    return ClassNotes(notes=notes, undo=notes[-1] if notes else None, redo=redo)


def notes_of(
    session: Session, *, session_ids: Iterable[UUID], baby_id: UUID | None = None
) -> dict[UUID, tuple[CueView, ...]]:
    """Return the notes that stand of these classes, by class in the order of presses."""
    wanted = list(session_ids)
    query = _notes().where(CueNote.session_id.in_(wanted), CueNote.voided_at.is_(None))
    if baby_id is not None:
        query = query.where(CueNote.baby_id == baby_id)
    found: dict[UUID, list[CueView]] = {session_id: [] for session_id in wanted}
    for row in session.execute(query.order_by(CueNote.session_id, CueNote.seq)):
        found[row.session_id].append(_view(row))
    return {session_id: tuple(notes) for session_id, notes in found.items()}


def _notes() -> Select[Any]:
    columns: tuple[Any, ...] = (CueNote.session_id, *_COLUMNS)
    return select(*columns).outerjoin(CueKind, (CueKind.code == CueNote.code) & (CueNote.kind == "cue"))


def _view(row: Row[Any]) -> CueView:
    values: dict[str, Any] = dict(row._mapping)
    del values["session_id"]
    return CueView(**values)
