"""Makes the content from what its files hold, as YAML or compiled, and names the file at fault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin

from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum import handout_types as paper
from massage_studio.curriculum import library_types as library
from massage_studio.curriculum.content_model import SHELF_OF, Content
from massage_studio.curriculum.wording_types import Honest, Wording, WordingRule
from massage_studio.errors import BugError

LAYOUT = 1
"""Raised when what is compiled from the same files looks different."""

_C = TypeVar("_C", bound=kinds.Coded)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item that may be her own: its file and shelf there, what it is made as, and what names it.

    `title` is the field that says in words which item it is.
    """

    file: str
    shelf: str
    made: type
    title: str = "label"
    key: str = "code"

    @property
    def fields(self) -> frozenset[str]:
        """What such an item may say."""
        return frozenset(field.name for field in fields(self.made)) - {self.key}

    @property
    def defaults(self) -> dict[str, Any]:
        """What such an item says where it says nothing, by field."""
        return {
            field.name: _nothing(field.type) if field.default is MISSING else _as_read(field.default)
            for field in fields(self.made)
            if field.name != self.key
        }


KINDS = {
    "benefit": Kind("benefits", "benefits", kinds.Benefit, "title"),
    "framework": Kind("benefits", "frameworks", library.Framework),
    "evidence": Kind("evidence", "evidence", kinds.Evidence, "finding"),
    "source": Kind("sources", "sources", kinds.Source, "title", "key"),
    "area": Kind("strokes", "areas", kinds.BodyArea),
    "stroke": Kind("strokes", "strokes", kinds.Stroke),
    "routine": Kind("strokes", "routines", kinds.Routine),
    "topic": Kind("library", "topics", library.Topic),
    "activity": Kind("library", "activities", library.Activity, "title"),
    "song": Kind("library", "songs", library.Song, "title"),
    "plan": Kind("plans", "plans", kinds.Plan),
    "contraindication": Kind("safety", "contraindications", kinds.Contraindication),
    "limit": Kind("safety", "limits", kinds.Limit, "mind"),
    "oil": Kind("safety", "oils", kinds.Oil),
    "signpost": Kind("safety", "signposting", kinds.Signpost, "when"),
    "state": Kind("states", "states", kinds.State),
    "cue": Kind("cues", "cues", kinds.Cue),
    "response": Kind("responses", "responses", kinds.Response),
}
"""By the name under which a studio keeps what is hers."""


def assembled(read: Mapping[str, Any], language: str) -> Content:
    """Make the content from what the files of a language hold, by the name of the file.

    Raises:
        BugError: an entry misses a field, or has one that is unknown or of the wrong type.
    """
    try:
        return _assembled(read, language)
    except KeyError as error:
        raise BugError(f"The content misses {error}") from error


def blank(kind: Kind) -> dict[str, Any]:
    """Return an item of a kind that says nothing yet."""
    return {field.name: _nothing(field.type) for field in fields(kind.made) if field.default is MISSING}


def fitting(name: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of an item of a kind that this version of the program knows what to do with."""
    kind = KINDS[name]
    types = {field.name: field.type for field in fields(kind.made) if field.name != kind.key}
    return {
        field: value
        for field, value in words.items()
        if field in types and _fits(name, field, types[field], value)
    }


def _fits(name: str, field: str, type_: Any, value: Any) -> bool:
    if type_ in (str, int, bool):
        return type(value) is type_
    if get_origin(type_) is Literal:
        return value in get_args(type_)
    if not isinstance(value, list):
        return False
    if get_args(type_)[0] is str:
        return all(isinstance(one, str) for one in value)
    kind = KINDS[name]
    try:
        _MAKERS[name](blank(kind) | {kind.key: "fits", field: value})
    except (BugError, KeyError, TypeError, AttributeError):
        return False
    return True


def _as_read(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _nothing(type_: Any) -> Any:
    if type_ in (str, int, bool):
        return type_()
    return get_args(type_)[0] if get_origin(type_) is Literal else []


def reassembled(shipped: Content, read: Mapping[str, Any], names: Iterable[str]) -> Content:
    """Make the items of these kinds anew from what the files hold; all else stays as it ships.

    Raises:
        BugError: as `assembled` does.
    """
    made, away = _items(read, names)
    return replace(shipped, **made, away=MappingProxyType({**shipped.away, **away}))


def _items(
    read: Mapping[str, Any], names: Iterable[str]
) -> tuple[dict[str, Any], dict[str, tuple[Any, ...]]]:
    """Make the items of some kinds: by field of the content those on offer, by kind those that are away.

    What is no longer offered goes aside, to be read where it is used.
    """
    made: dict[str, Any] = {}
    away: dict[str, tuple[Any, ...]] = {}
    for name in names:
        kind, make = KINDS[name], _MAKERS.get(name)
        entries = read[kind.file][kind.shelf]
        items = [make(entry) if make else _made(kind.made, entry, kind.file) for entry in entries]
        both = [(item, entry.get("withdrawn", False)) for item, entry in zip(items, entries, strict=True)]
        away[name] = tuple(item for item, gone in both if gone)
        offered = tuple(item for item, gone in both if not gone)
        if name == "source":
            # What is no longer offered is cited all the same.
            made["sources"] = MappingProxyType({source.key: source for source in (*offered, *away[name])})
        else:
            made[SHELF_OF[name]] = offered
    return made, away


def _assembled(read: Mapping[str, Any], language: str) -> Content:
    cues, plans, safety = read["cues"], read["plans"], read["safety"]
    made, away = _items(read, KINDS)
    return Content(
        language=language,
        cue_rules=tuple(cues["rules"]),
        needs=MappingProxyType(cues["needs"]),
        subsystems=MappingProxyType(cues["subsystems"]),
        drawings=_all(kinds.Drawing, read["drawings"]["drawings"], "drawings"),
        documents=_all(kinds.CodeAndLabel, plans["handouts"], "plans"),
        places=MappingProxyType({part: tuple(words) for part, words in safety["places"].items()}),
        everywhere=tuple(safety["everywhere"]),
        patch_test=_made(kinds.PatchTest, safety["patch_test"], "safety"),
        signpost_words=MappingProxyType(
            {code: tuple(words) for code, words in safety["signpost_words"].items()}
        ),
        helplines=_all(kinds.Helpline, safety["helplines"], "safety"),
        room_safety=tuple(safety["room"]),
        self_rating=self_rating(read),
        glossary=_all(kinds.GlossaryEntry, read["glossary"]["glossary"], "glossary"),
        examples=tuple(_example(entry) for entry in read["examples"]["examples"]),
        palette=_palette(read["palette"]),
        handouts=_handout_texts(read["handouts"]),
        wording=_wording(read["wording"]),
        away=MappingProxyType(away),
        **made,
    )


def _benefit(entry: Mapping[str, Any]) -> kinds.Benefit:
    # A finding is printed or it is not: nothing names one that has gone.
    evidence = [finding for finding in entry["evidence"] if not finding.get("withdrawn")]
    return _made(kinds.Benefit, entry, "benefits", evidence=_all(kinds.Evidence, evidence, "benefits"))


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


_MAKERS: dict[str, Callable[[Mapping[str, Any]], Any]] = {"benefit": _benefit, "plan": _plan}
"""What makes the items of a kind that hold others."""


def self_rating(read: Mapping[str, Any]) -> kinds.SelfRating:
    """Make the carers' own items from the files of a language, which need not have any other.

    Raises:
        BugError: an entry lacks a field, or has one that is unknown or mistyped.
    """
    try:
        return _self_rating(read["measures"]["self_rating"])
    except KeyError as error:
        raise BugError(f"measures.yaml: {error.args[0]} is missing") from error


def _self_rating(entry: Mapping[str, Any]) -> kinds.SelfRating:
    statements = _all(kinds.Statement, entry["statements"], "measures")
    return _made(kinds.SelfRating, entry, "measures", statements=statements)


def _palette(read: Mapping[str, Any]) -> kinds.Palette:
    keys = {group: _all(kinds.ShippedPaletteKey, entries, "palette") for group, entries in read.items()}
    return _made(kinds.Palette, {}, "palette", **keys)


def _handout_texts(read: Mapping[str, Any]) -> paper.HandoutTexts:
    def shelf(kind: type[_C], group: str) -> Mapping[str, _C]:
        entries = read[group].items()
        return MappingProxyType({code: _made(kind, {"code": code, **e}, "handouts") for code, e in entries})

    def every(kind: type[_T], entries: Iterable[Mapping[str, Any]]) -> tuple[_T, ...]:
        return _all(kind, entries, "handouts")

    return _made(
        paper.HandoutTexts,
        read,
        "handouts",
        labels=MappingProxyType(read["labels"]),
        not_massaged_reasons=MappingProxyType(read["not_massaged_reasons"]),
        strengths=MappingProxyType(read["strengths"]),
        directions=MappingProxyType(read["directions"]),
        rests_on=MappingProxyType({field: tuple(keys) for field, keys in read["rests_on"].items()}),
        not_today=_made(
            paper.NotToday,
            read["not_today"],
            "handouts",
            reasons=every(paper.ShortReason, read["not_today"]["reasons"]),
        ),
        help=_made(
            paper.Help,
            read["help"],
            "handouts",
            leads=MappingProxyType(read["help"]["leads"]),
            signs=every(paper.WarningSign, read["help"]["signs"]),
            short_leads=MappingProxyType(read["help"]["short_leads"]),
            short=every(paper.ShortSign, read["help"]["short"]),
        ),
        short_still_touch=every(paper.ShortStep, read["short_still_touch"]),
        oil=_made(paper.OilText, read["oil"], "handouts"),
        seeds=every(paper.Seed, read["seeds"]),
        literature=every(paper.Literature, read["literature"]),
        on_request=tuple(
            _made(paper.OnRequest, entry, "handouts", lines=every(paper.SourcedText, entry["lines"]))
            for entry in read["on_request"]
        ),
        cue_card=_made(paper.CueCard, read["cue_card"], "handouts"),
        review_of_reviews=_made(paper.CitedText, read["review_of_reviews"], "handouts"),
        areas=MappingProxyType({code: _area_text(code, entry) for code, entry in read["areas"].items()}),
        benefits=shelf(paper.BenefitText, "benefits"),
        documents=shelf(paper.DocumentText, "documents"),
    )


def _wording(read: Mapping[str, Any]) -> Wording:
    return Wording(
        MappingProxyType({name: tuple(words) for name, words in read["words"].items()}),
        _made(Honest, read["honest"], "wording"),
        _all(WordingRule, read["rules"], "wording"),
    )


def _area_text(code: str, entry: Mapping[str, Any]) -> paper.AreaText:
    steps = _all(paper.HomeStep, entry["steps"], "handouts")
    lately = _made(paper.HomeStep, entry["lately"], "handouts")
    short = _all(paper.ShortStep, entry["short"], "handouts")
    return _made(paper.AreaText, {"code": code, **entry}, "handouts", steps=steps, lately=lately, short=short)


def _all(kind: type[_T], entries: Iterable[Mapping[str, Any]], file: str) -> tuple[_T, ...]:
    return tuple(_made(kind, entry, file) for entry in entries)


def _made(kind: type[_T], entry: Mapping[str, Any], file: str, **nested: Any) -> _T:
    """One entry as a `kind`: lists become tuples, and a missing, unknown or mistyped field is a BugError."""
    values: dict[str, Any] = {}
    for name, type_, required in _fields_of(kind):  # type: ignore[arg-type]  # a class can be hashed
        if name in nested:
            values[name] = nested[name]
        elif name in entry:
            value = entry[name]
            if type(value) is list:
                value = tuple(value)
            if type_ is not None and type(value) is not type_:
                raise BugError(f"{file}.yaml: {name} of {_named(kind, entry)} has the wrong type")
            values[name] = value
        elif required:
            raise BugError(f"{file}.yaml: {_named(kind, entry)} has no {name}")
    unknown = entry.keys() - values.keys() - {"withdrawn"}
    if unknown:
        raise BugError(f"{file}.yaml: {_named(kind, entry)} has the unknown fields {sorted(unknown)}")
    return kind(**values)


def _named(kind: type, entry: Mapping[str, Any]) -> str:
    return next((entry[key] for key in ("code", "key", "term") if key in entry), kind.__name__)


# Asked ten thousand times where she has many plans.
@cache
def _fields_of(kind: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Return the fields of a kind: name, the plain type that it must have, if one, and whether it must be."""
    return tuple(
        (one.name, one.type if one.type in (str, int, bool) else None, one.default is MISSING)
        for one in fields(kind)
    )
