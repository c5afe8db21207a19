"""The verbs of proof-reading: change a sentence of a take-home or a summary, and keep that it was read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from massage_studio.families.names import clean
from massage_studio.handouts.models import SentenceEdit, StoryRead, SummaryEdit, SummaryRead
from massage_studio.handouts.proofs import CopyKey
from massage_studio.store.base import Base
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

LONGEST_SENTENCE = 600


def edit_sentence(
    session: Session, *, session_id: UUID, copy: CopyKey, key: str, words: str, noted: str
) -> Changes:
    """Let these words stand for a sentence of a take-home; none leave it out, those `noted` bring it back."""
    return _edit(session, SentenceEdit, {"session_id": session_id, **_of(copy), "key": key}, words, noted)


def edit_summary(
    session: Session, *, course_id: UUID, copy: CopyKey, key: str, words: str, noted: str
) -> Changes:
    """Let these words stand for a sentence of a summary, as `edit_sentence` does for one of a take-home."""
    return _edit(session, SummaryEdit, {"course_id": course_id, **_of(copy), "key": key}, words, noted)


def mark_read(session: Session, *, session_id: UUID, copy: CopyKey, version: str, now: datetime) -> Changes:
    """Keep that a take-home was read in this version."""
    return _mark_read(session, StoryRead, {"session_id": session_id, **_of(copy)}, version, now)


def mark_summary_read(
    session: Session, *, course_id: UUID, copy: CopyKey, version: str, now: datetime
) -> Changes:
    """Keep that a summary was read in this version."""
    return _mark_read(session, SummaryRead, {"course_id": course_id, **_of(copy)}, version, now)


def _of(copy: CopyKey) -> dict[str, UUID | None]:
    return {"baby_id": copy.baby_id, "home_id": copy.home_id}


def _edit(
    session: Session,
    model: type[SentenceEdit | SummaryEdit],
    place: Mapping[str, Any],
    words: str,
    noted: str,
) -> Changes:
    words = clean(words, LONGEST_SENTENCE)
    row: SentenceEdit | SummaryEdit | None = session.scalar(_at(model, place))
    if words == noted:
        if row is not None:
            session.delete(row)
    elif row is not None:
        row.words = words
    else:
        session.add(model(id=new_id(), **place, words=words))
    session.flush()
    return changed(Thing.HANDOUTS)


def _mark_read(
    session: Session,
    model: type[StoryRead | SummaryRead],
    place: Mapping[str, Any],
    version: str,
    now: datetime,
) -> Changes:
    row: StoryRead | SummaryRead | None = session.scalar(_at(model, place))
    if row is None:
        row = model(id=new_id(), **place)
        session.add(row)
    row.version, row.read_at = version, now
    session.flush()
    return changed(Thing.HANDOUTS)


def _at(model: type[Base], place: Mapping[str, Any]) -> Select[Any]:
    """Select the row whose columns have these values; None is a value as well."""
    return select(model).where(
        *(getattr(model, column).is_not_distinct_from(value) for column, value in place.items())
    )
