"""Checks of what a session is put together from: whatever an item of the library names exists."""

from collections import Counter
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from massage_studio.curriculum.content_types import Coded
from massage_studio.curriculum.library_types import Activity, Framework, Song, Topic
from massage_studio.errors import BugError

if TYPE_CHECKING:
    from massage_studio.curriculum.content_model import Content

LONGEST = 120
"""Minutes that a part of a session takes at most."""


def check_library(content: "Content") -> None:
    """Raise BugError where an item names what is not there, takes no time or shares its code."""
    known: dict[str, tuple[str, Container[str]]] = {
        "benefits": ("benefit", _codes(content.benefits)),
        "areas": ("body area", _codes(content.areas)),
        "strokes": ("stroke", _codes(content.strokes)),
        "topic": ("topic", _codes(content.topics)),
        "leave_out": ("contraindication", _codes(content.contraindications)),
        "sources": ("source", content.sources),
    }
    library: tuple[Activity | Song | Topic, ...] = (*content.activities, *content.songs, *content.topics)
    shelves: tuple[tuple[str, tuple[Activity | Song | Topic | Framework, ...]], ...] = (
        ("library", library),
        ("benefits", content.frameworks),
    )
    for file, items in shelves:
        for item in items:
            if not (item.benefits and item.sources):
                raise BugError(f"{file}.yaml: {item.code} names no benefit or no source")
            for field, (what, codes) in known.items():
                value = getattr(item, field, ())
                for code in filter(None, [value] if isinstance(value, str) else value):
                    if code not in codes:
                        raise BugError(
                            f"{file}.yaml: {item.code} names the {what} {code}, which does not exist"
                        )
    for part in library:
        if not 0 < part.minutes <= LONGEST:
            raise BugError(f"library.yaml: {part.code} takes {part.minutes} minutes")
    for code, times in Counter((*_codes(content.activities), *_codes(content.songs))).items():
        if times > 1:
            raise BugError(f"library.yaml: the code {code} is there twice")
    offered = _codes(library) | _codes(content.strokes) | _codes(content.routines)
    for plan in content.plans:
        for session in plan.sessions:
            for activity in session.activities:
                if activity.item not in offered or not offered.issuperset(activity.strokes):
                    owner, named = f"{plan.code} session {session.number}", activity.item or "nothing"
                    raise BugError(
                        f"plans.yaml: {owner} names the item {named}, which the library does not have"
                    )


def _codes(items: Iterable[Coded]) -> frozenset[str]:
    return frozenset(item.code for item in items)
