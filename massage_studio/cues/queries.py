"""The questions that the class room asks."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, case, func, literal, select
from sqlalchemy.orm import Session

from massage_studio.bookings.register_queries import register
from massage_studio.cues.delivered_queries import activity_title, delivered
from massage_studio.cues.models import (
    CueNote,
    HeldPress,
    PaletteKey,
)
from massage_studio.cues.palette_keys import RESERVED, delivered_palette, free_key
from massage_studio.cues.views import (
    ActionView,
    ClassNotes,
    ClassRoomView,
    CueView,
    HeldView,
    Kind,
    KindView,
    PaletteChip,
    Polarity,
    Verb,
    Vocabulary,
)
from massage_studio.curriculum import content
from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum.queries import current, own_words
from massage_studio.families.queries import baby_names, given_names
from massage_studio.store.operations import Operation, last_standing, redoable

# In the order of _cue_view, of HeldView and of ActionView.
_COLUMNS: tuple[Any, ...] = (
    CueNote.id,
    CueNote.action_id,
    CueNote.seq,
    CueNote.baby_id,
    CueNote.kind,
    CueNote.code,
    CueNote.text,
    CueNote.layer,
    CueNote.at,
    CueNote.ended_at,
    CueNote.delivered_id,
    CueNote.carer_id,
    CueNote.refers_to,
    CueNote.answers,
    case((CueNote.kind == "cue", own_words("cue", CueNote.code))),
)
_HELD_COLUMNS: tuple[Any, ...] = (
    HeldPress.id,
    HeldPress.kind,
    HeldPress.code,
    HeldPress.text,
    HeldPress.layer,
    HeldPress.at,
)
_PRESS: tuple[Any, ...] = (
    Operation.id,
    Operation.verb,
    Operation.code,
    Operation.baby_id,
    Operation.kind.label("text"),
    Operation.at,
    Operation.amount,
    Operation.currency,
    Operation.delivered_id,
)

# Presses that are made at the door, or hours after a class as well.
_NO_SIGN: tuple[Verb, ...] = (
    "mark",
    "rest_absent",
    "adult",
    "health",
    "paid",
    "paid_back",
    "explain",
    "decline",
    "caught_up",
    "correct",
    "take_out",
    "correct_activity",
    "take_out_activity",
    "describe",
    "sheet",
    "reflect",
    "finish",
    "reopen",
)


def vocabulary(session: Session, now: content.Content | None = None) -> Vocabulary:
    """Return states, cues, responses and the palette; what is no longer offered is there to be read.

    `now` is the content as the studio teaches it, where that was asked for already.
    """
    now = now or current(session)
    states = {item.code: _state(item) for item in now.states}
    cues = {item.code: _cue(item) for item in now.cues}
    responses = {item.code: _response(item) for item in now.responses}
    cues |= {item.code: replace(_cue(item), offered=False) for item in now.away["cue"]}
    responses |= {item.code: replace(_response(item), offered=False) for item in now.away["response"]}
    columns = (PaletteKey.kind, PaletteKey.code, PaletteKey.key, PaletteKey.label)
    own = session.execute(select(*columns).order_by(PaletteKey.position)).all()
    palette = tuple(
        PaletteChip(cast(Kind, kind), code, key, label, cues[code].polarity if kind == "cue" else "")
        for kind, code, key, label in own or delivered_palette()
    )
    return Vocabulary(states, cues, responses, _off_reserved(palette), _touches(now))


def _off_reserved(palette: tuple[PaletteChip, ...]) -> tuple[PaletteChip, ...]:
    """Return a palette in which a chip makes way for a key that has its own work in the class room by now."""
    taken = {chip.key for chip in palette}
    moved = []
    for chip in palette:
        if chip.key in RESERVED:
            chip = replace(chip, key=free_key(taken, chip.polarity))
            taken.add(chip.key)
        moved.append(chip)
    return tuple(moved)


def _touches(now: content.Content) -> dict[str, frozenset[str]]:
    """Return what each stroke needs, and by body area what any of its strokes does."""
    strokes = (*now.strokes, *now.away["stroke"])
    found = {stroke.code: frozenset(stroke.involves) for stroke in strokes}
    for area in (*now.areas, *now.away["area"]):
        of_area = (stroke.involves for stroke in strokes if stroke.area == area.code)
        found[area.code] = frozenset().union(*of_area)
    return found


def class_room(session: Session, *, session_id: UUID) -> ClassRoomView:
    """Return a class as it stands."""
    notes = class_notes(session, session_id=session_id)
    return ClassRoomView(
        notes=notes.notes,
        held=notes.held,
        undo=notes.undo,
        redo=notes.redo,
        register=register(session, session_id=session_id),
        delivered=delivered(session, session_id=session_id),
    )


def class_notes(session: Session, *, session_id: UUID) -> ClassNotes:
    """Return only the notes of a class: what one more press changes."""
    session.flush()
    which = {"session_id": session_id}
    asked = session.connection()
    last, back = ([ActionView(*row) for row in asked.execute(query, which)] for query in (_LAST, _BACK))
    return ClassNotes(
        notes=tuple(_cue_view(*row) for row in asked.execute(_CLASS_NOTES, which)),
        held=tuple(HeldView(*row) for row in asked.execute(_HELD, which)),
        undo=_named(session, last[0]) if last else None,
        redo=_named(session, back[0]) if back else None,
    )


def actions(session: Session, *, session_id: UUID) -> tuple[ActionView, ...]:
    """Return the presses of a class that stand, in their order."""
    rows = session.execute(
        select(*_PRESS)
        .where(Operation.session_id == session_id, Operation.undone_at.is_(None))
        .order_by(Operation.seq)
    )
    return tuple(_named(session, ActionView(*row)) for row in rows)


def last_action(session: Session, *, session_id: UUID, verb: Verb) -> Operation | None:
    """Return the last press of a class of one kind that stands."""
    return session.scalar(last_standing(session_id).where(Operation.verb == verb))


def states_of(
    session: Session,
    *,
    session_id: UUID,
    baby_ids: Iterable[UUID] | None = None,
    since: datetime | None = None,
) -> dict[UUID, list[CueNote]]:
    """Return the states that stand, by baby in order: of these babies, or of all that have any.

    With `since` those that had not ended before it.
    """
    found: dict[UUID, list[CueNote]] = {baby_id: [] for baby_id in baby_ids or ()}
    query = select(CueNote).where(
        CueNote.session_id == session_id, CueNote.kind == "state", CueNote.voided_at.is_(None)
    )
    if baby_ids is not None:
        query = query.where(CueNote.baby_id.in_(list(found)))
    if since is not None:
        query = query.where(CueNote.ended_at.is_(None) | (CueNote.ended_at >= since))
    for row in session.scalars(query.order_by(CueNote.at, CueNote.seq)):
        found.setdefault(row.baby_id, []).append(row)
    return found


def last_heard(session: Session, *, session_id: UUID) -> datetime | None:
    """Return when a class was last known to go on: its last press, or the beginning or end of a state.

    The register, money and what is put right or typed in afterwards are no sign of it.
    """
    press = select(func.max(Operation.at)).where(
        Operation.session_id == session_id,
        Operation.undone_at.is_(None),
        Operation.verb.not_in(_NO_SIGN),
    )
    stands = (CueNote.session_id == session_id, CueNote.kind == "state", CueNote.voided_at.is_(None))
    state = select(func.max(CueNote.at), func.max(CueNote.ended_at)).where(*stands)
    moments = (session.scalar(press), *session.execute(state).one())
    return max((moment for moment in moments if moment is not None), default=None)


def noted(session: Session, *, session_id: UUID) -> frozenset[UUID]:
    """Return the babies of which a class has a note that stands."""
    stands = (CueNote.session_id == session_id, CueNote.voided_at.is_(None))
    return frozenset(session.scalars(select(CueNote.baby_id).where(*stands).distinct()))


def noted_since(session: Session, *, session_id: UUID, moments: Mapping[UUID, datetime]) -> frozenset[UUID]:
    """Return of which of these babies a class has a note that stands from after a moment, each its own."""
    query = select(CueNote.baby_id, func.max(CueNote.at)).where(
        CueNote.session_id == session_id, CueNote.voided_at.is_(None), CueNote.baby_id.in_(list(moments))
    )
    last = session.execute(query.group_by(CueNote.baby_id))
    return frozenset(baby_id for baby_id, at in last if at > moments[baby_id])


def run_again(session: Session, *, session_id: UUID) -> dict[UUID, UUID]:
    """Return by the lines of a plan that going back made the activity which each runs once more."""
    found: dict[UUID, UUID] = {}
    stands = (Operation.session_id == session_id, Operation.verb == "go_to", Operation.undone_at.is_(None))
    rows = session.execute(
        select(Operation.delivered_id, Operation.made_id)
        .where(*stands, Operation.made_id.is_not(None))
        .order_by(Operation.seq)
    )
    for line, made in rows:
        if line is not None and made is not None:
            found[made] = found.get(line, line)
    return found


def words_for(session: Session, *, note: CueNote) -> list[CueNote]:
    """Return the sentences that stand for a note: its description."""
    return _standing(session, note, CueNote.refers_to == note.id, CueNote.kind == "note")


def responses_to(session: Session, *, note: CueNote) -> list[CueNote]:
    """Return the responses that stand and answered a note."""
    return _standing(session, note, CueNote.answers == note.id)


def _standing(session: Session, note: CueNote, *which: ColumnElement[bool]) -> list[CueNote]:
    stands = (CueNote.session_id == note.session_id, CueNote.voided_at.is_(None))
    return list(session.scalars(select(CueNote).where(*stands, *which).order_by(CueNote.seq)))


def notes_of(
    session: Session, *, session_ids: Iterable[UUID], baby_ids: Iterable[UUID] | None = None
) -> dict[UUID, tuple[CueView, ...]]:
    """Return the notes that stand of these classes, by class in the order of their moments.

    With `baby_ids` those about these babies alone.
    """
    wanted = list(session_ids)
    query = select(CueNote.session_id, *_COLUMNS)
    query = query.where(CueNote.session_id.in_(wanted), CueNote.voided_at.is_(None))
    if baby_ids is not None:
        query = query.where(CueNote.baby_id.in_(list(baby_ids)))
    found: dict[UUID, list[CueView]] = {session_id: [] for session_id in wanted}
    for session_id, *values in session.execute(query.order_by(CueNote.session_id, CueNote.at, CueNote.seq)):
        found[session_id].append(_cue_view(*values))
    return {session_id: tuple(notes) for session_id, notes in found.items()}


def texts_by_id(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str, datetime]]:
    """Return baby, words and moment of each of these notes."""
    rows = session.execute(
        select(CueNote.id, CueNote.baby_id, CueNote.text, CueNote.at).where(CueNote.id.in_(list(ids)))
    )
    return {key: (baby_id, text, at) for key, baby_id, text, at in rows}


def phrases(session: Session, *, layer: str, words: str, most: int = 6) -> tuple[str, ...]:
    """Return what was noted before in this layer and holds all of these words, most often first.

    A note that names a baby or an adult of the studio is about them alone, and is not offered for others.
    A reference to a safeguarding record is never offered.
    """
    if layer == "safeguarding":
        return ()
    # Written out, because the index of words is there for this kind alone.
    of_words = CueNote.kind == literal("note", literal_execute=True)
    query = select(CueNote.text).where(
        of_words, CueNote.layer == layer, CueNote.voided_at.is_(None), CueNote.text != ""
    )
    for word in words.split():
        query = query.where(CueNote.text.icontains(word, autoescape=True))
    query = query.group_by(CueNote.text).order_by(func.count().desc(), func.max(CueNote.at).desc())
    names = {part for name in given_names(session) for part in name.casefold().split()}
    found = []
    for text in session.scalars(query.limit(20 * most)):
        named = any(name in names for name in re.findall(r"[^\W\d_]+", text.casefold()))
        if not named and text.strip() != words.strip():
            found.append(text)
    return tuple(found[:most])


def _state(item: kinds.State) -> KindView:
    return KindView(item.code, item.label, "", False, item.description, item.advice, item.parent)


def _cue(item: kinds.Cue) -> KindView:
    return KindView(
        item.code,
        item.label,
        item.polarity,
        item.strength == "potent",
        item.description,
        item.advice,
        item.parent,
        item.audience,
        seen=item.seen,
    )


def _response(item: kinds.Response) -> KindView:
    return KindView(item.code, item.label, "", False, item.description, "", item.parent)


def _cue_view(*values: Any) -> CueView:
    """Return a note; of a cue her own words for it stand last, for they may say which way it points."""
    *plain, own = values
    kind, code = plain[4:6]
    plain.append(_polarity(code, own) if kind == "cue" else "")
    return CueView(*plain)


@lru_cache(maxsize=512)
def _polarity(code: str, own: str | None) -> Polarity:
    said: Polarity | None = json.loads(own).get("polarity") if own else None
    return said or content.load().polarity(code)


def _named(session: Session, press: ActionView) -> ActionView:
    """Put into words what a press was about, where its row has only a key."""
    if press.delivered_id is not None:
        return replace(press, text=activity_title(session, delivered_id=press.delivered_id))
    if press.verb == "walk_in" and press.baby_id:
        return replace(press, text=baby_names(session, ids=(press.baby_id,))[press.baby_id])
    return press


# Asked after every press, so not by way of the session.
_OF_CLASS = bindparam("session_id", type_=Operation.session_id.type)
_LAST = last_standing(_OF_CLASS).with_only_columns(*_PRESS)
_BACK = redoable(_OF_CLASS).with_only_columns(*_PRESS)
_CLASS_NOTES = (
    select(*_COLUMNS)
    .where(CueNote.session_id == _OF_CLASS, CueNote.voided_at.is_(None))
    .order_by(CueNote.at, CueNote.seq)
)
_HELD = (
    select(*_HELD_COLUMNS)
    .where(HeldPress.session_id == _OF_CLASS, HeldPress.released_at.is_(None))
    .order_by(HeldPress.at, HeldPress.id)
)
