"""Checks of one item that is hers: what it names exists, and its numbers can be."""

from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.library_checks import LONGEST
from massage_studio.errors import BugError, KnownError

_NAMES = {
    **{"benefits": "benefit", "areas": "area", "area": "area", "strokes": "stroke", "topic": "topic"},
    **{
        "leave_out": "contraindication",
        "sources": "source",
        "claim_sources": "source",
        "responses": "response",
    },
    **{"lines": "helpline", "need": "need", "subsystem": "subsystem", "involves": "part", "forbids": "part"},
    **{"if_no_place": "part", "older_forbids": "part"},
}
"""The fields that name others by their codes, and what they name."""
# Fields of these names that are in words.
_IN_WORDS = frozenset((("evidence", "topic"), ("signpost", "area")))

_MOST = {"minutes": LONGEST, "wait_hours": 999, "days": 999, "under_weeks": 104, "under_corrected_weeks": 104}


_DAYS = frozenset(("checked", "verified_on"))


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def named_in(kind: str, field: str) -> str:
    """Return what a field of a kind names by code, such as "stroke"; nothing where it is in words."""
    return "" if (kind, field) in _IN_WORDS else _NAMES.get(field, "")


def known_codes(content: Content, named: str) -> Container[str]:
    """Return the codes of a kind that something may name, those no longer offered too."""
    if named == "part":
        return INVOLVED
    if named == "source":
        return content.sources
    if named in ("need", "subsystem"):
        return content.needs if named == "need" else content.subsystems
    shelves: dict[str, Iterable[Any]] = {
        "benefit": content.benefits,
        "area": content.areas,
        "stroke": content.strokes,
        "topic": content.topics,
        "contraindication": content.contraindications,
        "response": content.responses,
        "helpline": content.helplines,
    }
    return {item.code for item in (*shelves[named], *content.away.get(named, ()))}


def check_words(kind: str, words: dict[str, Any], content: Content) -> None:
    """Check words for an item of a kind.

    Raises:
        KnownError: a number is out of range, or a day is none.
        BugError: they name what is not there.
    """
    for field, value in words.items():
        most = _MOST.get(field)
        if most is not None and not (field == "minutes") <= value <= most:
            raise KnownError("A number is too small or too large.", "Write a number up to {most}.", most=most)
        if field in _DAYS and value and not _is_day(value):
            raise KnownError("This date cannot be read.", "Write it as year, month and day: 2026-11-29.")
        named = named_in(kind, field)
        if not named:
            continue
        codes = known_codes(content, named)
        for code in [value] if isinstance(value, str) else value:
            if code and code not in codes:
                raise BugError(f"A {kind} names the {named} {code}, which does not exist")
