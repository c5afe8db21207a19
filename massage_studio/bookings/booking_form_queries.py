"""The questions where a family is added or a single class is chosen: classes with room, ages, deposits."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.age_limit_queries import dates_fit
from massage_studio.bookings.booking_form_views import AskedPrices, BabyDays, ClassRoom, MakingUp
from massage_studio.bookings.class_queries import WITH_COURSE, session_view
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course
from massage_studio.bookings.places_queries import NOBODY, capacity_of, occupancy
from massage_studio.bookings.price_queries import classes_left, has_sibling_on, price_for, price_of_kind
from massage_studio.bookings.views import PRESENT, PriceKind, SessionView

_MOST_CLASSES = 300


def deposit_of(session: Session, *, course_id: UUID) -> Decimal | None:
    """Return the deposit that a course asks for, if it asks for one."""
    return session.get_one(Course, course_id).deposit


def missed_classes(session: Session, *, booking_id: UUID) -> tuple[SessionView, ...]:
    """Return the classes of a booking's course, those first that its baby was absent from."""
    row = session.get_one(Booking, booking_id)
    absent = set(
        session.scalars(
            select(Attendance.session_id).where(
                Attendance.baby_id == row.baby_id,
                Attendance.status == "absent",
                Attendance.removed.is_(False),
            )
        )
    )
    came = set(
        session.scalars(
            select(Attendance.session_id).where(
                Attendance.baby_id == row.baby_id,
                Attendance.status.in_((*PRESENT, "elsewhere")),
                Attendance.removed.is_(False),
            )
        )
    )
    of_course = session.scalars(
        select(ClassSession)
        .where(ClassSession.course_id == row.course_id, ClassSession.status != "cancelled")
        .order_by(ClassSession.starts_at)
    )
    found = [one for one in of_course if one.id not in came]
    return tuple(session_view(one) for one in sorted(found, key=lambda one: one.id not in absent))


def making_up(session: Session, *, booking_id: UUID, now: datetime) -> MakingUp:
    """Return what a booking can make up, and the classes of other courses that are to come."""
    course_id = session.get_one(Booking, booking_id).course_id
    missed = missed_classes(session, booking_id=booking_id)
    return MakingUp(missed, classes_to_come(session, now=now, but=course_id))


def classes_to_come(
    session: Session, *, now: datetime, course_id: UUID | None = None, but: UUID | None = None
) -> tuple[ClassRoom, ...]:
    """Return the classes to come, each with the places left: of one course, or of all `but` one."""
    query = select(ClassSession).where(ClassSession.status == "planned", ClassSession.starts_at > now)
    if course_id is not None:
        query = query.where(ClassSession.course_id == course_id)
    if but is not None:
        query = query.where(ClassSession.course_id != but)
    query = query.order_by(ClassSession.starts_at).limit(_MOST_CLASSES).options(WITH_COURSE)
    rows = session.scalars(query).all()
    places = occupancy(session, course_ids={row.course_id for row in rows})
    return tuple(
        ClassRoom(
            session_view(row),
            max(0, capacity_of(row.course) - places.get(row.course_id, NOBODY).in_class(row.id)),
            row.course.drop_in_price,
            row.course.currency,
        )
        for row in rows
    )


def ages_fit(session: Session, *, course_id: UUID, days: tuple[BabyDays, ...], on: date) -> tuple[str, ...]:
    """Return a sentence for each of these babies whose age does not fit a course from a day on."""
    told = (
        dates_fit(session, course_id=course_id, birth_date=one.birth_date, due_date=one.due_date, on=on)
        for one in days
    )
    return tuple(words for words in told if words)


def prices_of_family(
    session: Session, *, course_id: UUID, babies: tuple[UUID | None, ...], single: bool, today: date
) -> AskedPrices:
    """Return what each of these babies would pay for a course, or for a `single` class; None is a new one."""
    course = session.get_one(Course, course_id)
    left, total = classes_left(course, today)
    found: list[tuple[PriceKind, Decimal]] = []
    for place, baby_id in enumerate(babies):
        if single:
            found.append(("drop_in", price_of_kind(course, "drop_in", today) or Decimal()))
            continue
        sibling = place > 0 or (baby_id is not None and has_sibling_on(session, course_id, baby_id))
        view = price_for(course, sibling=sibling, today=today)
        found.append((view.suggested, dict(view.kinds)[view.suggested]))
    return AskedPrices(tuple(found), course.currency, left, total)
