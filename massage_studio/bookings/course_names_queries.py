"""What a course is told by, where only its key is known."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import ClassSession, Course, Venue


def course_heads(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str, datetime | None]]:
    """Return name, venue and first class, in the course's zone, of each of these courses."""
    begins = (
        select(func.min(ClassSession.starts_at))
        .where(ClassSession.course_id == Course.id, ClassSession.status != "cancelled")
        .scalar_subquery()
    )
    rows = session.execute(
        select(Course.id, Course.name, Venue.name, Course.zone, begins)
        .join(Venue, Venue.id == Course.venue_id)
        .where(Course.id.in_(list(ids)))
    )
    return {key: (name, venue, _local(first, zone)) for key, name, venue, zone, first in rows}


def _local(first: datetime | None, zone: str) -> datetime | None:
    return first.astimezone(ZoneInfo(zone)) if first else None
