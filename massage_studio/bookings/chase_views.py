"""What still has to be asked of families: one row a thing, for the list and for the count on Today."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.families.views import CarerView

ChaseKind = Literal["restriction", "form", "consent", "birth", "answer", "class_off", "payment", "enquiry"]
KINDS: tuple[ChaseKind, ...] = get_args(ChaseKind)
"""In the order of the list."""


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One thing to ask of a family.

    `place` is the booking that it is about, `course` that one's, `day` the date of the next class of it.
    Where a contact restriction ends there is no place, but `adult`, whom it is against.
    """

    kind: ChaseKind
    family_id: UUID
    babies: tuple[str, ...]
    course: str
    day: date | None
    place: BookingRow | None = None
    adult: CarerView | None = None

    @property
    def key(self) -> tuple[str, UUID]:
        """What tells one row from another."""
        if self.adult is not None:
            return self.kind, self.adult.id
        assert self.place is not None
        return self.kind, self.place.booking.id


@dataclass(frozen=True, slots=True)
class Reminders:
    """How many things the chase list has, and the families to follow up, the longest due first.

    `requests` are the families that wait for an answer about their own data, with the last day for it, and
    the one that is due first before the others.
    """

    to_ask: int
    follow_ups: tuple[UUID, ...]
    requests: tuple[tuple[date, UUID], ...] = ()
