"""The letters and the words in calendar files that ship with the program, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from massage_studio.curriculum import content
from massage_studio.errors import BugError

LetterKind = Literal[
    "confirmation",
    "reminder",
    "offer",
    "cancelled",
    "called_off",
    "payment",
    "missing",
    "waiting",
    "enquiry",
    "message",
]
BLANK = "…"
"""A line in whose place the instructor writes her own words."""
KINDS: tuple[LetterKind, ...] = get_args(LetterKind)


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one kind of letter, with its fields in curly brackets."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterTexts:
    """All that ships: titles and templates by kind, what each field says, and single words."""

    titles: Mapping[LetterKind, str]
    templates: Mapping[LetterKind, Template]
    fields: Mapping[str, str]
    words: Mapping[str, str]


@lru_cache(maxsize=4)
def load(language: str = "en-GB") -> LetterTexts:
    """The shipped letters, read once a process."""
    return letters_of(content.compiled(language))


def letters_of(read: Mapping[str, Any]) -> LetterTexts:
    """The letters from what the files of a language hold.

    Raises:
        BugError: the file misses a letter.
    """
    try:
        texts = read["letters"]
        letters = texts["letters"]
        return LetterTexts(
            titles=MappingProxyType({kind: letters[kind]["title"] for kind in KINDS}),
            templates=MappingProxyType(
                {kind: Template(letters[kind]["subject"], letters[kind]["text"].strip()) for kind in KINDS}
            ),
            fields=MappingProxyType(texts["fields"]),
            words=MappingProxyType(texts["words"]),
        )
    except (KeyError, TypeError) as error:
        raise BugError("letters.yaml is not whole") from error
