"""What an adult under a contact restriction may: the one place that decides it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from massage_studio.errors import KnownError


class Purpose(StrEnum):
    """What an adult comes or is written to for."""

    COME = "come"
    COLLECT = "collect"
    BE_TOLD = "be_told"
    GET_PAPERS = "get_papers"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a contact restriction leaves an adult, and from which day to which, both included.

    Without anything it is against everything, from the day on which it was written down and for good.
    """

    allows: frozenset[Purpose] = frozenset()
    since: date | None = None
    until: date | None = None

    def stands(self, day: date | None) -> bool:
        """Tell whether it is in force on a day; where no day is asked about, it is."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Adult(Protocol):
    """An adult as on some day; `contact_restriction` is why there is one, and empty where there is none."""

    @property
    def id(self) -> UUID: ...

    @property
    def contact_restriction(self) -> str: ...

    @property
    def rule(self) -> Rule: ...

    @property
    def restriction_stands(self) -> bool: ...


NO_RULE = Rule()
AnAdult = TypeVar("AnAdult", bound=Adult)

# Who brings a baby takes it home as well.
_NEEDED = {Purpose.COME: frozenset({Purpose.COME, Purpose.COLLECT})}


class RestrictedError(KnownError):
    """An adult under a contact restriction was chosen, and nobody said why it is all right today."""


def may(adult: Adult, purpose: Purpose) -> bool:
    """Tell whether an adult may bring a baby, collect it, be told where and when, or get papers."""
    if not adult.contact_restriction.strip() or not adult.restriction_stands:
        return True
    return _NEEDED.get(purpose, frozenset({purpose})) <= adult.rule.allows


def refusal() -> RestrictedError:
    """Return the refusal; it is read at the door too, and so says nothing of the restriction."""
    return RestrictedError("This adult is not chosen yet.", "Read the family's page, then give a reason.")


def known_already() -> RestrictedError:
    """Return the refusal of somebody new who has the name of an adult under a restriction."""
    return RestrictedError(
        "The studio knows a family with these names.", "Open the family's page before they come in."
    )


def not_written_to() -> RestrictedError:
    """Return the refusal to write to an adult who must not be told."""
    return RestrictedError(
        "A contact restriction is against writing to this adult.", "Give a reason to write all the same."
    )


def who_may(adults: Iterable[AnAdult], purpose: Purpose, *first: UUID | None) -> AnAdult | None:
    """Return the first of these adults who may, those whose keys are `first` before the others; or None."""
    allowed = {adult.id: adult for adult in adults if may(adult, purpose)}
    wanted = (allowed[key] for key in (*first, *allowed) if key in allowed)
    return next(wanted, None)


def restricted(adults: Iterable[AnAdult]) -> tuple[AnAdult, ...]:
    """Return those of these adults who have a restriction, one that leaves them everything too."""
    return tuple(adult for adult in adults if adult.contact_restriction.strip() and adult.restriction_stands)
