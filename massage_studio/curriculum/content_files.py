"""Makes the content from what its files hold, as YAML or compiled, and names the file at fault."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any, TypeVar

from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum import handout_types as paper
from massage_studio.curriculum.content_model import Content
from massage_studio.errors import BugError

_C = TypeVar("_C", bound=kinds.Coded)
_T = TypeVar("_T")


def assembled(read: Mapping[str, Any], language: str) -> Content:
    """Make the content from what the files of a language hold, by the name of the file.

    Raises:
        BugError: an entry misses a field, or has one that is unknown or of the wrong type.
    """
    try:
        return _assembled(read, language)
    except KeyError as error:
        raise BugError(f"The content misses {error}") from error


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
