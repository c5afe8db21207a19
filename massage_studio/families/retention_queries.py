"""Which families have been kept as long as the rules of the studio say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from massage_studio.families.models import Baby, Family
from massage_studio.families.queries import called

Why = Literal["never_came", "grown_up"]


@dataclass(frozen=True, slots=True)
class DueFamily:
    """A family that may be erased by the rules: who it is, since when it is kept, and by which rule."""

    id: UUID
    names: tuple[str, ...]
    since: date
    why: Why


@dataclass(frozen=True, slots=True)
class DueFamilies:
    """The first of the families that are due, and how many there are."""

    rows: tuple[DueFamily, ...]
    total: int


def due_families(
    session: Session,
    *,
    placed: Select[UUID],
    expected: Select[UUID],
    asked_before: datetime,
    born_before: date,
    most: int = 100,
) -> DueFamilies:
    """Return the families that are kept no longer by the rules, the oldest first; never one that is held.

    `placed` are the babies who ever had a place, `expected` those of the years for which the accounts are
    kept. Who never had a place goes when it asked before `asked_before`; who had, once all its babies were
    born before `born_before`, or asked before then where no birth date is known.
    """

    def one(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(Baby.family_id == Family.id, condition)

    came, lately = one(Baby.id.in_(placed)), one(Baby.id.in_(expected))
    young = one(func.coalesce(Baby.birth_date, func.date(Family.made_at)) >= born_before)
    due = and_(
        Family.erased_on.is_(None),
        Family.hold_reason == "",
        ~lately,
        or_(
            and_(~came, Family.made_at < asked_before),
            and_(came, ~young),
        ),
    )
    why = case((came, literal("grown_up")), else_=literal("never_came"))
    total = session.scalar(select(func.count()).select_from(Family).where(due)) or 0
    rows = session.execute(
        select(Family.id, Family.made_at, why).where(due).order_by(Family.made_at, Family.id).limit(most)
    ).all()
    names = called(session, family_ids=[row[0] for row in rows]) if rows else {}
    return DueFamilies(
        tuple(
            DueFamily(key, tuple(name for some in names[key] for name in some), made.date(), reason)
            for key, made, reason in rows
        ),
        total,
    )
