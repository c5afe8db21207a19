"""The questions about adults: who they are, and who of them is under a contact restriction."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from massage_studio.families.models import Carer
from massage_studio.families.names import full
from massage_studio.families.restrictions import Purpose, Rule, restricted
from massage_studio.families.views import CarerView

# Find asks this at every key: it is put together once.
_RESTRICTED = select(Carer).where(
    Carer.family_id.in_(bindparam("keys", expanding=True)), Carer.contact_restriction != ""
)


def carers_by_family(
    session: Session, *, family_ids: Iterable[UUID], on: date | None = None
) -> dict[UUID, tuple[CarerView, ...]]:
    """Return the adults of these families in their order, as on a day.

    Where no day matters, a contact restriction stands whatever its days are.
    """
    found: dict[UUID, tuple[CarerView, ...]] = {}
    for row in session.scalars(
        select(Carer).where(Carer.family_id.in_(list(family_ids))).order_by(Carer.position)
    ):
        found[row.family_id] = (*found.get(row.family_id, ()), carer_view(row, on))
    return found


def restricted_by_family(
    session: Session, *, family_ids: Iterable[UUID], on: date | None = None
) -> dict[UUID, tuple[CarerView, ...]]:
    """Return the adults under a contact restriction of those of these families that have one."""
    found: dict[UUID, tuple[CarerView, ...]] = {}
    for adult in session.scalars(_RESTRICTED, {"keys": list(family_ids)}):
        shown = restricted((carer_view(adult, on),))
        if shown:
            found[adult.family_id] = (*found.get(adult.family_id, ()), *shown)
    return found


def carer_view(carer: Carer, on: date | None = None) -> CarerView:
    """Return an adult's particulars, as on a day; without one a contact restriction stands."""
    rule = Rule(
        frozenset(map(Purpose, carer.restriction_allows)), carer.restriction_since, carer.restriction_until
    )
    return CarerView(
        id=carer.id,
        given_name=carer.given_name,
        family_name=carer.family_name,
        name=full(carer.given_name, carer.family_name),
        relationship=carer.relationship_,
        email=carer.email,
        phone=carer.phone,
        language=carer.language,
        contact_restriction=carer.contact_restriction,
        lives_apart=carer.lives_apart,
        rule=rule,
        restriction_stands=rule.stands(on),
    )


def ending_restrictions(
    session: Session, *, first: date, last: date, on: date
) -> tuple[tuple[UUID, CarerView], ...]:
    """Return by family the adults whose contact restriction ends on one of these days, both included."""
    rows = session.scalars(
        select(Carer).where(*_ends(first, last)).order_by(Carer.restriction_until, Carer.id)
    )
    return tuple((row.family_id, carer_view(row, on)) for row in rows)


def ending_restrictions_count(*, first: date, last: date) -> Select[int]:
    """Return the question how many these are, as a part of another."""
    return select(func.count(Carer.id)).where(*_ends(first, last))


def _ends(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return Carer.contact_restriction != "", Carer.restriction_until >= first, Carer.restriction_until <= last
