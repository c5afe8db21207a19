"""Recordings with which observers practise; they name no family and never meet the records of any."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, refers, strict


class PracticeRecording(Keyed, Base):
    """What one observer saw of a class or a film; `length_ms` is how long was observed."""

    __tablename__ = "practice_recording"

    name: Mapped[str]
    observer: Mapped[str]
    made_at: Mapped[datetime]
    length_ms: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False)


class PracticeEvent(Keyed, Base):
    """One observation, in milliseconds from the beginning; `subject` is the number of a baby, and no more."""

    __tablename__ = "practice_event"
    __table_args__ = strict(
        CheckConstraint("kind IN ('state', 'cue', 'response', 'permission', 'bookmark')", name="kind"),
        CheckConstraint("ended_ms IS NULL OR (kind = 'state' AND ended_ms >= at_ms)", name="interval"),
    )

    recording_id: Mapped[UUID] = refers("practice_recording.id")
    at_ms: Mapped[int]
    ended_ms: Mapped[int | None]
    subject: Mapped[int]
    kind: Mapped[str]
    code: Mapped[str]
