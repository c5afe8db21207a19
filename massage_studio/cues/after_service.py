"""The verbs of the time after a class: words about each baby, and a paper sheet typed in."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_service
from massage_studio.bookings.class_queries import class_session, left_early
from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import PRESENT
from massage_studio.cues.log_service import ActionRecorder, pressed
from massage_studio.cues.models import CueNote
from massage_studio.cues.notation import Entry
from massage_studio.cues.opening_service import finish_class, open_class
from massage_studio.cues.pairs import next_to_answer
from massage_studio.cues.paper_sheet import not_there_yet, on_the_clock, with_states
from massage_studio.cues.queries import notes_of, states_of, vocabulary
from massage_studio.cues.state_line import NEVER
from massage_studio.cues.states_service import line_of, running_at, within, write_line
from massage_studio.cues.views import CueView, Entered
from massage_studio.errors import KnownError
from massage_studio.families.names import clean_lines
from massage_studio.families.views import Layer
from massage_studio.store.changes import Changes

_MINUTE = timedelta(minutes=1)


def put_words(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID | None,
    code: str,
    text: str,
    layer: Layer,
    now: datetime,
) -> Changes:
    """Keep what is said of a baby under a heading such as "highlight", in place of what stood there.

    What stood there stays in the record; with no words nothing comes in its place.
    """
    text = clean_lines(text)
    with pressed(
        session, "note", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,), code=code
    ) as press:
        if press.written:
            return press.changes
        before = session.scalars(
            select(CueNote).where(
                CueNote.session_id == session_id,
                CueNote.baby_id == baby_id,
                CueNote.kind == "note",
                CueNote.code == code,
                CueNote.voided_at.is_(None),
            )
        ).all()
        for note in before:
            note.voided_at = press.at
        if text:
            press.note(
                baby_id=baby_id,
                carer_id=carer_id,
                kind="note",
                code=code,
                text=text,
                layer=layer,
                # What is said in the evening belongs to the class.
                at=min(press.at, press.finished or press.at),
                refers_to=before[-1].id if before else None,
            )
    return press.changes


def reflect(session: Session, *, action_id: UUID, session_id: UUID, text: str, now: datetime) -> Changes:
    """Keep the instructor's own reflection on a class; no text takes it away."""
    with pressed(session, "reflect", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            attendance_service.reflect(session, session_id=session_id, text=text)
    return press.changes


def enter(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID | None,
    entries: tuple[Entry, ...],
    now: datetime,
) -> Entered:
    """Write a baby's paper sheet into its class as one press; minutes count from the planned start.

    Nothing that stands is replaced but the ends of states that others begin in, and what stands already is
    not written again. A class that was never opened is held from its planned start to its planned end, and a
    sheet that tells of more than a class lasted makes it last so long; a baby with a sheet was there.

    Raises:
        KnownError: the sheet says nothing, or tells of a time that has not come yet.
    """
    if not entries:
        raise KnownError("There is nothing on the sheet yet.", 'Type a line such as "05 r", then save it.')
    klass = class_session(session, session_id=session_id)
    placed = on_the_clock(entries, klass.starts)
    if placed[-1][1] > now:
        raise KnownError("The sheet tells of a time that has not come yet.", "Check its minutes.")
    changes, known = Changes(frozenset()), 0
    if klass.opened is None:
        changes |= open_class(session, session_id=session_id, now=min(klass.starts, placed[0][1]))
        if klass.ends <= now:
            changes |= finish_class(session, session_id=session_id, now=_end_told(klass.ends, placed, now))
    with pressed(
        session, "sheet", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            _lengthen(press, placed)
            placed = [(entry, within(press, at)) for entry, at in placed]
            stands = notes_of(session, session_ids=(session_id,), baby_ids=(baby_id,))[session_id]
            placed = not_there_yet(placed, stands, klass.starts)
            known = len(entries) - len(placed)
            if _status(session, session_id, baby_id) not in PRESENT:
                attendance_service.mark(
                    session, session_id=session_id, baby_id=baby_id, status="here", now=press.at
                )
            _write_states(press, baby_id, carer_id, placed)
            _write_moments(press, baby_id, carer_id, placed, stands)
    return Entered((changes | press.changes).things, known=known)


def _end_told(ends: datetime, placed: Sequence[tuple[Entry, datetime]], now: datetime) -> datetime:
    """Return when a class was over by its sheet: at the end of the last minute that it tells of."""
    last = placed[-1][1]
    return ends if last <= ends else min(last + _MINUTE, now)


def _lengthen(press: ActionRecorder, placed: Sequence[tuple[Entry, datetime]]) -> None:
    """Let a class have been opened as early and finished as late as its sheet tells."""
    opened, finished = press.opened, press.finished
    if opened is not None:
        press.opened = min(opened, placed[0][1].astimezone(UTC))
    if finished is not None:
        press.finished = _end_told(finished, placed, press.clock).astimezone(UTC)
    if (opened, finished) != (press.opened, press.finished):
        attendance_service.lasted(
            press.session, session_id=press.session_id, opened=press.opened, finished=press.finished
        )


def _write_moments(
    press: ActionRecorder,
    baby_id: UUID,
    carer_id: UUID | None,
    placed: Iterable[tuple[Entry, datetime]],
    stands: Iterable[CueView],
) -> None:
    """Write all but the states; a response answers the last sign before it that was open then."""
    noted, cues = list(stands), vocabulary(press.session).cues
    last = max((note.seq for note in noted), default=0)
    for place, (entry, at) in enumerate(placed, start=1):
        if entry.kind == "state":
            continue
        sign = next_to_answer(noted, at, entry.code) if entry.kind == "response" else None
        text, layer = clean_lines(entry.text), "private" if entry.kind == "note" else ""
        delivered_id = running_at(press, at)
        key = press.note(
            baby_id=baby_id,
            carer_id=carer_id,
            kind=entry.kind,
            code=entry.code,
            text=text,
            layer=layer,
            at=at,
            delivered_id=delivered_id,
            answers=sign.id if sign else None,
        )
        noted.append(
            CueView(
                id=key,
                action_id=press.action_id,
                seq=last + place,
                baby_id=baby_id,
                kind=entry.kind,
                code=entry.code,
                text=text,
                layer=layer,
                at=at,
                ended=None,
                delivered_id=delivered_id,
                answers=sign.id if sign else None,
                polarity=cues[entry.code].polarity if entry.kind == "cue" else "",
            )
        )


def _write_states(
    press: ActionRecorder, baby_id: UUID, carer_id: UUID | None, placed: Iterable[tuple[Entry, datetime]]
) -> None:
    session, session_id = press.session, press.session_id
    rows = states_of(session, session_id=session_id, baby_ids=(baby_id,))[baby_id]
    gone = left_early(session, session_id=session_id)
    new = with_states(line_of(rows), placed, gone.get(baby_id) or press.finished or NEVER)
    write_line(press, baby_id, rows, [part for part in new if part.note is not None], carer_id, None)
    for part in new:
        if part.note is None:
            write_line(press, baby_id, (), [part], carer_id, running_at(press, part.start))


def _status(session: Session, session_id: UUID, baby_id: UUID) -> str:
    rows = register(session, session_id=session_id).rows
    return next((row.status for row in rows if row.baby.id == baby_id), "expected")
