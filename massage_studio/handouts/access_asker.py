"""What of a family's rows is told to the adult who asks: what is about another home is not theirs to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from massage_studio.errors import KnownError
from massage_studio.families.homes import homes
from massage_studio.families.views import CarerView

Rows = dict[str, list[dict[str, Any]]]

# What an adult answered or was given, and what was set aside for one.
_OF_ONE_ADULT = frozenset({"rating", "own_words", "restriction_override"})
# What is written about a family as a whole, and so may be about any adult of it.
_OF_THE_FAMILY = frozenset({"private_mark", "referral", "check_in", "rights_request"})
_ALONE = frozenset({"carer", "rating", "own_words"})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the adults of that home, those of the others, and whether it is one who may get no papers."""

    home: tuple[CarerView, ...]
    others: tuple[CarerView, ...]
    alone: bool


def asker(adults: Iterable[CarerView], key: UUID) -> Asker:
    """Return who asks.

    Raises:
        KnownError: there is no such adult in the family.
    """
    whole = tuple(adults)
    for home in homes(whole):
        if any(one.id == key for one in home):
            return Asker(home, tuple(one for one in whole if one not in home), False)
    alone = tuple(one for one in whole if one.id == key)
    if not alone:
        raise KnownError("There is no such adult in this family.", "Choose one of its adults.")
    return Asker(alone, tuple(one for one in whole if one not in alone), True)


def rows_told(rows: Rows, to: Asker, *, safeguarding: bool) -> Rows:
    """Return what is told of these rows; to whom may get no papers only what is their own."""
    told = {
        name: [_told(name, row, to) for row in some if _is_told(name, row, to)] for name, some in rows.items()
    }
    if to.alone and not safeguarding:
        # Why there is a contact rule may be somebody else's word.
        told["carer"] = [row | {"contact_restriction": ""} for row in told["carer"]]
    return {name: some for name, some in told.items() if some}


def _is_told(name: str, row: Mapping[str, Any], to: Asker) -> bool:
    others = {one.id for one in to.others}
    if to.alone and name not in _ALONE:
        return False
    if name == "carer":
        return row["id"] not in others
    if name in _OF_THE_FAMILY or row.get("layer") == "private":
        return False
    return not (name in _OF_ONE_ADULT and row["carer_id"] in others) and row.get("home_id") not in others


def _told(name: str, row: dict[str, Any], to: Asker) -> dict[str, Any]:
    if to.alone and "course_id" in row:
        # It would say where the children are.
        return row | {"course_id": None}
    others = {one.id for one in to.others}
    return row | {"carer_id": None} if row.get("carer_id") in others else row
