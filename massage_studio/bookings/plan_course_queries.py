"""The question which courses go on, and by which plan: what the plan editor asks."""

from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import NOT_FINISHED
from massage_studio.bookings.models import ClassSession, Course
from massage_studio.bookings.views import PlannedCourse, PlannedWeek


def courses_to_come(session: Session) -> tuple[PlannedCourse, ...]:
    """Return the courses that have a class to come, by their first class, each with all its classes."""
    goes_on = select(ClassSession.course_id).where(NOT_FINISHED, ClassSession.status == "planned")
    rows = session.execute(
        select(
            Course.id,
            Course.name,
            Course.kind,
            Course.plan_code,
            ClassSession.starts_at,
            ClassSession.status,
        )
        .join(ClassSession, ClassSession.course_id == Course.id)
        .where(Course.id.in_(goes_on), ClassSession.status != "cancelled")
        .order_by(Course.id, ClassSession.starts_at, ClassSession.number)
    ).all()
    found = []
    for _, parts in groupby(rows, key=lambda row: row.id):
        classes = list(parts)
        weeks = tuple(
            PlannedWeek(number, row.starts_at, row.status == "planned")
            for number, row in enumerate(classes, start=1)
        )
        first = classes[0]
        found.append(PlannedCourse(first.id, first.name, first.kind == "private", first.plan_code, weeks))
    return tuple(sorted(found, key=_first))


def _first(course: PlannedCourse) -> datetime:
    return course.weeks[0].starts
