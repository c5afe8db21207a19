"""The verb that lets an adult come or be written to against a contact restriction, and keeps why."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.families.carer_queries import carer_view
from massage_studio.families.models import Carer, RestrictionOverride
from massage_studio.families.names import clean
from massage_studio.families.restrictions import Purpose, may, refusal
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id


def allow(
    session: Session,
    *,
    carer_id: UUID,
    purpose: Purpose,
    reason: str,
    now: datetime,
    on: date,
    session_id: UUID | None = None,
) -> Changes:
    """Keep why something is done on a day for an adult under a restriction; for one who may, do nothing.

    Raises:
        RestrictedError: the adult is under a restriction and there is no reason.
    """
    if may(carer_view(session.get_one(Carer, carer_id), on), purpose):
        return changed()
    reason = clean(reason, 500)
    if not reason:
        raise refusal()
    session.add(
        RestrictionOverride(
            id=new_id(), carer_id=carer_id, session_id=session_id, purpose=purpose, reason=reason, made_at=now
        )
    )
    session.flush()
    return changed(Thing.FAMILIES)
