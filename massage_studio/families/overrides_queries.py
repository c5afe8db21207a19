"""The questions about contact restrictions: who was let in all the same, and whose name is one of theirs."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.carer_queries import carer_view
from massage_studio.families.models import Baby, Carer, RestrictionOverride
from massage_studio.families.names import folded
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import OverrideView


def overrides_of(session: Session, *, family_id: UUID) -> tuple[OverrideView, ...]:
    """Return the reasons that were given for a family's adults, the newest first."""
    rows = session.scalars(
        select(RestrictionOverride)
        .join(Carer, Carer.id == RestrictionOverride.carer_id)
        .where(Carer.family_id == family_id)
        .order_by(RestrictionOverride.made_at.desc(), RestrictionOverride.id.desc())
    )
    return tuple(
        OverrideView(row.carer_id, row.session_id, Purpose(row.purpose), row.reason, row.made_at)
        for row in rows
    )


def let_in(session: Session, *, session_id: UUID) -> frozenset[UUID]:
    """Return the adults for whom a reason was given to come to this class."""
    return frozenset(
        session.scalars(
            select(RestrictionOverride.carer_id).where(
                RestrictionOverride.session_id == session_id, RestrictionOverride.purpose == Purpose.COME
            )
        )
    )


def let_in_by_class(session: Session, *, session_ids: Iterable[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """Return class and adult for whom a reason was given to come, of these classes."""
    rows = session.execute(
        select(RestrictionOverride.session_id, RestrictionOverride.carer_id).where(
            RestrictionOverride.session_id.in_(list(session_ids)),
            RestrictionOverride.purpose == Purpose.COME,
        )
    )
    return frozenset((session_id, carer_id) for session_id, carer_id in rows if session_id is not None)


def restricted_namesake(
    session: Session, *, given: str, on: date, family_id: UUID | None = None, baby_given: str = ""
) -> bool:
    """Tell whether an adult of this first name may not come on a day: in this family, or with such a baby."""
    query = select(Carer).where(Carer.contact_restriction != "")
    if family_id is not None:
        query = query.where(Carer.family_id == family_id)
    for carer in session.scalars(query):
        if may(carer_view(carer, on), Purpose.COME) or not _same(given, carer.given_name, carer.family_name):
            continue
        if family_id is not None:
            return True
        babies = session.scalars(select(Baby).where(Baby.family_id == carer.family_id))
        if any(_same(baby_given, baby.given_name, baby.family_name) for baby in babies):
            return True
    return False


def _same(typed: str, given: str, family_name: str) -> bool:
    """Tell whether somebody wrote this first name, alone or with the family's."""
    return folded(typed.strip()) in (folded(given), folded(f"{given} {family_name}".strip()))
