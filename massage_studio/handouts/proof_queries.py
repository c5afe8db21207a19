"""The questions about proof-reading: what was changed in the stories of a class, and which were read."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.handouts.models import SentenceEdit, StoryRead
from massage_studio.handouts.proofs import CopyKey


def edits_of(session: Session, *, session_id: UUID) -> dict[CopyKey, dict[str, str]]:
    """Return the instructor's words for sentences of a class's take-homes, by copy and key."""
    found: dict[CopyKey, dict[str, str]] = {}
    rows = select(SentenceEdit).where(SentenceEdit.session_id == session_id).order_by(SentenceEdit.key)
    for row in session.scalars(rows):
        found.setdefault(CopyKey(row.baby_id, row.home_id), {})[row.key] = row.words
    return found


def versions_read(session: Session, *, session_id: UUID) -> dict[CopyKey, str]:
    """Return by copy in which version the take-homes of a class were read."""
    rows = session.scalars(select(StoryRead).where(StoryRead.session_id == session_id))
    return {CopyKey(row.baby_id, row.home_id): row.version for row in rows}
