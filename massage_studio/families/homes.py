"""The homes of a family, each of which gets its own papers; who may not get papers is in none."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from massage_studio.families.restrictions import Adult, Purpose, may


class Resident(Adult, Protocol):
    """An adult of whom it is known whether they live apart from the others."""

    @property
    def lives_apart(self) -> bool: ...


AResident = TypeVar("AResident", bound=Resident)


def homes(adults: Iterable[AResident]) -> tuple[tuple[AResident, ...], ...]:
    """Return the adults who may get papers by home: who live together, then each who lives apart."""
    allowed = [adult for adult in adults if may(adult, Purpose.GET_PAPERS)]
    together = tuple(adult for adult in allowed if not adult.lives_apart)
    apart = tuple((adult,) for adult in allowed if adult.lives_apart)
    return (together, *apart) if together else apart


def it_matters_who_asks(adults: Iterable[AResident]) -> bool:
    """Tell whether a family has several homes, or an adult who may not get papers."""
    whole = tuple(adults)
    return len(homes(whole)) > 1 or not all(may(one, Purpose.GET_PAPERS) for one in whole)
