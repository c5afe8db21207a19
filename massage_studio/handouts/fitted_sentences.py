"""Fits the sentences about a baby to the front of a take-home, each to be changed or left out by its key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from massage_studio.handouts import take_home_sentences, wording
from massage_studio.handouts.look import look
from massage_studio.handouts.views import Counted, TakeHome, Variant
from massage_studio.paper.shaping import clusters
from massage_studio.paper.styles import at_most
from massage_studio.paper.text import ELLIPSIS, Style, paragraph

OWN, LEAD, STORY, LIKES, BREAKS, MIND = "own", "lead", "story", "likes", "breaks", "mind"
_SIGNS = 3
# Lines of the front for all words about this baby, for the large ones and for what to mind among them.
_LINES, _LEAD_LINES, _STORY_LINES, _MIND_LINES = 9, 4, 4, 3
NAME_LINES = 3
LONGEST_NAME = 24
_ANY_BABY = "your baby"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one line of the front says, under a key that stands for exactly these words of this part.

    The parts are own (the instructor's words), lead (the kind sentence in their place), story, likes, breaks
    and mind (what to mind for this baby's safety). `left_out` are those words for which there is no room.
    """

    key: str
    words: str
    part: str
    left_out: str = ""


def sentences(view: TakeHome) -> tuple[Sentence, ...]:
    """Return what the front says of this baby, in its order, with the edits of the view.

    There is room for so many lines and no more. What keeps the baby safe comes first, then the large words at
    the top, then the story from its beginning.
    """
    edits = dict(view.edits)
    whole = [replace(one, words=edits.get(one.key, one.words)) for one in noted(view)]
    told = [one for one in whole if one.words]
    usual = look(Variant.A4)
    minding, lines = _placed(told, MIND, usual.text, _MIND_LINES, f"For {spoken(view).baby}:")
    name = paragraph(view.baby, at_most(usual.name, NAME_LINES), usual.page.inner)
    left = _LINES - 2 * (len(name.lines) - 1) - lines
    # The story begins with what was said about permission, which nothing may crowd out.
    _, lines = _placed(told, STORY, usual.text, min(left, _STORY_LINES))
    large: dict[str, Sentence] = {}
    for part in (OWN, LEAD):
        placed, used = _placed(told, part, usual.lead, min(_LEAD_LINES, left - lines))
        large, left = large | placed, left - used
    rest, _ = _placed(told, STORY, usual.text, left)
    kept = minding | large | rest
    return tuple(kept.get(one.key, one) for one in told)


def _placed(
    told: Iterable[Sentence], part: str, style: Style, most: int, before: str = ""
) -> tuple[dict[str, Sentence], int]:
    """Return by key what of a part fits in so many lines behind the words before, and the lines it takes."""
    width = look(Variant.A4).page.inner
    kept, full = before, False
    found = {}
    for one in told:
        if one.part != part:
            continue
        words, rest = ("", one.words) if full else _behind(part, kept, one.words, style, width, most)
        found[one.key] = replace(one, words=words, left_out=rest)
        kept, full = f"{kept} {words}".strip(), full or bool(rest)
    return found, len(paragraph(kept, style, width).lines) if any(one.words for one in found.values()) else 0


def _behind(part: str, before: str, words: str, style: Style, width: float, lines: int) -> tuple[str, str]:
    """Return what of the words fits behind those before them, and the rest."""
    whole = f"{before} {words}".strip()
    if len(paragraph(whole, style, width).lines) <= lines:
        return words, ""
    used = len(paragraph(before, style, width).lines) if before else 0
    if used >= lines:
        return "", words
    # A story cut at the end of a sentence might end with a yes that became a no.
    return cut(words, style, width, lines - used, at_sentence=part == OWN)


def edited(view: TakeHome, edits: Mapping[str, str]) -> TakeHome:
    """Return the view with other words for sentences by their keys; "" leaves one out.

    A key that stands for nothing on this paper, as after a late note, changes nothing.
    """
    return replace(view, edits=tuple((dict(view.edits) | dict(edits)).items()))


def spoken(view: TakeHome) -> TakeHome:
    """Return the view with a name that fits into sentences; one that is very long stands at the top alone."""
    return view if len(view.baby) <= LONGEST_NAME else replace(view, baby=_ANY_BABY)


def noted(view: TakeHome) -> tuple[Sentence, ...]:
    """Return the sentences whole, before any edit and whether or not there is room for them."""
    view = spoken(view)
    own = view.notes
    told = take_home_sentences.story(view)
    first = "" if own or not view.attended else take_home_sentences.lead(view)
    lines = (
        *((OWN, words) for words in own),
        *((LEAD, words) for words in (first,) if words),
        *((STORY, words) for words in told if words != first),
        *((LIKES, words) for words in _signs(view.engaging)),
        *((BREAKS, words) for words in _signs(view.disengaging)),
        *((MIND, wording.filled(words, view)) for words in view.to_mind),
    )
    return tuple(
        Sentence(key_of(part, words), with_capital(words), part) for part, words in dict.fromkeys(lines)
    )


def _signs(cues: Iterable[Counted]) -> list[str]:
    """Return the signs that came most often."""
    seen = sorted((cue for cue in cues if cue.count > 0), key=lambda cue: -cue.count)
    return [cue.label for cue in seen[:_SIGNS]]


def key_of(part: str, words: str) -> str:
    """Return a key that is another one as soon as the words are others: nobody has read those yet."""
    return f"{part} {hashlib.sha256(words.encode()).hexdigest()[:16]}"


def with_capital(words: str) -> str:
    """Return the words with a capital where "your baby" has come to begin a sentence."""
    return re.sub(r"(^|[.?!] )your baby\b", r"\1Your baby", words)


def cut(words: str, style: Style, width: float, lines: int, *, at_sentence: bool) -> tuple[str, str]:
    """Return what fits in so many lines, up to the end of a sentence or with "…" at the end, and the rest."""

    def fits(text: str) -> bool:
        return len(paragraph(text, style, width).lines) <= lines

    if fits(words):
        return words, ""
    ends = [match.end() for match in re.finditer(r"[.!?…。！？]+[”\"’')]*(?=\s|$)", words)]
    whole = [end for end in ends if fits(words[:end])]
    if whole and at_sentence:
        return words[: whole[-1]], words[whole[-1] :].strip()
    kept = 0
    for end in accumulate(map(len, clusters(words))):
        if not fits(f"{words[:end].rstrip()}{ELLIPSIS}"):
            break
        kept = end
    space = words.rfind(" ", 0, kept)
    kept = space if space > kept // 2 else kept
    return f"{words[:kept].rstrip()}{ELLIPSIS}", words[kept:].strip()
