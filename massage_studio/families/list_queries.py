"""All families, or some of them, as lists that leave the program tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import Select, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased, subqueryload

from massage_studio.families.carer_queries import carer_view
from massage_studio.families.lacking import NEEDED
from massage_studio.families.models import Baby, Carer, Consent, Family, HealthFlag
from massage_studio.families.queries import baby_view
from massage_studio.families.views import BabyView, CarerView, ConsentKind

FamilyFilter = Literal["", "lacking", "health", "restricted"]
"""Which families are listed: all, or those of whom something is missing, or that have one of these."""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One answer about a consent, with the version of its words; the last day is None where it stands."""

    kind: ConsentKind
    given: bool
    wording: str
    on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ListedFamily:
    """A family with all its answers, the oldest first; `form_back_on` is when it handed its form back."""

    id: UUID
    since: date
    form_back_on: date | None
    babies: tuple[BabyView, ...]
    carers: tuple[CarerView, ...]
    consents: tuple[ConsentLine, ...]


def listed_families(
    session: Session, *, today: date, ids: Iterable[UUID] | None = None
) -> tuple[ListedFamily, ...]:
    """Return all families, or these, in the order in which they came."""
    query = select(Family).where(Family.erased_on.is_(None)).order_by(Family.made_at, Family.id)
    query = query.options(
        subqueryload(Family.carers),
        subqueryload(Family.babies).subqueryload(Baby.flags),
        subqueryload(Family.consents),
    )
    if ids is not None:
        query = query.where(Family.id.in_(list(ids)))
    return tuple(
        ListedFamily(
            row.id,
            row.made_at.date(),
            row.form_back_on,
            tuple(baby_view(baby, today) for baby in row.babies),
            tuple(carer_view(carer, today) for carer in row.carers),
            tuple(
                ConsentLine(
                    cast(ConsentKind, one.kind), one.given, one.wording, one.given_on, one.withdrawn_on
                )
                for one in sorted(row.consents, key=lambda one: (one.given_on, one.kind))
            ),
        )
        for row in session.scalars(query)
    )


def _line(row: Consent) -> ConsentLine:
    kind = cast(ConsentKind, row.kind)
    return ConsentLine(kind, row.given, row.wording, row.given_on, row.withdrawn_on)


def families_of(session: Session, *, babies: Select[UUID]) -> tuple[UUID, ...]:
    """Return the keys of the families of these babies, newest first."""
    theirs = select(Baby.family_id).where(Baby.id.in_(babies))
    return _newest(session, select(Family.id).where(Family.id.in_(theirs)))


def filtered_keys(session: Session, which: FamilyFilter, *, today: date) -> tuple[UUID, ...]:
    """Return the keys of the families that a filter leaves, newest first."""
    return _newest(session, _filtered(which, today))


def _newest(session: Session, query: Select[UUID]) -> tuple[UUID, ...]:
    return tuple(session.scalars(query.order_by(Family.made_at.desc(), Family.id.desc())))


def _filtered(which: FamilyFilter, today: date) -> Select[UUID]:
    query = select(Family.id).where(Family.erased_on.is_(None))
    if which == "lacking":
        own = aliased(Consent)
        given = (
            select(func.count(own.kind.distinct()))
            .where(
                own.family_id == Family.id,
                own.withdrawn_on.is_(None),
                own.given.is_(True),
                own.kind.in_(NEEDED),
            )
            .scalar_subquery()
        )
        unknown = exists().where(
            Baby.family_id == Family.id, Baby.birth_date.is_(None), Baby.due_date.is_(None)
        )
        return query.where(or_(Family.form_back_on.is_(None), given < literal(len(NEEDED)), unknown))
    if which == "health":
        stands = HealthFlag.expires.is_(None) | (HealthFlag.expires >= today)
        return query.where(exists().where(Baby.family_id == Family.id, HealthFlag.baby_id == Baby.id, stands))
    if which == "restricted":
        return query.where(
            exists().where(
                Carer.family_id == Family.id,
                Carer.contact_restriction != "",
                Carer.restriction_since.is_(None) | (Carer.restriction_since <= today),
                Carer.restriction_until.is_(None) | (Carer.restriction_until >= today),
            )
        )
    return query
