"""The whole content in one language, and one entry of it by its code."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum import handout_types as paper
from massage_studio.curriculum import library_types as library
from massage_studio.curriculum.wording_types import Wording
from massage_studio.errors import BugError

_C = TypeVar("_C", bound=kinds.Coded)
_T = TypeVar("_T")

# The fields that hold items with a code, and the kind of those that can be put away.
_SHELVES = {
    **{"benefits": "benefit", "states": "state", "cues": "cue", "responses": "response", "areas": "area"},
    **{"strokes": "stroke", "routines": "routine", "plans": "plan", "contraindications": "contraindication"},
    **{"oils": "oil", "signposting": "signpost", "topics": "topic", "limits": "limit", "songs": "song"},
    **{"activities": "activity", "frameworks": "framework"},
    **{"documents": "", "examples": "", "drawings": "", "helplines": ""},
}
SHELF_OF = {kind: shelf for shelf, kind in _SHELVES.items() if kind} | {"evidence": "other_evidence"}
"""The field of the content that holds the items of a kind; sources are kept by their key."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in one language, in the order of the files; look up one entry by its code.

    `away` holds by kind what is no longer offered, but may be named by a course, a note or a key.
    """

    language: str
    benefits: tuple[kinds.Benefit, ...]
    frameworks: tuple[library.Framework, ...]
    other_evidence: tuple[kinds.Evidence, ...]
    states: tuple[kinds.State, ...]
    cues: tuple[kinds.Cue, ...]
    cue_rules: tuple[str, ...]
    needs: Mapping[str, str]
    subsystems: Mapping[str, str]
    responses: tuple[kinds.Response, ...]
    areas: tuple[kinds.BodyArea, ...]
    strokes: tuple[kinds.Stroke, ...]
    routines: tuple[kinds.Routine, ...]
    drawings: tuple[kinds.Drawing, ...]
    topics: tuple[library.Topic, ...]
    activities: tuple[library.Activity, ...]
    songs: tuple[library.Song, ...]
    documents: tuple[kinds.CodeAndLabel, ...]
    plans: tuple[kinds.Plan, ...]
    contraindications: tuple[kinds.Contraindication, ...]
    limits: tuple[kinds.Limit, ...]
    places: Mapping[str, tuple[str, ...]]
    everywhere: tuple[str, ...]
    oils: tuple[kinds.Oil, ...]
    patch_test: kinds.PatchTest
    signposting: tuple[kinds.Signpost, ...]
    signpost_words: Mapping[str, tuple[str, ...]]
    helplines: tuple[kinds.Helpline, ...]
    room_safety: tuple[str, ...]
    self_rating: kinds.SelfRating
    glossary: tuple[kinds.GlossaryEntry, ...]
    examples: tuple[kinds.Example, ...]
    palette: kinds.Palette
    handouts: paper.HandoutTexts
    wording: Wording
    sources: Mapping[str, kinds.Source]
    away: Mapping[str, tuple[Any, ...]]
    _codes: dict[str, dict[str, Any]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes = {
            shelf: _by_code((*getattr(self, shelf), *self.away.get(kind, ())), shelf)
            for shelf, kind in _SHELVES.items()
        }
        object.__setattr__(self, "_codes", codes)

    def benefit(self, code: str) -> kinds.Benefit:
        return self._found("benefits", code, kinds.Benefit)

    def state(self, code: str) -> kinds.State:
        return self._found("states", code, kinds.State)

    def cue(self, code: str) -> kinds.Cue:
        return self._found("cues", code, kinds.Cue)

    def response(self, code: str) -> kinds.Response:
        return self._found("responses", code, kinds.Response)

    def area(self, code: str) -> kinds.BodyArea:
        return self._found("areas", code, kinds.BodyArea)

    def stroke(self, code: str) -> kinds.Stroke:
        return self._found("strokes", code, kinds.Stroke)

    def routine(self, code: str) -> kinds.Routine:
        return self._found("routines", code, kinds.Routine)

    def drawing(self, code: str) -> kinds.Drawing | None:
        """The drawing that has a code, or shows what has it; None where there is none."""
        return self._codes["drawings"].get(code) or next(
            (drawing for drawing in self.drawings if code in drawing.shows), None
        )

    def topic(self, code: str) -> library.Topic:
        return self._found("topics", code, library.Topic)

    def activity(self, code: str) -> library.Activity:
        return self._found("activities", code, library.Activity)

    def song(self, code: str) -> library.Song:
        return self._found("songs", code, library.Song)

    def document(self, code: str) -> kinds.CodeAndLabel:
        return self._found("documents", code, kinds.CodeAndLabel)

    def plan(self, code: str) -> kinds.Plan:
        return self._found("plans", code, kinds.Plan)

    def helpline(self, code: str) -> kinds.Helpline:
        return self._found("helplines", code, kinds.Helpline)

    def contraindication(self, code: str) -> kinds.Contraindication:
        return self._found("contraindications", code, kinds.Contraindication)

    def finding(self, code: str) -> kinds.Evidence | None:
        """One finding, or None where it did not ship."""
        every = [finding for benefit in self.benefits for finding in benefit.evidence]
        every += self.other_evidence
        return next((finding for finding in every if finding.code == code), None)

    def polarity(self, code: str) -> kinds.Polarity | Literal[""]:
        """Whether a cue asks for more or for a pause; empty where it did not ship."""
        cue = self._codes["cues"].get(code)
        return cue.polarity if cue else ""

    def source(self, key: str) -> kinds.Source:
        if key not in self.sources:
            raise BugError(f"No source has the key {key}")
        return self.sources[key]

    def cite(self, key: str) -> str:
        """One source in a line: author, year, title."""
        source = self.source(key)
        return ", ".join(part for part in (source.author, source.year, source.title) if part)

    def default_plan(self) -> kinds.Plan:
        """The course template offered first."""
        return next(plan for plan in self.plans if plan.default)

    def not_today(self, *, baby: str, hours: int) -> str:
        """When to leave massage for another day, in a sentence for a take-home sheet.

        `hours` is how long this studio waits after an immunisation.
        """
        texts = self.handouts
        reasons = [filled(self.contraindication(code).parent, hours=hours) for code in texts.not_today.main]
        # A reason has commas of its own.
        listed = "; ".join(reasons[:-1]) + f"; {texts.labels['or']} {reasons[-1]}"
        return filled(texts.not_today.sentence, baby=baby, reasons=listed)

    def _found(self, shelf: str, code: str, kind: type[_T]) -> _T:
        entry = self._codes[shelf].get(code)
        if not isinstance(entry, kind):
            raise BugError(f"Nothing in {shelf} has the code {code}")
        return entry


def filled(text: str, **values: str | int) -> str:
    """`text` with {baby}, {hours} and so on replaced in one pass; braces inside a value stay as they are."""

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise BugError(f"A text asks for {name}, which nobody gave")
        return str(values[name])

    return re.sub(r"\{(\w+)\}", value, text)


def _by_code(entries: Iterable[_C], shelf: str) -> dict[str, _C]:
    found: dict[str, _C] = {}
    for entry in entries:
        if entry.code in found:
            raise BugError(f"{shelf}: the code {entry.code} is there twice")
        found[entry.code] = entry
    return found
