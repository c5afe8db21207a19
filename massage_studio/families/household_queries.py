"""Who the babies of a list are: they, their families' adults and what was agreed to, read at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.lacking import Lack, consent_missing, lacking
from massage_studio.families.models import Baby
from massage_studio.families.queries import baby_view, consents_of
from massage_studio.families.views import BabyView, CarerView
from massage_studio.store.erased import ERASED


class Households:
    """The babies of these keys with their families; a baby's age and flags are those of the day asked for."""

    def __init__(self, session: Session, *, baby_ids: Iterable[UUID]) -> None:
        rows = session.scalars(select(Baby).where(Baby.id.in_(set(baby_ids)))).all()
        self._babies = {row.id: row for row in rows}
        families = {row.family_id for row in rows}
        self._adults = carers_by_family(session, family_ids=families)
        self._agreed = consents_of(session, tuple(families))

    def family(self, baby_id: UUID) -> UUID:
        """Return the key of a baby's family."""
        return self._babies[baby_id].family_id

    def baby(self, baby_id: UUID, day: date) -> BabyView:
        """Return a baby as it is on a day."""
        return baby_view(self._babies[baby_id], day)

    def adults(self, baby_id: UUID, day: date) -> tuple[CarerView, ...]:
        """Return the adults of a baby's family in their order, as on a day."""
        adults = self._adults.get(self.family(baby_id), ())
        return tuple(replace(one, restriction_stands=one.rule.stands(day)) for one in adults)

    def consent_missing(self, baby_id: UUID) -> bool:
        """Tell whether a consent that a class needs is missing; nobody is asked about whoever was erased."""
        return not self._is_erased(baby_id) and consent_missing(self._agreed.get(self.family(baby_id), {}))

    def _is_erased(self, baby_id: UUID) -> bool:
        return self._babies[baby_id].given_name == ERASED

    def families(self) -> frozenset[UUID]:
        """Return the keys of all families."""
        return frozenset(row.family_id for row in self._babies.values())

    def lacking(self, baby_id: UUID, *, form_back: bool) -> tuple[Lack, ...]:
        """Return what is still missing of a baby and its family."""
        if self._is_erased(baby_id):
            return ()
        agreed = self._agreed.get(self.family(baby_id), {})
        return lacking(baby_view(self._babies[baby_id], date.min), agreed, form_back=form_back)
