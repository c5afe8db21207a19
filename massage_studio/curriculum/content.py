"""The content: what ships with the program, and over it what an instructor made her own.

What ships is written in resources/content/<language>/*.yaml, and packaging/compile_content.py checks it and
compiles it.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from massage_studio import paths
from massage_studio.curriculum.content_files import KINDS, assembled, blank
from massage_studio.curriculum.content_model import Content, filled
from massage_studio.curriculum.views import OwnItemView

__all__ = ["Content", "compiled", "current", "filled", "load", "shipped_entry"]

LANGUAGE = "en-GB"


@lru_cache(maxsize=4)
def load(language: str = LANGUAGE) -> Content:
    """The shipped content, made once a process."""
    return assembled(compiled(language), language)


@lru_cache(maxsize=2)
def current(own: tuple[OwnItemView, ...]) -> Content:
    """The shipped content with what is hers over it, made again where that changed.

    What she hid is offered nowhere and still found by its code, as is what is no longer shipped.
    """
    if not own:
        return load()
    read = compiled()
    for item in own:
        _lay_over(read, item)
    return assembled(read, LANGUAGE)


def compiled(language: str = LANGUAGE) -> Any:
    """What the files of a language hold, by the name of the file: plain lists and dictionaries."""
    return json.loads(paths.content(language).read_text(encoding="utf-8"))


def shipped_entry(kind: str, code: str) -> dict[str, Any] | None:
    """One item as it ships, by field; None where no such item ships."""
    return _entry(compiled(), kind, code)


def _lay_over(read: Any, own: OwnItemView) -> None:
    entry = _entry(read, own.kind, own.code)
    words = json.loads(own.words)
    kind = KINDS[own.kind]
    if entry is None:
        entry = blank(kind) | {kind.key: own.code}
        benefits = {benefit["code"]: benefit for benefit in read["benefits"]["benefits"]}
        about = benefits.get(words.get("benefit")) if own.kind == "evidence" else None
        (about["evidence"] if about else read[kind.file][kind.shelf]).append(entry)
    # What says the same in other words goes with what she changed.
    if own.kind == "cue" and "parent" in words:
        entry["seen"] = ""
    # A field that the program no longer knows stays in the studio.
    entry.update({name: value for name, value in words.items() if name in kind.fields})
    if own.hidden:
        entry["withdrawn"] = True


def _entry(read: Any, kind: str, code: str) -> dict[str, Any] | None:
    key = KINDS[kind].key
    return next((entry for entry in _entries(read, kind) if entry[key] == code), None)


def _entries(read: Any, kind: str) -> Iterator[dict[str, Any]]:
    if kind == "evidence":
        for benefit in read["benefits"]["benefits"]:
            yield from benefit["evidence"]
    yield from read[KINDS[kind].file][KINDS[kind].shelf]
