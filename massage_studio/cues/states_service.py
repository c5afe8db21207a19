"""Writes the states of babies: one at a time, whenever each was told."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from massage_studio.bookings import attendance_service
from massage_studio.bookings.class_queries import class_session, left_early
from massage_studio.cues import state_line
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_views import ran_at
from massage_studio.cues.log_service import ActionRecorder
from massage_studio.cues.models import CueNote
from massage_studio.cues.queries import noted_since, states_of
from massage_studio.cues.state_line import NEVER, StateInterval

# A second state this soon after the first corrects a slip of the finger.
SLIP = timedelta(seconds=0.6)


def within(press: ActionRecorder, at: datetime) -> datetime:
    """Return a moment of the past, kept within the class."""
    starts = class_session(press.session, session_id=press.session_id).starts
    first = min(press.opened or starts, starts).astimezone(UTC)
    return min(max(at.astimezone(UTC), first), press.finished or press.at)


def running_at(press: ActionRecorder, at: datetime) -> UUID | None:
    """Return the activity that ran at a moment."""
    return ran_at(delivered(press.session, session_id=press.session_id), at)


def line_of(rows: Iterable[CueNote]) -> list[StateInterval]:
    return [StateInterval(row.id, row.code, row.at, row.ended_at or NEVER) for row in rows]


def begin_state(
    press: ActionRecorder,
    babies: dict[UUID, UUID | None],
    code: str,
    delivered_id: UUID | None,
    at: datetime | None,
    refers_to: UUID | None = None,
) -> None:
    """Put a state into each baby's line: now, or at a moment of the past until the next one."""
    since = press.at - SLIP if at is None else None
    found = states_of(press.session, session_id=press.session_id, baby_ids=babies, since=since)
    gone = left_early(press.session, session_id=press.session_id)
    for baby_id, rows in found.items():
        old = line_of(rows)
        if at is None:
            now_in = state_line.covering(old, press.at)
            start, end = press.at, NEVER
            if now_in is not None and press.steady and press.at - now_in.start < SLIP:
                start = now_in.start
            elif now_in is not None and now_in.code != code:
                # It was, however short the clock makes it.
                old[old.index(now_in)] = replace(now_in, end=start)
            if baby_id in gone:
                attendance_service.leave(press.session, session_id=press.session_id, baby_id=baby_id, at=None)
        else:
            now_in, start = state_line.covering(old, at), at
            after = state_line.following(old, at)
            last = max(at, gone.get(baby_id) or press.finished or NEVER)
            end = now_in.end if now_in else after.start if after else last
        if now_in is None or now_in.code != code:
            new = state_line.put(old, StateInterval(None, code, start, end))
            write_line(press, baby_id, rows, new, babies[baby_id], delivered_id, refers_to)


def write_line(
    press: ActionRecorder,
    baby_id: UUID,
    rows: Iterable[CueNote],
    new: Iterable[StateInterval],
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


def end_states(
    press: ActionRecorder, baby_ids: Iterable[UUID] | None = None, at: datetime | None = None
) -> None:
    """End the open states of these babies, or of all: now, or at a moment after all of them began."""
    for rows in states_of(press.session, session_id=press.session_id, baby_ids=baby_ids).values():
        if rows and rows[-1].ended_at is None:
            rows[-1].ended_at = at or press.at


def go_on_with_states(press: ActionRecorder, left: Mapping[UUID, datetime]) -> None:
    """Let babies be in the state again that their leaving ended, where nothing was noted of them since."""
    later = noted_since(press.session, session_id=press.session_id, moments=left)
    for baby_id, rows in states_of(press.session, session_id=press.session_id, baby_ids=left).items():
        if rows and rows[-1].ended_at == left[baby_id] and baby_id not in later:
            rows[-1].ended_at = press.finished
