"""What the dialog of a course is made from: for a new one, for the next term, and to change one."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.course_list_queries import venues
from massage_studio.bookings.course_planning_queries import draft, next_term, planning
from massage_studio.bookings.course_views import CourseDraft, CoursePlanning
from massage_studio.bookings.dates import look_from
from massage_studio.curriculum.queries import plan, plans


def new_course(
    session: Session,
    *,
    today: date,
    nation: str,
    zone: str,
    price: Decimal,
    venue_id: UUID | None,
    plan_code: str = "",
) -> CoursePlanning:
    """Return what a new course is planned from, at this price, in this venue and by this plan unless others
    are chosen.
    """
    first, last = look_from(today)
    return CoursePlanning(
        plans(session),
        venues(session),
        planning(session, first=first, last=last, nation=nation, zone=zone),
        price=price,
        venue_id=venue_id,
        plan_code=plan_code,
    )


def next_course(
    session: Session, *, course_id: UUID, now: datetime, today: date, nation: str, zone: str
) -> CoursePlanning:
    """Return what the next term of a course is planned from."""
    again = next_term(session, course_id=course_id, now=now, nation=nation)
    return _of_draft(session, again, None, today=today, nation=nation, zone=zone)


def course_change(
    session: Session, *, course_id: UUID, today: date, nation: str, zone: str
) -> CoursePlanning:
    """Return what a course is changed from."""
    as_it_is = draft(session, course_id=course_id)
    return _of_draft(session, as_it_is, course_id, today=today, nation=nation, zone=zone)


def _of_draft(
    session: Session, known: CourseDraft, course_id: UUID | None, *, today: date, nation: str, zone: str
) -> CoursePlanning:
    offered, chosen = plans(session), known.fields.plan_code
    if chosen and all(one.code != chosen for one in offered):
        # No longer offered, and still what this course follows.
        offered = (*offered, plan(session, code=chosen))
    days = [one.starts.date() for one in known.classes]
    first, last = look_from(min([today, *days]))
    last = max([last, *days])
    view = planning(session, first=first, last=last, nation=nation, zone=zone, but_not=course_id)
    return CoursePlanning(offered, venues(session), view, known, course_id)
