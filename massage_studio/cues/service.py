"""The verbs of the class room; each is one press of the log, so that undo and redo know it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

import massage_studio.bookings.service as bookings
import massage_studio.curriculum.service as curriculum
from massage_studio.bookings.queries import class_session, left_early, opened_and_finished
from massage_studio.bookings.views import AttendanceStatus, Health
from massage_studio.cues import line
from massage_studio.cues.line import NEVER, Stretch
from massage_studio.cues.log_service import Press, pressed, redo, undo
from massage_studio.cues.models import CueNote
from massage_studio.cues.palette_service import (
    LONGEST_CHIP,
    install,
    lay_palette,
    pin,
    rekey,
    relabel,
    reset_palette,
    unpin,
)
from massage_studio.cues.queries import last_action, states_of, words_for
from massage_studio.cues.views import Kind, Reason
from massage_studio.curriculum.queries import delivered
from massage_studio.errors import KnownError
from massage_studio.families.names import clean_lines
from massage_studio.families.queries import flag_expires
from massage_studio.families.service import add_baby, add_carer, add_family
from massage_studio.families.views import Layer
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.moves import from_text

__all__ = [
    "LONGEST_CHIP",
    "install",
    "lay_palette",
    "pin",
    "redo",
    "rekey",
    "relabel",
    "reset_palette",
    "undo",
    "unpin",
]

# A second state this soon after the first corrects a slip of the finger.
SLIP = timedelta(seconds=0.6)


def open_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Changes:
    """Open a class, or go on with one that runs or was finished: its register, plan and first activity.

    Raises:
        KnownError: the class was cancelled.
    """
    changes = reopen_class(session, session_id=session_id, now=now, action_id=action_id)
    changes |= bookings.expect_everybody(session, session_id=session_id)
    code = class_session(session, session_id=session_id).plan_session_code
    changes |= curriculum.lay_out(session, session_id=session_id, plan_session_code=code)
    with pressed(session, "open", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            bookings.begin_class(session, session_id=session_id, now=press.at)
            parts = delivered(session, session_id=session_id)
            if press.opened is None and parts and all(part.status == "todo" for part in parts):
                curriculum.go_to(session, session_id=session_id, delivered_id=parts[0].id, now=press.at)
    return changes | press.changes


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
    at: datetime | None = None,
) -> Changes:
    """Write one press down for each (baby, adult) of `dyads`; the same action is written once.

    A state ends the baby's open one; the state that a baby is already in is not written again, and one that
    comes within 0.6 s of another takes its place. Moments never run backwards within a class, even when
    the clock does. `at` is for what is written down afterwards: it finds its place among what is there.

    Raises:
        KnownError: a note has no words, or a state is told of a class that is over.
    """
    text = clean_lines(text)
    if kind == "note" and not text:
        raise KnownError("The note is empty.", "Write a few words, then press Enter.")
    _begun(session, session_id, now)
    babies = dict(dyads)
    with pressed(
        session, kind, session_id=session_id, action_id=action_id, now=now, baby_ids=babies, code=code
    ) as press:
        if press.written:
            return press.changes
        if kind == "state" and press.finished and at is None:
            raise KnownError("This class is over, so no state can begin.", "Open the class again first.")
        if at is not None:
            at = _within(press, at)
            delivered_id = delivered_id or _running(press, at)
        if kind == "state":
            _begin_state(press, babies, code, delivered_id, at)
        else:
            for baby_id, carer_id in dyads:
                press.note(
                    baby_id=baby_id,
                    carer_id=carer_id,
                    kind=kind,
                    code=code,
                    text=text,
                    layer=layer,
                    delivered_id=delivered_id,
                    at=at or press.at,
                )
    return press.changes


def mark(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_ids: tuple[UUID, ...],
    status: AttendanceStatus,
    now: datetime,
) -> Changes:
    """Mark babies in the register; who is not here is in no state."""
    with pressed(
        session, "mark", session_id=session_id, action_id=action_id, now=now, baby_ids=baby_ids, code=status
    ) as press:
        if not press.written:
            for baby_id in baby_ids:
                bookings.mark(session, session_id=session_id, baby_id=baby_id, status=status, now=press.at)
            if status in ("absent", "elsewhere"):
                _end_states(press, baby_ids)
    return press.changes


def mark_rest_absent(session: Session, *, action_id: UUID, session_id: UUID, now: datetime) -> Changes:
    """Mark everybody who is still expected as absent."""
    with pressed(session, "rest_absent", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            bookings.mark_rest_absent(session, session_id=session_id, now=press.at)
    return press.changes


def brought_by(
    session: Session, *, action_id: UUID, session_id: UUID, baby_id: UUID, carer_id: UUID, now: datetime
) -> Changes:
    """Keep which adult came with a baby today."""
    with pressed(
        session, "adult", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            bookings.brought_by(session, session_id=session_id, baby_id=baby_id, carer_id=carer_id)
    return press.changes


def check_health(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    health: Health,
    note: str,
    today: date,
    wait_hours: int,
    now: datetime,
) -> Changes:
    """Keep today's answer to the health question; undo also withdraws the flag that it made."""
    with pressed(
        session,
        "health",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(baby_id,),
        code=health,
    ) as press:
        if not press.written:
            made = bookings.check_health(
                session,
                session_id=session_id,
                baby_id=baby_id,
                health=health,
                note=note,
                today=today,
                wait_hours=wait_hours,
            ).made
            if made is not None:
                expires = flag_expires(session, flag_id=made)
                press.moves.append(("health_flag", made, "expires", today - timedelta(days=1), expires))
    return press.changes


def left(session: Session, *, action_id: UUID, session_id: UUID, baby_id: UUID, now: datetime) -> Changes:
    """Keep that a baby left before the end; its state ends. A state or a mark brings it back."""
    with pressed(
        session, "left", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            moment = press.finished or press.at
            bookings.leave(session, session_id=session_id, baby_id=baby_id, at=moment)
            _end_states(press, (baby_id,))
    return press.changes


def walk_in(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    carer_given: str,
    baby_given: str,
    family_id: UUID,
    carer_id: UUID,
    baby_id: UUID,
    now: datetime,
) -> Changes:
    """Write a dyad that nobody expected into the register as here; those not known yet are made.

    Undo takes it off the register; the family stays.

    Raises:
        KnownError: a first name is empty.
    """
    with pressed(
        session, "walk_in", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if press.written:
            return press.changes | changed(Thing.FAMILIES)
        add_family(session, family_id=family_id, now=now)
        add_carer(session, family_id=family_id, carer_id=carer_id, given_name=carer_given)
        add_baby(session, family_id=family_id, baby_id=baby_id, given_name=baby_given)
        made = bookings.come_in(
            session, session_id=session_id, baby_id=baby_id, carer_id=carer_id, now=press.at
        ).made
        if made is not None:
            press.moves.append(("attendance", made, "removed", True, False))
    return press.changes | changed(Thing.FAMILIES)


def go_to(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID | None, now: datetime
) -> Changes:
    """End the activity that runs and begin `delivered_id`, or none."""
    _begun(session, session_id, now)
    code = str(delivered_id or "")
    with pressed(session, "go_to", session_id=session_id, action_id=action_id, now=now, code=code) as press:
        if not press.written:
            curriculum.go_to(session, session_id=session_id, delivered_id=delivered_id, now=press.at)
    return press.changes


def skip(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID, now: datetime
) -> Changes:
    """Leave an activity out; where it runs, it ends and the next one that is still to do begins."""
    _begun(session, session_id, now)
    code = str(delivered_id)
    with pressed(session, "skip", session_id=session_id, action_id=action_id, now=now, code=code) as press:
        if not press.written:
            curriculum.skip(session, session_id=session_id, delivered_id=delivered_id, now=press.at)
    return press.changes


def add_activity(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    title: str,
    minutes: int,
    benefits: tuple[str, ...],
    now: datetime,
    after_id: UUID | None = None,
) -> Changes:
    """Add an activity to the plan of a class, behind `after_id` or else at its end.

    Raises:
        KnownError: the title is empty, or it takes less than a minute.
    """
    with pressed(session, "add_activity", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            made = curriculum.add_part(
                session,
                session_id=session_id,
                title=title,
                minutes=minutes,
                benefits=benefits,
                after_id=after_id,
            ).made
            assert made is not None
            press.code = str(made)
            press.moves.append(("delivered", made, "removed", True, False))
    return press.changes


def correct_state(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    note_id: UUID,
    now: datetime,
    code: str | None = None,
    at: datetime | None = None,
) -> Changes:
    """Say that a state was another one or began at another moment; its neighbours follow.

    What was written stays in the record: the note is voided, and a new one refers to it.

    Raises:
        KnownError: the note no longer stands.
    """
    note = session.get_one(CueNote, note_id)
    with pressed(
        session,
        "correct",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(note.baby_id,),
        code=code or note.code,
    ) as press:
        if press.written:
            return press.changes
        if note.voided_at is not None:
            raise KnownError("This state was changed since.", "Look at it again, then correct it.")
        rows = states_of(session, session_id=session_id, baby_ids=(note.baby_id,))[note.baby_id]
        old = _line(rows)
        this = next(part for part in old if part.note == note_id)
        start = _within(press, at) if at is not None else note.at
        new = line.moved(old, this, code or note.code, start)
        _write(press, note.baby_id, rows, new, note.carer_id, note.delivered_id, note_id)
    return press.changes


def not_massaged(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID | None,
    reason: Reason,
    now: datetime,
) -> Changes:
    """Keep that a baby was not massaged today, and why; that is fine."""
    return record(
        session,
        action_id=action_id,
        session_id=session_id,
        dyads=((baby_id, carer_id),),
        kind="not_massaged",
        code=reason,
        now=now,
    )


def describe(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    note_id: UUID,
    text: str,
    layer: Layer,
    now: datetime,
) -> Changes:
    """Put a bookmark into words, of its own moment; words that it had, or a note's own, are replaced.

    Raises:
        KnownError: there are no words.
    """
    text = clean_lines(text)
    if not text:
        raise KnownError("The note is empty.", "Write a few words, then press Enter.")
    note = session.get_one(CueNote, note_id)
    with pressed(
        session,
        "describe",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(note.baby_id,),
    ) as press:
        if press.written:
            return press.changes
        for before in (*words_for(session, note=note), *((note,) if note.kind == "note" else ())):
            before.voided_at = press.at
        press.note(
            baby_id=note.baby_id,
            carer_id=note.carer_id,
            kind="note",
            text=text,
            layer=layer,
            delivered_id=note.delivered_id,
            at=note.at,
            refers_to=note_id,
        )
    return press.changes


def finish_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Changes:
    """Close a class, once: open states and the running activity end, and who did not come is absent."""
    with pressed(session, "finish", session_id=session_id, action_id=action_id, now=now) as press:
        if press.written or press.finished:
            return changed()
        began = [part.started for part in delivered(session, session_id=session_id) if part.started]
        press.at = max(press.at, *began) if began else press.at
        _end_states(press)
        bookings.end_class(session, session_id=session_id, now=press.at)
        curriculum.go_to(session, session_id=session_id, delivered_id=None, now=press.at)
    return press.changes


def reopen_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Changes:
    """Go on with a class that was finished: what its end closed is open again."""
    with pressed(session, "reopen", session_id=session_id, action_id=action_id, now=now) as press:
        if press.written or press.finished is None:
            return changed()
        ended = press.finished
        bookings.begin_class(session, session_id=session_id, now=press.at)
        gone = left_early(session, session_id=session_id)
        for baby_id, rows in states_of(session, session_id=session_id).items():
            if rows[-1].ended_at == ended and baby_id not in gone:
                rows[-1].ended_at = None
        curriculum.resume(session, session_id=session_id, ended=ended)
        end = last_action(session, session_id=session_id, verb="finish")
        moves = from_text(end.changes) if end else []
        absent = [key for table, key, name, *_ in moves if (table, name) == ("attendance", "status")]
        bookings.expect_again(session, rows=absent)
    return press.changes


def _begun(session: Session, session_id: UUID, now: datetime) -> None:
    """Open a class that nobody opened yet, so that no press in it is lost."""
    if opened_and_finished(session, session_id=session_id)[0] is None:
        open_class(session, session_id=session_id, now=now)


def _within(press: Press, at: datetime) -> datetime:
    """Return a moment of the past, kept within the class."""
    starts = class_session(press.session, session_id=press.session_id).starts
    first = min(press.opened or starts, starts).astimezone(UTC)
    return min(max(at.astimezone(UTC), first), press.finished or press.at)


def _running(press: Press, at: datetime) -> UUID | None:
    """Return the activity that ran at a moment."""
    for part in delivered(press.session, session_id=press.session_id):
        if part.started is not None and part.started <= at and (part.ended is None or at < part.ended):
            return part.id
    return None


def _line(rows: Iterable[CueNote]) -> list[Stretch]:
    return [Stretch(row.id, row.code, row.at, row.ended_at or NEVER) for row in rows]


def _begin_state(
    press: Press,
    babies: dict[UUID, UUID | None],
    code: str,
    delivered_id: UUID | None,
    at: datetime | None,
) -> None:
    """Put a state into each baby's line: now, or at a moment of the past until the next one."""
    since = press.at - SLIP if at is None else None
    found = states_of(press.session, session_id=press.session_id, baby_ids=babies, since=since)
    gone = left_early(press.session, session_id=press.session_id)
    for baby_id, rows in found.items():
        old = _line(rows)
        if at is None:
            now_in = line.covering(old, press.at)
            start, end = press.at, NEVER
            if now_in is not None and press.steady and press.at - now_in.start < SLIP:
                start = now_in.start
            elif now_in is not None and now_in.code != code:
                # It was, however short the clock makes it.
                old[old.index(now_in)] = replace(now_in, end=start)
            if baby_id in gone:
                bookings.leave(press.session, session_id=press.session_id, baby_id=baby_id, at=None)
        else:
            now_in, start = line.covering(old, at), at
            after = line.following(old, at)
            last = max(at, gone.get(baby_id) or press.finished or NEVER)
            end = now_in.end if now_in else after.start if after else last
        if now_in is None or now_in.code != code:
            new = line.put(old, Stretch(None, code, start, end))
            _write(press, baby_id, rows, new, babies[baby_id], delivered_id)


def _write(
    press: Press,
    baby_id: UUID,
    rows: Iterable[CueNote],
    new: Iterable[Stretch],
    carer_id: UUID | None,
    delivered_id: UUID | None,
    refers_to: UUID | None = None,
) -> None:
    """Make a baby's line what it is to be; one state at most is open at any instant of it."""
    kept = {part.note: part for part in new if part.note is not None}
    for row in rows:
        part = kept.get(row.id)
        if part is None:
            row.voided_at = press.at
        elif part.end is not NEVER:
            row.ended_at = part.end
    press.session.flush()
    for row in rows:
        if row.id in kept and kept[row.id].end is NEVER:
            row.ended_at = None
    press.session.flush()
    for part in new:
        if part.note is None:
            press.note(
                baby_id=baby_id,
                carer_id=carer_id,
                kind="state",
                code=part.code,
                at=part.start,
                ended_at=None if part.end is NEVER else part.end,
                delivered_id=delivered_id,
                refers_to=refers_to,
            )


def _end_states(press: Press, baby_ids: Iterable[UUID] | None = None) -> None:
    """End the open states of these babies, or of all."""
    for rows in states_of(press.session, session_id=press.session_id, baby_ids=baby_ids).values():
        if rows and rows[-1].ended_at is None:
            rows[-1].ended_at = press.at
