"""The verbs of summaries: changing a sentence of one, and keeping that it was read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.names import clean
from massage_studio.handouts.models import SummaryEdit, SummaryRead
from massage_studio.handouts.proof_service import LONGEST_SENTENCE
from massage_studio.handouts.proofs import CopyKey
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id


def edit_summary(
    session: Session, *, course_id: UUID, copy: CopyKey, key: str, words: str, noted: str
) -> Changes:
    """Let these words stand for a sentence of a summary; none leave it out, those `noted` bring it back."""
    words = clean(words, LONGEST_SENTENCE)
    row = session.scalar(
        select(SummaryEdit).where(
            SummaryEdit.course_id == course_id,
            SummaryEdit.baby_id == copy.baby_id,
            SummaryEdit.home_id.is_not_distinct_from(copy.home_id),
            SummaryEdit.key == key,
        )
    )
    if words == noted:
        if row is not None:
            session.delete(row)
    elif row is not None:
        row.words = words
    else:
        session.add(
            SummaryEdit(
                id=new_id(),
                course_id=course_id,
                baby_id=copy.baby_id,
                home_id=copy.home_id,
                key=key,
                words=words,
            )
        )
    session.flush()
    return changed(Thing.HANDOUTS)


def mark_summary_read(
    session: Session, *, course_id: UUID, copy: CopyKey, version: str, now: datetime
) -> Changes:
    """Keep that a summary was read in this version."""
    row = session.scalar(
        select(SummaryRead).where(
            SummaryRead.course_id == course_id,
            SummaryRead.baby_id == copy.baby_id,
            SummaryRead.home_id.is_not_distinct_from(copy.home_id),
        )
    )
    if row is None:
        row = SummaryRead(
            id=new_id(),
            course_id=course_id,
            baby_id=copy.baby_id,
            home_id=copy.home_id,
            version="",
            read_at=now,
        )
        session.add(row)
    row.version, row.read_at = version, now
    session.flush()
    return changed(Thing.HANDOUTS)
