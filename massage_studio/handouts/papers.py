"""A document on its way to paper: what was read for it, and the finished PDF under a safe file name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import AttendanceStatus, SessionView
from massage_studio.handouts.views import (
    BenefitSheet,
    CueSheet,
    PaperReceipt,
    RegisterSheet,
    TakeHome,
    Variant,
)
from massage_studio.paths import safe_filename

Kind = Literal["take_home", "catch_up", "register", "cue_sheet", "benefit_sheet", "receipt"]
How = Literal["printed", "exported"]

# Leaves room in a file name for what the paper is.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one document needs, read but not set yet.

    `family_id` is None where it is for nobody alone; `code` is the benefit of a benefit sheet.
    """

    kind: Kind
    title: str
    file_name: str
    view: TakeHome | RegisterSheet | CueSheet | BenefitSheet | PaperReceipt
    family_id: UUID | None = None
    session_id: UUID | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF."""

    kind: Kind
    title: str
    file_name: str
    content: bytes
    family_id: UUID | None
    session_id: UUID | None


@dataclass(frozen=True, slots=True)
class FamilySheet:
    """One baby's take-home: how the baby came, and how the family got a sheet of this class, if it did."""

    draft: Draft
    baby_id: UUID
    baby: str
    status: AttendanceStatus
    issued: How | None


@dataclass(frozen=True, slots=True)
class ClassPapers:
    """The papers of one class: a sheet for every baby that was here or absent, register and cue sheet."""

    session: SessionView
    sheets: tuple[FamilySheet, ...]
    register: Draft
    cue_sheet: Draft


@dataclass(frozen=True, slots=True)
class PapersPageData:
    """All that the page shows: classes to choose from, latest first, the chosen one's papers, the benefits'.

    `family_missing` says that papers of one family were asked for, and it was in no class yet.
    """

    classes: tuple[SessionView, ...]
    papers: ClassPapers | None
    benefits: tuple[Draft, ...]
    family_missing: bool = False


def build(draft: Draft, variant: Variant = Variant.A4) -> Paper:
    """Set one document, a family's in a variant; needs neither the database nor Qt."""
    # Late, so that a page which only lists papers does not load ReportLab.
    from massage_studio.handouts import benefit_sheet, cue_sheet, receipt, register, take_home

    view = draft.view
    if isinstance(view, TakeHome):
        content = take_home.build(view, variant)
    elif isinstance(view, RegisterSheet):
        content = register.build(view)
    elif isinstance(view, CueSheet):
        content = cue_sheet.build(view)
    elif isinstance(view, PaperReceipt):
        content = receipt.build(view)
    else:
        content = benefit_sheet.build(view, variant)
    return Paper(draft.kind, draft.title, draft.file_name, content, draft.family_id, draft.session_id)


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
