"""What the plan editor shows: every plan, what can be added to one, and its minutes by benefit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from massage_studio.curriculum.plan_edits import total, whole_shares
from massage_studio.curriculum.views import ActivityView, PlanView
from massage_studio.language import translate

Whose = Literal["shipped", "changed", "own"]


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """What can be added to a plan, as the activity that it becomes.

    `place` says in words where it belongs, such as a body area; `drawing` is the code of its drawing.
    """

    kind: str
    code: str
    place: str
    activity: ActivityView
    whose: Whose
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class BenefitName:
    """A benefit as a column is headed; one that is not `offered` is there for the plans that use it."""

    code: str
    title: str
    offered: bool


@dataclass(frozen=True, slots=True)
class StrokeName:
    """A stroke as it is chosen for an activity."""

    code: str
    area: str
    label: str
    offered: bool


@dataclass(frozen=True, slots=True)
class PlanningBook:
    """The plans, and what they name; `whose` is by the code of a plan, names by the codes of content."""

    plans: tuple[PlanView, ...]
    hidden: tuple[PlanView, ...]
    whose: dict[str, Whose]
    benefits: tuple[BenefitName, ...]
    strokes: tuple[StrokeName, ...]
    areas: dict[str, str]
    topics: dict[str, str]

    def plan(self, code: str) -> PlanView | None:
        """Return a plan that is offered or hidden."""
        return next((plan for plan in (*self.plans, *self.hidden) if plan.code == code), None)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The minutes of one week by benefit, in the order of the columns; `length` is what a class lasts."""

    number: int
    title: str
    minutes: tuple[int, ...]
    total: int
    length: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Whole minutes, weeks by benefits, and what each benefit has in the whole course."""

    benefits: tuple[BenefitName, ...]
    rows: tuple[MatrixRow, ...]
    length: int

    @property
    def totals(self) -> tuple[int, ...]:
        """Minutes of the whole course by benefit."""
        return tuple(sum(row.minutes[place] for row in self.rows) for place in range(len(self.benefits)))

    @property
    def most(self) -> int:
        """The most minutes that one benefit has in a week, at least 1."""
        return max((minutes for row in self.rows for minutes in row.minutes), default=0) or 1

    def doubled(self, minutes: int) -> bool:
        """Whether a benefit has at least twice an equal share of a class."""
        return minutes * len(self.benefits) >= 2 * self.length


def matrix(plan: PlanView, benefits: Iterable[BenefitName]) -> Matrix:
    """Return the minutes of a plan by benefit: those that are offered, and those that it uses besides."""
    shares = [whole_shares(part) for part in plan.sessions]
    shown = tuple(one for one in benefits if one.offered or any(one.code in share for share in shares))
    rows = tuple(
        MatrixRow(
            part.number,
            part.title,
            tuple(share.get(one.code, 0) for one in shown),
            total(part),
            plan.minutes,
        )
        for part, share in zip(plan.sessions, shares, strict=True)
    )
    return Matrix(shown, rows, plan.minutes)


def difference_words(row: MatrixRow) -> str:
    """Return "5 over" or "5 under", nothing where a week has the right length."""
    over = row.total - row.length
    if not over:
        return ""
    words = translate("Plans", "{minutes} over") if over > 0 else translate("Plans", "{minutes} under")
    return words.format(minutes=abs(over))


def length_words(row: MatrixRow) -> str:
    """Return "60 of 60 minutes", "65 of 60 minutes, 5 over" or "55 of 60 minutes, 5 under"."""
    words = translate("Plans", "{total} of {length} minutes").format(total=row.total, length=row.length)
    return ", ".join(part for part in (words, difference_words(row)) if part)
