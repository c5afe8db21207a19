"""The letters and the words in calendar files that ship with the program, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, get_args

import yaml

from massage_studio import paths
from massage_studio.errors import BugError

LetterKind = Literal["confirmation", "reminder", "offer", "cancelled"]
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
    """The shipped letters, read once a process.

    Raises:
        BugError: the file misses a letter or is no YAML.
    """
    try:
        text = (paths.content(language) / "letters.yaml").read_text(encoding="utf-8")
        # The loader in C is ten times as fast; PyYAML comes without it where no compiler was at hand.
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        read: Any = yaml.load(text, loader)
        letters = read["letters"]
        return LetterTexts(
            titles=MappingProxyType({kind: letters[kind]["title"] for kind in KINDS}),
            templates=MappingProxyType(
                {kind: Template(letters[kind]["subject"], letters[kind]["text"].strip()) for kind in KINDS}
            ),
            fields=MappingProxyType(read["fields"]),
            words=MappingProxyType(read["words"]),
        )
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise BugError("letters.yaml is not whole") from error
