"""Puts right what was written down in a class: another baby, cue, time or words, or taken out.

A note is never rewritten: the old one is voided and a new one stands in its place, as one press of the log.
"""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import PRESENT
from massage_studio.cues import delivered_service, state_line
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_views import DeliveredView, ran_at
from massage_studio.cues.log_service import ActionRecorder, pressed
from massage_studio.cues.models import CueNote
from massage_studio.cues.pairs import next_to_answer
from massage_studio.cues.queries import notes_of, responses_to, run_again, states_of, vocabulary, words_for
from massage_studio.cues.states_service import begin_state, line_of, running_at, within, write_line
from massage_studio.errors import KnownError
from massage_studio.families.names import clean_lines
from massage_studio.store.changes import Changes, changed


def correct(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    note_id: UUID,
    now: datetime,
    baby_id: UUID | None = None,
    code: str | None = None,
    at: datetime | None = None,
    text: str | None = None,
    layer: str | None = None,
) -> Changes:
    """Say that a note was of another baby, another code, another moment or other words; None leaves it be.

    Words of a bookmark, and responses to a cue, go with it. A state's neighbours follow: given to another
    baby, the state before it goes on. `made` is the key of the note that stands in its place, None where none
    does, because a neighbour says the same.

    Raises:
        KnownError: the note no longer stands, it would have no words, or that baby was not here.
    """
    note = session.get_one(CueNote, note_id)
    whose = baby_id or note.baby_id
    with pressed(
        session,
        "correct",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(whose,),
        kind=note.kind,
        code=code or note.code,
    ) as press:
        if press.written:
            return press.changes
        _require_standing(note)
        words = note.text if text is None else clean_lines(text)
        if note.kind == "note" and not words:
            raise KnownError("The note is empty.", "Write a few words, or take it out.")
        start = note.at if at is None else within(press, at)
        carer = note.carer_id if whose == note.baby_id else _adult_with(press, whose)
        told = code or note.code
        if note.kind == "state":
            made = _correct_state(press, note, whose, carer, told, start)
        else:
            layer = note.layer if layer is None else layer
            same = (note.baby_id, note.code, note.at, note.text, note.layer)
            if (whose, told, start, words, layer) == same:
                return changed(made=note_id)
            made = _write_anew(press, note, whose, carer, told, start, words, layer)
    return press.changes | changed(made=made)


def take_out(session: Session, *, action_id: UUID, session_id: UUID, note_id: UUID, now: datetime) -> Changes:
    """Say that what a note tells never was; words of a bookmark go with it, and a state before it goes on.

    Raises:
        KnownError: the note no longer stands.
    """
    note = session.get_one(CueNote, note_id)
    with pressed(
        session,
        "take_out",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(note.baby_id,),
        kind=note.kind,
        code=note.code,
    ) as press:
        if press.written:
            return press.changes
        _require_standing(note)
        if note.kind == "state":
            _take_out_state(press, note)
        else:
            answers = responses_to(session, note=note)
            for one in words_for(session, note=note):
                one.voided_at = press.at
            _void(press, note)
            for one in answers:
                _copy(press, one, answers=_sign(press, one, one.baby_id, one.code, one.at))
    return press.changes


def correct_activity(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    delivered_id: UUID,
    now: datetime,
    instead_id: UUID | None = None,
    at: datetime | None = None,
) -> Changes:
    """Say that an activity began at another moment, or that another one began then; notes go with it.

    The start stays between that of the activity before it and its own end. `made` is the activity that began.

    Raises:
        KnownError: it did not begin, or the other one did already.
    """
    with pressed(
        session,
        "correct_activity",
        session_id=session_id,
        action_id=action_id,
        now=now,
        delivered_id=delivered_id,
    ) as press:
        if not press.written:
            before = delivered(session, session_id=session_id)
            delivered_service.correct_start(
                session,
                session_id=session_id,
                delivered_id=delivered_id,
                instead_id=instead_id,
                at=None if at is None else within(press, at),
            )
            _follow_activities(press, before, delivered(session, session_id=session_id))
    return press.changes | changed(made=instead_id or delivered_id)


def take_out_activity(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID, now: datetime
) -> Changes:
    """Say that an activity never began: the one before it went on, and it is still to do.

    Raises:
        KnownError: it did not begin.
    """
    with pressed(
        session,
        "take_out_activity",
        session_id=session_id,
        action_id=action_id,
        now=now,
        delivered_id=delivered_id,
    ) as press:
        if not press.written:
            before = delivered(session, session_id=session_id)
            again = run_again(session, session_id=session_id)
            delivered_service.take_start_out(
                session, session_id=session_id, delivered_id=delivered_id, again=again
            )
            _follow_activities(press, before, delivered(session, session_id=session_id))
    return press.changes


def _require_standing(note: CueNote) -> None:
    if note.voided_at is not None:
        raise KnownError("This was changed since.", "Look at it again, then put it right.")


def _adult_with(press: ActionRecorder, baby_id: UUID) -> UUID | None:
    """Return who came with a baby that a note is given to."""
    rows = register(press.session, session_id=press.session_id).rows
    row = next((row for row in rows if row.baby.id == baby_id), None)
    if row is None or row.status not in (*PRESENT, "expected"):
        raise KnownError("This baby was not here.", "Mark it in the register first.")
    return row.adult.id if row.adult else None


def _correct_state(
    press: ActionRecorder, note: CueNote, baby_id: UUID, carer_id: UUID | None, code: str, start: datetime
) -> UUID | None:
    if baby_id != note.baby_id:
        _take_out_state(press, note)
        delivered_id = note.delivered_id if start == note.at else running_at(press, start)
        begin_state(press, {baby_id: carer_id}, code, delivered_id, start, refers_to=note.id)
    else:
        rows = states_of(press.session, session_id=press.session_id, baby_ids=(baby_id,))[baby_id]
        old = line_of(rows)
        this = next(part for part in old if part.note == note.id)
        new = state_line.moved(old, this, code, start)
        began = next((part.start for part in new if part.note is None), start)
        delivered_id = note.delivered_id if began == note.at else running_at(press, began)
        write_line(press, baby_id, rows, new, carer_id, delivered_id, note.id)
    if note.voided_at is None:
        return note.id
    made = (told["id"] for told in press.notes if told["refers_to"] == note.id)
    return cast(UUID | None, next(made, None))


def _take_out_state(press: ActionRecorder, note: CueNote) -> None:
    rows = states_of(press.session, session_id=press.session_id, baby_ids=(note.baby_id,))[note.baby_id]
    old = line_of(rows)
    this = next(part for part in old if part.note == note.id)
    write_line(press, note.baby_id, rows, state_line.without(old, this), None, None)


def _write_anew(
    press: ActionRecorder,
    note: CueNote,
    baby_id: UUID,
    carer_id: UUID | None,
    code: str,
    at: datetime,
    text: str,
    layer: str,
) -> UUID:
    words, answers = words_for(press.session, note=note), responses_to(press.session, note=note)
    refers_to = note.refers_to if note.kind == "note" and note.refers_to else note.id
    if note.kind == "note" and baby_id != note.baby_id:
        # What is said under a heading of one baby, or of its bookmark, stands alone for another.
        code, refers_to = "", note.id
    delivered_id = note.delivered_id if at == note.at else running_at(press, at)
    _void(press, note)
    made = press.note(
        baby_id=baby_id,
        carer_id=carer_id,
        kind=note.kind,
        code=code,
        text=text,
        layer=layer,
        at=at,
        delivered_id=delivered_id,
        refers_to=refers_to,
        answers=_sign(press, note, baby_id, code, at) if note.kind == "response" else None,
    )
    for one in words:
        _copy(
            press,
            one,
            baby_id=baby_id,
            carer_id=carer_id,
            refers_to=made,
            at=at,
            delivered_id=delivered_id,
        )
    still_asks = _can_be_answered(press, note.kind, code)
    for one in answers:
        pair = made if still_asks and one.at >= at else None
        if pair is None and baby_id == note.baby_id:
            pair = _sign(press, one, baby_id, one.code, one.at)
        _copy(press, one, baby_id=baby_id, carer_id=carer_id, answers=pair, refers_to=one.id)
    return made


def _sign(press: ActionRecorder, response: CueNote, baby_id: UUID, code: str, at: datetime) -> UUID | None:
    """Return what a response answers: the same sign where it still can, else the last one that is open."""
    session_id = press.session_id
    found = notes_of(press.session, session_ids=(session_id,), baby_ids=(baby_id,))[session_id]
    others = [note for note in found if note.id != response.id]
    same = next((note for note in others if note.id == response.answers), None)
    if same is not None and same.at <= at:
        return same.id
    sign = next_to_answer(others, at, code)
    return sign.id if sign is not None else None


def _can_be_answered(press: ActionRecorder, kind: str, code: str) -> bool:
    """Tell whether a note of this kind and code can be answered, as `asks` of the pairs does."""
    if kind == "cue":
        return vocabulary(press.session).cues[code].polarity == "disengagement"
    return kind == "not_massaged" or (kind == "permission" and code in ("not_now", "unsure"))


def _copy(press: ActionRecorder, note: CueNote, **other: object) -> UUID:
    """Void a note and write it again with some of it told otherwise; return its key."""
    facts = ("baby_id", "carer_id", "kind", "code", "text", "layer", "at", "ended_at", "delivered_id")
    told = {name: getattr(note, name) for name in (*facts, "refers_to", "answers")} | other
    _void(press, note)
    return press.note(**told)


def _void(press: ActionRecorder, note: CueNote) -> None:
    """Void a note before the one that takes its place is there, in the log too: undo goes the way back."""
    note.voided_at = press.at
    press.session.flush()


def _follow_activities(
    press: ActionRecorder, before: tuple[DeliveredView, ...], after: tuple[DeliveredView, ...]
) -> None:
    """Give notes to the activity that ran at their moment, where it is another one than before."""
    stands = (CueNote.session_id == press.session_id, CueNote.voided_at.is_(None))
    notes = press.session.scalars(select(CueNote).where(*stands).order_by(CueNote.seq)).all()
    known: dict[UUID, UUID] = {}
    for note in notes:
        ran, runs = ran_at(before, note.at), ran_at(after, note.at)
        delivered_id = note.delivered_id if ran == runs else runs
        refers_to = known.get(note.refers_to, note.refers_to) if note.refers_to else None
        answers = known.get(note.answers, note.answers) if note.answers else None
        told = {"delivered_id": delivered_id, "refers_to": refers_to, "answers": answers}
        if tuple(told.values()) != (note.delivered_id, note.refers_to, note.answers):
            known[note.id] = _copy(press, note, **told)
