"""What pages show of the activities of a class."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeliveredView:
    """An activity of one class as planned and as it went; moments are UTC.

    `planned` are the minutes it was planned with, 0 for one that was added while the class ran; `why` says
    why it was left out.
    """

    id: UUID
    position: int
    kind: str
    title: str
    minutes: int
    benefits: tuple[str, ...]
    areas: tuple[str, ...]
    started: datetime | None
    ended: datetime | None
    skipped: bool = False
    topic: str = ""
    strokes: tuple[str, ...] = ()
    item: str = ""
    planned: int = 0
    why: str = ""

    @property
    def status(self) -> Literal["todo", "running", "done", "skipped"]:
        """Where the class stands with it; what was begun and then left out is done."""
        if self.started is None:
            return "skipped" if self.skipped else "todo"
        return "running" if self.ended is None else "done"


def neighbour(parts: tuple[DeliveredView, ...], by: int) -> DeliveredView | None:
    """Return the activity `by` places after the one that runs, or None past either end.

    On the way on only what is still to do counts; on the way back all but what was left out, and where none
    runs, from the one that ran last.
    """
    running = next((place for place, part in enumerate(parts) if part.status == "running"), None)
    if by > 0:
        later = parts if running is None else parts[running + 1 :]
        there = [part for part in later if part.status == "todo"]
        return there[by - 1] if by <= len(there) else None
    if running is None:
        ran = [(part.ended, place) for place, part in enumerate(parts) if part.ended]
        running, by = (max(ran)[1], by + 1) if ran else (0, by)
    before = [part for part in parts[: running + 1] if part.status != "skipped"]
    return before[by - 1] if 1 - by <= len(before) else None


def ran_at(parts: Iterable[DeliveredView], moment: datetime) -> UUID | None:
    """Return the activity that ran at a moment."""
    began = (part for part in parts if part.started is not None and part.started <= moment)
    return next((part.id for part in began if part.ended is None or moment < part.ended), None)
