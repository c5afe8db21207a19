"""The content: what ships with the program, and over it what an instructor made her own.

What ships is written in resources/content/<language>/*.yaml, and packaging/compile_content.py checks it and
compiles it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from massage_studio import paths
from massage_studio.curriculum.content_files import KINDS, LAYOUT, assembled, blank, fitting, reassembled
from massage_studio.curriculum.content_model import Content, filled
from massage_studio.curriculum.views import OwnItemView
from massage_studio.errors import BugError, KnownError

__all__ = [
    "Content",
    "compiled",
    "current",
    "entry_of",
    "every_entry",
    "filled",
    "load",
    "shipped_entry",
    "title_of",
]

LANGUAGE = "en-GB"
_LONGEST_TITLE = 60


@lru_cache(maxsize=4)
def load(language: str = LANGUAGE) -> Content:
    """The shipped content, made once a process.

    Raises:
        KnownError: its file is damaged, or belongs to another version of the program.
    """
    try:
        return assembled(compiled(language), language)
    except (BugError, TypeError, AttributeError) as error:
        raise _not_readable() from error


@lru_cache(maxsize=2)
def current(own: tuple[OwnItemView, ...]) -> Content:
    """The shipped content with what is hers over it, made again where that changed.

    What she hid is offered nowhere and still found by its code, as is what is no longer shipped.
    """
    if not own:
        return load()
    kinds = {item.kind for item in own} & KINDS.keys()
    if "evidence" in kinds:
        kinds.add("benefit")  # which holds the findings about it
    return reassembled(load(), _laid_over(own), kinds)


@lru_cache(maxsize=4)
def compiled(language: str = LANGUAGE) -> Any:
    """What the files of a language hold, by the name of the file: plain lists and dictionaries to read only.

    Raises:
        KnownError: the file is damaged, or was made for a newer version of the program.
    """
    try:
        read = json.loads(paths.content(language).read_text(encoding="utf-8"))
        layout = re.search(r"layout=(\d+)", read["made_from"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_readable() from error
    if layout is None or int(layout.group(1)) > LAYOUT:
        raise KnownError(
            "The texts of the program are newer than the program.",
            "Install the newest Massage Studio. What is in your studio stays as it is.",
        )
    return read


def shipped_entry(kind: str, code: str) -> Mapping[str, Any] | None:
    """One item as it ships, by field; None where no such item ships."""
    return every_entry(()).get((kind, code))


def entry_of(own: tuple[OwnItemView, ...], kind: str, code: str) -> Mapping[str, Any] | None:
    """One item as this studio has it, by field; None where there is none."""
    return every_entry(own).get((kind, code))


@lru_cache(maxsize=3)
def every_entry(own: tuple[OwnItemView, ...]) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """All items as this studio has them, by kind and code; what ships where nothing is hers."""
    read = _laid_over(own)
    return {(kind, entry[KINDS[kind].key]): entry for kind in KINDS for entry in _entries(read, kind)}


def title_of(kind: str, entry: Mapping[str, Any]) -> str:
    """The words that say which item of a kind this is, on one line."""
    words = " ".join(str(entry.get(KINDS[kind].title) or entry.get(KINDS[kind].key, "")).split())
    if len(words) <= _LONGEST_TITLE:
        return words
    return words[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _not_readable() -> KnownError:
    return KnownError(
        "The texts of the program cannot be read.",
        "Install Massage Studio again. What is in your studio stays as it is.",
    )


def _laid_over(own: tuple[OwnItemView, ...]) -> Any:
    """What the files hold with what is hers over it; what she left alone is not copied."""
    read = {file: dict(shelves) for file, shelves in compiled().items() if isinstance(shelves, dict)}
    for kind in KINDS.values():
        read[kind.file][kind.shelf] = list(read[kind.file][kind.shelf])
    for number, benefit in enumerate(read["benefits"]["benefits"]):
        read["benefits"]["benefits"][number] = benefit | {"evidence": list(benefit["evidence"])}
    for item in own:
        # A kind that the program does not know stays in the studio.
        if item.kind in KINDS:
            _lay_over(read, item)
    return read


def _lay_over(read: Any, own: OwnItemView) -> None:
    entry = _own_copy(read, own.kind, own.code)
    words = json.loads(own.words)
    kind = KINDS[own.kind]
    if entry is None:
        entry = blank(kind) | {kind.key: own.code}
        if not own.added:
            # It ships no more at all: what shipped then is read where it was used.
            entry |= fitting(own.kind, json.loads(own.shipped)) | {"withdrawn": True}
        benefits = {benefit["code"]: benefit for benefit in read["benefits"]["benefits"]}
        about = benefits.get(words.get("benefit")) if own.kind == "evidence" else None
        (about["evidence"] if about else read[kind.file][kind.shelf]).append(entry)
    # What says the same in other words goes with what she changed.
    if own.kind == "cue" and "parent" in words:
        entry["seen"] = ""
    # A field that the program no longer knows, or that has become something else, stays in the studio.
    entry.update(fitting(own.kind, words))
    if own.hidden:
        entry["withdrawn"] = True


def _own_copy(read: Any, kind: str, code: str) -> dict[str, Any] | None:
    """Put a copy of an item in its place and return it; None where there is no such item."""
    key = KINDS[kind].key
    for entries in _shelves(read, kind):
        for number, entry in enumerate(entries):
            if entry[key] == code:
                entries[number] = copy = dict(entry)
                return copy
    return None


def _shelves(read: Any, kind: str) -> Iterator[list[dict[str, Any]]]:
    if kind == "evidence":
        for benefit in read["benefits"]["benefits"]:
            yield benefit["evidence"]
    yield read[KINDS[kind].file][KINDS[kind].shelf]


def _entries(read: Any, kind: str) -> Iterator[dict[str, Any]]:
    for entries in _shelves(read, kind):
        yield from entries
