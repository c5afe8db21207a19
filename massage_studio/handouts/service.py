"""The verbs of handouts: making a class's papers, and keeping to whom they went."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.handouts.models import HandoutIssued
from massage_studio.handouts.papers import Draft, How, Paper, build
from massage_studio.handouts.proofs import CopyKey
from massage_studio.handouts.queries import class_papers
from massage_studio.handouts.views import Variant
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.profile import profile


@dataclass(frozen=True, slots=True)
class Given:
    """A paper that left the studio: which document, for whom and of which class, and in which version."""

    document: str
    family_id: UUID | None
    session_id: UUID | None
    copy: CopyKey | None = None
    variant: Variant = Variant.A4
    version: str = ""


def take_homes(session: Session, *, session_id: UUID, now: datetime) -> tuple[Paper, ...]:
    """Make the sheets of a whole class, catch-ups too, and keep that they were exported."""
    sheets = class_papers(session, session_id=session_id, now=now).sheets
    papers = tuple(build(sheet.draft) for sheet in sheets)
    issue(session, papers=given(paper.draft for paper in papers), how="exported", now=now)
    return papers


def given(drafts: Iterable[Draft]) -> tuple[Given, ...]:
    """Return what is kept of each paper once it is given."""
    return tuple(
        Given(
            draft.kind,
            draft.family_id,
            draft.session_id,
            draft.copy,
            draft.variant,
            draft.version,
        )
        for draft in drafts
    )


def issue(session: Session, *, papers: tuple[Given, ...], how: How, now: datetime) -> Changes:
    """Keep that these papers left the studio, each once a day in the same way and version.

    A paper that is for no family, such as the register, leaves no trace.
    """
    zone = ZoneInfo(profile(session).zone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    today = {
        Given(
            row.document,
            row.family_id,
            row.session_id,
            CopyKey(row.baby_id, row.home_id) if row.baby_id else None,
            Variant(row.variant),
            row.version,
        )
        for row in session.scalars(
            select(HandoutIssued).where(
                HandoutIssued.how == how,
                HandoutIssued.issued_at >= midnight,
                HandoutIssued.issued_at < midnight + timedelta(days=1),
            )
        )
    }
    for paper in dict.fromkeys(papers):
        if paper.family_id is None or paper in today:
            continue
        session.add(
            HandoutIssued(
                id=new_id(),
                document=paper.document,
                family_id=paper.family_id,
                session_id=paper.session_id,
                baby_id=paper.copy.baby_id if paper.copy else None,
                home_id=paper.copy.home_id if paper.copy else None,
                how=how,
                variant=paper.variant.value,
                version=paper.version,
                issued_at=now,
            )
        )
    session.flush()
    return changed(Thing.HANDOUTS)
