"""What the registers say: who was in which class."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import (
    WITH_COURSE,
    session_view,
)
from massage_studio.bookings.models import Attendance, Booking, ClassSession
from massage_studio.bookings.views import AttendanceStatus, AttendanceView, SessionView
from massage_studio.families.queries import family_by_baby

_SKIPPED = ("cancelled",)


def attendance_of(session: Session, *, baby_ids: Iterable[UUID]) -> tuple[AttendanceView, ...]:
    """Return what the registers say of these babies, earliest class first."""
    return _attendance(session, Attendance.baby_id.in_(list(baby_ids)))


def attendance_on(session: Session, *, course_id: UUID) -> tuple[AttendanceView, ...]:
    """Return the registers of a course's opened classes, earliest first, each in its order."""
    return _attendance(session, ClassSession.course_id == course_id)


def attendance_since(session: Session, *, moment: datetime) -> tuple[AttendanceView, ...]:
    """Return the registers of the classes that were finished at `moment` or later, earliest first."""
    # Named by their keys: otherwise the database would go through all registers ever written.
    finished = select(ClassSession.id).where(ClassSession.finished_at >= moment)
    return _attendance(session, Attendance.session_id.in_(finished))


def babies_in(session: Session, *, session_id: UUID) -> tuple[UUID, ...]:
    """Return the babies in the register of a class, in its order."""
    stands = (Attendance.session_id == session_id, Attendance.removed.is_(False))
    return tuple(session.scalars(select(Attendance.baby_id).where(*stands).order_by(Attendance.position)))


def side_by_side(rows: Iterable[Booking], family_of: Callable[[UUID], UUID]) -> list[Booking]:
    """Return bookings with brothers and sisters side by side, each baby once, in their first one's place."""
    families: dict[UUID, dict[UUID, Booking]] = {}
    for row in rows:
        # A baby that came once to see and was booked on the whole course then is one baby.
        families.setdefault(family_of(row.baby_id), {}).setdefault(row.baby_id, row)
    return [booking for siblings in families.values() for booking in siblings.values()]


def booked_side_by_side(session: Session, *, course_id: UUID) -> list[Booking]:
    """Return the booked places of a course in the order of booking, brothers and sisters side by side."""
    return _booked(session, (Booking.course_id == course_id) & Booking.session_id.is_(None))


def booked_in_class(session: Session, *, session_id: UUID) -> list[Booking]:
    """Return whose place is in one class: those of the course as above, then its guests, each baby once."""
    course_id = session.get_one(ClassSession, session_id).course_id
    whole = (Booking.course_id == course_id) & Booking.session_id.is_(None)
    return _booked(session, whole | (Booking.session_id == session_id))


def elsewhere(session: Session, *, session_id: UUID) -> frozenset[UUID]:
    """Return the babies that make this class up in another course."""
    made_up = select(Booking.baby_id).where(Booking.makes_up_id == session_id, Booking.status == "booked")
    return frozenset(session.scalars(made_up))


def _attendance(session: Session, which: ColumnElement[bool]) -> tuple[AttendanceView, ...]:
    rows = session.execute(
        select(Attendance, ClassSession)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(which, Attendance.removed.is_(False), ClassSession.status.not_in(_SKIPPED))
        .order_by(ClassSession.starts_at, ClassSession.id, Attendance.position)
        .options(WITH_COURSE)
    ).all()
    views: dict[UUID, SessionView] = {}
    return tuple(
        AttendanceView(
            views.get(klass.id) or views.setdefault(klass.id, session_view(klass)),
            row.baby_id,
            row.carer_id,
            cast(AttendanceStatus, row.status),
            row.marked_at if row.status == "late" else None,
            row.left_at,
        )
        for row, klass in rows
    )


def _booked(session: Session, which: ColumnElement[bool]) -> list[Booking]:
    rows = session.scalars(
        select(Booking)
        .where(which, Booking.status == "booked")
        .order_by(Booking.session_id.is_not(None), Booking.made_at, Booking.id)
    ).all()
    family_of = family_by_baby(session, ids=[row.baby_id for row in rows])
    return side_by_side(rows, family_of.__getitem__)
