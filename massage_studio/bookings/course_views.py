"""What is asked for and shown of a course, its dates and the days without classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import VenueView
from massage_studio.curriculum.views import PlanView

CourseKind = Literal["course", "one_off", "private"]


@dataclass(frozen=True, slots=True)
class CourseFields:
    """A course as it is planned or changed, without its dates; a `new_venue` is added under `venue_id`.

    It has room for `new_venue_room` babies, or with 0 for as many as the course.

    Prices are as on the course: None says that there is no such price. `currency` and `zone` are those of the
    studio and stay as they are once the course is made.
    """

    name: str
    plan_code: str
    venue_id: UUID
    minutes: int
    capacity: int
    price: Decimal
    currency: str
    zone: str
    kind: CourseKind = "course"
    new_venue: str = ""
    new_venue_room: int = 0
    concession_price: Decimal | None = None
    sibling_price: Decimal | None = None
    drop_in_price: Decimal | None = None
    deposit: Decimal | None = None
    min_weeks: int | None = None
    max_weeks: int | None = None
    instructor: str = ""


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class that shall be, by its key, made by the caller, and its aware moment."""

    id: UUID
    starts: datetime


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course to be edited, or the next one after it: its fields and the classes that can still be moved.

    `fixed` are the moments of classes that have begun or are over; all moments are in the course's zone.
    """

    fields: CourseFields
    classes: tuple[PlannedClass, ...]
    fixed: tuple[datetime, ...] = ()
    taken: int = 0


@dataclass(frozen=True, slots=True)
class ClosedRange:
    """Days on which the instructor holds no class, both ends included."""

    id: UUID
    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class TakenTime:
    """A class of another course: when it is, in its own zone, where, and who teaches it."""

    session_id: UUID
    course: str
    starts: datetime
    ends: datetime
    venue_id: UUID
    venue: str
    instructor: str
    private: bool


@dataclass(frozen=True, slots=True)
class PlanningView:
    """What the planning of dates from `first` to `last` must know: days without classes, and other classes.

    `closed` has the name of the holiday by day, empty where it has none.
    """

    first: date
    last: date
    nation: str
    closed: Mapping[date, str]
    taken: tuple[TakenTime, ...]


@dataclass(frozen=True, slots=True)
class ClassPlanning:
    """What must be known to move a class: its course, the days around it, and when another could be held."""

    fields: CourseFields
    planning: PlanningView
    suits: datetime


@dataclass(frozen=True, slots=True)
class CoursePlanning:
    """What the dialog of a course is made from; a `draft` with a `course_id` is changed, one without is new.

    `price`, `venue_id` and the plan of `plan_code` are offered where there is no draft.
    """

    plans: tuple[PlanView, ...]
    venues: tuple[VenueView, ...]
    planning: PlanningView
    draft: CourseDraft | None = None
    course_id: UUID | None = None
    price: Decimal = Decimal()
    venue_id: UUID | None = None
    plan_code: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A class of another course at the same time, in the same venue or with the same instructor."""

    taken: TakenTime
    what: Literal["venue", "instructor"]


def conflicts(
    starts: datetime,
    minutes: int,
    *,
    venue_id: UUID,
    private: bool,
    instructor: str,
    taken: tuple[TakenTime, ...],
) -> tuple[Conflict, ...]:
    """Return what a class would meet; homes that are visited are no venue that two classes could share."""
    ends = starts + timedelta(minutes=minutes)
    found: list[Conflict] = []
    for other in taken:
        if other.starts >= ends or other.ends <= starts:
            continue
        if other.venue_id == venue_id and not private and not other.private:
            found.append(Conflict(other, "venue"))
        elif other.instructor.casefold() == instructor.casefold():
            found.append(Conflict(other, "instructor"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class DateFact:
    """What is to be known of the date of one class: its holiday or None, and what it meets."""

    session_id: UUID
    closed: str | None
    met: tuple[Conflict, ...]
