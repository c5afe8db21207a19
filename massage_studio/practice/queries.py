"""The questions about recordings with which observers practise."""

from typing import cast
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.practice.models import PracticeEvent, PracticeRecording
from massage_studio.practice.views import Observation, PracticeKind, Recording, RecordingView


def recordings(session: Session) -> tuple[RecordingView, ...]:
    """Return the recordings that were not put away, the latest first."""
    count = select(func.count()).where(PracticeEvent.recording_id == PracticeRecording.id).scalar_subquery()
    rows = session.execute(
        select(PracticeRecording, count)
        .where(PracticeRecording.removed.is_(False))
        .order_by(PracticeRecording.made_at.desc(), PracticeRecording.id)
    )
    return tuple(
        RecordingView(row.id, row.name, row.observer, row.made_at, row.length_ms, seen) for row, seen in rows
    )


def recording(session: Session, *, recording_id: UUID) -> Recording:
    """Return a recording with all that was observed."""
    row = session.get_one(PracticeRecording, recording_id)
    seen = session.scalars(
        select(PracticeEvent)
        .where(PracticeEvent.recording_id == recording_id)
        .order_by(PracticeEvent.at_ms, PracticeEvent.subject, PracticeEvent.code, PracticeEvent.id)
    )
    observations = tuple(
        Observation(one.at_ms, one.subject, cast(PracticeKind, one.kind), one.code, one.ended_ms)
        for one in seen
    )
    return Recording(row.name, row.observer, row.length_ms, observations)


def pair(session: Session, *, one_id: UUID, other_id: UUID) -> tuple[Recording, Recording]:
    """Return two recordings to be compared."""
    return recording(session, recording_id=one_id), recording(session, recording_id=other_id)
