"""A document on its way to paper: what was read for it, and the finished PDF under a safe file name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from massage_studio.bookings.views import AttendanceStatus, SessionView
from massage_studio.families.views import CarerView
from massage_studio.handouts.proofs import CopyKey, Proof
from massage_studio.handouts.views import (
    BenefitSheet,
    Certificate,
    CueSheet,
    FamilySummary,
    OwnWordsForm,
    PaperReceipt,
    PlanSheet,
    RegisterSheet,
    SessionCard,
    TakeHome,
    Variant,
)
from massage_studio.paths import safe_filename

if TYPE_CHECKING:
    from massage_studio.paper.documents import Document

Kind = Literal[
    "take_home",
    "catch_up",
    "register",
    "cue_sheet",
    "benefit_sheet",
    "plan_sheet",
    "receipt",
    "session_card",
    "summary",
    "certificate",
    "own_words",
]
How = Literal["printed", "exported", "drafted"]
FAMILY_SHEETS: tuple[Kind, ...] = ("take_home", "catch_up")

# Leaves room in a file name for what the paper is.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one document needs, read but not set yet.

    `family_id` is None where it is for nobody alone; `code` is the benefit of a benefit sheet, or the plan. A
    take-home or a summary has its `copy`, the adult who is written to with it as its `reader`, and the
    `version` of its story.
    """

    kind: Kind
    title: str
    file_name: str
    view: (
        TakeHome
        | RegisterSheet
        | CueSheet
        | BenefitSheet
        | PlanSheet
        | PaperReceipt
        | SessionCard
        | FamilySummary
        | Certificate
        | OwnWordsForm
    )
    family_id: UUID | None = None
    session_id: UUID | None = None
    code: str = ""
    copy: CopyKey | None = None
    reader: CarerView | None = None
    version: str = ""
    variant: Variant = Variant.A4


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF and what it was made of."""

    draft: Draft
    content: bytes

    @property
    def kind(self) -> Kind:
        """Which document it is."""
        return self.draft.kind

    @property
    def title(self) -> str:
        """What it is called on the screen."""
        return self.draft.title

    @property
    def file_name(self) -> str:
        """Its portable name."""
        return self.draft.file_name

    @property
    def family_id(self) -> UUID | None:
        """Whose it is, None where it is for nobody alone."""
        return self.draft.family_id

    @property
    def session_id(self) -> UUID | None:
        """Of which class it is, None where it is of none."""
        return self.draft.session_id


@dataclass(frozen=True, slots=True)
class FamilySheet:
    """One copy of a baby's take-home: how the baby came, how the copy was given, if it was, and its proof.

    `baby` names it in a list, with whom it is for where the family has more than one home.
    """

    draft: Draft
    key: CopyKey
    baby: str
    status: AttendanceStatus
    issued: How | None
    proof: Proof

    @property
    def baby_id(self) -> UUID:
        """Whose take-home it is."""
        return self.key.baby_id


@dataclass(frozen=True, slots=True)
class ClassPapers:
    """The papers of one class: sheets for every baby that was here or absent, register and cue sheet."""

    session: SessionView
    sheets: tuple[FamilySheet, ...]
    register: Draft
    cue_sheet: Draft


@dataclass(frozen=True, slots=True)
class PapersPageData:
    """All that the page shows: classes to choose from, latest first, the chosen one's papers, the benefits',
    and the plans'.

    `family_missing` says that papers of one family were asked for, and it was in no class yet.
    """

    classes: tuple[SessionView, ...]
    papers: ClassPapers | None
    benefits: tuple[Draft, ...]
    plans: tuple[Draft, ...] = ()
    family_missing: bool = False


def build(draft: Draft) -> Paper:
    """Set one document, a family's in its variant; needs neither the database nor Qt."""
    # Late, so that a page which only lists papers does not load ReportLab.
    from massage_studio.handouts import (
        benefit_sheet,
        certificate,
        cue_sheet,
        own_words_form,
        plan_sheet,
        receipt,
        register,
        session_card,
        summary,
        take_home,
    )

    view = draft.view
    if isinstance(view, TakeHome):
        content = take_home.build(view, draft.variant)
    elif isinstance(view, RegisterSheet):
        content = register.build(view)
    elif isinstance(view, CueSheet):
        content = cue_sheet.build(view)
    elif isinstance(view, PlanSheet):
        content = plan_sheet.build(view)
    elif isinstance(view, PaperReceipt):
        content = receipt.build(view)
    elif isinstance(view, SessionCard):
        content = session_card.build(view)
    elif isinstance(view, FamilySummary):
        content = summary.build(view, draft.variant)
    elif isinstance(view, Certificate):
        content = certificate.build(view, draft.variant)
    elif isinstance(view, OwnWordsForm):
        content = own_words_form.build(view, draft.variant)
    else:
        content = benefit_sheet.build(view, draft.variant)
    return Paper(draft, content)


def build_in_one(drafts: Iterable[Draft], business: str) -> bytes:
    """Return take-homes of one class as one PDF, each from a sheet of its own on, that is heard like each."""
    from massage_studio.handouts import take_home
    from massage_studio.paper.documents import joined_pdf

    def documents() -> Iterator[tuple[str, Document]]:
        for draft in drafts:
            assert isinstance(draft.view, TakeHome)
            yield draft.title, take_home.document(draft.view, draft.variant)

    return joined_pdf("Take-homes", business, documents())


def file_names(names: Iterable[str], what: str) -> tuple[str, ...]:
    """Return a PDF's file name for each name, such as "Mia take-home week 3.pdf", all different.

    Different also where upper and lower case are the same, as on Windows and macOS.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem = unique = safe_filename(f"{name[:_LONGEST_NAME]} {what}", "")
        numbers = count(2)
        while unique.casefold() in taken:
            unique = f"{stem} ({next(numbers)})"
        taken.add(unique.casefold())
        found.append(f"{unique}.pdf")
    return tuple(found)
