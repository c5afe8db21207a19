"""The shapes of what ships with the program; `content.load` fills them from YAML.

Codes are stable and stored in studios; labels and texts are in the content's language. Every `sources` holds
keys of Source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Polarity = Literal["engagement", "disengagement"]
Audience = Literal["family", "instructor", "warning"]
Direction = Literal["supports", "supports_indirectly", "mixed", "against_or_null", "background", "critique"]


class Coded(Protocol):
    """Anything that a code names."""

    @property
    def code(self) -> str: ...


class Sourced(Coded, Protocol):
    """Anything with a code that leans on sources."""

    @property
    def sources(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    author: str
    year: str
    title: str
    published_in: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding. `verified`: checked against the published abstract or text; for our use, never printed.

    `parent` is the finding in plain words for paper, `numbers` follow it there; one without is not printed.
    """

    code: str
    direction: Direction
    population: str
    design: str
    finding: str
    caveat: str
    strength: str
    sources: tuple[str, ...]
    verified: bool
    parent: str = ""
    numbers: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """One of the five. `avoid_saying` is for the instructor and is never printed for a family."""

    code: str
    order: int
    title: str
    short_title: str
    claim: str
    claim_sources: tuple[str, ...]
    key_messages: tuple[str, ...]
    honest_statement: str
    avoid_saying: tuple[str, ...]
    overall_strength: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One of Brazelton's six states. `parent` captions a stretch of the timeline on paper."""

    code: str
    order: int
    label: str
    other_names: tuple[str, ...]
    description: str
    massage: Literal["no", "wait", "best", "caution", "stop"]
    advice: str
    parent: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """What can be seen or heard; `audience` is who is told of it. `parent` completes "mostly by ..."."""

    code: str
    label: str
    polarity: Polarity
    strength: Literal["potent", "subtle"]
    subsystem: str
    need: str
    audience: Audience
    description: str
    may_mean: str
    responses: tuple[str, ...]
    advice: str
    parent: str
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What a carer may do next. `parent` goes on from "What helped: "."""

    code: str
    label: str
    category: str
    description: str
    parent: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its label: a topic of a talk, or a document to hand out."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class BodyArea:
    code: str
    label: str
    order: int
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    code: str
    area: str
    label: str
    description: str
    sources: tuple[str, ...]
    also_called: tuple[str, ...] = ()
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """Steps in their order. Paper tells it where its `area` is new, with the `strokes` and `routines` in it
    that the area does not teach.
    """

    code: str
    label: str
    steps: tuple[str, ...]
    sources: tuple[str, ...]
    note: str = ""
    repeat: str = ""
    when: str = ""
    area: str = ""
    strokes: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanActivity:
    kind: Literal["welcome", "check_in", "topic", "massage", "discussion", "break", "closing"]
    title: str
    minutes: int
    benefits: tuple[str, ...]
    topic: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanSession:
    """One week of a course. `focus_benefit` heads that week's take-home sheet; `number` counts from 1."""

    number: int
    title: str
    focus_benefit: str
    focus_areas: tuple[str, ...]
    activities: tuple[PlanActivity, ...]
    handouts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A course template. Group sizes are babies; ages are weeks from birth."""

    code: str
    label: str
    note: str
    default: bool
    session_minutes: int
    group_min: int
    group_typical: int
    group_max: int
    age_from_weeks: int
    age_to: str
    sources: tuple[str, ...]
    sessions: tuple[PlanSession, ...]


@dataclass(frozen=True, slots=True)
class Contraindication:
    """A reason to wait or adapt. `parent` completes "Not today if Mia ..."; wait_hours 0: no fixed time."""

    code: str
    label: str
    action: str
    text: str
    parent: str
    sources: tuple[str, ...]
    wait_hours: int = 0


@dataclass(frozen=True, slots=True)
class Oil:
    code: str
    label: str
    use: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatchTest:
    text: str
    note: str
    first_check_minutes: int
    second_check_hours: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where a family is sent: `when` something is the matter, `to` whom."""

    code: str
    when: str
    to: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SelfRating:
    """A carer's own rating before and after a course: five statements from `minimum` to `maximum`."""

    code: str
    title: str
    instruction: str
    minimum: int
    maximum: int
    statements: tuple[Statement, ...]
    free_text: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ExampleEvent:
    """`minute` counts from the start of the session."""

    minute: int
    state: str
    cues: tuple[str, ...]
    responses: tuple[str, ...]
    area: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One told session, for the demo studio. Ages in weeks; `minutes` is the length of the session."""

    code: str
    title: str
    session: int
    alias: str
    age_weeks: int
    gestation_weeks: int
    carer: str
    minutes: int
    events: tuple[ExampleEvent, ...]


@dataclass(frozen=True, slots=True)
class PaletteKey:
    """One key of the class room, such as A, with the code it records and the words on its chip."""

    key: str
    code: str
    chip: str


@dataclass(frozen=True, slots=True)
class Palette:
    states: tuple[PaletteKey, ...]
    engagement: tuple[PaletteKey, ...]
    disengagement: tuple[PaletteKey, ...]
    responses: tuple[PaletteKey, ...]


@dataclass(frozen=True, slots=True)
class CitedText:
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotToday:
    """`main` are the codes of the contraindications named on every take-home sheet, the important ones first.

    `emergency` and `urgent` are the signs to call for help at once, and the same day.
    """

    sentence: str
    main: tuple[str, ...]
    emergency: str
    urgent: str


@dataclass(frozen=True, slots=True)
class CueCard:
    engagement: tuple[str, ...]
    disengagement: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaText:
    """`steps` to try at home when the area is new; `lately`, one line when it was learnt before."""

    code: str
    steps: tuple[str, ...]
    lately: str


@dataclass(frozen=True, slots=True)
class BenefitText:
    """A benefit told to parents; `science` is one sentence that `sources` stand behind."""

    code: str
    heading: str
    text: str
    how_sure: str
    science: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentText:
    code: str
    text: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoutTexts:
    """Texts for paper. `strengths` and `directions` put the codes of Evidence into words.

    `not_massaged_reasons` has words for the reasons of the class room; for any other, `not_massaged_text`.
    `to_mind` has by kind of health flag, and for a baby born early, what to mind at home.
    """

    labels: Mapping[str, str]
    privacy_footer: str
    not_massaged_text: str
    not_massaged_reasons: Mapping[str, str]
    to_mind: Mapping[str, str]
    catch_up_text: str
    small_print_cues: str
    not_today: NotToday
    cue_card: CueCard
    areas: Mapping[str, AreaText]
    benefits: Mapping[str, BenefitText]
    documents: Mapping[str, DocumentText]
    review_of_reviews: CitedText
    strengths: Mapping[str, str]
    directions: Mapping[str, str]
