"""The question what carers answered themselves, before and after each course."""

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.models import OwnWords, Rating
from massage_studio.families.views import ITEMS, Asked, OwnAnswers, OwnWordsView

_Sitting = tuple[UUID, UUID | None, Asked]


def own_words(session: Session, *, carer_ids: Iterable[UUID]) -> tuple[OwnWordsView, ...]:
    """Return what these carers answered, by carer and course; a course that is not known is None."""
    keys = list(carer_ids)
    scores: dict[_Sitting, dict[int, int]] = {}
    days: dict[_Sitting, date] = {}
    for row in session.scalars(select(Rating).where(Rating.carer_id.in_(keys))):
        sitting = (row.carer_id, row.course_id, cast(Asked, row.moment))
        scores.setdefault(sitting, {})[row.statement] = row.score
        days[sitting] = max(row.made_on, days.get(sitting, row.made_on))
    said: dict[_Sitting, OwnWords] = {}
    for one in session.scalars(select(OwnWords).where(OwnWords.carer_id.in_(keys))):
        sitting = (one.carer_id, one.course_id, cast(Asked, one.moment))
        said[sitting] = one
        days[sitting] = max(one.made_on, days.get(sitting, one.made_on))
    found: dict[tuple[UUID, UUID | None], dict[Asked, OwnAnswers]] = {}
    for sitting, day in days.items():
        carer_id, course_id, asked = sitting
        words = said.get(sitting)
        given = scores.get(sitting, {})
        if not given and not (words and words.words):
            # She was asked and left everything out.
            continue
        found.setdefault((carer_id, course_id), {})[asked] = OwnAnswers(
            tuple(given.get(number) for number in range(ITEMS)),
            words.words if words else "",
            words.on_paper if words else False,
            day,
        )
    return tuple(
        OwnWordsView(carer_id, course_id, of.get("before"), of.get("after"))
        for (carer_id, course_id), of in found.items()
    )
