"""The shapes of what ships with the program; `content.load` fills them from YAML.

Codes are stable and stored in studios; labels and texts are in the content's language. Every `sources` holds
keys of Source.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from massage_studio.curriculum.library_types import ActivityKind

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
    """Where something is published; `checked` is the day on which what stands there was last looked at."""

    key: str
    author: str
    year: str
    title: str
    published_in: str
    url: str
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding. `verified`: checked against the published abstract or text.

    `parent` is the finding in plain words for paper, `numbers` follow it there; one without, or one that is
    not verified, is not printed. An instructor says by whom and on which day one of hers was verified; of one
    that ships the days of its sources tell.
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
    verified_by: str = ""
    verified_on: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """One of the five. `avoid_saying` is for the instructor and is never printed for a family.

    `sources` are what the key messages and the honest statement rest on.
    """

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
    sources: tuple[str, ...] = ()


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
    """What can be seen or heard; `audience` is who is told of it.

    `parent` completes "said yes, more by ...", `seen` completes "Mia ...".
    """

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
    seen: str = ""


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
class CodeAndLabel:
    """A code with its label, such as of a document to hand out."""

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
    """`involves` are the body areas, ways of touching and positions that it needs.

    `label` is the instructor's name for it, `plain_name` and `how`, one line, are for parents.
    """

    code: str
    area: str
    label: str
    description: str
    involves: tuple[str, ...]
    sources: tuple[str, ...]
    also_called: tuple[str, ...] = ()
    direction: str = ""
    plain_name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """Steps in their order, for class; no paper prints them."""

    code: str
    label: str
    steps: tuple[str, ...]
    involves: tuple[str, ...]
    sources: tuple[str, ...]
    note: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing shows in `words`, for those who hear a page.

    It is of the stroke, response or state that has its code, and of those in `shows`.
    """

    code: str
    words: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """A part of a planned session; `strokes` are those it teaches, all of its areas where it names none.

    `item` is the code of the item of the library that it was added from.
    """

    kind: ActivityKind
    title: str
    minutes: int
    benefits: tuple[str, ...]
    topic: str = ""
    areas: tuple[str, ...] = ()
    strokes: tuple[str, ...] = ()
    item: str = ""


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
    """A course template. Group sizes are babies; ages are weeks from birth.

    `copied_from` is the code of the plan that it was copied from, where it was.
    """

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
    copied_from: str = ""


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
    """Where a family is sent: `when` something is the matter, `to` whom, and the helplines among them.

    `family` tells whether a paper for families names it; one of her own, such as a local service, it does.
    One of her own has the day on which she last looked at it, `checked`, what kind of service it is, which
    neighbourhood it `serves`, and when it is open.
    """

    code: str
    when: str
    to: str
    sources: tuple[str, ...]
    lines: tuple[str, ...] = ()
    family: bool = True
    checked: str = ""
    service: str = ""
    serves: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call; `checked` is the day on which `sources` were looked at for it."""

    code: str
    name: str
    number: str
    sources: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Limit:
    """What one kind of fact about a baby forbids on paper, and how the fact is known; see safety.yaml.

    `mind` goes on from "For Mia: " and never says what the matter is. `source` is where a rule of her own
    comes from, `reason` why she made one that ships laxer or hid it: both in her words and never printed.
    """

    code: str
    mind: str
    sources: tuple[str, ...]
    label: str = ""
    kinds: tuple[str, ...] = ()
    fallback: bool = False
    words: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    places: bool = False
    if_no_place: tuple[str, ...] = ()
    days: int = 0
    hours: int = 0
    under_weeks: int = 0
    born_early: bool = False
    under_corrected_weeks: int = 0
    older_from_weeks: int = 0
    older_forbids: tuple[str, ...] = ()
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SelfRating:
    """A carer's own five items before and after a course, with all words of the screen turned to her.

    Answers go from `minimum` to `maximum`, which she never reads: `places` are five words for where on the
    line an answer stands, of which the first and the last stand at its ends.
    """

    code: str
    title: str
    instruction: str
    paper_instruction: str
    minimum: int
    maximum: int
    places: tuple[str, ...]
    statements: tuple[Statement, ...]
    words_before: str
    words_after: str
    on_paper: str
    thanks: str
    paper_thanks: str
    begin: str
    earlier: str
    skip: str
    later: str
    agree: str
    refuse: str
    hand_back: str
    note: str
    sources: tuple[str, ...]

    def place(self, answer: int) -> str:
        """Return in words where on the line an answer stands."""
        middle = (self.minimum + self.maximum) / 2
        if answer in (self.minimum, self.maximum):
            return self.places[0 if answer == self.minimum else -1]
        return self.places[1 if answer < middle else 2 if answer == middle else 3]


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
class ShippedPaletteKey:
    """One key of the class room, such as A, with the code it records and the words on its chip."""

    key: str
    code: str
    chip: str


@dataclass(frozen=True, slots=True)
class Palette:
    states: tuple[ShippedPaletteKey, ...]
    engagement: tuple[ShippedPaletteKey, ...]
    disengagement: tuple[ShippedPaletteKey, ...]
    responses: tuple[ShippedPaletteKey, ...]
