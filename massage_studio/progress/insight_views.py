"""What the instructor learns of her own teaching: sums over courses, and nobody by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from massage_studio.bookings.insight_views import (
    ClassCount,
    CourseMoney,
    CourseStart,
    Heads,
    Return,
    Stops,
    Waits,
)
from massage_studio.cues.insight_views import ActivityGiven
from massage_studio.families.views import AnswerCounts

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart

LEAST_FAMILIES = 5
"""A group of fewer families is not broken down: what is said of it could be told of one of them."""
LEAST_SESSIONS = 3
"""From fewer sessions nothing is read."""

_BEGINS = (1, 4, 9)


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One term of a year: 0 from January, 1 from April, 2 from September, as courses are named."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _BEGINS[self.number], 1)

    @property
    def next(self) -> "Term":
        """The term after it."""
        return Term(self.year, self.number + 1) if self.number < 2 else Term(self.year + 1, 0)

    @property
    def order(self) -> int:
        """Its place among all terms."""
        return 3 * self.year + self.number


def term_of(day: date) -> Term:
    """Return the term that a day is in."""
    return Term(day.year, sum(day.month >= month for month in _BEGINS) - 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which courses are looked at: one, or all that began in a year or a term of it, in one venue or any."""

    year: int
    term: int | None = None
    venue_id: UUID | None = None
    course_id: UUID | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that it covers."""
        return tuple(
            Term(self.year, number) for number in range(3) if self.term is None or number == self.term
        )


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class with its places, and how many babies have one."""

    count: ClassCount
    places: int
    taken: int


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """One course: who is booked, the places of its classes and those taken, who came, and what was paid."""

    start: CourseStart
    heads: Heads
    classes: tuple[ClassFigures, ...]
    money: tuple[CourseMoney, ...]

    @property
    def places(self) -> int:
        """The places of all its classes."""
        return sum(one.places for one in self.classes)

    @property
    def taken(self) -> int:
        """The places of all its classes that are taken."""
        return sum(one.taken for one in self.classes)

    @property
    def held(self) -> tuple[ClassCount, ...]:
        """The classes that were held."""
        return tuple(one.count for one in self.classes if one.count.finished)

    @property
    def came(self) -> int:
        """How often anybody came to its classes."""
        return sum(one.came for one in self.held)

    @property
    def expected(self) -> int:
        """How often anybody stood in its registers."""
        return sum(one.expected for one in self.held)


@dataclass(frozen=True, slots=True)
class BenefitFigures:
    """Planned and given minutes of one benefit; an activity of several is shared among them."""

    code: str
    title: str
    planned: float
    given: float


@dataclass(frozen=True, slots=True)
class Insights:
    """All figures of the courses that were asked for.

    `choices` are the courses of the period and the venue. Visits to one home are in `courses`, and count in
    what was paid and what was given, not among places, attendance and those who stopped. `running` courses
    are not over, so that nobody has stopped in them. `returns` are of terms after which courses begin. Of the
    `held` classes `recorded` ones kept how they went.
    """

    asked: Asked
    years: tuple[int, ...]
    venues: tuple[tuple[UUID, str], ...]
    choices: tuple[CourseStart, ...]
    courses: tuple[CourseFigures, ...]
    heads: Heads
    stops: Stops
    running: int
    waits: Waits
    returns: tuple[tuple[Term, Return], ...]
    held: int
    recorded: int
    benefits: tuple[BenefitFigures, ...]
    activities: tuple[ActivityGiven, ...]
    answers: AnswerCounts
    statements: tuple[str, ...]

    @property
    def groups(self) -> tuple[CourseFigures, ...]:
        """The courses but the visits to one home."""
        return tuple(one for one in self.courses if one.start.kind != "private")

    @property
    def small(self) -> bool:
        """Tell whether there are too few families to break anything of them down."""
        return self.heads.families < LEAST_FAMILIES


def pauses_by_title(activities: Sequence[ActivityGiven]) -> tuple[tuple[str, int, float, int], ...]:
    """Return title, times, babies' hours and pauses of activities that ran in enough sessions, most first.

    Most are the pauses in an hour of one baby's time.
    """
    sums: dict[str, tuple[int, float, int]] = {}
    for one in activities:
        times, hours, pauses = sums.get(one.title, (0, 0.0, 0))
        sums[one.title] = times + one.times, hours + one.baby_hours, pauses + one.pauses
    found = [(title, *of) for title, of in sums.items() if of[0] >= LEAST_SESSIONS and of[1] > 0 and of[2]]
    return tuple(sorted(found, key=lambda one: (-one[3] / one[2], one[0])))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its `lead` is the sum of it in words, `notes` what it leaves out or does not say.

    `chart` draws it for a width in points; it is None where there is nothing to draw. `from_classes` tells
    whether it is made of classes that were held, and not of whole courses.
    """

    key: str
    title: str
    lead: str
    notes: tuple[str, ...]
    chart: Callable[[float], "Chart"] | None
    from_classes: bool = False
