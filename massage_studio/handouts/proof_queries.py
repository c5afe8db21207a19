"""The questions about proof-reading: what was changed in the stories of a class, and which were read."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.handouts.models import SentenceEdit, StoryRead
from massage_studio.handouts.proofs import CopyKey

Edits = Mapping[CopyKey, Mapping[str, str]]


def edits_of(session: Session, *, session_id: UUID) -> Edits:
    """Return the instructor's words for sentences of a class's take-homes, by copy and key."""
    found: dict[CopyKey, dict[str, str]] = {}
    for row in session.scalars(select(SentenceEdit).where(SentenceEdit.session_id == session_id)):
        found.setdefault(CopyKey(row.baby_id, row.home_id), {})[row.key] = row.words
    return found


def versions_read(session: Session, *, session_id: UUID) -> dict[CopyKey, str]:
    """Return by copy in which version the take-homes of a class were read."""
    rows = session.scalars(select(StoryRead).where(StoryRead.session_id == session_id))
    return {CopyKey(row.baby_id, row.home_id): row.version for row in rows}
