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
class NotToday:
    """`main` are the codes of the contraindications named on every take-home, important ones first."""

    sentence: str
    main: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WarningSign:
    """A sign to call for help: at once where it is an `emergency`, the same day where it is `urgent`.

    `text` goes on from the lead of its level; `checked` is the day on which the sources were looked at.
    """

    level: Literal["emergency", "urgent"]
    text: str
    sources: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Help:
    """When to call for help: a lead for each level, and the signs."""

    leads: Mapping[str, str]
    signs: tuple[WarningSign, ...]


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
class AreaText:
    """`steps` to try at home when the area is new; `lately`, one line when it was learnt before."""

    code: str
    steps: tuple[HomeStep, ...]
    lately: HomeStep


@dataclass(frozen=True, slots=True)
class BenefitText:
    """A benefit told to parents; `science` is one sentence that the verified `findings` stand behind."""

    code: str
    heading: str
    text: str
    how_sure: str
    science: str
    findings: tuple[str, ...]
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
    `still_touch` is what there is to do at home where nothing else is allowed, and `catch_up_without_strokes`
    what a catch-up says where it has none of the week's strokes.
    """

    labels: Mapping[str, str]
    privacy_footer: str
    not_massaged_text: str
    not_massaged_reasons: Mapping[str, str]
    catch_up_text: str
    catch_up_without_strokes: str
    small_print_cues: str
    not_today: NotToday
    help: Help
    still_touch: tuple[str, ...]
    cue_card: CueCard
    areas: Mapping[str, AreaText]
    benefits: Mapping[str, BenefitText]
    documents: Mapping[str, DocumentText]
    review_of_reviews: CitedText
    strengths: Mapping[str, str]
    directions: Mapping[str, str]
