"""The verbs of the tray: a press that nobody was selected for waits in the studio, not in a window."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.cues.log_service import ActionRecorder, pressed
from massage_studio.cues.models import HeldPress
from massage_studio.cues.opening_service import open_class
from massage_studio.cues.views import Kind
from massage_studio.errors import KnownError
from massage_studio.families.names import clean_lines
from massage_studio.store.changes import Changes


def hold(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    held_id: UUID,
    kind: Kind,
    code: str,
    now: datetime,
    text: str = "",
    layer: str = "",
) -> Changes:
    """Keep a press until somebody is selected; it belongs to the moment at which it was made."""
    with pressed(
        session,
        "hold",
        session_id=session_id,
        action_id=action_id,
        now=now,
        opens=open_class,
        kind=kind,
        code=code,
    ) as press:
        if not press.written:
            row = HeldPress(
                id=held_id,
                session_id=session_id,
                kind=kind,
                code=code,
                text=clean_lines(text),
                layer=layer,
                at=press.at,
            )
            session.add(row)
            session.flush()
            press.track("held_press", held_id, "released_at", press.at, None)
    return press.changes


def let_go(session: Session, *, action_id: UUID, session_id: UUID, held_id: UUID, now: datetime) -> Changes:
    """Drop a press that waits; undo brings it back into the tray."""
    row = session.get(HeldPress, held_id)
    with pressed(session, "let_go", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            press.facts = {"kind": row.kind, "code": row.code} if row is not None else {}
            release(press, held_id)
    return press.changes


def release(press: ActionRecorder, held_id: UUID) -> datetime:
    """Take a press out of the tray as a part of another press; return the moment at which it was made.

    Raises:
        KnownError: it waits no longer, so that two windows do not give it away twice.
    """
    row = press.session.get(HeldPress, held_id)
    if row is None or row.released_at is not None:
        raise KnownError("This press waits no longer.", "Look at the last minutes of the class.")
    row.released_at = press.at
    return row.at
