"""The verbs that change the plan of a class while it runs; each is one press of the log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.cues import delivered_service
from massage_studio.cues.log_service import pressed
from massage_studio.store.changes import Changes


def swap(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID, now: datetime
) -> Changes:
    """Let an activity that is still to do change places with the next one that is."""
    with pressed(
        session, "swap", session_id=session_id, action_id=action_id, now=now, delivered_id=delivered_id
    ) as press:
        if not press.written:
            delivered_service.swap(session, session_id=session_id, delivered_id=delivered_id)
    return press.changes


def stretch(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID, by: int, now: datetime
) -> Changes:
    """Give an activity so many minutes more or, below zero, less."""
    with pressed(
        session, "stretch", session_id=session_id, action_id=action_id, now=now, delivered_id=delivered_id
    ) as press:
        if not press.written:
            delivered_service.stretch(session, delivered_id=delivered_id, by=by)
    return press.changes


def explain(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID, why: str, now: datetime
) -> Changes:
    """Keep in words why an activity was left out, while the class runs or after it."""
    with pressed(
        session, "explain", session_id=session_id, action_id=action_id, now=now, delivered_id=delivered_id
    ) as press:
        if not press.written:
            delivered_service.explain(session, delivered_id=delivered_id, why=why)
    return press.changes


def take_up(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    left_id: UUID,
    now: datetime,
    after_id: UUID | None = None,
) -> Changes:
    """Add what an earlier class left out to this one's plan, behind `after_id` or else at its end."""
    with pressed(session, "take_up", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            made = delivered_service.take_up(
                session, session_id=session_id, left_id=left_id, after_id=after_id
            ).made
            if made is not None:
                press.facts["delivered_id"] = made
                press.track("delivered", made, "removed", True, False)
    return press.changes


def decline(session: Session, *, action_id: UUID, session_id: UUID, left_id: UUID, now: datetime) -> Changes:
    """Offer what an earlier class left out no more."""
    with pressed(
        session, "decline", session_id=session_id, action_id=action_id, now=now, delivered_id=left_id
    ) as press:
        if not press.written:
            delivered_service.decline(session, left_id=left_id)
    return press.changes
