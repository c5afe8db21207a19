"""Whose form is back, and how much is missing of families, counted by the database for other questions."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from massage_studio.families.lacking import NEEDED
from massage_studio.families.models import Baby, Consent, Family


def forms_back(session: Session, *, family_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these families that handed their form back."""
    rows = select(Family.id).where(Family.id.in_(list(family_ids)), Family.form_back_on.is_not(None))
    return frozenset(session.scalars(rows))


def lacks_form(babies: Select[UUID]) -> Select[int]:
    """Return the question how many families of these babies did not hand their form back."""
    theirs = select(Baby.family_id).where(Baby.id.in_(babies))
    return select(func.count(Family.id)).where(Family.id.in_(theirs), Family.form_back_on.is_(None))


def lacks_consent(babies: Select[UUID]) -> Select[int]:
    """Return the question how many families of these babies lack a consent."""
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
