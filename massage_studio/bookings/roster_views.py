"""What the class list shows of each place on a course, and what a family's page tells of its bookings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import (
    AttendanceStatus,
    BookingKind,
    BookingView,
    CourseRow,
    PriceKind,
    RegisterView,
    SessionView,
)
from massage_studio.families.views import CarerView


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking in the class list.

    `visits` follow the course's classes in their order, None where a register was not opened; `turn` counts
    from 1 on the waiting list and is 0 elsewhere. `session` is the one class of a drop-in or a make-up.
    `restricted` are the adults of the family, with or without this booking, who have a contact restriction.
    """

    booking: BookingView
    kind: BookingKind
    price_kind: PriceKind
    paid: Decimal
    visits: tuple[AttendanceStatus | None, ...]
    turn: int
    offered_until: datetime | None
    lapsed: bool
    session: SessionView | None
    makes_up: SessionView | None
    moved_to: str
    moved_from: str
    moved_to_course: UUID | None
    age_warning: str
    restricted: tuple[CarerView, ...]
    twins: bool


@dataclass(frozen=True, slots=True)
class RosterView:
    """The class list of one course; `free` counts the places that nobody holds."""

    course: CourseRow
    places: tuple[BookingRow, ...]
    free: int


@dataclass(frozen=True, slots=True)
class NextOffer:
    """A free place and the family whose turn it is."""

    course: CourseRow
    free: int
    next: BookingRow


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that waits for an answer, or one that ran out and went to the end of the queue."""

    course: str
    place: BookingRow


@dataclass(frozen=True, slots=True)
class FamilyPlaces:
    """All bookings of a family, the newest first, with their courses' names and what was paid by key."""

    places: tuple[BookingRow, ...]
    courses: Mapping[UUID, str]
    payments: Mapping[UUID, tuple["PaymentLine", ...]]


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment for a booking that stands, in local time; a refund is below zero; receipt 0 is none."""

    id: UUID
    kind: Literal["payment", "deposit", "refund", "moved"]
    amount: Decimal
    currency: str
    method: str
    note: str
    paid: datetime
    receipt_id: UUID | None
    receipt: int


@dataclass(frozen=True, slots=True)
class TodayView:
    """Today's classes, or the next one to come where there is none today.

    `week` counts the classes of Monday to Sunday; `offers` are the free places that somebody waits for, and
    `open_offers` those that wait for an answer.
    """

    today: tuple[RegisterView, ...]
    next: RegisterView | None
    week: tuple[int, int, int, int, int, int, int]
    offers: tuple[NextOffer, ...]
    open_offers: tuple[OpenOffer, ...]

    @property
    def first(self) -> RegisterView | None:
        """The class to show: the one that runs, else the next of today that is not over."""
        order = {"running": 0, "planned": 1, "finished": 2, "cancelled": 3}
        chosen = sorted(self.today, key=lambda register: order[register.session.status])
        return chosen[0] if chosen else self.next
