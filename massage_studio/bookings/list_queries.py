"""Bookings and registers as lists that leave the program tell of them, and which families they leave."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import called_off, owed, owing, paid_by_booking
from massage_studio.bookings.course_list_queries import may_come
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course
from massage_studio.bookings.views import AttendanceStatus, BookingKind, BookingStatus

BookingFilter = Literal["booked", "waiting", "owing"]
_ASKED: tuple[BookingStatus, ...] = ("enquiry", "waiting", "offered")


@dataclass(frozen=True, slots=True)
class BookedLine:
    """One booking; `day` is its first class or its single one."""

    course: str
    day: date | None
    kind: BookingKind
    status: BookingStatus
    baby_id: UUID
    carer_id: UUID
    made: date
    price: Decimal
    paid: Decimal
    due: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class AttendedLine:
    """One line of a register."""

    course: str
    day: date
    title: str
    baby_id: UUID
    carer_id: UUID | None
    status: AttendanceStatus


def booked_lines(session: Session, *, course_id: UUID | None = None) -> tuple[BookedLine, ...]:
    """Return all bookings of a course, or of all, by course and in the order in which they were made."""
    first = (
        select(func.min(ClassSession.starts_at))
        .where(ClassSession.course_id == Course.id, ClassSession.status != "cancelled")
        .scalar_subquery()
    )
    own = select(ClassSession.starts_at).where(ClassSession.id == Booking.session_id).scalar_subquery()
    begins = cast("ColumnElement[datetime | None]", func.coalesce(own, first))
    rows = session.execute(
        select(Booking, Course.name, Course.currency, Course.zone, begins)
        .join(Course, Course.id == Booking.course_id)
        .where(_of(course_id))
        .order_by(Course.made_at, Course.id, Booking.made_at, Booking.id)
    ).all()
    keys = [row[0].id for row in rows]
    paid, off = paid_by_booking(session, booking_ids=keys), called_off(session, booking_ids=keys)
    return tuple(
        BookedLine(
            course=name,
            day=_local(starts, zone) if starts is not None else None,
            kind=cast(BookingKind, row.kind),
            status=cast(BookingStatus, row.status),
            baby_id=row.baby_id,
            carer_id=row.carer_id,
            made=_local(row.made_at, zone),
            price=row.price,
            paid=paid.get(row.id, Decimal()),
            # Who only waits or asked owes nothing yet.
            due=Decimal() if row.status in _ASKED else owed(row, paid.get(row.id, Decimal()), off),
            currency=currency,
        )
        for row, name, currency, zone, starts in rows
    )


def attended_lines(session: Session, *, course_id: UUID | None = None) -> tuple[AttendedLine, ...]:
    """Return the registers of a course, or of all, earliest class first, each in its order."""
    rows = session.execute(
        select(Attendance, Course.name, ClassSession.starts_at, Course.zone, ClassSession.title)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .join(Course, Course.id == ClassSession.course_id)
        .where(true() if course_id is None else Course.id == course_id)
        .where(Attendance.removed.is_(False), ClassSession.status != "cancelled")
        .order_by(ClassSession.starts_at, ClassSession.id, Attendance.position)
    ).all()
    return tuple(
        AttendedLine(
            name,
            _local(starts, zone),
            title,
            row.baby_id,
            row.carer_id,
            cast(AttendanceStatus, row.status),
        )
        for row, name, starts, zone, title in rows
    )


def babies_with(which: BookingFilter, *, now: datetime) -> Select[UUID]:
    """Return the question for the babies on a course to come, on a waiting list, or for whom money is due."""
    query = select(Booking.baby_id)
    if which == "owing":
        return query.where(Booking.id.in_(owing()))
    return query.where(Booking.status == which, Booking.course_id.in_(may_come(now)))


def _of(course_id: UUID | None) -> ColumnElement[bool]:
    return true() if course_id is None else Booking.course_id == course_id


def _local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
