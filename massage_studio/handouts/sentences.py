"""The sentences of a take-home, one by one, and the paper with some of them changed or left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from massage_studio.handouts.views import TakeHome


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence under its key, which stays while the sentence does; `part` says where it stands."""

    key: str
    words: str
    part: str


def sentences(view: TakeHome) -> tuple[Sentence, ...]:
    """Return what may be changed before a take-home is printed, in the order in which it is printed."""
    notes = (Sentence(f"note.{place}", words, "notes") for place, words in enumerate(view.notes))
    steps = (Sentence(f"step.{place}", words, "home") for place, words in enumerate(view.home_steps))
    return (*notes, *steps)


def edited(view: TakeHome, edits: Mapping[str, str]) -> TakeHome:
    """Return the take-home with other words for some sentences; empty words leave one out."""
    told = [(one.part, edits.get(one.key, one.words)) for one in sentences(view)]
    return replace(
        view,
        notes=tuple(words for part, words in told if part == "notes" and words),
        home_steps=tuple(words for part, words in told if part == "home" and words),
    )
