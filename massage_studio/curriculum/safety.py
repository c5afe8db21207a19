"""Decides what the facts about a baby allow, on paper and in class.

All rules are data: those of safety.yaml, with what an instructor made her own over them.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from massage_studio.curriculum.content import load
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.handout_types import OnRequest
from massage_studio.families.age import age_on


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a baby from the day `since` until `expires`, or for as long as it stands.

    `kind` is that of a health flag; words that somebody wrote elsewhere have none.
    """

    kind: str
    text: str
    since: date
    expires: date | None = None


AtWhich = Literal["any", "younger", "older", "place", "place_or_none"]
"""In which case a rule leaves something out: at any age, below or from that of `older_from_weeks`, or where
the words name its place; with place_or_none also where they name none."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """What is `forbidden`: body areas, ways of touching and positions; `mind` says what to mind instead."""

    limits: tuple[str, ...]
    forbidden: frozenset[str]
    mind: tuple[str, ...]

    def allows(self, involves: Iterable[str]) -> bool:
        """Tell whether something that involves this may be printed."""
        return self.forbidden.isdisjoint(involves)


def permitted(
    shipped: Content,
    facts: Iterable[Fact],
    *,
    on: date,
    birth: date | None,
    due: date | None,
    wait_hours: int,
) -> Permitted:
    """Return what may be printed for a baby about the class on a day."""
    known, others = tuple(facts), _known_to(shipped)
    found: dict[str, frozenset[str]] = {}
    for limit in shipped.limits:
        told = [fact for fact in known if _lasts(fact, limit, on, wait_hours) and _means(others, fact, limit)]
        if told or _by_age(limit, on, birth, due):
            found[limit.code] = _forbidden(shipped, limit, told, on, birth)
    minds = dict.fromkeys(
        limit.mind for limit in shipped.limits if limit.code in found or _early(limit, on, birth, due)
    )
    return Permitted(tuple(found), frozenset().union(*found.values()), tuple(mind for mind in minds if mind))


def rules_against(shipped: Content, involves: Iterable[str]) -> tuple[tuple[Limit, tuple[AtWhich, ...]], ...]:
    """Return the rules that leave out something that involves this, each with all cases in which it does."""
    touched, found = frozenset(involves), list[tuple[Limit, tuple[AtWhich, ...]]]()
    for limit in shipped.limits:
        young = not touched.isdisjoint(_at_age(limit, 0))
        old = not touched.isdisjoint(_at_age(limit, max(limit.older_from_weeks, 1)))
        at: list[AtWhich] = ["any" if old else "younger"] if young else ["older"] if old else []
        if at != ["any"]:
            if not touched.isdisjoint(limit.if_no_place):
                at.append("place_or_none")
            elif limit.places and not touched.isdisjoint(shipped.places):
                at.append("place")
        if at:
            found.append((limit, tuple(at)))
    return tuple(found)


def longest_wait(shipped: Content, wait_hours: int) -> timedelta:
    """Return for how long before a day what is known of a baby may count on it, though it has ended."""
    return timedelta(days=max((_wait(limit, wait_hours) for limit in shipped.limits), default=0))


def laxer(shipped: Limit, hers: Limit) -> bool:
    """Tell whether a rule that she changed may let through what it forbids as it ships.

    Words count as they stand: "hi" for "hip" is another word.
    """
    fewer = any(
        not set(getattr(shipped, field)) <= set(getattr(hers, field))
        for field in ("words", "kinds", "if_no_place")
    )
    weeks = (shipped.older_from_weeks, hers.older_from_weeks)
    ages = (None, 0, *weeks, *(number - 1 for number in weeks if number))
    less = any(not _at_age(shipped, age) <= _at_age(hers, age) for age in ages)
    before, now = _wait(shipped, 0), _wait(hers, 0)
    # A wait instead of "while the flag stands" may be longer for one baby and shorter for another.
    shorter = before != now and not 0 < before < now
    younger = any(
        getattr(hers, field) < getattr(shipped, field)
        for field in ("under_weeks", "under_corrected_weeks", "born_early", "places")
    )
    excepted = not set(hers.not_in) <= set(shipped.not_in) or hers.fallback > shipped.fallback
    return fewer or less or shorter or younger or excepted


def plain_words(text: str) -> str:
    """Return words as they are looked for: without capitals, accents, dots and signs."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if letter not in ".'’" and not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))


def asked_for(shipped: Content, facts: Iterable[Fact], *, on: date) -> tuple[OnRequest, ...]:
    """Return what is told only to families who ask, for what they told of their baby up to a day."""
    told = [fact.text for fact in facts if fact.expires is None or fact.expires >= on]
    return tuple(one for one in shipped.handouts.on_request if any(says(text, one.words) for text in told))


def _lasts(fact: Fact, limit: Limit, on: date, wait_hours: int) -> bool:
    wait = _wait(limit, wait_hours)
    if wait:
        return on < fact.since + timedelta(days=wait)
    return fact.expires is None or fact.expires >= on


def _wait(limit: Limit, wait_hours: int) -> int:
    """Return for how many days a fact counts from its own day, 0 for as long as it stands.

    A fact knows its day and no hour, so a part of a day is a whole one.
    """
    if not (limit.days or limit.hours):
        return 0
    after_jab = wait_hours if "immunised" in limit.kinds else 0
    return max(limit.days, math.ceil(limit.hours / 24), math.ceil(after_jab / 24))


def _means(known: Iterable[Limit], fact: Fact, limit: Limit) -> bool:
    if _named(fact, limit):
        return True
    if fact.kind not in limit.kinds:
        return False
    return not limit.fallback or not any(_named(fact, other) for other in known)


def _known_to(shipped: Content) -> list[Limit]:
    """Return the rules whose words keep a fact from one that stands in where no other knows them.

    These are the words that ship: a word of hers, meant to forbid something more, would let through what the
    graver rule forbids.
    """
    ships = {limit.code: limit for limit in load().limits}
    return [
        limit
        if limit == ships[limit.code]
        else replace(limit, words=tuple(word for word in limit.words if word in ships[limit.code].words))
        for limit in shipped.limits
        if limit.code in ships
    ]


def _named(fact: Fact, limit: Limit) -> bool:
    return fact.kind not in limit.not_in and says(fact.text, limit.words)


def says(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text has one of these words, however it is spaced, dotted, accented or spelt in case."""
    return bool(text and words) and _pattern(words).search(plain_words(text)) is not None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    known = (re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(known)})\b")


def _by_age(limit: Limit, on: date, birth: date | None, due: date | None) -> bool:
    age = age_on(on, birth, due)
    if age is None:
        return False
    if age.weeks < limit.under_weeks:
        return True
    corrected = age.corrected_weeks
    return limit.born_early and corrected is not None and corrected < limit.under_corrected_weeks


def _early(limit: Limit, on: date, birth: date | None, due: date | None) -> bool:
    """Tell whether a baby was born early, which is minded for as long as its age is corrected."""
    age = age_on(on, birth, due)
    return limit.born_early and age is not None and age.corrected_weeks is not None


def _forbidden(
    shipped: Content, limit: Limit, told: Iterable[Fact], on: date, birth: date | None
) -> frozenset[str]:
    age = age_on(on, birth)
    forbidden = set(_at_age(limit, None if age is None else age.weeks))
    for fact in told:
        named = {part for part, words in shipped.places.items() if limit.places and says(fact.text, words)}
        if not named or says(fact.text, shipped.everywhere):
            forbidden.update(limit.if_no_place)
        forbidden |= named
    return frozenset(forbidden)


def _at_age(limit: Limit, weeks: int | None) -> frozenset[str]:
    """Return what a rule forbids at an age, whatever the words name; where it is not known, at any age."""
    if limit.older_from_weeks and (weeks is None or weeks >= limit.older_from_weeks):
        return frozenset((*limit.older_forbids, *(limit.forbids if weeks is None else ())))
    return frozenset(limit.forbids)
