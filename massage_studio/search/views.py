"""What Find shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from massage_studio.bookings.list_queries import BookingFilter
from massage_studio.families.list_queries import FamilyFilter
from massage_studio.families.views import CarerView, FamilyRow

FamilyChoice = FamilyFilter | BookingFilter
FoundKind = Literal["family", "course", "note"]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found; `key` is the family's, for a note too, or the course's.

    A family's `title` names its babies and `detail` its adults, a course's its name and venue, a note's the
    babies of its family and what was found with some words round it. `at` is when a note was written, or when
    a course begins; None for a family. `note` is the note's own key.
    `restricted` are the family's adults under a contact restriction.
    """

    kind: FoundKind
    key: UUID
    title: str
    detail: str
    at: datetime | None = None
    note: UUID | None = None
    restricted: tuple[CarerView, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFamilies:
    """Families by what was typed, the newest first, and how many there are in all."""

    rows: tuple[FamilyRow, ...]
    total: int
