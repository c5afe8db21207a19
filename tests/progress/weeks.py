"""Weeks of a course that are held one after the other, and what a dyad has had of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_service
from massage_studio.bookings.class_queries import class_session
from massage_studio.cues import opening_service, service
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.delivered_queries import delivered
from massage_studio.curriculum import content
from massage_studio.families.queries import babies_by_id
from massage_studio.progress.coverage import Coverage
from massage_studio.progress.coverage_queries import coverage
from massage_studio.store.ids import new_id
from tests.studio_fixtures import Dyad


def strokes_of(area: str) -> set[Item]:
    """All strokes of a body area."""
    return {Item("stroke", stroke.code) for stroke in content.load().strokes if stroke.area == area}


def begin(session: Session, klass: UUID, here: Iterable[Dyad], away: Iterable[Dyad] = ()) -> datetime:
    """Open a class and take its register; return when it began."""
    starts = class_session(session, session_id=klass).starts
    opening_service.open_class(session, session_id=klass, now=starts)
    for status, dyads in (("here", here), ("absent", away)):
        for dyad in dyads:
            mark(session, klass, dyad, status, starts)
    return starts


def mark(session: Session, klass: UUID, dyad: Dyad, status: str, now: datetime) -> None:
    attendance_service.mark(session, session_id=klass, baby_id=dyad.baby, status=status, now=now)  # type: ignore[arg-type]


def walk_on(session: Session, klass: UUID, starts: datetime, *, but: Iterable[str] = ()) -> datetime:
    """Go through the plan of a class by its minutes, without the activities that teach one of these areas."""
    now = starts
    for part in delivered(session, session_id=klass):
        press = {"action_id": new_id(), "session_id": klass, "delivered_id": part.id, "now": now}
        if {*but} & {*part.areas}:
            service.skip(session, **press)  # type: ignore[arg-type]
            continue
        if part.status == "todo":
            service.go_to(session, **press)  # type: ignore[arg-type]
        now += timedelta(minutes=part.minutes)
    return now


def hold(
    session: Session,
    klass: UUID,
    here: Iterable[Dyad],
    away: Iterable[Dyad] = (),
    *,
    but: Iterable[str] = (),
) -> datetime:
    """Hold a whole class, and return when it was over."""
    starts = begin(session, klass, here, away)
    over = walk_on(session, klass, starts, but=but)
    opening_service.finish_class(session, session_id=klass, now=over)
    return over


def covered(session: Session, dyad: Dyad, now: datetime) -> Coverage:
    """What a baby has had as of a moment."""
    baby = babies_by_id(session, ids=[dyad.baby], today=now.date())[dyad.baby]
    return coverage(session, babies=(baby,), now=now)[dyad.baby]


def missed(session: Session, dyad: Dyad, now: datetime) -> set[Item]:
    return {one.item for one in covered(session, dyad, now).missed}
