"""The order of health flags: what could harm a baby within minutes stands first."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

_ORDER = ("allergy", "condition", "immunised", "unwell", "skin")


class Kinded(Protocol):
    """A health flag, from the database or on a page."""

    @property
    def kind(self) -> str: ...


AFlag = TypeVar("AFlag", bound=Kinded)


def gravest_first(flags: Iterable[AFlag]) -> tuple[AFlag, ...]:
    """Return health flags with allergies before all others, else in the order in which they came."""
    return tuple(sorted(flags, key=lambda flag: _ORDER.index(flag.kind)))
