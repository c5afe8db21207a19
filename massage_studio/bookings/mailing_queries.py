"""The questions that letters ask: who has, wants or was offered a place, and in which classes."""

from datetime import datetime
from decimal import Decimal
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, union_all
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import called_off, owed, owing
from massage_studio.bookings.class_queries import end_of_course
from massage_studio.bookings.course_list_queries import may_come
from massage_studio.bookings.mailing_views import ALL_COURSES, CourseName, MailPlace
from massage_studio.bookings.models import Booking, ClassSession, Course, Payment
from massage_studio.bookings.views import LIVE, BookingStatus


def courses_by_date(session: Session, *, most: int, also: UUID | None = None) -> tuple[CourseName, ...]:
    """Return the latest `most` courses, begun or to begin, and `also`; those without a date come last."""
    of_course = ClassSession.course_id == Course.id
    dated = select(ClassSession.course_id).where(of_course).exists()
    first = select(func.min(ClassSession.starts_at)).where(of_course)
    begins = cast("ColumnElement[datetime | None]", first.scalar_subquery())
    latest = (
        select(Course.id)
        .join(ClassSession, of_course)
        .where(end_of_course("first", cancelled_too=True))
        .order_by(ClassSession.starts_at.desc(), Course.name)
        .limit(most)
    )
    dateless = select(Course.id).where(~dated).order_by(Course.name).limit(most)
    wanted = (select(part.subquery().c.id) for part in (latest, dateless))
    rows = session.execute(
        select(Course.id, Course.name, begins, Course.zone)
        .where(Course.id.in_(union_all(*wanted, select(Course.id).where(Course.id == also))))
        .order_by(begins.is_(None), begins.desc(), Course.name)
    ).all()
    return tuple(
        CourseName(key, name, None if starts is None else starts.astimezone(ZoneInfo(zone)))
        for place, (key, name, starts, zone) in enumerate(rows)
        if place < most or key == also
    )


def course_of(session: Session, *, key: UUID) -> UUID | None:
    """Return the course that a booking or a class belongs to, or that this key itself names."""
    for found in (
        select(Booking.course_id).where(Booking.id == key),
        select(ClassSession.course_id).where(ClassSession.id == key),
        select(Course.id).where(Course.id == key),
    ):
        course_id = session.scalar(found)
        if course_id is not None:
            return course_id
    return None


def mailing(session: Session, *, course_id: UUID, now: datetime) -> tuple[MailPlace, ...]:
    """Return the live bookings of a course in the order in which they were made; who waits, by the queue.

    Those who made up a class in one that was cancelled are there too, to be told of it. Of all courses come
    those who owe something, and those on the courses to come.
    """
    fell = select(ClassSession.id).where(ClassSession.status == "cancelled")
    fallen = (Booking.kind == "make_up") & (Booking.status == "cancelled") & Booking.session_id.in_(fell)
    which = Booking.course_id == course_id
    if course_id == ALL_COURSES:
        which = Booking.id.in_(owing()) | Booking.course_id.in_(may_come(now))
    rows = session.execute(
        select(Booking, Course.currency, Course.zone, Course.name)
        .join(Course, Course.id == Booking.course_id)
        .where(which, Booking.status.in_(LIVE) | fallen)
        .order_by(func.coalesce(Booking.waiting_since, Booking.made_at), Booking.id)
    ).all()
    standing = select(Payment.booking_id, Payment.amount).where(
        Payment.booking_id.in_([row[0].id for row in rows]), Payment.voided_at.is_(None)
    )
    paid: dict[UUID, Decimal] = {}
    for booking_id, amount in session.execute(standing):
        paid[booking_id] = paid.get(booking_id, Decimal()) + amount
    off = called_off(session, booking_ids=[row[0].id for row in rows])
    return tuple(
        MailPlace(
            booking_id=row.id,
            session_id=row.session_id,
            baby_id=row.baby_id,
            carer_id=row.carer_id,
            status=cast(BookingStatus, row.status),
            price=row.price,
            due=owed(row, paid.get(row.id, Decimal()), off),
            currency=currency,
            until=row.offered_until.astimezone(ZoneInfo(zone)) if row.offered_until else None,
            course_id=row.course_id,
            course=name,
            paid=paid.get(row.id, Decimal()),
        )
        for row, currency, zone, name in rows
    )
