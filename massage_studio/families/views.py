"""What pages and papers show of a family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from massage_studio.families.age import Age
from massage_studio.families.restrictions import NO_RULE, Purpose, Rule

FlagKind = Literal["allergy", "immunised", "skin", "unwell", "condition"]
ConsentKind = Literal["health", "notes", "photo", "contact"]
Layer = Literal["private", "family", "safeguarding"]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to know before touching."""

    id: UUID
    kind: FlagKind
    what: str
    since: date
    expires: date | None


@dataclass(frozen=True, slots=True)
class BabyView:
    """A baby with today's age and standing health flags."""

    id: UUID
    family_id: UUID
    given_name: str
    family_name: str
    name: str
    birth_date: date | None
    due_date: date | None
    age: Age | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class CarerView:
    """An adult of the family, as on a day; who `lives_apart` from the others gets papers of their own.

    `contact_restriction` says why there is one; `restriction_stands` on the days of its `rule`.
    """

    id: UUID
    given_name: str
    family_name: str
    name: str
    relationship: str
    email: str
    phone: str
    language: str
    contact_restriction: str
    lives_apart: bool = False
    rule: Rule = NO_RULE
    restriction_stands: bool = True


@dataclass(frozen=True, slots=True)
class ConsentView:
    """Whether one kind of consent stands; `given` is None where nobody was asked."""

    kind: ConsentKind
    given: bool | None
    on: date | None


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """One answer about consent, whether it stands or was withdrawn since."""

    kind: ConsentKind
    given: bool
    on: date
    withdrawn: date | None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A sentence about the family in its layer."""

    id: UUID
    layer: Layer
    text: str
    made_at: datetime


Asked = Literal["before", "after"]
ITEMS = 5
"""How many statements a carer answers."""


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What a carer answered before or after a course: 0 to 10 by statement, None where she left one out.

    `words` are a sentence of her own, `on_paper` whether all this may stand on what her family takes home.
    """

    scores: tuple[int | None, ...]
    words: str
    on_paper: bool
    made_on: date


@dataclass(frozen=True, slots=True)
class OwnWordsView:
    """A carer's own answers before and after one course, None where she was not asked or gave none."""

    carer_id: UUID
    course_id: UUID | None
    before: OwnAnswers | None
    after: OwnAnswers | None

    def at(self, asked: Asked) -> OwnAnswers | None:
        """Return what she answered before or after it."""
        return self.before if asked == "before" else self.after


@dataclass(frozen=True, slots=True)
class OverrideView:
    """One time that an adult came or was written to against a contact restriction, and why."""

    carer_id: UUID
    session_id: UUID | None
    purpose: Purpose
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class FamilyView:
    """All that the studio knows of one family but its classes; `overrides` are the newest first.

    `form_back_on` is when it handed its form back.
    """

    id: UUID
    carers: tuple[CarerView, ...]
    babies: tuple[BabyView, ...]
    consents: tuple[ConsentView, ...]
    notes: tuple[NoteView, ...]
    overrides: tuple[OverrideView, ...] = ()
    form_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One line in the list of families; `restricted` are its adults under a contact restriction."""

    id: UUID
    babies: tuple[BabyView, ...]
    carers: tuple[str, ...]
    consent_missing: bool
    restricted: tuple[CarerView, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How many carers gave each answer.

    Families are by moment, "before" or "after", counts by moment, statement and answer.
    """

    families: Mapping[str, int]
    counts: Mapping[tuple[str, int, int], int]
