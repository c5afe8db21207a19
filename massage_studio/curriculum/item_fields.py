"""What an item of each kind is asked for in a form: its fields, each with how it is filled in."""

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin

from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.item_checks import named_in

Shape = Literal["line", "text", "lines", "number", "tick", "choice", "codes"]

NO_WORDS = frozenset(
    (
        *("order", "default", "verified", "involves", "polarity", "audience", "action", "wait_hours"),
        *("massage", "family"),
    )
)
"""What an item is, and what keeps a baby safe: no matter of words."""

USUAL_MINUTES = {"activity": 5, "song": 3}
"""How long what she adds takes, where she does not say otherwise."""

_NEVER_ASKED = frozenset(("order", "default", "verified", "verified_by", "verified_on", "kinds", "fallback"))
_LONG = frozenset(
    (
        *("description", "text", "claim", "honest_statement", "finding", "caveat", "note", "advice", "how"),
        *("may_mean", "to", "mind", "overall_strength", "parent", "numbers", "when"),
    )
)
_ONE_OF = frozenset(("area", "topic", "need", "subsystem", "strength"))


# What parents read or are told; of a source nothing, of a finding what is in plain words.
_TOLD = frozenset(
    (
        *("title", "label", "short_title", "plain_name", "how", "claim", "key_messages", "honest_statement"),
        *(
            "text",
            "note",
            "parent",
            "points",
            "steps",
            "instructions",
            "words",
            "mind",
            "advice",
            "when",
            "to",
        ),
        *("description", "overall_strength"),
    )
)
_NOT_TOLD = frozenset((("limit", "words"), ("source", "title")))


def for_parents(kind: str, field: str) -> bool:
    """Tell whether parents read or are told what stands in a field."""
    return field in _TOLD and (kind, field) not in _NOT_TOLD


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its name, how it is filled in, what its codes name, and what there is to choose."""

    name: str
    shape: Shape
    named: str = ""
    choices: tuple[str, ...] = ()


def fields_of(kind: str, *, new: bool = False) -> tuple[FieldShape, ...]:
    """Return what may be said of an item of a kind, or of a new one, in the order in which it is made."""
    about = KINDS[kind]
    left_out = _NEVER_ASKED | (frozenset() if new else NO_WORDS) | {about.key}
    found = [
        _shape(kind, field.name, field.type) for field in fields(about.made) if field.name not in left_out
    ]
    # What an item is called comes first.
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.name != about.title))


def _shape(kind: str, name: str, type_: Any) -> FieldShape | None:
    named = named_in(kind, name)
    if (kind, name) == ("evidence", "strength"):
        named = "strength"
    if get_origin(type_) is Literal:
        return FieldShape(name, "choice", choices=get_args(type_))
    if type_ is bool:
        return FieldShape(name, "tick")
    if type_ is int:
        return FieldShape(name, "number")
    if type_ is str:
        if named and name in _ONE_OF:
            return FieldShape(name, "choice", named)
        return FieldShape(name, "text" if name in _LONG or name.startswith("for_") else "line")
    if get_args(type_)[0] is str:
        return FieldShape(name, "codes" if named else "lines", named)
    # Sessions of a plan and findings of a benefit have pages of their own.
    return None
