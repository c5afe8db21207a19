"""A copy of a paper for one home of a family: it names nobody of another home and does not tell who came."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from massage_studio.bookings.views import RegisterRow
from massage_studio.exchange.letter_people import is_address
from massage_studio.families.homes import homes
from massage_studio.families.names import folded
from massage_studio.families.views import CarerView
from massage_studio.handouts.papers import file_names
from massage_studio.handouts.short_names import is_called
from massage_studio.handouts.views import PermissionSaid
from massage_studio.handouts.wording import joined
from massage_studio.language import translate

Home = tuple[CarerView, ...]

_YOU = re.compile(r"\byou(r|rs|rself|rselves)?\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# What an adult is called in a family, by what the instructor wrote down.
_CALLED = (
    {"father", "dad", "daddy", "papa"},
    {"mother", "mum", "mummy", "mom", "mommy", "mama"},
    {"grandmother", "gran", "granny", "grandma", "nan", "nana"},
    {"grandfather", "grandad", "grandpa", "granddad"},
    {"aunt", "auntie", "aunty"},
    {"uncle"},
)


def copy_title(baby: str, home: Home) -> str:
    """Return how a copy for one home is called in a list."""
    words = translate("Handouts", "{baby}, for {adults}")
    return words.format(baby=baby, adults=joined([adult.given_name for adult in home]))


def file_names_of(copies: Sequence[tuple[RegisterRow, Home]], what: str) -> tuple[str, ...]:
    """Return first names, or whole ones where two babies share the first, and for which home a copy is."""
    babies = {row.baby.id: row.baby.given_name.casefold() for row, _ in copies}
    shared = Counter(babies.values())
    names = []
    for row, home in copies:
        name = row.baby.name if shared[babies[row.baby.id]] > 1 else row.baby.given_name
        several = len(homes(row.adults)) > 1
        names.append(f"{name} for {home[0].given_name}" if several else name)
    return file_names(names, what)


def reader(home: Home, row: RegisterRow) -> CarerView | None:
    """Return the adult of a home who can be written to, who came first; nobody whose address others read."""
    read_elsewhere = {adult.email.casefold() for adult in row.adults if adult not in home}
    addressed = (
        adult
        for adult in sorted(home, key=lambda adult: adult != row.adult)
        if is_address(adult.email) and adult.email.casefold() not in read_elsewhere
    )
    return next(addressed, None)


def is_for(
    words: str, baby: str, others: Iterable[CarerView], home: Iterable[CarerView], *, brought: bool
) -> bool:
    """Tell whether words are for a home: they name nobody of another, and say "you" only to who was there."""
    return not _names(words, baby, others, home) and (brought or _YOU.search(words) is None)


def said_to(
    said: PermissionSaid, baby: str, others: Iterable[CarerView], home: Iterable[CarerView], *, brought: bool
) -> PermissionSaid:
    """Return what was said about permission without what tells of an adult of another home."""
    words = said.words if is_for(said.words, baby, others, home, brought=brought) else ""
    return replace(said, words=words, done=said.done if brought else ())


def _names(words: str, baby: str, others: Iterable[CarerView], home: Iterable[CarerView]) -> bool:
    told = folded(words)
    parts = set(_WORD.findall(told))
    home = tuple(home)
    own = {word for adult in home for word in _called(adult)}
    here = frozenset(_WORD.findall(folded(" ".join((baby, *(adult.given_name for adult in home))))))
    for adult in others:
        name = folded(adult.given_name)
        # Where words are not set apart, a name is found within them.
        found = _WORD.findall(name)
        if found and (set(found) <= parts or (not name.isascii() and name in told)):
            return True
        if is_called(adult.given_name, words, others=here) or (_called(adult) - own) & parts:
            return True
    return False


def _called(adult: CarerView) -> set[str]:
    written = set(_WORD.findall(folded(adult.relationship)))
    return written.union(*(names for names in _CALLED if names & written))
