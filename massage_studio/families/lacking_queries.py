"""How much is missing of families, counted by the database: parts of other questions."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from massage_studio.families.lacking import NEEDED
from massage_studio.families.models import Baby, Consent


def lacks_consent(babies: Select[UUID]) -> Select[int]:
    """Return the question how many families of these babies lack the form or a consent."""
    own = aliased(Consent)
    given = (
        select(func.count(own.kind.distinct()))
        .where(
            own.family_id == Baby.family_id,
            own.withdrawn_on.is_(None),
            own.given.is_(True),
            own.kind.in_(NEEDED),
        )
        .scalar_subquery()
    )
    return select(func.count(Baby.family_id.distinct())).where(Baby.id.in_(babies), given < len(NEEDED))


def lacks_birth(babies: Select[UUID]) -> Select[int]:
    """Return the question of how many of these babies neither birth nor due date is known."""
    return select(func.count(Baby.id)).where(
        Baby.id.in_(babies), Baby.birth_date.is_(None), Baby.due_date.is_(None)
    )
