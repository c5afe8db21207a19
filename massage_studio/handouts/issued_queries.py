"""The questions about papers that were given to families."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import classes_by_id
from massage_studio.bookings.views import SessionView
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.queries import baby_names
from massage_studio.handouts.models import HandoutIssued
from massage_studio.handouts.papers import FAMILY_SHEETS, How, Kind
from massage_studio.handouts.proofs import CopyKey
from massage_studio.handouts.views import Variant


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """One line of the log: what was given of which class, when, how, and in which version of the story.

    `baby` and `adult` are empty where it was not written down whose it was, or one home has all papers.
    `edition` counts the versions of one story as they were given, from 1; 0 is one that is not known.
    """

    document: Kind
    session: SessionView | None
    baby: str
    adult: str
    how: How
    variant: Variant
    edition: int
    at: datetime


def issued(session: Session, *, session_id: UUID) -> dict[tuple[str, object, CopyKey | None], How]:
    """Return how the sheets of a class were given last, by document, family and copy."""
    rows = session.scalars(
        select(HandoutIssued)
        .where(HandoutIssued.session_id == session_id, HandoutIssued.document.in_(FAMILY_SHEETS))
        .order_by(HandoutIssued.issued_at)
    )
    return {(row.document, row.family_id, _copy(row)): cast(How, row.how) for row in rows}


def given_to(session: Session, *, family_id: UUID) -> tuple[GivenPaper, ...]:
    """Return the papers that were given to a family, the latest first."""
    rows = session.scalars(
        select(HandoutIssued)
        .where(HandoutIssued.family_id == family_id)
        .order_by(HandoutIssued.issued_at, HandoutIssued.id)
    ).all()
    classes = classes_by_id(session, ids={row.session_id for row in rows if row.session_id})
    babies = baby_names(session, ids={row.baby_id for row in rows if row.baby_id})
    adults = {
        adult.id: adult.given_name
        for adult in carers_by_family(session, family_ids=(family_id,)).get(family_id, ())
    }
    editions: dict[tuple[UUID | None, CopyKey | None], list[str]] = {}
    found = []
    for row in rows:
        known = editions.setdefault((row.session_id, _copy(row)), [])
        if row.version and row.version not in known:
            known.append(row.version)
        found.append(
            GivenPaper(
                document=cast(Kind, row.document),
                session=classes.get(row.session_id) if row.session_id else None,
                baby=babies[row.baby_id] if row.baby_id else "",
                adult=adults[row.home_id] if row.home_id else "",
                how=cast(How, row.how),
                variant=Variant(row.variant),
                edition=known.index(row.version) + 1 if row.version else 0,
                at=row.issued_at,
            )
        )
    return tuple(reversed(found))


def _copy(row: HandoutIssued) -> CopyKey | None:
    return CopyKey(row.baby_id, row.home_id) if row.baby_id else None
