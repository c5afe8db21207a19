"""What pages and papers show of the curriculum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a statement comes from."""

    key: str
    author: str
    year: str
    title: str
    url: str

    @property
    def citation(self) -> str:
        """The source on one line."""
        year = "" if self.year in ("", "n.d.", "-") else f", {self.year}"
        return f"{self.author}{year}. {self.title}."


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One finding for, against or beside a benefit."""

    code: str
    topic: str
    direction: str
    strength: str
    population: str
    design: str
    finding: str
    caveat: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class BenefitView:
    """A benefit told with the strength of its evidence."""

    code: str
    title: str
    short_title: str
    messages: tuple[str, ...]
    honest_statement: str
    avoid_saying: tuple[str, ...]
    strength: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A planned part of a session, in minutes."""

    code: str
    kind: str
    title: str
    minutes: int
    benefits: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSessionView:
    """The plan of one session."""

    code: str
    number: int
    title: str
    focus_benefit: str
    areas: tuple[str, ...]
    handouts: tuple[str, ...]
    activities: tuple[ActivityView, ...]

    @property
    def benefit_minutes(self) -> tuple[tuple[str, float], ...]:
        """Minutes for each benefit, most first; an activity's minutes are shared by its benefits."""
        return shared_minutes((activity.benefits, activity.minutes) for activity in self.activities)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of a whole course."""

    code: str
    label: str
    minutes: int
    group_max: int
    note: str
    sessions: tuple[PlanSessionView, ...]


@dataclass(frozen=True, slots=True)
class StrokeView:
    """A stroke on one body area."""

    code: str
    area: str
    area_label: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class SafetyView:
    """A reason to wait, adapt or leave massage for another day."""

    code: str
    label: str
    action: str
    text: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class SignpostView:
    """Where a family is sent: `when` something is the matter, `to` whom."""

    code: str
    when: str
    to: str


@dataclass(frozen=True, slots=True)
class CurriculumView:
    """The whole curriculum, as it is leafed through."""

    plans: tuple[PlanView, ...]
    benefits: tuple[BenefitView, ...]
    strokes: tuple[StrokeView, ...]
    safety: tuple[SafetyView, ...]
    signposts: tuple[SignpostView, ...]


@dataclass(frozen=True, slots=True)
class DeliveredView:
    """An activity of one class as planned and as it went; moments are UTC."""

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

    @property
    def status(self) -> Literal["todo", "running", "done", "skipped"]:
        """Where the class stands with it; what was begun and then left out is done."""
        if self.started is None:
            return "skipped" if self.skipped else "todo"
        return "running" if self.ended is None else "done"


def shared_minutes(parts: Iterable[tuple[tuple[str, ...], float]]) -> tuple[tuple[str, float], ...]:
    """Return minutes by benefit, most first, from (benefit codes, minutes) pairs."""
    minutes: dict[str, float] = {}
    for benefits, length in parts:
        for code in benefits:
            minutes[code] = minutes.get(code, 0) + length / len(benefits)
    return tuple(sorted(minutes.items(), key=lambda item: -item[1]))


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
