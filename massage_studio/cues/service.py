"""The verbs of the class room."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from massage_studio.bookings.queries import class_session, opened_and_finished
from massage_studio.bookings.service import begin_class, end_class, expect_everybody
from massage_studio.cues.models import CueKind, CueNote, PaletteKey, ResponseKind, StateKind
from massage_studio.cues.palette_keys import tidy_key
from massage_studio.cues.views import Kind, PaletteChip
from massage_studio.curriculum.queries import delivered
from massage_studio.curriculum.service import go_to, lay_out, resume
from massage_studio.errors import KnownError
from massage_studio.families.names import clean, clean_lines
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

if TYPE_CHECKING:
    from massage_studio.curriculum.content import Content

_CUES = changed(Thing.CUES)
_PALETTE = changed(Thing.CUES, Thing.STUDIO)

LONGEST_CHIP = 40
"""Longest label of a chip of the palette, in characters."""


def open_class(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Open a class, or go on with one that runs or was finished: its register, plan and first activity.

    Raises:
        KnownError: the class was cancelled.
    """
    changes = reopen_class(session, session_id=session_id, now=now)
    changes |= begin_class(session, session_id=session_id, now=now)
    changes |= expect_everybody(session, session_id=session_id)
    code = class_session(session, session_id=session_id).plan_session_code
    changes |= lay_out(session, session_id=session_id, plan_session_code=code)
    activities = delivered(session, session_id=session_id)
    if activities and all(activity.status == "todo" for activity in activities):
        changes |= go_to(session, session_id=session_id, delivered_id=activities[0].id, now=now)
    return changes


def record(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    dyads: tuple[tuple[UUID, UUID | None], ...],
    kind: Kind,
    code: str,
    now: datetime,
    delivered_id: UUID | None = None,
    text: str = "",
    layer: str = "",
) -> Changes:
    """Write one press down for each (baby, adult) of `dyads`; the same action is written once.

    A state ends the baby's open one; the state that a baby is already in is not written again.
    Moments never run backwards within a class, even when the clock does.

    Raises:
        KnownError: a note has no words, or a state is told of a class that is over.
    """
    text = clean_lines(text)
    if kind == "note" and not text:
        raise KnownError("The note is empty.", "Write a few words, then press Enter.")
    if _action(session, session_id, action_id):
        return _CUES
    if kind == "state" and _finished(session, session_id):
        raise KnownError("This class is over, so no state can begin.", "Open the class again first.")
    seq, at = _next(session, session_id, now)
    for baby_id, carer_id in dyads:
        closes = None
        if kind == "state":
            standing = _open_state(session, session_id, baby_id)
            if standing is not None:
                if standing.code == code:
                    continue
                standing.ended_at = at
                closes = standing.id
                session.flush()
        session.add(
            CueNote(
                id=new_id(),
                session_id=session_id,
                baby_id=baby_id,
                action_id=action_id,
                seq=seq,
                kind=kind,
                code=code,
                text=text,
                layer=layer,
                at=at,
                delivered_id=delivered_id,
                carer_id=carer_id,
                closes_id=closes,
            )
        )
        seq += 1
    return _CUES


def undo(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Take the last press of a class back; the states that it ended are open again."""
    last = session.scalar(
        select(CueNote)
        .where(CueNote.session_id == session_id, CueNote.voided_at.is_(None))
        .order_by(CueNote.seq.desc())
        .limit(1)
    )
    if last is None:
        return changed()
    notes = _action(session, session_id, last.action_id)
    # Redo follows these moments, so they rise even when the clock does not.
    before = session.scalar(select(func.max(CueNote.voided_at)).where(CueNote.session_id == session_id))
    voided = now if before is None else max(now, before + timedelta(microseconds=1))
    for note in notes:
        note.voided_at = voided
    session.flush()
    finished = _finished(session, session_id)
    for note in notes:
        if note.closes_id is not None:
            session.get_one(CueNote, note.closes_id).ended_at = finished
    return _CUES


def redo(session: Session, *, session_id: UUID) -> Changes:
    """Bring the press back that was taken back last, unless something was pressed since."""
    next_one = redoable(session, session_id=session_id)
    if next_one is None:
        return changed()
    notes = _action(session, session_id, next_one.action_id)
    for note in notes:
        if note.closes_id is not None:
            session.get_one(CueNote, note.closes_id).ended_at = note.at
    session.flush()
    finished = _finished(session, session_id)
    for note in notes:
        note.voided_at = None
        if note.kind == "state" and note.ended_at is None:
            note.ended_at = finished
    return _CUES


def redoable(session: Session, *, session_id: UUID) -> CueNote | None:
    """Return the first note of the press that redo would bring back, or None.

    It is the one voided last of those after all that stands: an earlier branch of presses that was taken
    back and pressed over stays behind.
    """
    standing = session.scalar(
        select(func.max(CueNote.seq)).where(CueNote.session_id == session_id, CueNote.voided_at.is_(None))
    )
    return session.scalar(
        select(CueNote)
        .where(
            CueNote.session_id == session_id,
            CueNote.voided_at.is_not(None),
            CueNote.seq > (standing or 0),
        )
        .order_by(CueNote.voided_at.desc(), CueNote.seq)
        .limit(1)
    )


def finish_class(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Close a class, once: open states and the running activity end, and who did not come is absent."""
    if _finished(session, session_id):
        return changed()
    _, now = _next(session, session_id, now)
    began = [part.started for part in delivered(session, session_id=session_id) if part.started is not None]
    now = max(now, *began) if began else now
    session.execute(
        update(CueNote)
        .where(
            CueNote.session_id == session_id,
            CueNote.kind == "state",
            CueNote.ended_at.is_(None),
            CueNote.voided_at.is_(None),
        )
        .values(ended_at=now)
    )
    changes = end_class(session, session_id=session_id, now=now)
    return _CUES | changes | go_to(session, session_id=session_id, delivered_id=None, now=now)


def reopen_class(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Go on with a class that was finished: what its end closed is open again."""
    finished = _finished(session, session_id)
    if finished is None:
        return changed()
    next_state = aliased(CueNote)
    session.execute(
        update(CueNote)
        .where(
            CueNote.session_id == session_id,
            CueNote.kind == "state",
            # Not those that another state ended, even where that was at the very moment of the end.
            ~exists().where(
                next_state.session_id == session_id,
                next_state.closes_id == CueNote.id,
                next_state.voided_at.is_(None),
            ),
        )
        .values(ended_at=None)
        .execution_options(synchronize_session="fetch")
    )
    changes = _CUES | begin_class(session, session_id=session_id, now=now)
    return changes | resume(session, session_id=session_id, ended=finished)


def _next(session: Session, session_id: UUID, now: datetime) -> tuple[int, datetime]:
    """Return the number of the next note and its moment, never before the last one's or the opening."""
    last = session.scalar(
        select(CueNote).where(CueNote.session_id == session_id).order_by(CueNote.seq.desc()).limit(1)
    )
    opened, _ = opened_and_finished(session, session_id=session_id)
    now = max(now, opened or now)
    return (1, now) if last is None else (last.seq + 1, max(now, last.at))


def _finished(session: Session, session_id: UUID) -> datetime | None:
    return opened_and_finished(session, session_id=session_id)[1]


def _open_state(session: Session, session_id: UUID, baby_id: UUID) -> CueNote | None:
    return session.scalar(
        select(CueNote).where(
            CueNote.session_id == session_id,
            CueNote.baby_id == baby_id,
            CueNote.kind == "state",
            CueNote.ended_at.is_(None),
            CueNote.voided_at.is_(None),
        )
    )


def _action(session: Session, session_id: UUID, action_id: UUID) -> list[CueNote]:
    # The class narrows the search: its notes are indexed, and a press belongs to one class.
    query = select(CueNote).where(CueNote.session_id == session_id, CueNote.action_id == action_id)
    return list(session.scalars(query.order_by(CueNote.seq)))


def install(session: Session, *, content: "Content") -> Changes:
    """Write the shipped vocabulary and palette into a studio that has none."""
    session.add_all(
        StateKind(
            code=row.code,
            position=row.order,
            label=row.label,
            description=row.description,
            massage=row.massage,
            advice=row.advice,
        )
        for row in content.states
    )
    session.add_all(
        CueKind(
            code=row.code,
            position=position,
            label=row.label,
            polarity=row.polarity,
            strength=row.strength,
            need=row.need,
            description=row.description,
            may_mean=row.may_mean,
            advice=row.advice,
            phrase=row.parent,
        )
        for position, row in enumerate(content.cues)
    )
    session.add_all(
        ResponseKind(
            code=row.code,
            position=position,
            label=row.label,
            category=row.category,
            description=row.description,
            phrase=row.parent,
        )
        for position, row in enumerate(content.responses)
    )
    session.flush()
    return _CUES | reset_palette(session, content=content)


def pin(session: Session, *, kind: Kind, code: str, key: str, label: str) -> Changes:
    """Put a state, cue or response on a key of the palette; one that is there gets the key and the label.

    Raises:
        KnownError: the key cannot be used or is taken, the label is empty, or there is no such code.
    """
    known = {"state": StateKind, "cue": CueKind, "response": ResponseKind}.get(kind)
    if known is None or session.get(known, code) is None:
        raise KnownError("The vocabulary has no such cue.", "Choose another one.")
    key, label = _free(session, kind, code, key), _chip_label(label)
    chip = session.get(PaletteKey, (kind, code))
    if chip is None:
        last = session.scalar(select(func.max(PaletteKey.position)))
        session.add(
            PaletteKey(kind=kind, code=code, key=key, label=label, position=0 if last is None else last + 1)
        )
    else:
        chip.key, chip.label = key, label
    session.flush()
    return _PALETTE


def unpin(session: Session, *, kind: Kind, code: str) -> Changes:
    """Take a cue or response off the palette; it can still be found by typing.

    Raises:
        KnownError: it is a state: all six stay.
    """
    if kind == "state":
        raise KnownError("The six states stay in the class room.", "Give this one another key instead.")
    session.execute(delete(PaletteKey).where(PaletteKey.kind == kind, PaletteKey.code == code))
    return _PALETTE


def rekey(session: Session, *, kind: Kind, code: str, key: str) -> Changes:
    """Give what is on the palette another key.

    Raises:
        KnownError: the key cannot be used or is taken, or the palette has no such chip.
    """
    _chip(session, kind, code).key = _free(session, kind, code, key)
    session.flush()
    return _PALETTE


def relabel(session: Session, *, kind: Kind, code: str, label: str) -> Changes:
    """Give what is on the palette another label.

    Raises:
        KnownError: the label is empty, or the palette has no such chip.
    """
    _chip(session, kind, code).label = _chip_label(label)
    session.flush()
    return _PALETTE


def lay_palette(session: Session, *, chips: tuple[PaletteChip, ...]) -> Changes:
    """Make the palette exactly these chips, in this order: what undo of a change needs."""
    session.execute(delete(PaletteKey))
    session.add_all(
        PaletteKey(kind=chip.kind, code=chip.code, key=chip.key, label=chip.label, position=position)
        for position, chip in enumerate(chips)
    )
    session.flush()
    return _PALETTE


def reset_palette(session: Session, *, content: "Content") -> Changes:
    """Make the palette as it was delivered."""
    palette = content.palette
    groups: tuple[tuple[Kind, Any], ...] = (
        ("state", palette.states),
        ("cue", (*palette.engagement, *palette.disengagement)),
        ("response", palette.responses),
    )
    chips = (PaletteChip(kind, row.code, row.key, row.chip, "") for kind, rows in groups for row in rows)
    return lay_palette(session, chips=tuple(chips))


def _chip(session: Session, kind: Kind, code: str) -> PaletteKey:
    chip = session.get(PaletteKey, (kind, code))
    if chip is None:
        raise KnownError("This is no longer on the palette.", "Add it again first.")
    return chip


def _free(session: Session, kind: Kind, code: str, key: str) -> str:
    """Return a key as the palette keeps it, unless another chip has it."""
    key = tidy_key(key)
    for other in session.scalars(select(PaletteKey).where(PaletteKey.key == key)):
        if (other.kind, other.code) != (kind, code):
            raise KnownError(
                f"{key} is already {other.label}.", "Choose another key, or change that one first."
            )
    return key


def _chip_label(label: str) -> str:
    label = clean(label, LONGEST_CHIP)
    if not label:
        raise KnownError("The label is empty.", "Write one or two words.")
    return label
