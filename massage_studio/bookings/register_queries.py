"""The questions about registers: who is expected in a class, who was there, and what to know of them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_queries import side_by_side
from massage_studio.bookings.balance_queries import paid_by_booking
from massage_studio.bookings.class_queries import WITH_COURSE, session_view
from massage_studio.bookings.models import Attendance, Booking, ClassSession
from massage_studio.bookings.places_queries import NOBODY, Occupancy, occupancy
from massage_studio.bookings.views import (
    LIVE,
    PRESENT,
    AttendanceStatus,
    Health,
    RegisterRow,
    RegisterView,
    Visit,
)
from massage_studio.families.household_queries import Households
from massage_studio.families.overrides_queries import let_in_by_class
from massage_studio.families.restrictions import Purpose, who_may


def register(session: Session, *, session_id: UUID) -> RegisterView:
    """Return the register of a class: who was written in, or who has a place where it is not opened yet.

    It says of each baby what the safety rules leave out.
    """
    # Imported here because the registers of Today are told without it, before any content is read.
    from massage_studio.bookings.health_queries import with_left_out

    part = session.scalars(
        select(ClassSession).where(ClassSession.id == session_id).options(WITH_COURSE)
    ).one()
    known = session.scalars(places_in((part,), (part.course_id,)).where(Booking.status == "booked")).all()
    booked = [row for row in known if row.course_id == part.course_id]
    written = written_in(session, session_ids=(session_id,))
    homes = Households(
        session, baby_ids=[*(row.baby_id for row in booked), *(row.baby_id for row in written)]
    )
    paid = paid_by_booking(session, booking_ids=[row.id for row in booked])
    places = occupancy(session, course_ids=(part.course_id,))
    return with_left_out(session, registers(session, (part,), known, written, homes, paid, places)[0])


def places_in(classes: Iterable[ClassSession], course_ids: Iterable[UUID]) -> Select[Booking]:
    """Return the question for the bookings that stand of these courses, and for those elsewhere instead."""
    keys = [part.id for part in classes]
    return select(Booking).where(
        Booking.course_id.in_(list(course_ids)) | Booking.makes_up_id.in_(keys), Booking.status.in_(LIVE)
    )


def written_in(session: Session, *, session_ids: Iterable[UUID]) -> Sequence[Attendance]:
    """Return the rows of these registers that stand, each register in its order."""
    return session.scalars(
        select(Attendance)
        .where(Attendance.session_id.in_(list(session_ids)), Attendance.removed.is_(False))
        .order_by(Attendance.position)
    ).all()


def registers(
    session: Session,
    classes: Sequence[ClassSession],
    bookings: Iterable[Booking],
    written: Iterable[Attendance],
    homes: Households,
    paid: Mapping[UUID, Decimal],
    places: Mapping[UUID, Occupancy],
) -> tuple[RegisterView, ...]:
    """Return the registers of these classes, given what `places_in` found for them and what was written.

    What the safety rules leave out is not asked here.
    """
    courses = {part.course_id for part in classes}
    booked = sorted(
        (row for row in bookings if row.status == "booked"),
        key=lambda row: (row.session_id is not None, row.made_at, row.id),
    )
    by_class: dict[UUID, list[Attendance]] = {part.id: [] for part in classes}
    for attendance in written:
        by_class[attendance.session_id].append(attendance)
    in_courses = [row for row in booked if row.course_id in courses]
    there = {row.baby_id for of_class in by_class.values() for row in of_class}
    first_came = _first_came(session, there | {row.baby_id for row in in_courses})
    allowed = let_in_by_class(session, session_ids=by_class)
    found = []
    for part in classes:
        mine = [
            row for row in in_courses if row.course_id == part.course_id and row.session_id in (None, part.id)
        ]
        occupied = places.get(part.course_id, NOBODY)
        rows = _rows(
            part,
            {row.baby_id: row for row in side_by_side(mine, homes.family)},
            {row.baby_id: row for row in by_class[part.id]},
            {row.baby_id for row in booked if row.makes_up_id == part.id},
            first_came,
            homes,
            paid,
            {adult for klass, adult in allowed if klass == part.id},
        )
        found.append(RegisterView(session_view(part), rows, occupied.in_class(part.id), occupied.waiting))
    return tuple(found)


def _rows(
    part: ClassSession,
    booked: Mapping[UUID, Booking],
    written: Mapping[UUID, Attendance],
    away: set[UUID],
    first_came: Mapping[UUID, datetime],
    homes: Households,
    paid: Mapping[UUID, Decimal],
    allowed: Container[UUID],
) -> tuple[RegisterRow, ...]:
    order = [*written, *(baby_id for baby_id in booked if baby_id not in written)]
    today = session_view(part).starts.date()
    families = [homes.family(baby_id) for baby_id in order]
    rows = []
    for number, baby_id in enumerate(order, start=1):
        attendance, booking = written.get(baby_id), booked.get(baby_id)
        adults = homes.adults(baby_id, today)
        adult_id = attendance.carer_id if attendance else booking.carer_id if booking else None
        adult = next((adult for adult in adults if adult.id == adult_id), None)
        came = attendance is not None and attendance.status in PRESENT
        if adult is not None and not came and adult.id not in allowed:
            adult = who_may(adults, Purpose.COME, adult.id)
        unwritten = "elsewhere" if baby_id in away else "expected"
        rows.append(
            RegisterRow(
                number=attendance.position if attendance else number,
                booking_id=booking.id if booking else None,
                baby=homes.baby(baby_id, today),
                adult=adult,
                adults=adults,
                status=cast(AttendanceStatus, attendance.status if attendance else unwritten),
                health=cast(Health, attendance.health if attendance else ""),
                health_note=attendance.health_note if attendance else "",
                consent_missing=homes.consent_missing(baby_id),
                first_class=baby_id not in first_came or first_came[baby_id] >= part.starts_at,
                twins=families.count(homes.family(baby_id)) > 1,
                due=booking.price - paid.get(booking.id, Decimal()) if booking else Decimal(),
                currency=part.course.currency,
                arrived=attendance.marked_at if attendance and attendance.status in PRESENT else None,
                left=attendance.left_at if attendance else None,
                visit=cast(Visit, booking.kind if booking and booking.session_id else ""),
                price=booking.price if booking else Decimal(),
            )
        )
    return tuple(rows)


def _first_came(session: Session, baby_ids: set[UUID]) -> dict[UUID, datetime]:
    """Return when each of these babies was in a class for the first time."""
    rows = session.execute(
        select(Attendance.baby_id, func.min(ClassSession.starts_at))
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            Attendance.baby_id.in_(baby_ids),
            Attendance.status.in_(PRESENT),
            Attendance.removed.is_(False),
        )
        .group_by(Attendance.baby_id)
    )
    return dict(rows.all())
