"""What Today asks: the classes of the day with their families, and what wants to be done."""

from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import literal, null, select, union_all
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import paid_by_booking
from massage_studio.bookings.booking_queries import (
    IN_ORDER,
)
from massage_studio.bookings.chase_views import Reminders
from massage_studio.bookings.class_queries import (
    WITH_CLASSES,
)
from massage_studio.bookings.course_list_queries import (
    course_row,
)
from massage_studio.bookings.models import ClassSession, Course
from massage_studio.bookings.places_queries import NOBODY, occupancy
from massage_studio.bookings.register_queries import places_in, registers, written_in
from massage_studio.bookings.roster_queries import asked_about, booking_rows, offers
from massage_studio.bookings.roster_views import TodayView
from massage_studio.bookings.views import PlannedBenefit
from massage_studio.families.household_queries import Households

_SKIPPED = ("cancelled",)


def today(session: Session, *, now: datetime, zone: str) -> TodayView:
    """Return what the Today page shows at `now` in the studio's zone.

    All courses that it tells of are read together, and so is everybody on them.
    """
    local = now.astimezone(ZoneInfo(zone))
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    monday = midnight - timedelta(days=local.weekday())
    sunday = monday + timedelta(days=7)
    courses = _courses_of_today(session, now, monday, sunday)
    parts = sorted(
        (part for row in courses.values() for part in row.sessions if part.status not in _SKIPPED),
        key=lambda part: (part.starts_at, part.id),
    )
    of_week = [part for part in parts if monday <= part.starts_at < sunday]
    week = [0] * 7
    for part in of_week:
        week[part.starts_at.astimezone(local.tzinfo).weekday()] += 1
    of_today = [part for part in of_week if part.starts_at.astimezone(local.tzinfo).date() == local.date()]
    coming = (part for part in parts if part.starts_at > now and part.status == "planned")
    shown = of_today or list(coming)[:1]
    known = session.scalars(places_in(shown, courses).order_by(*IN_ORDER)).all()
    asked = {row.course_id for row in known if row.status in ("waiting", "offered")} & courses.keys()
    keys = asked | {part.course_id for part in shown}
    rows = [row for row in known if row.course_id in keys]
    written = written_in(session, session_ids=[part.id for part in shown])
    homes = Households(session, baby_ids=[*(row.baby_id for row in rows), *(row.baby_id for row in written)])
    paid = paid_by_booking(session, booking_ids=[row.id for row in rows])
    places = occupancy(session, course_ids=keys)
    asking = [row for row in rows if row.course_id in asked]
    to_make, made = offers(
        [course_row(courses[key], places.get(key, NOBODY), now) for key in asked],
        booking_rows(session, asking, courses, homes, paid, today=local.date(), history=False),
        now,
    )
    listed = registers(session, shown, known, written, homes, paid, places)
    return TodayView(
        today=listed if of_today else (),
        next=listed[0] if shown and not of_today else None,
        week=cast(tuple[int, int, int, int, int, int, int], tuple(week)),
        offers=to_make,
        open_offers=made,
    )


def reminders(session: Session, *, now: datetime, today: date) -> Reminders:
    """Return what is to be asked, followed up and answered: numbers and keys alone, in one statement."""
    # Imported here because Today shows its class first.
    from massage_studio.bookings.chase_queries import chase_count
    from massage_studio.families.private_queries import due_follow_ups
    from massage_studio.families.rights_queries import DUE_DAYS, open_requests

    due, asked = due_follow_ups(today).subquery(), open_requests().subquery()
    rows = session.execute(
        union_all(
            select(due.c.family_id, due.c.follow_up_on, literal(0), literal(False)),
            select(asked.c.family_id, asked.c.asked_on, literal(0), literal(True)),
            select(null(), null(), chase_count(now=now, today=today), literal(False)),
        )
    ).all()
    families = sorted((day, key) for key, day, _, is_request in rows if key is not None and not is_request)
    requests = sorted((day + timedelta(days=DUE_DAYS), key) for key, day, _, is_request in rows if is_request)
    return Reminders(
        sum(count for _, _, count, _ in rows), tuple(key for _, key in families), tuple(requests)
    )


def planned_benefits(session: Session, *, session_id: UUID) -> tuple[PlannedBenefit, ...]:
    """Return the benefits that a class is planned for, most minutes first."""
    # Imported here because Today shows its class first.
    from massage_studio.bookings.plan_queries import class_plan
    from massage_studio.curriculum.queries import benefit_titles

    _, part = class_plan(session, session_id=session_id)
    titles = benefit_titles(session)
    return tuple(PlannedBenefit(code, titles[code], minutes) for code, minutes in part.benefit_minutes)


def _courses_of_today(
    session: Session, now: datetime, monday: datetime, sunday: datetime
) -> dict[UUID, Course]:
    """Return the courses of this week, that of the next class, and those with something to offer."""
    following = (
        select(ClassSession.course_id)
        .where(ClassSession.starts_at > now, ClassSession.status == "planned")
        .order_by(ClassSession.starts_at)
        .limit(1)
    )
    wanted = union_all(
        select(ClassSession.course_id).where(
            ClassSession.starts_at >= monday, ClassSession.starts_at < sunday
        ),
        select(following.subquery().c.course_id),
        select(asked_about(now).subquery().c.course_id),
    )
    rows = session.scalars(select(Course).where(Course.id.in_(wanted)).options(WITH_CLASSES)).all()
    return {row.id: row for row in rows}
