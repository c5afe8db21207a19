"""Finds in a text for parents what nobody can keep: claims, promises, comparisons, diagnoses and blame."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.wording_types import Wording, WordingRule
from massage_studio.language import translate

# A word with what may stand in it: combining letters, apostrophes, soft hyphens and joiners.
_WORD = re.compile(r"[^\W_](?:[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]|['\u2019\u02bc](?=\w))*")
_NO_LETTER = re.compile(r"[^\w]|_")
_SENTENCE_END = re.compile(
    r"[.!?\u2026;]+[\"'\u201d\u2019)]*(?=\s|$)|\n\s*\n|\n\s*(?=[-*\u2022\u2013])|[\u2028\u2029]"
)
_NEAR = 3
_GAP = r"(?:\S+ ){0,4}"
# Words that an item of "what not to say" may be told without.
_SMALL = re.compile(
    r"a|an|and|are|as|at|be|by|for|from|has|have|in|is|it|its|of|on|or|that|the|their|this|to|with|you|your"
)
_ENDINGS = ("ing", "ies", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands from `start` to `end`, in characters, why it should not, and a `better` sentence.

    The better sentence is for the whole one, from `sentence_start` to `sentence_end`; it is empty where an
    instructor's own benefit has no honest statement.
    """

    start: int
    end: int
    reason: str
    better: str
    sentence_start: int = 0
    sentence_end: int = 0


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence: its words folded, with one space between, and where each stands in the text."""

    folded: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    asks: bool

    def words(self, start: int, end: int) -> tuple[int, int]:
        """Return from which word to before which one a part of `folded` reaches."""
        return bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    better: str
    phrases: re.Pattern[str]
    fine: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    undeniable: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Guard:
    rules: tuple[_Rule, ...]
    honest: Mapping[str, re.Pattern[str]]


def faults(text: str, content: Content, benefit: str = "") -> tuple[Fault, ...]:
    """Return what a text for parents should not say, in order, no two of them over each other.

    What not to say of a `benefit` counts, or that of all where none is named.
    """
    guard = _guard_of(content, benefit)
    return tuple(
        _moved(fault, start)
        for start, sentence, asks in _sentences(text)
        for fault in _in_sentence(sentence, asks, guard)
    )


def make_ready(content: Content) -> None:
    """Work out what is looked for, so that the first text does not wait for it."""
    _guard_of(content, "")


def phrase(words: str, lists: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Return a phrase of wording.yaml as a regular expression over folded words.

    Raises:
        KeyError: it names a list that is not there.
    """
    parts: list[str] = []
    for word in words.split():
        if word == "..":
            parts.append(_GAP)
        else:
            parts.append(f"(?:{'|'.join(_one(choice, lists or {}) for choice in word.split('|'))}) ")
    return "".join(parts)


def _one(choice: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    if choice.startswith("<"):
        # The space behind the last word of a phrase is put there by whoever asked.
        return "|".join(phrase(entry).rstrip() for entry in lists[choice.strip("<>")])
    return re.escape(_folded(choice.rstrip("*"))) + (r"\S*" if choice.endswith("*") else "")


class _Wordings:
    """The shipped wording as a key of what was made from it: it is the same as long as it is that object."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def __hash__(self) -> int:
        return id(self.wording)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wordings) and other.wording is self.wording


def _guard_of(content: Content, benefit: str) -> _Guard:
    offered = [one for one in content.benefits if benefit in ("", one.code)]
    avoided = tuple((one.short_title, one.honest_statement, *one.avoid_saying) for one in offered)
    return _guard(_Wordings(content.wording), avoided)


@lru_cache(maxsize=16)
def _guard(wordings: _Wordings, avoided: tuple[tuple[str, ...], ...]) -> _Guard:
    wording = wordings.wording
    honest = {
        name: _any(getattr(wording.honest, name), wording.words)
        for name in ("denied", "negations", "emphasis", "turns", "denied_after", "questions", "lures")
    }
    own = [_avoiding(*one) for one in avoided if len(one) > 2]
    shipped = [_rule(rule, wording.words) for rule in wording.rules]
    return _Guard((*own, *shipped), {name: found for name, found in honest.items() if found})


def _rule(rule: WordingRule, lists: Mapping[str, tuple[str, ...]]) -> _Rule:
    phrases = _any(rule.phrases, lists)
    assert phrases is not None
    return _Rule(
        rule.reason, rule.better, phrases, _any(rule.fine, lists), _any(rule.unless, lists), rule.undeniable
    )


def _any(phrases: Iterable[str], lists: Mapping[str, tuple[str, ...]]) -> re.Pattern[str] | None:
    choices = [phrase(words, lists) for words in phrases]
    return re.compile(rf"(?<!\S)(?:{'|'.join(choices)})") if choices else None


def _avoiding(title: str, honest: str, *sayings: str) -> _Rule:
    """Return the rule of what to avoid saying about a benefit, inflected, with small words between."""
    reason = translate("WordingGuard", "This is among what to avoid saying about {benefit}.").format(
        benefit=title
    )
    choices = [choice for saying in sayings if (choice := _loosely(saying))]
    return _Rule(reason, honest, re.compile(rf"(?<!\S)(?:{'|'.join(choices) or '(?!)'})"), None, None, False)


def _loosely(saying: str) -> str:
    words = [_folded(word) for word in _WORD.findall(saying)]
    large = [_stem(word) for word in words if not _SMALL.fullmatch(word)]
    return r"(?:\S+ ){0,3}".join(rf"{re.escape(word)}\S* " for word in large)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return _NO_LETTER.sub("", "".join(part for part in parts if not unicodedata.combining(part)).casefold())


def _sentences(text: str) -> Iterator[tuple[int, str, bool]]:
    """Return where each sentence starts, its text, and whether it ends with a question mark."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, text[start : found.start()], "?" in found.group()
        start = found.end()
    yield start, text[start:], False


def _read(text: str, asks: bool) -> _Sentence | None:
    folded, places = [], []
    for found in _WORD.finditer(text):
        word = _folded(found.group())
        if word:
            folded.append(word)
            places.append(found.span())
    if not folded:
        return None
    starts, at = [], 0
    for word in folded:
        starts.append(at)
        at += len(word) + 1
    return _Sentence(" ".join(folded) + " ", tuple(starts), tuple(places), asks)


def _moved(fault: Fault, by: int) -> Fault:
    return Fault(
        fault.start + by,
        fault.end + by,
        fault.reason,
        fault.better,
        fault.sentence_start + by,
        fault.sentence_end + by,
    )


# While somebody types, all sentences but one are as they were.
@lru_cache(maxsize=1024)
def _in_sentence(text: str, asks: bool, guard: _Guard) -> tuple[Fault, ...]:
    sentence = _read(text, asks)
    if sentence is None or _asks(sentence, guard.honest):
        return ()
    found: list[Fault] = []
    taken = [False] * len(sentence.places)
    for rule in guard.rules:
        if rule.unless and rule.unless.search(sentence.folded):
            continue
        for match in rule.phrases.finditer(sentence.folded):
            first, after = sentence.words(*match.span())
            if any(taken[first:after]) or _is_fine(sentence, match.span(), rule, guard.honest):
                continue
            taken[first:after] = [True] * (after - first)
            whole = sentence.places[0][0], sentence.places[-1][1]
            place = sentence.places[first][0], sentence.places[after - 1][1]
            found.append(Fault(*place, rule.reason, rule.better, *whole))
    return tuple(sorted(found, key=lambda fault: fault.start))


def _asks(sentence: _Sentence, honest: Mapping[str, re.Pattern[str]]) -> bool:
    if not sentence.asks or honest["lures"].match(sentence.folded):
        return False
    return bool(honest["questions"].match(sentence.folded))


def _is_fine(
    sentence: _Sentence, span: tuple[int, int], rule: _Rule, honest: Mapping[str, re.Pattern[str]]
) -> bool:
    start, end = span
    if rule.fine and any(
        one.start() < end and start < one.end() for one in rule.fine.finditer(sentence.folded)
    ):
        return True
    return not rule.undeniable and _denied(sentence.folded, start, end, honest)


def _denied(folded: str, start: int, end: int, honest: Mapping[str, re.Pattern[str]]) -> bool:
    """Tell whether a sentence denies what stands from `start` to `end`, or says that nobody knows."""
    before = honest["emphasis"].sub(lambda match: "x " * match.group().count(" "), folded[:end])
    start -= len(folded[:end]) - len(before)
    turned = max((match.end() for match in honest["turns"].finditer(before, 0, max(0, start))), default=0)
    if any(match.end() <= end for match in honest["denied"].finditer(before, turned)):
        return True
    for match in honest["negations"].finditer(before, turned):
        if match.start() >= len(before):
            break
        between = before[match.end() : max(match.end(), start)].split()
        if match.start() < start and (len(between) <= _NEAR or {"or", "nor"} & set(between)):
            return True
    turn = honest["turns"].search(folded, end)
    return bool(honest["denied_after"].search(folded, end, turn.start() if turn else len(folded)))
