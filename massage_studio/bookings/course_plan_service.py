"""The verb that gives a course another plan, or the same one as it is now, for classes to come alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.dates_service import bump_ical_sequence, course_operation, give_themes
from massage_studio.bookings.models import Course, PlanCopy
from massage_studio.bookings.plan_queries import next_version
from massage_studio.curriculum.plan_edits import recoded
from massage_studio.curriculum.queries import plan
from massage_studio.curriculum.views import plan_as_text
from massage_studio.errors import KnownError
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


def follow_plan(
    session: Session,
    *,
    course_id: UUID,
    plan_code: str,
    week: int,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Let a course follow a plan as it is now from a week on; classes before it keep what they have.

    `week` is a class's number by date among those that are held. A class that began or was held keeps the
    plan that it had, whatever its number.

    Raises:
        KnownError: no class from this week on is still to come.
    """
    course = session.get_one(Course, course_id)
    held = [part for part in course.sessions if part.status != "cancelled"]
    if not any(part.status == "planned" for part in held[week - 1 :]):
        raise KnownError("None of these classes is still to come.", "Choose an earlier week.")
    with course_operation(session, "follow_plan", course, now=now, operation_id=operation_id) as doing:
        if doing.to_do:
            kept = session.scalars(select(PlanCopy.code).where(PlanCopy.course_id == course_id))
            code = next_version(plan_code, kept)
            copy = recoded(plan(session, code=plan_code), code)
            session.add(PlanCopy(id=new_id(), course_id=course_id, code=code, plan=plan_as_text(copy)))
            course.plan_code = plan_code
            session.flush()
            with bump_ical_sequence(session, course):
                give_themes(session, course, since=week)
            session.flush()
    return doing.changed(course_id)
