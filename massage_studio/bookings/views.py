"""What pages and papers show of courses, classes and places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.families.views import BabyView, CarerView

BookingStatus = Literal["enquiry", "waiting", "offered", "booked", "cancelled", "moved"]
AttendanceStatus = Literal["expected", "here", "late", "absent", "elsewhere"]
SessionStatus = Literal["planned", "running", "finished", "cancelled"]
Health = Literal["", "nothing_new", "unwell", "immunised", "skin", "allergy"]
BookingKind = Literal["course", "drop_in", "make_up"]
PriceKind = Literal["full", "concession", "sibling", "pro_rata", "drop_in", "agreed"]
Visit = Literal["", "drop_in", "make_up"]
PRESENT: tuple[AttendanceStatus, ...] = ("here", "late")
HOLDS_A_PLACE: tuple[BookingStatus, ...] = ("booked", "offered")
LIVE: tuple[BookingStatus, ...] = ("enquiry", "waiting", "offered", "booked")


@dataclass(frozen=True, slots=True)
class VenueView:
    """A hall; capacity in babies."""

    id: UUID
    name: str
    address: str
    capacity: int


@dataclass(frozen=True, slots=True)
class PlannedBenefit:
    """A benefit that a class is planned for, with its share of the minutes."""

    code: str
    title: str
    minutes: float


@dataclass(frozen=True, slots=True)
class SessionView:
    """One class; all moments are in the course's own time zone.

    `number` and `of` count the classes of the course that are not cancelled, by date; a cancelled class has
    the number that it would have. It has a `reason`, and a class in its place says which it `replaces`.
    """

    id: UUID
    course_id: UUID
    course: str
    plan_session_code: str
    number: int
    of: int
    title: str
    starts: datetime
    minutes: int
    status: SessionStatus
    opened: datetime | None
    finished: datetime | None
    venue: str
    capacity: int
    zone: str
    reason: str = ""
    replaces: UUID | None = None

    @property
    def ends(self) -> datetime:
        """The planned end."""
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course in the list, with its places counted in babies.

    `capacity` is what course and hall allow; `taken` are the places on the whole course and those of the
    guests of that class which has most of them.
    """

    id: UUID
    name: str
    plan_code: str
    venue: VenueView
    capacity: int
    taken: int
    waiting: int
    price: Decimal
    currency: str
    sessions: tuple[SessionView, ...]
    next: SessionView | None
    archived: bool = False

    @property
    def held(self) -> tuple[SessionView, ...]:
        """The classes that are not cancelled."""
        return tuple(one for one in self.sessions if one.status != "cancelled")


@dataclass(frozen=True, slots=True)
class CourseList:
    """The courses to come and the latest past ones; `more` tells whether there are earlier ones.

    `archived` tells whether there are only those left that were archived.
    """

    courses: tuple[CourseRow, ...]
    more: bool
    archived: bool = False


@dataclass(frozen=True, slots=True)
class BookingView:
    """One baby's booking; `due` is what is still to be paid, below zero where too much was.

    `session_id` is the one class of a drop-in or a make-up.
    """

    id: UUID
    course_id: UUID
    status: BookingStatus
    baby: BabyView
    carer: CarerView
    made_at: datetime
    price: Decimal
    due: Decimal
    currency: str
    reference: str
    consent_missing: bool
    kind: BookingKind = "course"
    price_kind: PriceKind = "full"
    session_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WaitingView:
    """One family on the waiting list of a course; `since` is its moment in the queue.

    `lapsed` is until when a place was offered to it in vain, None where none was.
    """

    booking_id: UUID
    family_id: UUID
    baby_id: UUID
    baby: str
    carer: str
    since: datetime
    lapsed: datetime | None


@dataclass(frozen=True, slots=True)
class PriceView:
    """The prices that fit a baby on a course, the full price first.

    `classes_left` of `classes` are still to be held, by which `pro_rata` is reckoned; it is among the kinds
    only once a class was held. `suggested` is the kind to begin with.
    """

    kinds: tuple[tuple[PriceKind, Decimal], ...]
    suggested: PriceKind
    currency: str
    classes_left: int
    classes: int


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course to choose from, with its first and last class in its own zone."""

    id: UUID
    name: str
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """What the register of one class says of one baby.

    `arrived` is set for a baby that came late and `left` for one that left early, both in UTC.
    """

    session: SessionView
    baby_id: UUID
    carer_id: UUID | None
    status: AttendanceStatus
    arrived: datetime | None = None
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One dyad in the register of one class; `number` is the key that selects the baby.

    `arrived` is when a baby was marked here or late, and `left` when it left before the end, both in UTC.
    `visit` marks who comes to this class alone, `covered` what a curtain lies over. `price` is that of the
    booking, nothing without one. `left_out` are the body areas, ways of touching and positions that the
    safety rules forbid for the baby on the day of the class.
    """

    number: int
    booking_id: UUID | None
    baby: BabyView
    adult: CarerView | None
    adults: tuple[CarerView, ...]
    status: AttendanceStatus
    health: Health
    health_note: str
    consent_missing: bool
    first_class: bool
    twins: bool
    due: Decimal
    currency: str
    arrived: datetime | None = None
    left: datetime | None = None
    visit: Visit = ""
    covered: bool = False
    price: Decimal = Decimal()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register of one class; `taken` are the places of the course and of this class's guests."""

    session: SessionView
    rows: tuple[RegisterRow, ...]
    taken: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One class of a course by its number among those that are held; `planned`: it is still to come."""

    number: int
    starts: datetime
    planned: bool


@dataclass(frozen=True, slots=True)
class PlannedCourse:
    """A course that has a class to come, and the plan that it follows; a private one may name a family."""

    id: UUID
    name: str
    private: bool
    plan_code: str
    weeks: tuple[PlannedWeek, ...]
