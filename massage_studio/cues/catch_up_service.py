"""The verbs that tick off by hand what a family missed: told of at the door, or given on a sheet."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.cues.catch_up_views import How, Item
from massage_studio.cues.log_service import pressed
from massage_studio.cues.models import CaughtUp
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id


def catch_up(
    session: Session,
    *,
    baby_id: UUID,
    items: Iterable[Item],
    how: How,
    now: datetime,
    session_id: UUID | None = None,
) -> Changes:
    """Keep that a baby's family was told of these strokes and topics; what was ticked off before stays so."""
    for row in _new(session, baby_id, items, how, now, session_id):
        session.add(row)
    session.flush()
    return changed(Thing.REGISTER)


def catch_up_in_class(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    items: Iterable[Item],
    how: How,
    now: datetime,
) -> Changes:
    """Tick off in a class, as one press that its undo takes back."""
    with pressed(
        session,
        "caught_up",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(baby_id,),
        code=how,
    ) as press:
        if not press.written:
            for row in _new(session, baby_id, items, how, press.at, session_id):
                session.add(row)
                press.track("caught_up", row.id, "removed", True, False)
            session.flush()
    return press.changes


def not_caught_up(session: Session, *, ids: Iterable[UUID]) -> Changes:
    """Take back what was ticked off by hand: it is missing again."""
    for row in session.scalars(select(CaughtUp).where(CaughtUp.id.in_(list(ids)))):
        row.removed = True
    session.flush()
    return changed(Thing.REGISTER)


def _new(
    session: Session,
    baby_id: UUID,
    items: Iterable[Item],
    how: How,
    now: datetime,
    session_id: UUID | None,
) -> list[CaughtUp]:
    standing = select(CaughtUp.kind, CaughtUp.code).where(
        CaughtUp.baby_id == baby_id, CaughtUp.removed.is_(False)
    )
    known = {(kind, code) for kind, code in session.execute(standing)}
    return [
        CaughtUp(
            id=new_id(),
            baby_id=baby_id,
            session_id=session_id,
            kind=item.kind,
            code=item.code,
            how=how,
            at=now,
            removed=False,
        )
        for item in dict.fromkeys(items)
        if item not in known
    ]
