"""The questions that pages ask about courses, classes and places."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_service import booked_in_class, elsewhere
from massage_studio.bookings.class_queries import (
    class_session,
    latest_session,
    left_early,
    opened_and_finished,
    reflection,
    session_view,
    sessions,
)
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course, Venue
from massage_studio.bookings.money_queries import called_off, paid_by_booking
from massage_studio.bookings.places_queries import capacity_of, guests, most_guests
from massage_studio.bookings.views import (
    HOLDS_A_PLACE,
    LIVE,
    PRESENT,
    AttendanceStatus,
    AttendanceView,
    BookingKind,
    BookingStatus,
    BookingView,
    CourseChoice,
    CourseRow,
    Health,
    PriceKind,
    RegisterRow,
    RegisterView,
    SessionView,
    TodayView,
    VenueView,
    Visit,
)
from massage_studio.errors import KnownError
from massage_studio.families.overrides_queries import let_in
from massage_studio.families.queries import babies_by_id, carers_by_family, consent_missing, consents_of
from massage_studio.families.restrictions import Purpose, who_may

__all__ = [
    "attendance_of",
    "attendance_on",
    "attendance_since",
    "booking_ids_from",
    "bookings",
    "bookings_of",
    "class_session",
    "course",
    "course_choices",
    "course_named",
    "course_names",
    "courses",
    "latest_session",
    "left_early",
    "opened_and_finished",
    "reflection",
    "register",
    "session_view",
    "sessions",
    "today",
    "venues",
]

_SKIPPED = ("cancelled",)


def venues(session: Session) -> tuple[VenueView, ...]:
    """Return all halls by name."""
    return tuple(_venue(row) for row in session.scalars(select(Venue).order_by(Venue.name)))


def courses(session: Session, *, now: datetime) -> tuple[CourseRow, ...]:
    """Return all courses: those with a class to come first, by their next date, then the latest past ones."""
    rows = [_course(session, row, now) for row in session.scalars(select(Course))]
    coming = sorted((row for row in rows if row.next), key=lambda row: row.next.starts if row.next else now)
    past = sorted(
        (row for row in rows if not row.next),
        key=lambda row: row.held[-1].starts if row.held else now,
        reverse=True,
    )
    return (*coming, *past)


def course(session: Session, *, course_id: UUID, now: datetime) -> CourseRow:
    """Return one course."""
    return _course(session, session.get_one(Course, course_id), now)


def course_named(session: Session, *, name: str, now: datetime) -> CourseRow:
    """Return the course of this name or id.

    Raises:
        KnownError: there is none, or more than one.
    """
    found = [
        row for row in courses(session, now=now) if name.casefold() in (row.name.casefold(), str(row.id))
    ]
    if not found:
        raise KnownError("There is no course of that name.", "The command courses lists them.")
    if len(found) > 1:
        raise KnownError("There is more than one course of that name.", "Use its id; courses lists them.")
    return found[0]


def course_choices(session: Session) -> tuple[CourseChoice, ...]:
    """Return all courses that have a class, the latest begun or to begin first."""
    rows = session.execute(
        select(
            Course.id,
            Course.name,
            Course.zone,
            func.min(ClassSession.starts_at),
            func.max(ClassSession.starts_at),
        )
        .join(ClassSession, ClassSession.course_id == Course.id)
        .where(ClassSession.status.not_in(_SKIPPED))
        .group_by(Course.id)
        .order_by(func.min(ClassSession.starts_at).desc(), Course.name)
    )
    return tuple(
        CourseChoice(key, name, first.astimezone(ZoneInfo(zone)), last.astimezone(ZoneInfo(zone)))
        for key, name, zone, first, last in rows
    )


def course_names(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of these courses."""
    return dict(session.execute(select(Course.id, Course.name).where(Course.id.in_(list(ids)))).all())


def bookings(session: Session, *, course_id: UUID, today: date) -> tuple[BookingView, ...]:
    """Return all bookings of a course, cancelled ones too, in the order in which they were made."""
    return _bookings(session, select(Booking).where(Booking.course_id == course_id), today)


def bookings_of(session: Session, *, baby_ids: Iterable[UUID], today: date) -> tuple[BookingView, ...]:
    """Return all bookings of these babies, cancelled ones too, in the order in which they were made."""
    return _bookings(session, select(Booking).where(Booking.baby_id.in_(list(baby_ids))), today)


def booking_ids_from(session: Session, *, course_id: UUID, source: str) -> frozenset[UUID]:
    """Return the bookings of a course that came from one source, such as a booking site."""
    return frozenset(
        session.scalars(select(Booking.id).where(Booking.course_id == course_id, Booking.source == source))
    )


def register(session: Session, *, session_id: UUID) -> RegisterView:
    """Return the register of a class: who was written in, or who has a place where it is not opened yet."""
    row = session.get_one(ClassSession, session_id)
    view = session_view(row)
    booked = {booking.baby_id: booking for booking in booked_in_class(session, session_id=session_id)}
    away = elsewhere(session, session_id=session_id)
    written = {
        attendance.baby_id: attendance
        for attendance in session.scalars(
            select(Attendance)
            .where(Attendance.session_id == session_id, Attendance.removed.is_(False))
            .order_by(Attendance.position)
        )
    }
    order = [*written, *(baby_id for baby_id in booked if baby_id not in written)]
    today = view.starts.date()
    babies = babies_by_id(session, ids=order, today=today)
    family_ids = {baby.family_id for baby in babies.values()}
    carers = carers_by_family(session, family_ids=family_ids)
    agreed = consents_of(session, tuple(family_ids))
    paid = paid_by_booking(session, booking_ids=[booking.id for booking in booked.values()])
    came_before = _came_before(session, order, row)
    allowed = let_in(session, session_id=session_id)
    rows = []
    for number, baby_id in enumerate(order, start=1):
        baby, attendance, booking = babies[baby_id], written.get(baby_id), booked.get(baby_id)
        adults = carers[baby.family_id]
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
                baby=baby,
                adult=adult,
                adults=adults,
                status=cast(AttendanceStatus, attendance.status if attendance else unwritten),
                health=cast(Health, attendance.health if attendance else ""),
                health_note=attendance.health_note if attendance else "",
                consent_missing=consent_missing(agreed.get(baby.family_id, {})),
                first_class=baby_id not in came_before,
                twins=sum(other.family_id == baby.family_id for other in babies.values()) > 1,
                due=booking.price - paid.get(booking.id, Decimal()) if booking else Decimal(),
                currency=row.course.currency,
                arrived=attendance.marked_at if attendance and attendance.status in PRESENT else None,
                left=attendance.left_at if attendance else None,
                visit=cast(Visit, booking.kind if booking and booking.session_id else ""),
            )
        )
    taken, waiting = _places(session, row.course_id)
    return RegisterView(view, tuple(rows), taken + guests(session, session_id=session_id), waiting)


def attendance_of(session: Session, *, baby_ids: Iterable[UUID]) -> tuple[AttendanceView, ...]:
    """Return what the registers say of these babies, earliest class first."""
    return _attendance(session, Attendance.baby_id.in_(list(baby_ids)))


def attendance_on(session: Session, *, course_id: UUID) -> tuple[AttendanceView, ...]:
    """Return the registers of a course's opened classes, earliest first, each in its order."""
    return _attendance(session, ClassSession.course_id == course_id)


def attendance_since(session: Session, *, moment: datetime) -> tuple[AttendanceView, ...]:
    """Return the registers of the classes that were finished at `moment` or later, earliest first."""
    return _attendance(session, ClassSession.finished_at >= moment)


def today(session: Session, *, now: datetime, zone: str) -> TodayView:
    """Return what the Today page shows at `now` in the studio's zone."""
    local = now.astimezone(ZoneInfo(zone))
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    monday = midnight - timedelta(days=local.weekday())
    week = [0] * 7
    of_week = session.scalars(
        select(ClassSession)
        .where(
            ClassSession.starts_at >= monday,
            ClassSession.starts_at < monday + timedelta(days=7),
            ClassSession.status.not_in(_SKIPPED),
        )
        .order_by(ClassSession.starts_at)
    ).all()
    for row in of_week:
        week[row.starts_at.astimezone(local.tzinfo).weekday()] += 1
    of_today = [row for row in of_week if row.starts_at.astimezone(local.tzinfo).date() == local.date()]
    coming = None
    if not of_today:
        coming = session.scalar(
            select(ClassSession)
            .where(ClassSession.starts_at > now, ClassSession.status == "planned")
            .order_by(ClassSession.starts_at)
            .limit(1)
        )
    return TodayView(
        today=tuple(register(session, session_id=row.id) for row in of_today),
        next=register(session, session_id=coming.id) if coming else None,
        week=cast(tuple[int, int, int, int, int, int, int], tuple(week)),
        offers=tuple(
            row for row in courses(session, now=now) if row.next and row.waiting and row.taken < row.capacity
        ),
    )


def _bookings(session: Session, of: Select[Booking], today: date) -> tuple[BookingView, ...]:
    rows = session.scalars(of.order_by(Booking.made_at, Booking.id)).all()
    babies = babies_by_id(session, ids=(row.baby_id for row in rows), today=today)
    carers = carers_by_family(session, family_ids={baby.family_id for baby in babies.values()})
    agreed = consents_of(session, tuple({baby.family_id for baby in babies.values()}))
    paid = paid_by_booking(session, booking_ids=[row.id for row in rows])
    off = called_off(session, booking_ids=[row.id for row in rows if row.session_id])
    courses = {row.course_id for row in rows}
    currencies = dict(session.execute(select(Course.id, Course.currency).where(Course.id.in_(courses))).all())
    return tuple(
        BookingView(
            id=row.id,
            course_id=row.course_id,
            status=cast(BookingStatus, row.status),
            baby=(baby := babies[row.baby_id]),
            carer=next(carer for carer in carers[baby.family_id] if carer.id == row.carer_id),
            made_at=row.made_at,
            price=row.price,
            due=row.price - paid.get(row.id, Decimal())
            if row.status in LIVE and row.id not in off
            else Decimal(),
            currency=currencies[row.course_id],
            reference=row.reference,
            consent_missing=consent_missing(agreed.get(baby.family_id, {})),
            kind=cast(BookingKind, row.kind),
            price_kind=cast(PriceKind, row.price_kind),
            session_id=row.session_id,
        )
        for row in rows
    )


def _course(session: Session, row: Course, now: datetime) -> CourseRow:
    views = tuple(session_view(part) for part in row.sessions)
    taken, waiting = _places(session, row.id)
    return CourseRow(
        id=row.id,
        name=row.name,
        plan_code=row.plan_code,
        venue=_venue(row.venue),
        capacity=capacity_of(row),
        taken=taken + most_guests(session, course_id=row.id),
        waiting=waiting,
        price=row.price,
        currency=row.currency,
        sessions=views,
        next=next(
            (view for view in views if view.status in ("planned", "running") and view.ends >= now), None
        ),
    )


def _venue(row: Venue) -> VenueView:
    return VenueView(row.id, row.name, row.address, row.capacity)


def _places(session: Session, course_id: UUID) -> tuple[int, int]:
    of_course = select(Booking.status, func.count()).where(
        Booking.course_id == course_id, Booking.session_id.is_(None)
    )
    rows = session.execute(of_course.group_by(Booking.status)).all()
    counts = dict(rows)
    return sum(counts.get(status, 0) for status in HOLDS_A_PLACE), counts.get("waiting", 0)


def _came_before(session: Session, baby_ids: list[UUID], row: ClassSession) -> set[UUID]:
    return set(
        session.scalars(
            select(Attendance.baby_id)
            .join(ClassSession, ClassSession.id == Attendance.session_id)
            .where(
                Attendance.baby_id.in_(baby_ids),
                Attendance.status.in_(("here", "late")),
                Attendance.removed.is_(False),
                ClassSession.starts_at < row.starts_at,
            )
        )
    )


def _attendance(session: Session, which: ColumnElement[bool]) -> tuple[AttendanceView, ...]:
    rows = session.execute(
        select(Attendance, ClassSession)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(which, Attendance.removed.is_(False), ClassSession.status.not_in(_SKIPPED))
        .order_by(ClassSession.starts_at, ClassSession.id, Attendance.position)
    )
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
