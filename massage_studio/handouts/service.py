"""The verbs of handouts: making a class's papers, and keeping to whom they went."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.handouts.models import HandoutIssued
from massage_studio.handouts.papers import How, Paper, build
from massage_studio.handouts.queries import class_papers
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.profile import profile

Given = tuple[str, UUID | None, UUID | None]


def take_homes(session: Session, *, session_id: UUID, now: datetime) -> tuple[Paper, ...]:
    """Make the sheets of a whole class, catch-ups too, and keep that they were exported."""
    sheets = class_papers(session, session_id=session_id, now=now).sheets
    papers = tuple(build(sheet.draft) for sheet in sheets)
    issue(session, papers=given(papers), how="exported", now=now)
    return papers


def given(papers: Iterable[Paper]) -> tuple[Given, ...]:
    """Return document, family and class of each paper, as `issue` takes them."""
    return tuple((paper.kind, paper.family_id, paper.session_id) for paper in papers)


def issue(session: Session, *, papers: tuple[Given, ...], how: How, now: datetime) -> Changes:
    """Keep that these papers left the studio, once a day for each document, family and class.

    A paper that is for no family, such as the register, leaves no trace.
    """
    zone = ZoneInfo(profile(session).zone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    today = {
        (row.document, row.family_id, row.session_id)
        for row in session.execute(
            select(HandoutIssued.document, HandoutIssued.family_id, HandoutIssued.session_id).where(
                HandoutIssued.issued_at >= midnight, HandoutIssued.issued_at < midnight + timedelta(days=1)
            )
        )
    }
    # Twins have a sheet each and one family.
    for document, family_id, session_id in dict.fromkeys(papers):
        if family_id is None or (document, family_id, session_id) in today:
            continue
        session.add(
            HandoutIssued(
                id=new_id(),
                document=document,
                family_id=family_id,
                session_id=session_id,
                how=how,
                issued_at=now,
            )
        )
    session.flush()
    return changed(Thing.HANDOUTS)
