"""A course that is planned, and its classes as they stand in the studio."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import course_list_queries
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.views import SessionView
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW

FIELDS = CourseFields(
    name="Thursday babies",
    plan_code="five_60",
    venue_id=new_id(),
    new_venue="Mill Barn",
    minutes=60,
    capacity=8,
    price=Decimal(72),
    currency="GBP",
    zone="Europe/London",
    concession_price=Decimal("40.50"),
    min_weeks=6,
    max_weeks=40,
    instructor="Priya Shah",
)


def parts(session: Session, course: UUID) -> tuple[SessionView, ...]:
    session.expire_all()
    return course_list_queries.course(session, course_id=course, now=NOW).sessions


def weekly(count: int = 5) -> tuple[PlannedClass, ...]:
    return tuple(PlannedClass(new_id(), NOW + timedelta(weeks=week)) for week in range(count))
