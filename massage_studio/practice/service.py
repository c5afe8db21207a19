"""The verbs of practice: keep a recording, and put one away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.practice.models import PracticeEvent, PracticeRecording
from massage_studio.practice.views import Recording
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id


def keep(session: Session, *, recording_id: UUID, recording: Recording, now: datetime) -> Changes:
    """Keep what an observer saw, once.

    Raises:
        KnownError: it says of nobody who observed, or nothing was observed.
    """
    if session.get(PracticeRecording, recording_id) is not None:
        return changed(Thing.STUDIO, made=recording_id)
    observer = clean(recording.observer)
    if not observer:
        raise KnownError("A recording needs the name of who observed.", "Fill it in, then save it.")
    if not recording.observations:
        raise KnownError("Nothing was observed.", "Press what you see while the clock runs.")
    session.add(
        PracticeRecording(
            id=recording_id,
            name=clean(recording.name),
            observer=observer,
            made_at=now,
            length_ms=recording.length_ms,
            removed=False,
        )
    )
    session.flush()
    session.add_all(
        PracticeEvent(
            id=new_id(),
            recording_id=recording_id,
            at_ms=seen.at_ms,
            ended_ms=seen.ended_ms,
            subject=seen.subject,
            kind=seen.kind,
            code=seen.code,
        )
        for seen in recording.observations
    )
    session.flush()
    return changed(Thing.STUDIO, made=recording_id)


def put_away(session: Session, *, recording_id: UUID, away: bool = True) -> Changes:
    """Put a recording away, or take it out again."""
    session.get_one(PracticeRecording, recording_id).removed = away
    session.flush()
    return changed(Thing.STUDIO)
