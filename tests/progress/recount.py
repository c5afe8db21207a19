"""The insights counted a second time, by hand: every row is read and looked at, and no sum is asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tests.progress.random_studio import rows_of

ZONE = ZoneInfo("Europe/London")
PRESENT = ("here", "late")
CAME = (*PRESENT, "elsewhere")


@dataclass
class Recount:
    """All rows of a studio, and what follows from them for the courses that begin in a year."""

    session: Session
    year: int
    today: date
    pauses: frozenset[str]
    term: int | None = None
    venue: UUID | None = None

    def __post_init__(self) -> None:
        self.rows = {
            name: rows_of(self.session, name)
            for name in (
                *("venue", "baby", "carer", "rating", "course", "class_session", "booking", "payment"),
                *("attendance", "delivered", "cue_note"),
            )
        }
        self.venues = {row.id: row for row in self.rows["venue"]}
        self.course = {row.id: row for row in self.rows["course"]}
        self.family = {row.id: row.family_id for row in self.rows["baby"]}
        self.held_classes: dict[UUID, list[Any]] = defaultdict(list)
        for row in self.rows["class_session"]:
            if row.status != "cancelled":
                self.held_classes[row.course_id].append(row)
        for of in self.held_classes.values():
            of.sort(key=lambda row: (row.starts_at, row.id.hex))
        self.chosen = [key for key in self.held_classes if self._is_chosen(key)]

    def first(self, course: UUID) -> datetime:
        first: datetime = self.held_classes[course][0].starts_at
        return first

    def own_day(self, course: UUID, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.course[course].zone)).date()

    def term_of(self, course: UUID) -> tuple[int, int]:
        day = self.own_day(course, self.first(course))
        return day.year, 0 if day.month < 4 else 1 if day.month < 9 else 2

    def _is_chosen(self, course: UUID) -> bool:
        year, term = self.term_of(course)
        return (
            year == self.year
            and self.term in (None, term)
            and self.venue in (None, self.course[course].venue_id)
        )

    def places(self, course: UUID) -> int:
        row = self.course[course]
        return (
            row.capacity if row.kind == "private" else min(row.capacity, self.venues[row.venue_id].capacity)
        )

    def taken(self, klass: Any) -> int:
        if self.course[klass.course_id].kind == "private":
            return 0
        babies = {
            row.baby_id
            for row in self.rows["booking"]
            if row.course_id == klass.course_id
            and row.status in ("booked", "offered")
            and row.session_id in (None, klass.id)
        }
        return len(babies)

    def register(self, klass: UUID) -> Counter[str]:
        return Counter(
            row.status for row in self.rows["attendance"] if row.session_id == klass and not row.removed
        )

    def heads(self, course: UUID | None = None) -> tuple[int, int]:
        babies = {
            row.baby_id
            for row in self.rows["booking"]
            if row.status == "booked"
            and row.course_id in self.chosen
            and (course is None or row.course_id == course)
        }
        return len(babies), len({self.family[baby] for baby in babies})

    def money(self, course: UUID) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
        found: dict[str, list[Decimal]] = {}
        mine = {row.id for row in self.rows["booking"] if row.course_id == course}
        for row in self.rows["payment"]:
            if row.booking_id in mine and row.voided_at is None:
                line = found.setdefault(row.currency, [Decimal(), Decimal(), Decimal()])
                if row.kind == "refund":
                    line[1] -= row.amount
                else:
                    line[2 if row.kind == "moved" else 0] += row.amount
        return {currency: tuple(line) for currency, line in found.items()}  # type: ignore[misc]

    def over(self) -> list[UUID]:
        return [
            key
            for key in self.chosen
            if self.course[key].kind == "course"
            and self.own_day(key, self.held_classes[key][-1].starts_at) < self.today
        ]

    def stops(self) -> tuple[int, int, int, int, dict[int, int], int]:
        """Babies, families, stayed, came back, stopped by number, families of those who stopped."""
        found: list[tuple[UUID, int, bool]] = []
        for course in self.over():
            numbered = list(enumerate(self.held_classes[course], start=1))
            held = [(number, row.id) for number, row in numbered if row.status == "finished"]
            whole = {
                row.baby_id
                for row in self.rows["booking"]
                if row.course_id == course and row.session_id is None
            }
            for baby in whole:
                marks = []
                for _, klass in held:
                    [*mine] = [
                        row.status
                        for row in self.rows["attendance"]
                        if row.session_id == klass and row.baby_id == baby and not row.removed
                    ]
                    marks.append(mine[0] if mine else None)
                if not any(marks):
                    continue
                came = [place for place, mark in enumerate(marks) if mark in CAME]
                back = bool(came) and len(came) < came[-1] - came[0] + 1
                if came and came[-1] == len(held) - 1:
                    found.append((baby, -1, back))
                else:
                    found.append((baby, held[came[-1]][0] if came else 0, back))
        stopped = [one for one in found if one[1] >= 0]
        return (
            len({baby for baby, _, _ in found}),
            len({self.family[baby] for baby, _, _ in found}),
            sum(number == -1 for _, number, _ in found),
            sum(back for _, _, back in found),
            dict(sorted(Counter(number for _, number, _ in stopped).items())),
            len({self.family[baby] for baby, _, _ in stopped}),
        )

    def waits(self) -> tuple[int, Counter[str]]:
        rows = [
            row
            for row in self.rows["booking"]
            if row.course_id in self.chosen
            and self.course[row.course_id].kind != "private"
            and row.session_id is None
            and row.waited_at is not None
        ]
        return len({self.family[row.baby_id] for row in rows}), Counter(row.status for row in rows)

    def returns(self) -> dict[tuple[int, int], tuple[int, int]]:
        found = {}
        for term in range(3) if self.term is None else (self.term,):
            then = (self.year, term + 1) if term < 2 else (self.year + 1, 0)
            later = [key for key in self.held_classes if self.term_of(key) == then]
            if later:
                now = self._families(key for key in self.chosen if self.term_of(key) == (self.year, term))
                found[self.year, term] = len(now), len(now & self._families(later))
        return found

    def _families(self, courses: Any) -> set[UUID]:
        keys = set(courses)
        return {
            self.family[row.baby_id]
            for row in self.rows["booking"]
            if row.course_id in keys and row.status == "booked" and row.session_id is None
        }

    def answers(self) -> tuple[dict[str, int], dict[tuple[str, int, int], int]]:
        family = {row.id: row.family_id for row in self.rows["carer"]}
        carers = {
            row.carer_id
            for row in self.rows["booking"]
            if row.status == "booked" and row.course_id in self.chosen
        }
        given = [
            row
            for row in self.rows["rating"]
            if row.course_id in self.chosen or (row.course_id is None and row.carer_id in carers)
        ]
        families: dict[str, set[UUID]] = defaultdict(set)
        for row in given:
            families[row.moment].add(family[row.carer_id])
        counts = Counter((row.moment, row.statement, row.score) for row in given)
        return {moment: len(of) for moment, of in families.items()}, dict(counts)

    def finished(self) -> list[Any]:
        return [row for key in self.chosen for row in self.held_classes[key] if row.status == "finished"]

    def activities(self) -> tuple[int, dict[tuple[str, tuple[str, ...]], list[float]]]:
        """Classes that recorded, and planned, given, times, baby-seconds and pauses by title and benefits."""
        recorded = 0
        self.noted: dict[str, set[UUID]] = defaultdict(set)
        found: dict[tuple[str, tuple[str, ...]], list[float]] = {}
        for klass in self.finished():
            parts = [row for row in self.rows["delivered"] if row.session_id == klass.id and not row.removed]
            began = [row for row in parts if row.started_at is not None]
            left_out = [row for row in parts if row.started_at is None and row.skipped]
            if not parts or not (len(began) > 1 or len(began) == len(parts) or left_out):
                continue
            recorded += 1
            cues = [
                row
                for row in self.rows["cue_note"]
                if row.session_id == klass.id and row.kind == "cue" and row.voided_at is None
            ]
            register = self.register(klass.id)
            there = register["here"] + register["late"]
            stood = not any(_seconds(row, klass) for row in began)
            for row in parts:
                line = found.setdefault((row.title, row.benefits), [0, 0, 0, 0, 0])
                line[0] += row.minutes if row.planned_minutes is None else row.planned_minutes
                if row.started_at is None or row.skipped:
                    continue
                seconds = 60 * row.minutes if stood and row.ended_at else _seconds(row, klass)
                line[1] += seconds
                if cues:
                    self.noted[row.title].add(klass.id)
                    line[2] += 1
                    line[3] += seconds * there
                    line[4] += sum(cue.code in self.pauses and cue.delivered_id == row.id for cue in cues)
        return recorded, found


def _seconds(row: Any, klass: Any) -> int:
    end = row.ended_at or klass.finished_at or row.started_at
    return max(0, int(end.timestamp()) - int(row.started_at.timestamp()))
