"""A verb of the door: an adult comes whom the studio has not met."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_service import day_of
from massage_studio.cues.register_service import brought_by
from massage_studio.families.overrides_queries import restricted_namesake
from massage_studio.families.queries import family_by_baby
from massage_studio.families.restrictions import known_already
from massage_studio.families.service import add_carer
from massage_studio.store.changes import Changes


def brought_by_another(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    carer_given: str,
    now: datetime,
) -> Changes:
    """Add an adult to the baby's family and keep that this one came today; undo leaves the adult there.

    Raises:
        KnownError: the first name is empty, or is that of an adult under a contact restriction (then a
            RestrictedError), who is chosen by name.
    """
    family_id = family_by_baby(session, ids=[baby_id])[baby_id]
    day = day_of(session, session_id)
    if restricted_namesake(session, given=carer_given, on=day, family_id=family_id):
        raise known_already()
    changes = add_carer(session, family_id=family_id, carer_id=carer_id, given_name=carer_given)
    return changes | brought_by(
        session, action_id=action_id, session_id=session_id, baby_id=baby_id, carer_id=carer_id, now=now
    )
