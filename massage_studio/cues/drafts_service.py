"""Keeps what was begun and is not written yet, so that a program that is killed loses no words."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from massage_studio.cues.models import Draft
from massage_studio.cues.views import DraftView
from massage_studio.store.changes import Changes, changed
from massage_studio.store.ids import new_id


def keep(session: Session, *, session_id: UUID, draft: DraftView, now: datetime) -> Changes:
    """Keep words in place of those that were begun at the same place; no words leave nothing."""
    session.execute(
        delete(Draft).where(
            Draft.session_id == session_id, Draft.place == draft.place, Draft.subject == draft.subject
        )
    )
    if draft.text.strip():
        session.add(
            Draft(
                id=new_id(),
                session_id=session_id,
                place=draft.place,
                subject=draft.subject,
                whose=draft.whose,
                text=draft.text,
                layer=draft.layer,
                at=now,
            )
        )
    session.flush()
    return changed()


def forget(session: Session, *, keys: Iterable[UUID]) -> None:
    """Let go of what was begun about babies, or about bookmarks of theirs, that are erased."""
    told = {str(key) for key in keys}
    for row in session.scalars(select(Draft)):
        if row.subject in told or row.whose in told:
            session.delete(row)
    session.flush()


def drafts(session: Session, *, session_id: UUID) -> tuple[DraftView, ...]:
    """Return what was begun in a class and is not written yet."""
    rows = session.scalars(select(Draft).where(Draft.session_id == session_id).order_by(Draft.at, Draft.id))
    return tuple(DraftView(row.place, row.subject, row.text, row.layer, row.whose) for row in rows)  # type: ignore[arg-type]
