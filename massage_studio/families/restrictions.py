"""What an adult under a contact restriction may: the one place that decides it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from massage_studio.errors import KnownError


class Purpose(StrEnum):
    """What an adult comes or is written to for."""

    COME = "come"
    BE_TOLD = "be_told"
    GET_PAPERS = "get_papers"


class Adult(Protocol):
    """An adult, from the database or on a page; `contact_restriction` is empty where there is none."""

    @property
    def id(self) -> UUID: ...

    @property
    def contact_restriction(self) -> str: ...


AnAdult = TypeVar("AnAdult", bound=Adult)


class RestrictedError(KnownError):
    """An adult under a contact restriction was chosen, and nobody said why it is all right today."""


def may(adult: Adult, purpose: Purpose) -> bool:
    """Tell whether an adult may come, be told where and when, or get papers; a restriction is against all."""
    del purpose  # a restriction does not say yet what it is against
    return not adult.contact_restriction.strip()


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
    """Return those of these adults who may not everything."""
    return tuple(adult for adult in adults if not all(may(adult, purpose) for purpose in Purpose))
