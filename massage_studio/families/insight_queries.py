"""The questions about many families at once: sums that the database makes, and nobody by name."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, SQLColumnExpression, distinct, func, literal, select, union_all
from sqlalchemy.orm import Session

from massage_studio.families.models import Baby, Carer, Rating
from massage_studio.families.views import AnswerCounts


def family_of(baby_id: SQLColumnExpression[UUID]) -> ScalarSelect[UUID]:
    """Return the key of a baby's family, as a part of another question."""
    return select(Baby.family_id).where(Baby.id == baby_id).scalar_subquery()


def answer_counts(session: Session, *, course_ids: Sequence[UUID], carers: Select[Any]) -> AnswerCounts:
    """Return how often each answer was given about these courses; families are counted once.

    Where it is not known of which course an answer is, it counts where its carer is among the `carers`.
    """
    of = select(Rating.moment, Rating.statement, Rating.score, Carer.family_id).join(
        Carer, Carer.id == Rating.carer_id
    )
    # Each by an index of its own.
    given = union_all(
        of.where(Rating.course_id.in_(course_ids)),
        of.where(Rating.course_id.is_(None), Rating.carer_id.in_(carers)),
    ).cte("given")
    rows = session.execute(
        union_all(
            select(given.c.moment, given.c.statement, given.c.score, func.count()).group_by(
                given.c.moment, given.c.statement, given.c.score
            ),
            select(
                given.c.moment, literal(-1), literal(-1), func.count(distinct(given.c.family_id))
            ).group_by(given.c.moment),
        )
    ).all()
    return AnswerCounts(
        families={moment: count for moment, statement, _, count in rows if statement < 0},
        counts={
            (moment, statement, score): count for moment, statement, score, count in rows if statement >= 0
        },
    )
