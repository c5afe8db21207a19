"""The verbs of proof-reading: changing a sentence of a story, and keeping that the story was read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.names import clean
from massage_studio.handouts.models import SentenceEdit, StoryRead
from massage_studio.handouts.proofs import CopyKey
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

LONGEST_SENTENCE = 600


def edit_sentence(
    session: Session, *, session_id: UUID, copy: CopyKey, key: str, words: str, noted: str
) -> Changes:
    """Let these words stand for a sentence of a take-home; none leave it out, those `noted` bring it back."""
    words = clean(words, LONGEST_SENTENCE)
    row = session.scalar(
        select(SentenceEdit).where(
            SentenceEdit.session_id == session_id,
            SentenceEdit.baby_id == copy.baby_id,
            SentenceEdit.home_id.is_not_distinct_from(copy.home_id),
            SentenceEdit.key == key,
        )
    )
    if words == noted:
        if row is not None:
            session.delete(row)
    elif row is not None:
        row.words = words
    else:
        session.add(
            SentenceEdit(
                id=new_id(),
                session_id=session_id,
                baby_id=copy.baby_id,
                home_id=copy.home_id,
                key=key,
                words=words,
            )
        )
    session.flush()
    return changed(Thing.HANDOUTS)


def mark_read(session: Session, *, session_id: UUID, copy: CopyKey, version: str, now: datetime) -> Changes:
    """Keep that a take-home was read in this version."""
    row = session.scalar(
        select(StoryRead).where(
            StoryRead.session_id == session_id,
            StoryRead.baby_id == copy.baby_id,
            StoryRead.home_id.is_not_distinct_from(copy.home_id),
        )
    )
    if row is None:
        row = StoryRead(
            id=new_id(),
            session_id=session_id,
            baby_id=copy.baby_id,
            home_id=copy.home_id,
            version="",
            read_at=now,
        )
        session.add(row)
    row.version, row.read_at = version, now
    session.flush()
    return changed(Thing.HANDOUTS)
