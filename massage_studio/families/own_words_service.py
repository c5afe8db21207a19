"""The verb of a carer's own answers before and after a course."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.models import OwnWords, Rating
from massage_studio.families.names import clean
from massage_studio.families.views import Asked
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

LONGEST_WORDS = 300


def rate(
    session: Session,
    *,
    carer_id: UUID,
    moment: Asked,
    scores: Mapping[int, int],
    on: date,
    course_id: UUID | None = None,
    words: str = "",
    on_paper: bool = False,
) -> Changes:
    """Keep all that a carer answered, statement number to a score from 0 to 10, in the place of before.

    A statement without a score was left out.
    """
    _keep_scores(session, carer_id, course_id, moment, scores, on)
    said = session.scalar(
        select(OwnWords).where(
            OwnWords.carer_id == carer_id,
            OwnWords.course_id.is_not_distinct_from(course_id),
            OwnWords.moment == moment,
        )
    )
    words = clean(words, LONGEST_WORDS)
    if said is None and (words or on_paper):
        said = OwnWords(id=new_id(), carer_id=carer_id, course_id=course_id, moment=moment, made_on=on)
        session.add(said)
    if said is not None and (said.words, said.on_paper) != (words, on_paper):
        said.words, said.on_paper, said.made_on = words, on_paper, on
    session.flush()
    return changed(Thing.FAMILIES)


def _keep_scores(
    session: Session,
    carer_id: UUID,
    course_id: UUID | None,
    moment: Asked,
    scores: Mapping[int, int],
    on: date,
) -> None:
    rows = session.scalars(
        select(Rating).where(
            Rating.carer_id == carer_id,
            Rating.course_id.is_not_distinct_from(course_id),
            Rating.moment == moment,
        )
    )
    known = {row.statement: row for row in rows}
    for statement in known.keys() - scores.keys():
        session.delete(known[statement])
    for statement, score in scores.items():
        row = known.get(statement)
        if row is None:
            session.add(
                Rating(
                    id=new_id(),
                    carer_id=carer_id,
                    course_id=course_id,
                    moment=moment,
                    statement=statement,
                    score=score,
                    made_on=on,
                )
            )
        elif row.score != score:
            row.score, row.made_on = score, on
