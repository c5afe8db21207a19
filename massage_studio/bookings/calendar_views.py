"""What calendars show of classes: on the screen, and in files for other programs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import SessionStatus

CourseKind = Literal["course", "one_off", "private"]
Clash = Literal["venue", "instructor"]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One class; `starts` is aware, `zone` is its course's own, `revision` rises with every change.

    `number` and `of` count the classes of the course that are held, by date; a cancelled one is none of them.
    `instructor` is empty where it is the studio's own, `replaces_id` the cancelled class that it stands for.
    `clashes` says what it shares with another class at the same time.
    """

    session_id: UUID
    course_id: UUID
    course: str
    kind: CourseKind
    number: int
    of: int
    title: str
    starts: datetime
    minutes: int
    zone: str
    status: SessionStatus
    reason: str
    revision: int
    venue_id: UUID
    venue: str
    address: str
    instructor: str
    replaces_id: UUID | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def ends(self) -> datetime:
        """The planned end; an hour is an hour while the clocks change."""
        return (self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.starts.tzinfo)


@dataclass(frozen=True, slots=True)
class Period:
    """Some days with their classes and what is special about them.

    `marks` numbers the venues in the order in which they were added, so that each keeps its colour. `free`
    are bank holidays and closed days with their names. `nearest` is the day of the next class, or of the last
    one where none is to come; None where there is no class at all.
    """

    first: date
    last: date
    entries: tuple[CalendarEntry, ...]
    marks: Mapping[UUID, int]
    free: Mapping[date, str]
    nearest: date | None


def clashes(entries: Iterable[CalendarEntry]) -> dict[UUID, tuple[Clash, ...]]:
    """Return by class what it shares with another at the same time; cancelled classes are in nobody's way."""
    standing = sorted((one for one in entries if one.status != "cancelled"), key=lambda one: one.starts)
    found: dict[UUID, set[Clash]] = {}
    running: list[CalendarEntry] = []
    for one in standing:
        running = [other for other in running if other.ends > one.starts]
        for other in running:
            if other.venue_id == one.venue_id:
                found.setdefault(one.session_id, set()).add("venue")
                found.setdefault(other.session_id, set()).add("venue")
            if other.instructor.casefold() == one.instructor.casefold():
                found.setdefault(one.session_id, set()).add("instructor")
                found.setdefault(other.session_id, set()).add("instructor")
        running.append(one)
    return {key: tuple(sorted(what, reverse=True)) for key, what in found.items()}
