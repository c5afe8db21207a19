"""The shapes of the texts for paper; `content.load` fills them from handouts.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CitedText:
    """`findings` are what it rests on, every one verified."""

    text: str
    findings: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortReason:
    """Goes on from the lead of NotToday; `covers` are the contraindications that it stands for."""

    text: str
    covers: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotToday:
    """`main` are the codes of the contraindications named on every take-home, important ones first.

    `reasons` say the same in short after `lead`, and `lines` in two lines of one sentence.
    """

    sentence: str
    main: tuple[str, ...]
    lead: str
    reasons: tuple[ShortReason, ...]
    lines: tuple[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A sign to call for help: at once where it is an `emergency`, the same day where it is `urgent`.

    `text` goes on from the lead of its level; `checked` is the day on which the sources were looked at.
    """

    code: str
    level: Literal["emergency", "urgent"]
    text: str
    sources: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class ShortSign:
    """One line of signs under the short lead of its level; `covers` are the signs that it tells."""

    level: Literal["emergency", "urgent"]
    text: str
    covers: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """When to call for help: a lead for each level, and the signs; the same again in a few short lines."""

    leads: Mapping[str, str]
    signs: tuple[WarningSign, ...]
    short_leads: Mapping[str, str]
    short: tuple[ShortSign, ...]


@dataclass(frozen=True, slots=True)
class CueCard:
    engagement: tuple[str, ...]
    disengagement: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeStep:
    """A step to try at home, with what it `involves` as a stroke does; nothing where it touches nobody."""

    text: str
    involves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortStep:
    """A step to try at home in a line beside a drawing: that of a stroke, of a state or of an ACTION.

    It `involves` as a HomeStep does.
    """

    title: str
    text: str
    drawing: str
    involves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaText:
    """`steps` to try at home when the area is new; `lately`, one line when it was learnt before.

    `short` are three steps in a line each, the first a beginning.
    """

    code: str
    steps: tuple[HomeStep, ...]
    lately: HomeStep
    short: tuple[ShortStep, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OilText:
    """What a family is told about oil below and from an age in weeks, and how oil is tried first.

    `short_patch_test` stands in for how it is tried where there is no room for that.
    """

    under_weeks: int
    first_weeks: str
    later: str
    patch_test: str
    short_patch_test: str
    sources: tuple[str, ...]

    def at(self, weeks: int | None) -> str:
        """Return what is told at an age in weeks, corrected where a baby was born early; None: not known."""
        if weeks is None or weeks < self.under_weeks:
            return self.first_weeks
        return f"{self.later} {self.patch_test}"


@dataclass(frozen=True, slots=True)
class Seed:
    """A thought about babies and parents for the papers of one benefit and of the weeks that it heads."""

    code: str
    benefit: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Literature:
    """Something to read or to watch after the class, and whose it is."""

    kind: Literal["read", "watch"]
    title: str
    whose: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class SourcedText:
    """A text and what it rests on: sources, or practice; a `short` one is told where there is little room."""

    text: str
    sources: tuple[str, ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class OnRequest:
    """Lines for those families alone who ask: what they told of their baby has one of these `words`."""

    code: str
    title: str
    words: tuple[str, ...]
    lines: tuple[SourcedText, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BenefitText:
    """A benefit told to parents; `science` are sentences that the verified `findings` stand behind.

    `sure_line` says in one line how sure that is.
    """

    code: str
    heading: str
    text: str
    how_sure: str
    sure_line: str
    science: str
    findings: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentText:
    code: str
    text: str
    points: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoutTexts:
    """Texts for paper. `strengths` and `directions` put the codes of Evidence into words.

    `not_massaged_reasons` has words for the reasons of the class room; for any other, `not_massaged_text`.
    `still_touch` is what there is to do at home where nothing else is allowed, and `catch_up_without_strokes`
    what a catch-up says where it has none of the week's strokes; `short_still_touch` is the first in short.
    `before_joining_text` is for a family that joined the course after the class. `rests_on` names what the
    texts of a field rest on that have no sources of their own.
    """

    labels: Mapping[str, str]
    privacy_footer: str
    not_massaged_text: str
    not_massaged_reasons: Mapping[str, str]
    catch_up_text: str
    catch_up_without_strokes: str
    before_joining_text: str
    small_print_cues: str
    not_today: NotToday
    help: Help
    still_touch: tuple[str, ...]
    short_still_touch: tuple[ShortStep, ...]
    oil: OilText
    seeds: tuple[Seed, ...]
    literature: tuple[Literature, ...]
    on_request: tuple[OnRequest, ...]
    cue_card: CueCard
    areas: Mapping[str, AreaText]
    benefits: Mapping[str, BenefitText]
    documents: Mapping[str, DocumentText]
    review_of_reviews: CitedText
    strengths: Mapping[str, str]
    directions: Mapping[str, str]
    rests_on: Mapping[str, tuple[str, ...]]
