"""What is shown of an import, before and after it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.exchange.dates import DateOrder
from massage_studio.store.changes import Changes

Kind = Literal["new", "changed", "duplicate", "cancelled", "full"]
KINDS: tuple[Kind, ...] = ("new", "changed", "duplicate", "cancelled", "full")
Difference = Literal[
    "another adult",
    "baby's name",
    "birth date",
    "due date",
    "email",
    "health",
    "payment",
    "phone",
    "photo answer",
    "place given up",
    "cancelled in the studio",
    "moved in the studio",
]


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One baby in one order; `rows` are numbered as a spreadsheet shows them, the header being row 1.

    new: gets a place. full: goes on the waiting list. changed: booked before, something is written anew.
    duplicate: booked before, nothing is written. cancelled: not booked, or its place is given up.
    `differs` says what an import would write about people that the studio knows; `household` is the same for
    the babies of one family. `paid` is what would be kept as paid, None where nothing would, and `owing` what
    is due after it. `elsewhere` is money of another order that would not be kept. `far` marks a birth or due
    date a long way from today.
    """

    kind: Kind
    rows: tuple[int, ...]
    carer: str
    baby: str
    reference: str
    family_known: bool
    differs: tuple[Difference, ...] = ()
    born: date | None = None
    household: str = ""
    paid: Decimal | None = None
    owing: Decimal = Decimal()
    elsewhere: Decimal = Decimal()
    currency: str = ""
    far: bool = False


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do; `date_order_assumed` where the dates could be read two ways.

    `waiting` counts the families that wait for a place while somebody in the file would get one; `over` is
    the day of the last class of a course that is over.
    """

    source: str
    events: tuple[str, ...]
    date_order: DateOrder
    date_order_assumed: bool
    lines: tuple[ImportLine, ...]
    waiting: int = 0
    over: date | None = None

    @property
    def counts(self) -> dict[Kind, int]:
        """How many babies there are of each kind."""
        found = Counter(line.kind for line in self.lines)
        return {kind: found[kind] for kind in KINDS}

    @property
    def note(self) -> str:
        """A sentence about dates that could be read two ways, or nothing."""
        if not self.date_order_assumed:
            return ""
        return f"The dates could be read two ways; {self.source} writes them {self.date_order}."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, counted in babies; `cancelled` counts those that never had a place too."""

    changes: Changes
    booked: int
    waiting: int
    cancelled: int
    unchanged: int
    updated: int


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


@dataclass(frozen=True, slots=True)
class Remembered:
    """How the columns of such a file were matched by hand: from the studio's fields to its titles."""

    name: str
    mapping: dict[str, str]
    date_order: DateOrder | None
