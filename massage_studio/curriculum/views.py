"""What pages and papers show of the curriculum."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

OWN = "own_"
"""How the codes of items begin that an instructor added."""

Service = Literal["health_visitor", "parent_infant", "perinatal", "peer_support", "other"]
SERVICES: tuple[Service, ...] = ("health_visitor", "parent_infant", "perinatal", "peer_support", "other")


@dataclass(frozen=True, slots=True)
class OwnItemView:
    """What is hers of one item: `words` and `shipped` as JSON, by field; see the table."""

    kind: str
    code: str
    words: str
    shipped: str
    added: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, each a text, a number or a list as the content holds it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that was done to an item in this studio, in UTC; `undone` where it was taken back.

    `hidden` tells whether it hid the item or showed it again, None where it did neither.
    """

    operation_id: UUID
    verb: str
    words: str
    at: datetime
    undone: bool
    changes: tuple[FieldChange, ...]
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class ShippedChange:
    """A field that she changed and that has shipped in other words since: hers, those of then and of now."""

    kind: str
    code: str
    title: str
    field: str
    hers: Any
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a newer program means for what is hers.

    `withdrawn` are (kind, code, title) of what she changed and that is no longer offered; `unknown` counts
    the items of hers that this version of the program does not know, which stay in the studio.
    """

    changes: tuple[ShippedChange, ...]
    withdrawn: tuple[tuple[str, str, str], ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a statement comes from."""

    key: str
    author: str
    year: str
    title: str
    url: str
    published_in: str = ""

    @property
    def citation(self) -> str:
        """The source on one line."""
        year = "" if self.year in ("", "n.d.", "-") else f", {self.year}"
        return f"{self.author}{year}. {self.title[:1].upper()}{self.title[1:]}."


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One finding for, against or beside a benefit; see the Evidence of the content."""

    code: str
    topic: str
    direction: str
    strength: str
    population: str
    design: str
    finding: str
    caveat: str
    sources: tuple[SourceView, ...]
    verified: bool
    parent: str
    numbers: str
    verified_by: str = ""
    verified_on: date | None = None

    @property
    def own(self) -> bool:
        """Whether the instructor added it."""
        return self.code.startswith(OWN)


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

    @property
    def own(self) -> bool:
        """Whether the instructor added it."""
        return self.code.startswith(OWN)


@dataclass(frozen=True, slots=True)
class ActivityView:
    """A planned part of a session, in minutes; see the PlanActivity of the content."""

    code: str
    kind: str
    title: str
    minutes: int
    benefits: tuple[str, ...]
    areas: tuple[str, ...]
    topic: str = ""
    strokes: tuple[str, ...] = ()
    item: str = ""


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
    """The plan of a whole course; `copied_from` is the code of the plan that it began as, if any."""

    code: str
    label: str
    minutes: int
    group_max: int
    note: str
    sessions: tuple[PlanSessionView, ...]
    copied_from: str = ""


@dataclass(frozen=True, slots=True)
class StrokeView:
    """A stroke on one body area, and the body areas, ways of touching and positions that it involves.

    `plain_name` and `how`, one line, are for parents; `drawing` is the code of the one that shows it.
    """

    code: str
    area: str
    area_label: str
    label: str
    description: str
    involves: tuple[str, ...]
    plain_name: str
    how: str
    drawing: str = ""


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
    """Where a family is sent: `when` something is the matter, `to` whom, with the numbers of helplines.

    `family` tells whether a paper for families names it, `own` whether it is a local service of hers.
    """

    code: str
    when: str
    to: str
    family: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class LocalService:
    """A signpost of her own near her families, and the day on which she last looked at it, where known.

    `service` is what kind of help it is, `serves` for which neighbourhood, `opening` when it is open.
    """

    id: UUID
    when: str
    to: str
    checked: date | None
    service: Service = "other"
    serves: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class CurriculumView:
    """The whole curriculum, as it is leafed through.

    The names of benefits and body areas are by code, those of what is no longer offered too.
    """

    plans: tuple[PlanView, ...]
    benefits: tuple[BenefitView, ...]
    strokes: tuple[StrokeView, ...]
    safety: tuple[SafetyView, ...]
    signposts: tuple[SignpostView, ...]
    benefit_names: dict[str, str]
    area_names: dict[str, str]


def shared_minutes(parts: Iterable[tuple[tuple[str, ...], float]]) -> tuple[tuple[str, float], ...]:
    """Return minutes by benefit, most first, from (benefit codes, minutes) pairs."""
    minutes: dict[str, float] = {}
    for benefits, length in parts:
        for code in benefits:
            minutes[code] = minutes.get(code, 0) + length / len(benefits)
    return tuple(sorted(minutes.items(), key=lambda item: -item[1]))


# Each course keeps a copy, and every page of a course reads it; most of them follow the same few plans.
@lru_cache(maxsize=16)
def plan_as_text(plan: PlanView) -> str:
    """Return a plan as JSON."""
    return json.dumps(asdict(plan), ensure_ascii=False)


@lru_cache(maxsize=16)
def plan_from_text(text: str) -> PlanView:
    """Return the plan that was kept as JSON."""
    plan = json.loads(text)
    return PlanView(**plan | {"sessions": tuple(map(_plan_session, plan["sessions"]))})


def _plan_session(read: dict[str, Any]) -> PlanSessionView:
    activities = tuple(ActivityView(**_in_tuples(part)) for part in read["activities"])
    return PlanSessionView(**_in_tuples(read) | {"activities": activities})


def _in_tuples(read: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}
