"""The questions of the class list: who has a place, who waits, what was paid, and who came."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings import queries
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course, Payment, Receipt
from massage_studio.bookings.places_queries import dates_fit, free_places, waiting_list
from massage_studio.bookings.roster_views import (
    FamilyPlaces,
    NextOffer,
    OpenOffer,
    PaymentLine,
    PlaceView,
    RosterView,
)
from massage_studio.bookings.views import (
    LIVE,
    AttendanceStatus,
    BookingKind,
    BookingView,
    PriceKind,
    SessionView,
)
from massage_studio.families.queries import carers_by_family, family
from massage_studio.families.restrictions import restricted
from massage_studio.store.profile import profile

_TOLD_FOR = timedelta(days=7)
"""How long an offer that ran out is told of."""


def roster(session: Session, *, course_id: UUID, now: datetime) -> RosterView:
    """Return the class list of a course, brothers and sisters side by side, the waiting list in its order."""
    course = queries.course(session, course_id=course_id, now=now)
    today = now.astimezone(ZoneInfo(profile(session).zone)).date()
    shown = queries.bookings(session, course_id=course_id, today=today)
    places = _places(session, shown, {course_id: course.sessions}, today)
    return RosterView(course, _side_by_side(places), free_places(session, course_id=course_id))


def places_of_family(session: Session, *, family_id: UUID, now: datetime) -> FamilyPlaces:
    """Return all bookings of a family, with what was paid and how they went from course to course."""
    today = now.astimezone(ZoneInfo(profile(session).zone)).date()
    babies = family(session, family_id=family_id, today=today).babies
    shown = queries.bookings_of(session, baby_ids=[baby.id for baby in babies], today=today)
    keys = {booking.course_id for booking in shown}
    sessions = {key: queries.course(session, course_id=key, now=now).sessions for key in keys}
    return FamilyPlaces(
        tuple(reversed(_places(session, shown, sessions, today))),
        queries.course_names(session, ids=keys),
        payments_of(session, booking_ids=tuple(booking.id for booking in shown)),
    )


def offers_to_make(session: Session, *, now: datetime) -> tuple[NextOffer, ...]:
    """Return the courses to come with a free place and somebody waiting, each with whose turn it is."""
    found = []
    for course in queries.courses(session, now=now):
        if course.next is not None and course.waiting and free_places(session, course_id=course.id) > 0:
            view = roster(session, course_id=course.id, now=now)
            first = next((one for one in view.places if one.turn == 1), None)
            if first is not None:
                found.append(NextOffer(course, view.free, first))
    return tuple(found)


def open_offers(session: Session, *, now: datetime) -> tuple[OpenOffer, ...]:
    """Return the offers that wait for an answer, and those that ran out within a week, the earliest first."""
    rows = session.execute(
        select(Booking.id, Booking.course_id, Course.name)
        .join(Course, Course.id == Booking.course_id)
        .where(
            Booking.status.in_(("offered", "waiting")),
            Booking.offered_until > now - _TOLD_FOR,
        )
        .order_by(Booking.offered_until, Booking.id)
    ).all()
    names = {key: name for key, _, name in rows}
    places = {
        one.booking.id: one
        for course_id in {course_id for _, course_id, _ in rows}
        for one in roster(session, course_id=course_id, now=now).places
    }
    return tuple(OpenOffer(names[key], places[key]) for key, *_ in rows)


def _places(
    session: Session,
    shown: tuple[BookingView, ...],
    sessions: dict[UUID, tuple[SessionView, ...]],
    today: date,
) -> tuple[PlaceView, ...]:
    ids = [one.id for one in shown]
    rows = {row.id: row for row in session.scalars(select(Booking).where(Booking.id.in_(ids)))}
    paid = _paid(session, ids)
    visits = _visits(session, sessions)
    adults = carers_by_family(session, family_ids={one.baby.family_id for one in shown})
    turns = {
        one.booking_id: turn
        for course_id in sessions
        for turn, one in enumerate(waiting_list(session, course_id=course_id), start=1)
    }
    moves = _moves(session, ids)
    found = []
    for one in shown:
        row = rows[one.id]
        by_class = visits.get((one.course_id, one.baby.id), {})
        zone = ZoneInfo(session.get_one(Course, one.course_id).zone)
        live = one.status in LIVE
        to, to_course, since = moves.get(one.id, ("", None, ""))
        found.append(
            PlaceView(
                booking=one,
                kind=cast(BookingKind, row.kind),
                price_kind=cast(PriceKind, row.price_kind),
                paid=paid.get(one.id, Decimal()),
                visits=tuple(
                    by_class.get(klass.id) for klass in sessions[one.course_id] if klass.status != "cancelled"
                )
                if row.kind == "course"
                else (by_class.get(row.session_id) if row.session_id else None,),
                turn=turns.get(one.id, 0),
                offered_until=row.offered_until.astimezone(zone) if row.offered_until else None,
                lapsed=one.status == "waiting" and row.offered_until is not None,
                session=_class(session, row.session_id),
                makes_up=_class(session, row.makes_up_id),
                moved_to=to,
                moved_from=since,
                moved_to_course=to_course,
                age_warning=dates_fit(
                    session,
                    course_id=one.course_id,
                    birth_date=one.baby.birth_date,
                    due_date=one.baby.due_date,
                    on=today,
                )
                if live
                else "",
                restricted=restricted(adults.get(one.baby.family_id, ())),
                twins=_siblings(one, shown),
            )
        )
    return tuple(found)


def _siblings(one: BookingView, shown: tuple[BookingView, ...]) -> bool:
    """Tell whether a baby of the same birth is on the same course."""
    return any(
        other.baby.family_id == one.baby.family_id
        and other.baby.id != one.baby.id
        and other.course_id == one.course_id
        and other.baby.birth_date == one.baby.birth_date
        and other.status in LIVE
        for other in shown
    )


def _side_by_side(places: tuple[PlaceView, ...]) -> tuple[PlaceView, ...]:
    """Return the places with families together in the order of their first booking; who waits, by turn."""
    families: dict[UUID, list[PlaceView]] = {}
    for one in places:
        families.setdefault(one.booking.baby.family_id, []).append(one)
    together = [one for members in families.values() for one in members]
    return tuple(sorted(together, key=lambda one: one.turn))


def _class(session: Session, session_id: UUID | None) -> SessionView | None:
    return queries.class_session(session, session_id=session_id) if session_id else None


def _paid(session: Session, ids: list[UUID]) -> dict[UUID, Decimal]:
    paid: dict[UUID, Decimal] = {}
    standing = select(Payment).where(Payment.booking_id.in_(ids), Payment.voided_at.is_(None))
    for row in session.scalars(standing):
        paid[row.booking_id] = paid.get(row.booking_id, Decimal()) + row.amount
    return paid


def _visits(
    session: Session, sessions: dict[UUID, tuple[SessionView, ...]]
) -> dict[tuple[UUID, UUID], dict[UUID, AttendanceStatus]]:
    """Return by course and baby what the registers of its classes say."""
    found: dict[tuple[UUID, UUID], dict[UUID, AttendanceStatus]] = {}
    rows = session.execute(
        select(ClassSession.course_id, Attendance.baby_id, Attendance.session_id, Attendance.status)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(ClassSession.course_id.in_(list(sessions)), Attendance.removed.is_(False))
    )
    for course_id, baby_id, session_id, status in rows:
        found.setdefault((course_id, baby_id), {})[session_id] = cast(AttendanceStatus, status)
    return found


def _moves(session: Session, ids: list[UUID]) -> dict[UUID, tuple[str, UUID | None, str]]:
    """Return by booking the name and key of the course it moved to, and the name of the one it came from."""
    names = dict(session.execute(select(Course.id, Course.name)).all())
    found: dict[UUID, tuple[str, UUID | None, str]] = {}
    left = select(Booking.id, Booking.moved_to_id, Booking.course_id).where(
        Booking.moved_to_id.is_not(None), Booking.id.in_(ids) | Booking.moved_to_id.in_(ids)
    )
    rows = session.execute(left).all()
    goals = [to for _, to, _ in rows if to is not None]
    course_of = dict(
        session.execute(select(Booking.id, Booking.course_id).where(Booking.id.in_(goals))).all()
    )
    for key, to, course_id in rows:
        if to is None:
            continue
        old, new = found.get(key, ("", None, "")), found.get(to, ("", None, ""))
        found[key] = (names[course_of[to]], course_of[to], old[2])
        found[to] = (new[0], new[1], names[course_id])
    return found


def payments_of(session: Session, *, booking_ids: tuple[UUID, ...]) -> dict[UUID, tuple[PaymentLine, ...]]:
    """Return by booking the payments that stand, the earliest first, with the receipts given for them."""
    zone = ZoneInfo(profile(session).zone)
    rows = session.execute(
        select(Payment, Receipt.id, Receipt.number)
        .outerjoin(Receipt, Receipt.payment_id == Payment.id)
        .where(Payment.booking_id.in_(booking_ids), Payment.voided_at.is_(None))
        .order_by(Payment.paid_at, Payment.id)
    )
    found: dict[UUID, tuple[PaymentLine, ...]] = {}
    for row, receipt_id, number in rows:
        line = PaymentLine(
            id=row.id,
            kind=cast(Literal["payment", "deposit", "refund", "moved"], row.kind),
            amount=row.amount,
            currency=row.currency,
            method=row.method,
            note=row.note,
            paid=row.paid_at.astimezone(zone),
            receipt_id=receipt_id,
            receipt=number or 0,
        )
        found[row.booking_id] = (*found.get(row.booking_id, ()), line)
    return found
