"""What ships with the program: curriculum, vocabulary of cues, evidence and texts for paper, in one language.

Read once from resources/content/<language>/*.yaml and checked while reading (content_checks.py).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from massage_studio import paths
from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum import handout_types as paper
from massage_studio.curriculum.content_checks import check
from massage_studio.errors import BugError

_C = TypeVar("_C", bound=kinds.Coded)
_T = TypeVar("_T")

_SHELVES = (
    *("benefits", "states", "cues", "responses", "areas", "strokes", "routines", "topics", "documents"),
    *("plans", "contraindications", "limits", "oils", "signposting", "examples"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in one language, in the order of the files; look up one entry by its code."""

    language: str
    benefits: tuple[kinds.Benefit, ...]
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
    topics: tuple[kinds.Named, ...]
    documents: tuple[kinds.Named, ...]
    plans: tuple[kinds.Plan, ...]
    contraindications: tuple[kinds.Contraindication, ...]
    limits: tuple[kinds.Limit, ...]
    places: Mapping[str, tuple[str, ...]]
    everywhere: tuple[str, ...]
    oils: tuple[kinds.Oil, ...]
    patch_test: kinds.PatchTest
    signposting: tuple[kinds.Signpost, ...]
    room_safety: tuple[str, ...]
    self_rating: kinds.SelfRating
    glossary: tuple[kinds.GlossaryEntry, ...]
    examples: tuple[kinds.Example, ...]
    palette: kinds.Palette
    handouts: paper.HandoutTexts
    sources: Mapping[str, kinds.Source]
    _codes: dict[str, dict[str, Any]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes = {shelf: _by_code(getattr(self, shelf), shelf) for shelf in _SHELVES}
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

    def topic(self, code: str) -> kinds.Named:
        return self._found("topics", code, kinds.Named)

    def document(self, code: str) -> kinds.Named:
        return self._found("documents", code, kinds.Named)

    def plan(self, code: str) -> kinds.Plan:
        return self._found("plans", code, kinds.Plan)

    def contraindication(self, code: str) -> kinds.Contraindication:
        return self._found("contraindications", code, kinds.Contraindication)

    def finding(self, code: str) -> kinds.Evidence | None:
        """One finding, or None where it did not ship."""
        every = [finding for benefit in self.benefits for finding in benefit.evidence]
        every += self.other_evidence
        return next((finding for finding in every if finding.code == code), None)

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


@lru_cache(maxsize=4)
def load(language: str = "en-GB") -> Content:
    """The shipped content, read and checked once a process; BugError names the file and the code at fault."""
    return load_folder(paths.content(language), language)


def load_folder(folder: Path, language: str) -> Content:
    """The content in any folder of the same layout, read and checked now."""
    read = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    try:
        content = _assembled(read, language)
    except KeyError as error:
        raise BugError(f"The content misses {error}") from error
    check(content)
    return content


def _read(path: Path) -> Any:
    # The loader in C is ten times as fast; PyYAML comes without it where no compiler was at hand.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), loader)
    except yaml.YAMLError as error:
        raise BugError(f"{path.name} is not YAML") from error


def _assembled(read: Mapping[str, Any], language: str) -> Content:
    cues, strokes, plans, safety = read["cues"], read["strokes"], read["plans"], read["safety"]
    return Content(
        language=language,
        benefits=tuple(_benefit(entry) for entry in read["benefits"]["benefits"]),
        other_evidence=_all(kinds.Evidence, read["evidence"]["evidence"], "evidence"),
        states=_all(kinds.State, read["states"]["states"], "states"),
        cues=_all(kinds.Cue, cues["cues"], "cues"),
        cue_rules=tuple(cues["rules"]),
        needs=MappingProxyType(cues["needs"]),
        subsystems=MappingProxyType(cues["subsystems"]),
        responses=_all(kinds.Response, read["responses"]["responses"], "responses"),
        areas=_all(kinds.BodyArea, strokes["areas"], "strokes"),
        strokes=_all(kinds.Stroke, strokes["strokes"], "strokes"),
        routines=_all(kinds.Routine, strokes["routines"], "strokes"),
        topics=_all(kinds.Named, plans["topics"], "plans"),
        documents=_all(kinds.Named, plans["handouts"], "plans"),
        plans=tuple(_plan(entry) for entry in plans["plans"]),
        contraindications=_all(kinds.Contraindication, safety["contraindications"], "safety"),
        limits=_all(kinds.Limit, safety["limits"], "safety"),
        places=MappingProxyType({part: tuple(words) for part, words in safety["places"].items()}),
        everywhere=tuple(safety["everywhere"]),
        oils=_all(kinds.Oil, safety["oils"], "safety"),
        patch_test=_made(kinds.PatchTest, safety["patch_test"], "safety"),
        signposting=_all(kinds.Signpost, safety["signposting"], "safety"),
        room_safety=tuple(safety["room"]),
        self_rating=_self_rating(read["measures"]["self_rating"]),
        glossary=_all(kinds.GlossaryEntry, read["glossary"]["glossary"], "glossary"),
        examples=tuple(_example(entry) for entry in read["examples"]["examples"]),
        palette=_palette(read["palette"]),
        handouts=_handout_texts(read["handouts"]),
        sources=MappingProxyType(
            {entry["key"]: _made(kinds.Source, entry, "sources") for entry in read["sources"]["sources"]}
        ),
    )


def _benefit(entry: Mapping[str, Any]) -> kinds.Benefit:
    evidence = _all(kinds.Evidence, entry["evidence"], "benefits")
    return _made(kinds.Benefit, entry, "benefits", evidence=evidence)


def _example(entry: Mapping[str, Any]) -> kinds.Example:
    events = _all(kinds.ExampleEvent, entry["events"], "examples")
    return _made(kinds.Example, entry, "examples", events=events)


def _plan(entry: Mapping[str, Any]) -> kinds.Plan:
    sessions = tuple(
        _made(
            kinds.PlanSession,
            session,
            "plans",
            activities=_all(kinds.PlanActivity, session["activities"], "plans"),
        )
        for session in entry["sessions"]
    )
    return _made(kinds.Plan, entry, "plans", sessions=sessions)


def _self_rating(entry: Mapping[str, Any]) -> kinds.SelfRating:
    statements = _all(kinds.Statement, entry["statements"], "measures")
    return _made(kinds.SelfRating, entry, "measures", statements=statements)


def _palette(read: Mapping[str, Any]) -> kinds.Palette:
    keys = {group: _all(kinds.PaletteKey, entries, "palette") for group, entries in read.items()}
    return _made(kinds.Palette, {}, "palette", **keys)


def _handout_texts(read: Mapping[str, Any]) -> paper.HandoutTexts:
    def shelf(kind: type[_C], group: str) -> Mapping[str, _C]:
        entries = read[group].items()
        return MappingProxyType({code: _made(kind, {"code": code, **e}, "handouts") for code, e in entries})

    return _made(
        paper.HandoutTexts,
        read,
        "handouts",
        labels=MappingProxyType(read["labels"]),
        not_massaged_reasons=MappingProxyType(read["not_massaged_reasons"]),
        strengths=MappingProxyType(read["strengths"]),
        directions=MappingProxyType(read["directions"]),
        not_today=_made(paper.NotToday, read["not_today"], "handouts"),
        help=_made(
            paper.Help,
            read["help"],
            "handouts",
            leads=MappingProxyType(read["help"]["leads"]),
            signs=_all(paper.Sign, read["help"]["signs"], "handouts"),
        ),
        cue_card=_made(paper.CueCard, read["cue_card"], "handouts"),
        review_of_reviews=_made(paper.CitedText, read["review_of_reviews"], "handouts"),
        areas=MappingProxyType({code: _area_text(code, entry) for code, entry in read["areas"].items()}),
        benefits=shelf(paper.BenefitText, "benefits"),
        documents=shelf(paper.DocumentText, "documents"),
    )


def _area_text(code: str, entry: Mapping[str, Any]) -> paper.AreaText:
    steps = _all(paper.Step, entry["steps"], "handouts")
    lately = _made(paper.Step, entry["lately"], "handouts")
    return _made(paper.AreaText, {"code": code, **entry}, "handouts", steps=steps, lately=lately)


def _all(kind: type[_T], entries: Iterable[Mapping[str, Any]], file: str) -> tuple[_T, ...]:
    return tuple(_made(kind, entry, file) for entry in entries)


def _made(kind: type[_T], entry: Mapping[str, Any], file: str, **nested: Any) -> _T:
    """One entry as a `kind`: lists become tuples, and a missing, unknown or mistyped field is a BugError."""
    name = next((entry[key] for key in ("code", "key", "term") if key in entry), kind.__name__)
    values: dict[str, Any] = {}
    for wanted in fields(kind):  # type: ignore[arg-type]  # every kind is a dataclass
        if wanted.name in nested:
            values[wanted.name] = nested[wanted.name]
        elif wanted.name in entry:
            value = entry[wanted.name]
            value = tuple(value) if isinstance(value, list) else value
            if wanted.type in (str, int, bool) and type(value) is not wanted.type:
                raise BugError(f"{file}.yaml: {wanted.name} of {name} has the wrong type")
            values[wanted.name] = value
        elif wanted.default is MISSING:
            raise BugError(f"{file}.yaml: {name} has no {wanted.name}")
    unknown = entry.keys() - values.keys()
    if unknown:
        raise BugError(f"{file}.yaml: {name} has the unknown fields {sorted(unknown)}")
    return kind(**values)


def _by_code(entries: Iterable[_C], shelf: str) -> dict[str, _C]:
    found: dict[str, _C] = {}
    for entry in entries:
        if entry.code in found:
            raise BugError(f"{shelf}: the code {entry.code} is there twice")
        found[entry.code] = entry
    return found
