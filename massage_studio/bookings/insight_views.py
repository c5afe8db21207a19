"""What the registers, the places and the books say of many courses at once; sums, and nobody by name."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CourseStart:
    """A course with its first and last class that are not cancelled, as days of its own zone.

    `places` is how many babies course and hall allow.
    """

    id: UUID
    name: str
    kind: str
    venue_id: UUID
    venue: str
    places: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class that is not cancelled: how many came, made it up elsewhere, stayed away, or were not marked.

    `number` counts the classes of the course that are not cancelled, by date.
    """

    id: UUID
    course_id: UUID
    number: int
    starts: datetime
    finished: bool
    came: int
    elsewhere: int
    absent: int
    unmarked: int

    @property
    def expected(self) -> int:
        """All babies on its register."""
        return self.came + self.elsewhere + self.absent + self.unmarked


@dataclass(frozen=True, slots=True)
class CourseMoney:
    """What was paid for one course in one currency; `moved` is credit that went from or to another course."""

    course_id: UUID
    currency: str
    received: Decimal
    given_back: Decimal
    moved: Decimal

    @property
    def net(self) -> Decimal:
        """What stays in the books."""
        return self.received - self.given_back + self.moved


@dataclass(frozen=True, slots=True)
class Heads:
    """How many babies and how many families."""

    babies: int = 0
    families: int = 0


@dataclass(frozen=True, slots=True)
class Booked:
    """Babies and families with a booking that stands, in all and by course."""

    whole: Heads
    by_course: dict[UUID, Heads]


@dataclass(frozen=True, slots=True)
class Stops:
    """How far the babies came that were on whole courses which are over.

    `after` counts those who stopped before the end by the class that was their last, 0 for those who never
    came. `came_back` missed a class and came to a later one. Families are counted once.
    """

    whole: Heads
    stayed: int
    came_back: int
    after: dict[int, int]
    stopped_families: int

    @property
    def stopped(self) -> int:
        """How many babies stopped before the end, or never came."""
        return sum(self.after.values())


@dataclass(frozen=True, slots=True)
class Waits:
    """What became of the families that waited for a place on a whole course; bookings by where they stand."""

    families: int
    booked: int
    offered: int
    waiting: int
    moved: int
    gave_up: int

    @property
    def bookings(self) -> int:
        """All that waited."""
        return self.booked + self.offered + self.waiting + self.moved + self.gave_up


@dataclass(frozen=True, slots=True)
class Return:
    """How many families of one term have a place in the next one as well."""

    term: int
    families: int
    came_again: int
