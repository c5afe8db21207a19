"""What is asked and shown where a family is added, or a single class is chosen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import PriceKind, SessionView

Standing = Literal["booked", "some", "waiting", "enquiry"]


@dataclass(frozen=True, slots=True)
class AdultEntry:
    """A new adult of a family that is added."""

    id: UUID
    given: str
    family: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class BabyEntry:
    """A baby of a family that is added, new or known; `booking_id` is the key of its booking, if `wanted`."""

    id: UUID
    booking_id: UUID
    given: str
    family: str = ""
    birth_date: date | None = None
    due_date: date | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class FamilyEntry:
    """What is asked of a family that books; keys are made by the caller, and known rows stay as they are.

    `carer_id` is the adult whom the bookings name; `session_id` is the one class of a drop-in. `some` books
    as many babies as there is room for, and lets the others wait.
    """

    family_id: UUID
    carer_id: UUID
    adults: tuple[AdultEntry, ...]
    babies: tuple[BabyEntry, ...]
    standing: Standing = "booked"
    session_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClassRoom:
    """A class to come with the places left in it, and the price of coming once where there is one."""

    session: SessionView
    free: int
    price: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class BabyDays:
    """When a baby was born and due, each None where it is not known."""

    birth_date: date | None
    due_date: date | None


@dataclass(frozen=True, slots=True)
class AskedPrices:
    """What each baby of a family would pay, in order; `classes_left` of `classes` are still to be held."""

    prices: tuple[tuple[PriceKind, Decimal], ...]
    currency: str
    classes_left: int
    classes: int


@dataclass(frozen=True, slots=True)
class MakingUp:
    """The classes that a booking may make up, those that it missed first, and where it can do so."""

    missed: tuple[SessionView, ...]
    rooms: tuple[ClassRoom, ...]
