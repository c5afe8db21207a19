"""The shapes of what no text for parents should say; `content.load` fills them from wording.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordingRule:
    """Phrases that no text for parents should say, the `reason` in plain words, and a `better` sentence.

    `fine` phrases excuse what they touch, `unless` phrases the sentence that holds them. One that is
    `undeniable` is meant where the sentence denies something.
    """

    code: str
    reason: str
    better: str
    sources: tuple[str, ...]
    phrases: tuple[str, ...]
    fine: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    undeniable: bool = False


@dataclass(frozen=True, slots=True)
class Honest:
    """The phrases by which a sentence denies a claim or leaves it open; see wording.yaml."""

    denied: tuple[str, ...]
    negations: tuple[str, ...]
    emphasis: tuple[str, ...]
    turns: tuple[str, ...]
    denied_after: tuple[str, ...]
    questions: tuple[str, ...]
    lures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """All that the wording guard knows; `words` are the lists that a phrase names in angle brackets."""

    words: Mapping[str, tuple[str, ...]]
    honest: Honest
    rules: tuple[WordingRule, ...]
