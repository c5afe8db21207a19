"""The sentences of a summary, made from the notes of a course; each is changed or left out by its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from massage_studio.handouts import wording
from massage_studio.handouts.fitted_sentences import LONGEST_NAME, OWN, Sentence, key_of, with_capital
from massage_studio.handouts.views import Counted, FamilySummary

OPENING, STORY, YES, ENOUGH, MET = "opening", "weeks", "likes", "breaks", "met"
_SIGNS = 4
_WELL = ("unwell", "recent_jab")
_ANY_BABY = "your baby"


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a summary by the part in which they are printed."""

    opening: tuple[str, ...]
    own: tuple[str, ...]
    story: tuple[str, ...]
    yes: tuple[str, ...]
    enough: tuple[str, ...]
    met: tuple[str, ...]


def edited(view: FamilySummary, edits: Mapping[str, str]) -> FamilySummary:
    """Return the view with other words for sentences by their keys; "" leaves one out."""
    return replace(view, edits=tuple((dict(view.edits) | dict(edits)).items()))


def spoken(view: FamilySummary) -> FamilySummary:
    """Return the view with a name that fits into sentences; one that is very long stands at the top alone."""
    return view if len(view.baby) <= LONGEST_NAME else replace(view, baby=_ANY_BABY)


def noted(view: FamilySummary) -> tuple[Sentence, ...]:
    """Return what the notes say, before any edit, in the order in which it is printed."""
    view = spoken(view)
    lines = (
        (OPENING, _opening(view)),
        *((OWN, words) for words in view.highlights),
        *((YES, words) for words in _signs(view.engaging)),
        *((ENOUGH, words) for words in _signs(view.disengaging)),
        *((MET, words) for words in view.met),
        *((STORY, words) for words in _story(view)),
    )
    made = dict.fromkeys((part, with_capital(words)) for part, words in lines if words)
    return tuple(Sentence(key_of(part, words), words, part) for part, words in made)


def told(view: FamilySummary) -> Told:
    """Return the sentences as they are printed, with her changes."""
    edits = dict(view.edits)
    by_part: dict[str, list[str]] = {}
    for one in noted(view):
        words = edits.get(one.key, one.words)
        if words:
            by_part.setdefault(one.part, []).append(words)
    return Told(*(tuple(by_part.get(part, ())) for part in (OPENING, OWN, STORY, YES, ENOUGH, MET)))


def _opening(view: FamilySummary) -> str:
    who = wording.joined((view.baby, *view.came_with))
    were = "were" if view.came_with else "was"
    return f"{who} {were} with us on {wording.days(view.days)}." if view.days else ""


def _story(view: FamilySummary) -> tuple[str, ...]:
    enough, crying = wording.named(view.answers), wording.named(view.soothed)
    return tuple(
        words
        for words in (
            _massage(view),
            _liked(view),
            f"When {view.baby} needed a break, this helped: {enough}." if enough else "",
            f"When {view.baby} cried, this helped: {crying}." if crying else "",
        )
        if words
    )


def _massage(view: FamilySummary) -> str:
    """Say how massage went: a baby who wanted none took part as well as any other."""
    if view.massaged and view.rested:
        return (
            f"On some days {view.baby} said “yes” to massage, on others something else was right. "
            "Both were heard."
        )
    if view.massaged:
        return f"{view.baby} was asked first, and said “yes” to massage."
    if not view.rested:
        return ""
    if all(reason in _WELL for reason in view.rested):
        return f"{view.baby} was comforted first of all. Massage could wait, and there is no hurry."
    return (
        f"{view.baby} looked on, listened and was held. Massage could wait: every “not now” was heard, "
        "and being close is what it is all for."
    )


def _liked(view: FamilySummary) -> str:
    areas = wording.joined([f"the {area}" for area in view.liked_areas])
    songs = [f"“{song}”" for song in view.liked_songs]
    liked = wording.joined([*([f"massage of {areas}"] if areas else ()), *songs])
    return f"{view.baby} said “yes, more” to {liked}." if liked else ""


def _signs(cues: Sequence[Counted]) -> list[str]:
    seen = sorted((cue for cue in cues if cue.count > 0), key=lambda cue: -cue.count)
    return [cue.label for cue in seen[:_SIGNS]]
