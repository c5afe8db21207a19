"""The verbs that open a class, end it, and go on with it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_service
from massage_studio.bookings.class_queries import class_session, left_early
from massage_studio.bookings.plan_queries import class_plan
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to, lay_out, resume
from massage_studio.cues.log_service import ActionRecorder, pressed
from massage_studio.cues.queries import last_action, last_heard, noted, states_of
from massage_studio.cues.states_service import end_states
from massage_studio.cues.views import Ended
from massage_studio.store.changes import Changes, changed
from massage_studio.store.row_changes import from_text

FORGOTTEN = timedelta(minutes=30)
"""How long after its planned end and its last press the end of a class was forgotten."""


def open_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Changes:
    """Open a class, or go on with one that runs or was finished: its register, plan and first activity.

    Raises:
        KnownError: the class was cancelled.
    """
    changes = reopen_class(session, session_id=session_id, now=now, action_id=action_id)
    changes |= attendance_service.expect_everybody(session, session_id=session_id)
    _, planned = class_plan(session, session_id=session_id)
    changes |= lay_out(session, session_id=session_id, activities=planned.activities)
    with pressed(session, "open", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            attendance_service.begin_class(session, session_id=session_id, now=press.at)
            parts = delivered(session, session_id=session_id)
            if press.opened is None and parts and all(part.status == "todo" for part in parts):
                go_to(session, session_id=session_id, delivered_id=parts[0].id, now=press.at)
    return changes | press.changes


def finish_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Ended:
    """Close a class, once: open states and the running activity end, and who did not come is absent.

    Whoever nobody marked was here if there is a note of this class. A class whose end was forgotten was over
    when it was planned to be, or at its last press.
    """
    with pressed(session, "finish", session_id=session_id, action_id=action_id, now=now) as press:
        if press.written or press.finished:
            return Ended(frozenset())
        ended = _over(press)
        end_states(press, at=ended)
        seen = noted(session, session_id=session_id)
        attendance_service.end_class(session, session_id=session_id, now=ended, seen=seen)
        go_to(session, session_id=session_id, delivered_id=None, now=ended)
    absent = ("attendance", "status", "absent")
    return Ended(
        press.changes.things,
        at=ended if ended < press.at else None,
        unmarked=sum((one.table, one.column, one.after) == absent for one in press.column_changes),
    )


def _over(press: ActionRecorder) -> datetime:
    """Return when a class is over that is finished with this press, of which it is at the earliest."""
    parts = delivered(press.session, session_id=press.session_id)
    ran = [moment for part in parts for moment in (part.started, part.ended) if moment]
    press.at = max([press.at, *ran])
    heard = last_heard(press.session, session_id=press.session_id)
    ends = class_session(press.session, session_id=press.session_id).ends.astimezone(UTC)
    over = max([ends, *ran, *([heard] if heard else [])])
    return over if press.at - over > FORGOTTEN else press.at


def reopen_class(
    session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None
) -> Changes:
    """Go on with a class that was finished: what its end closed is open again."""
    with pressed(session, "reopen", session_id=session_id, action_id=action_id, now=now) as press:
        if press.written or press.finished is None:
            return changed()
        ended = press.finished
        attendance_service.begin_class(session, session_id=session_id, now=press.at)
        gone = left_early(session, session_id=session_id)
        for baby_id, rows in states_of(session, session_id=session_id).items():
            if rows[-1].ended_at == ended and baby_id not in gone:
                rows[-1].ended_at = None
        resume(session, session_id=session_id, ended=ended)
        end = last_action(session, session_id=session_id, verb="finish")
        changes = from_text(end.changes) if end else []
        absent = [one.key for one in changes if one.table == "attendance" and "status" in (one.after or ())]
        attendance_service.expect_again(session, rows=absent)
    return press.changes
