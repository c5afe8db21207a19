"""What is asked before a family's rights are seen to: who belongs to it, and what it asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.models import Baby, Carer, Family, RightsRequest
from massage_studio.families.names import full
from massage_studio.store.profile import profile

RightsKind = Literal["access", "correction", "erasure", "withdrawal"]

DUE_DAYS = 30
"""An answer is due within one month by article 12 of the GDPR; thirty days are never more."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class RightsRequestView:
    """What a family asked for about its own data; `due_on` is the last day for an answer."""

    id: UUID
    family_id: UUID
    kind: RightsKind
    words: str
    asked_on: date
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class NamesOf:
    """What a family is called and reached by: `certain` means nobody else, a `given` name may."""

    certain: tuple[str, ...]
    given: tuple[str, ...]


def requests(session: Session, *, family_id: UUID) -> tuple[RightsRequestView, ...]:
    """Return what a family asked for, the newest first."""
    query = select(RightsRequest).where(RightsRequest.family_id == family_id)
    return tuple(map(_view, session.scalars(query.order_by(RightsRequest.asked_on.desc()))))


def open_requests() -> Select[UUID, date]:
    """Return the question for the family of each request that waits for its answer, and when it was made."""
    return select(RightsRequest.family_id, RightsRequest.asked_on).where(RightsRequest.done_on.is_(None))


def hold_reason(session: Session, *, family_id: UUID) -> str:
    """Return why a family must not be erased; empty where nothing is against it."""
    return session.get_one(Family, family_id).hold_reason


def refuse_held(session: Session, *, family_id: UUID) -> None:
    """Refuse to go on where a family must be kept.

    Raises:
        KnownError: there is a reason to keep it.
    """
    reason = hold_reason(session, family_id=family_id)
    if reason:
        raise KnownError(
            "This family must be kept: {reason}",
            "Take that away on the family's page first, once it no longer holds.",
            reason=reason,
        )


def people_of(session: Session, *, family_id: UUID) -> Mapping[str, frozenset[UUID]]:
    """Return the keys of a family, its adults and its babies, by their table."""
    carers = session.scalars(select(Carer.id).where(Carer.family_id == family_id))
    babies = session.scalars(select(Baby.id).where(Baby.family_id == family_id))
    return {"family": frozenset({family_id}), "carer": frozenset(carers), "baby": frozenset(babies)}


def names_of(session: Session, *, family_id: UUID) -> NamesOf:
    """Return what a family is called; a family name that others have too is not certain."""
    rows = [
        (given, last)
        for kind in (Baby, Carer)
        for given, last in session.execute(
            select(kind.given_name, kind.family_name).where(kind.family_id == family_id)
        )
    ]
    reached = [
        one
        for carer in session.scalars(select(Carer).where(Carer.family_id == family_id))
        for one in (carer.email, carer.phone)
    ]
    last_names = {last for _, last in rows if len(last) >= _SHORTEST}
    shared = {
        last
        for kind in (Baby, Carer)
        for last in session.scalars(
            select(kind.family_name).where(kind.family_name.in_(last_names), kind.family_id != family_id)
        )
    }
    own = profile(session).instructor
    certain = [
        *(full(given, last) for given, last in rows if last),
        *(last for last in last_names - shared if last not in own),
        *reached,
    ]
    whole = sorted({one for one in certain if one}, key=lambda one: (-len(one), one))
    return NamesOf(tuple(whole), tuple(sorted({given for given, _ in rows})))


def _view(row: RightsRequest) -> RightsRequestView:
    return RightsRequestView(
        row.id,
        row.family_id,
        cast(RightsKind, row.kind),
        row.words,
        row.asked_on,
        row.asked_on + timedelta(days=DUE_DAYS),
        row.done_on,
    )
