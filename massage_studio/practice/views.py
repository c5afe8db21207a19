"""What two observers saw, and where they agree."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

PracticeKind = Literal["state", "cue", "response", "permission", "bookmark"]


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation in milliseconds from the beginning; `ended_ms` is the end of a state."""

    at_ms: int
    subject: int
    kind: PracticeKind
    code: str
    ended_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A recording in a list; `count` is how much was observed."""

    id: UUID
    name: str
    observer: str
    made: datetime
    length_ms: int
    count: int


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with all that was observed, in the order of time."""

    name: str
    observer: str
    length_ms: int
    observations: tuple[Observation, ...]
