"""Keeps what families ask for about their own data, and why one must not be erased."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.models import Family, RightsRequest
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.rights_queries import RightsKind
from massage_studio.store.changes import Changes, Thing, changed

_FAMILIES = changed(Thing.FAMILIES)


def ask(
    session: Session, *, request_id: UUID, family_id: UUID, kind: RightsKind, words: str, asked_on: date
) -> Changes:
    """Keep that a family asked for its data, a correction, to be erased, or withdrew a consent; once."""
    if session.get(RightsRequest, request_id) is None:
        session.add(
            RightsRequest(
                id=request_id, family_id=family_id, kind=kind, words=clean_lines(words), asked_on=asked_on
            )
        )
        session.flush()
    return changed(Thing.FAMILIES, made=request_id)


def finish(session: Session, *, request_id: UUID, done_on: date) -> Changes:
    """Keep when a request was seen to.

    Raises:
        KnownError: that day is before the day of the request.
    """
    row = session.get_one(RightsRequest, request_id)
    if done_on < row.asked_on:
        raise KnownError("It cannot be done before it was asked for.", "Choose a later day.")
    row.done_on = done_on
    return _FAMILIES


def keep_from_erasure(session: Session, *, family_id: UUID, reason: str) -> Changes:
    """Keep why a family must not be erased, such as an open claim; no reason lets it go again."""
    session.get_one(Family, family_id).hold_reason = clean(reason, 500)
    return _FAMILIES


def mark_erased(session: Session, *, family_id: UUID, today: date) -> None:
    """Keep the day on which a family was erased, and that what it had asked for is done."""
    session.get_one(Family, family_id).erased_on = today
    for row in session.query(RightsRequest).where(RightsRequest.family_id == family_id):
        row.done_on = row.done_on or today
