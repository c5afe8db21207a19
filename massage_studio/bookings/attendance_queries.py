"""What the registers say: who was in which class."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import (
    WITH_COURSE,
    session_view,
)
from massage_studio.bookings.models import Attendance, ClassSession
from massage_studio.bookings.views import AttendanceStatus, AttendanceView, SessionView

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
