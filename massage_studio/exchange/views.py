"""What is shown of an import, before and after it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.exchange.columns import Column
from massage_studio.exchange.questions import Question, Status
from massage_studio.store.changes import Changes

State = Literal["needs you", "ready", "changed", "known", "cancelled", "left out"]
STATES: tuple[State, ...] = ("needs you", "ready", "changed", "known", "cancelled", "left out")
Part = Literal[
    "another adult",
    "baby's name",
    "birth date",
    "due date",
    "email",
    "health",
    "payment",
    "phone",
    "photo answer",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the studio holds and what the file says of one thing; `takes` where the file's is written.

    `key` is that of the answer "keep" or "take"; it is empty where there is nothing to choose.
    """

    part: Part
    old: str
    new: str
    takes: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One baby in one order; `rows` are numbered as a spreadsheet shows them, the header being row 1.

    ready: gets a place, or waits for one where it `waits`. changed: booked before, something is written anew.
    known: booked before, nothing is written. cancelled: not booked, or its place is `given_up`. needs you:
    one of its `questions` is open. `mark` is that of its edited cells, `answered` are the keys of what was
    answered about it. `household` is the same for the babies of one family. `paid` is what would be kept as
    paid, None where nothing would, and `owing` what is due after it. `elsewhere` is money of another order
    that would not be kept.
    """

    state: State
    rows: tuple[int, ...]
    mark: str
    carer: str
    baby: str
    reference: str
    family_known: bool
    status: Status
    differs: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    born: date | None = None
    due: date | None = None
    email: str = ""
    phone: str = ""
    health: tuple[str, ...] = ()
    photo: bool | None = None
    household: str = ""
    paid: Decimal | None = None
    owing: Decimal = Decimal()
    elsewhere: Decimal = Decimal()
    currency: str = ""
    answered: tuple[str, ...] = ()
    waits: bool = False
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the lines that wait for its answer; none where it is about the whole file."""

    question: Question
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column with what stands in it."""

    column: Column
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do, and what it asks.

    `answered` are the keys and words of the answers that hold for more than a row, and can be changed.
    `waiting` counts the families that wait for a place while somebody in the file would get one; `over` is
    the day of the last class of a course that is over.
    """

    source: str
    events: tuple[str, ...]
    lines: tuple[ImportLine, ...]
    asked: tuple[Asked, ...] = ()
    answered: tuple[tuple[str, str], ...] = ()
    columns: tuple[ColumnShown, ...] = ()
    waiting: int = 0
    over: date | None = None

    @property
    def counts(self) -> dict[State, int]:
        """How many babies there are of each state."""
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in STATES}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, counted in babies; `cancelled` counts those that never had a place too."""

    changes: Changes
    booked: int
    waiting: int
    cancelled: int
    unchanged: int
    updated: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class ImportDone:
    """One import of the past: `file_name` without its folder, how many babies it booked; `at` is in UTC."""

    operation_id: UUID
    at: datetime
    file_name: str
    course_id: UUID | None
    course: str
    babies: int
    taken_back: bool
