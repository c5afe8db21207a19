"""The questions about how many classes went: sums that the database makes."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import CTE, Subquery, and_, case, exists, extract, func, not_, or_, select
from sqlalchemy.orm import Session

from massage_studio.cues.insight_views import ActivitiesGiven, ActivityGiven
from massage_studio.cues.models import CueNote, Delivered

_CUES = (CueNote.kind == "cue", CueNote.voided_at.is_(None))


def activities_given(
    session: Session, *, classes: Subquery, there: Subquery, pauses: Iterable[str]
) -> ActivitiesGiven:
    """Return what classes that recorded how they went gave of each activity, by its title and benefits.

    `classes` is a table of id and finished_at, `there` one of session_id and babies. A class recorded how it
    went by the rule of `progress.coverage.recorded`; of the others nothing is known, and none is counted.
    """
    notes = (
        select(
            CueNote.delivered_id,
            func.sum(case((CueNote.code.in_(list(pauses)), 1), else_=0)).label("pauses"),
        )
        .where(CueNote.session_id.in_(select(classes.c.id)), *_CUES)
        .group_by(CueNote.session_id, CueNote.delivered_id)
        .cte("notes")
    )
    parts = _parts(classes)
    of = _recorded(parts)
    # A clock that stood still says nothing of how long anything took.
    stood = and_(of.c.seconds == 0, parts.c.ended)
    seconds = case((stood, parts.c.minutes * 60), else_=parts.c.seconds)
    had = and_(parts.c.began, not_(parts.c.skipped))
    watched = and_(had, of.c.noted)
    rows = session.execute(
        select(
            parts.c.title,
            parts.c.benefits,
            func.sum(parts.c.planned),
            func.sum(case((had, seconds), else_=0)),
            func.sum(case((watched, 1), else_=0)),
            func.sum(case((watched, seconds * func.coalesce(there.c.babies, 0)), else_=0)),
            func.sum(case((watched, func.coalesce(notes.c.pauses, 0)), else_=0)),
            select(func.count()).select_from(of).scalar_subquery(),
        )
        .join(of, of.c.session_id == parts.c.session_id)
        .outerjoin(there, there.c.session_id == parts.c.session_id)
        .outerjoin(notes, notes.c.delivered_id == parts.c.id)
        .group_by(parts.c.title, parts.c.benefits)
    ).all()
    return ActivitiesGiven(
        classes=rows[0][-1] if rows else 0,
        activities=tuple(
            ActivityGiven(title, benefits, planned, given / 60, times, baby_seconds / 3600, paused)
            for title, benefits, planned, given, times, baby_seconds, paused, _ in rows
        ),
    )


def classes_noted(session: Session, *, classes: Subquery, title: str) -> frozenset[UUID]:
    """Return the classes that recorded how they went, noted cues and had an activity of this title."""
    parts = _parts(classes)
    of = _recorded(parts)
    had = and_(parts.c.title == title, parts.c.began, not_(parts.c.skipped), of.c.noted)
    found = select(parts.c.session_id).join(of, of.c.session_id == parts.c.session_id).where(had)
    return frozenset(session.scalars(found))


def _parts(classes: Subquery) -> CTE:
    """Return the activities of these classes with their whole seconds from beginning to end.

    One that nobody ended reaches to the end of its class.
    """
    end = func.coalesce(Delivered.ended_at, classes.c.finished_at, Delivered.started_at)
    length = extract("epoch", end) - extract("epoch", Delivered.started_at)
    return (
        select(
            Delivered.id,
            Delivered.session_id,
            Delivered.title,
            Delivered.benefits,
            Delivered.minutes,
            Delivered.skipped,
            func.coalesce(Delivered.planned_minutes, Delivered.minutes).label("planned"),
            Delivered.started_at.is_not(None).label("began"),
            Delivered.ended_at.is_not(None).label("ended"),
            case((length > 0, length), else_=0).label("seconds"),
        )
        .join(classes, classes.c.id == Delivered.session_id)
        .where(Delivered.removed.is_(False))
        .cte("parts")
    )


def _recorded(parts: CTE) -> CTE:
    """Return the classes that recorded how they went, with the seconds of all their activities by the clock.

    `noted` tells whether any cue was noted in it.
    """
    ran = func.sum(case((parts.c.began, 1), else_=0))
    left_out = func.sum(case((and_(not_(parts.c.began), parts.c.skipped), 1), else_=0))
    return (
        select(
            parts.c.session_id,
            func.sum(parts.c.seconds).label("seconds"),
            exists().where(CueNote.session_id == parts.c.session_id, *_CUES).label("noted"),
        )
        .group_by(parts.c.session_id)
        .having(or_(ran > 1, ran == func.count(), left_out > 0))
        .cte("recorded")
    )
