"""The questions of the class list: who has a place, who waits, what was paid, and who came."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, select, union_all
from sqlalchemy.orm import Session, aliased

from massage_studio.bookings.age_limit_queries import ages_of
from massage_studio.bookings.balance_queries import paid_by_booking
from massage_studio.bookings.booking_queries import IN_ORDER, booking_view
from massage_studio.bookings.class_queries import WITH_CLASSES, classes_by_id, session_view
from massage_studio.bookings.course_list_queries import course_row, may_come
from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course, Payment, Receipt
from massage_studio.bookings.places_queries import NOBODY, capacity_of, occupancy
from massage_studio.bookings.roster_views import (
    BookingRow,
    FamilyPlaces,
    NextOffer,
    OpenOffer,
    PaymentLine,
    RosterView,
)
from massage_studio.bookings.views import LIVE, AttendanceStatus, BookingView, CourseRow
from massage_studio.families.household_queries import Households
from massage_studio.families.queries import baby_ids_of
from massage_studio.families.restrictions import restricted
from massage_studio.store.profile import profile

_TOLD_FOR = timedelta(days=7)
"""How long an offer that ran out is told of."""


def roster(session: Session, *, course_id: UUID, now: datetime) -> RosterView:
    """Return the class list of a course, brothers and sisters side by side, the waiting list in its order."""
    course = session.get_one(Course, course_id, options=[WITH_CLASSES])
    rows = session.scalars(select(Booking).where(Booking.course_id == course_id).order_by(*IN_ORDER)).all()
    homes = Households(session, baby_ids=(row.baby_id for row in rows))
    paid = paid_by_booking(session, booking_ids=[row.id for row in rows])
    places = occupancy(session, course_ids=(course_id,)).get(course_id, NOBODY)
    shown = booking_rows(session, rows, {course_id: course}, homes, paid, today=_today(session, now))
    return RosterView(
        course_row(course, places, now),
        _side_by_side(shown),
        max(0, capacity_of(course) - places.taken),
    )


def places_of_family(session: Session, *, family_id: UUID, now: datetime) -> FamilyPlaces:
    """Return all bookings of a family, with what was paid and how they went from course to course."""
    babies = baby_ids_of(session, family_id=family_id)
    rows = session.scalars(select(Booking).where(Booking.baby_id.in_(babies)).order_by(*IN_ORDER)).all()
    keys = {row.course_id for row in rows}
    courses = {
        row.id: row
        for row in session.scalars(select(Course).where(Course.id.in_(keys)).options(WITH_CLASSES)).all()
    }
    waiting = session.scalars(
        select(Booking).where(Booking.course_id.in_(keys), Booking.status == "waiting")
    ).all()
    payments = payments_of(session, booking_ids=tuple(row.id for row in rows))
    paid = {key: sum((line.amount for line in lines), Decimal()) for key, lines in payments.items()}
    homes = Households(session, baby_ids=babies)
    shown = booking_rows(session, rows, courses, homes, paid, today=_today(session, now), waiting=waiting)
    names = {key: course.name for key, course in courses.items()}
    return FamilyPlaces(tuple(reversed(shown)), names, payments)


def asked_about(now: datetime) -> CompoundSelect[UUID]:
    """Return the keys of the courses with something to offer or to answer, as a part of another question.

    These are the courses to come that somebody waits for, and those whose offers are told of.
    """
    return union_all(
        select(Booking.course_id).where(Booking.status == "waiting", Booking.course_id.in_(may_come(now))),
        select(Booking.course_id).where(
            Booking.status.in_(("offered", "waiting")), Booking.offered_until > now - _TOLD_FOR
        ),
    )


def offers(
    courses: Iterable[CourseRow], places: Iterable[BookingRow], now: datetime
) -> tuple[tuple[NextOffer, ...], tuple[OpenOffer, ...]]:
    """Return the free places with whose turn it is, and the offers that wait for an answer.

    The first are of the courses to come by their next date. The second come by their end, with those that ran
    out within a week.
    """
    listed = {course.id: course for course in courses}
    first = {place.booking.course_id: place for place in places if place.turn == 1}
    to_make = [
        NextOffer(course, course.capacity - course.taken, first[key])
        for key, course in listed.items()
        if course.next is not None and course.waiting and course.taken < course.capacity and key in first
    ]
    told = [
        (place.offered_until, place)
        for place in places
        if place.booking.status in ("offered", "waiting")
        and place.offered_until is not None
        and place.offered_until > now - _TOLD_FOR
    ]
    return (
        tuple(
            sorted(
                to_make, key=lambda one: (one.course.next.starts if one.course.next else now, one.course.id)
            )
        ),
        tuple(
            OpenOffer(listed[place.booking.course_id].name, place)
            for _, place in sorted(told, key=lambda one: (one[0], one[1].booking.id))
        ),
    )


def booking_rows(
    session: Session,
    rows: Sequence[Booking],
    courses: Mapping[UUID, Course],
    homes: Households,
    paid: Mapping[UUID, Decimal],
    *,
    today: date,
    waiting: Sequence[Booking] | None = None,
    history: bool = True,
) -> tuple[BookingRow, ...]:
    """Return these bookings as class lists show them, in the same order.

    `courses` holds the course of each; `waiting` is who waits for these courses, where `rows` does not hold
    everybody who does. Without `history` nobody asks which classes they came to or make up for, and from and
    to which course they moved: who only waits for a place has none.
    """
    classes = {part.id: part for course in courses.values() for part in course.sessions}
    off = {key for key, part in classes.items() if part.status == "cancelled"}
    # A course whose classes were all cancelled costs nothing any more.
    off |= {key for key, one in courses.items() if one.sessions and off >= {part.id for part in one.sessions}}
    shown = tuple(
        booking_view(
            row,
            homes,
            paid=paid,
            off={row.id} if (row.session_id or row.course_id) in off else (),
            currency=courses[row.course_id].currency,
            today=today,
        )
        for row in rows
    )
    turns = _turns(rows if waiting is None else waiting)
    visits = _visits(session, rows) if history else {}
    moves = _moves(session, [row.id for row in rows]) if history else {}
    made_up_ids = {row.makes_up_id for row in rows if row.makes_up_id}
    made_up = classes_by_id(session, ids=made_up_ids) if history else {}
    found = []
    for row, one in zip(rows, shown, strict=True):
        course = courses[row.course_id]
        by_class = visits.get((course.id, one.baby.id), {})
        zone = ZoneInfo(course.zone)
        to, to_course, since = moves.get(one.id, ("", None, ""))
        found.append(
            BookingRow(
                booking=one,
                kind=one.kind,
                price_kind=one.price_kind,
                paid=paid.get(one.id, Decimal()),
                visits=tuple(
                    by_class.get(klass.id) for klass in course.sessions if klass.status != "cancelled"
                )
                if row.kind == "course"
                else (by_class.get(row.session_id) if row.session_id else None,),
                turn=turns.get(one.id, 0),
                offered_until=row.offered_until.astimezone(zone) if row.offered_until else None,
                lapsed=one.status == "waiting" and row.offered_until is not None,
                session=session_view(classes[row.session_id]) if row.session_id else None,
                makes_up=made_up.get(row.makes_up_id) if row.makes_up_id else None,
                moved_to=to,
                moved_from=since,
                moved_to_course=to_course,
                age_warning=ages_of(
                    course, birth_date=one.baby.birth_date, due_date=one.baby.due_date, on=today
                )
                if one.status in LIVE
                else "",
                restricted=restricted(homes.adults(one.baby.id, today)),
                twins=_siblings(one, shown),
            )
        )
    return tuple(found)


def _today(session: Session, now: datetime) -> date:
    return now.astimezone(ZoneInfo(profile(session).zone)).date()


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


def _side_by_side(places: tuple[BookingRow, ...]) -> tuple[BookingRow, ...]:
    """Return the places with families together in the order of their first booking; who waits, by turn."""
    families: dict[UUID, list[BookingRow]] = {}
    for one in places:
        families.setdefault(one.booking.baby.family_id, []).append(one)
    together = [one for members in families.values() for one in members]
    return tuple(sorted(together, key=lambda one: one.turn))


def _turns(waiting: Iterable[Booking]) -> dict[UUID, int]:
    """Return by booking its turn in the queue of its course, in the order of `waiting_list`."""
    queues: dict[UUID, list[Booking]] = {}
    for row in sorted(waiting, key=lambda row: (row.waiting_since or row.made_at, row.made_at, row.id)):
        if row.status == "waiting":
            queues.setdefault(row.course_id, []).append(row)
    return {row.id: turn for queue in queues.values() for turn, row in enumerate(queue, start=1)}


def _visits(
    session: Session, bookings: Iterable[Booking]
) -> dict[tuple[UUID, UUID], dict[UUID, AttendanceStatus]]:
    """Return by course and baby of these bookings what the registers of its classes say."""
    found: dict[tuple[UUID, UUID], dict[UUID, AttendanceStatus]] = {}
    wanted = list(bookings)
    rows = session.execute(
        select(ClassSession.course_id, Attendance.baby_id, Attendance.session_id, Attendance.status)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            ClassSession.course_id.in_({row.course_id for row in wanted}),
            Attendance.baby_id.in_({row.baby_id for row in wanted}),
            Attendance.removed.is_(False),
        )
    )
    for course_id, baby_id, session_id, status in rows:
        found.setdefault((course_id, baby_id), {})[session_id] = cast(AttendanceStatus, status)
    return found


def _moves(session: Session, ids: list[UUID]) -> dict[UUID, tuple[str, UUID | None, str]]:
    """Return by booking the name and key of the course it moved to, and the name of the one it came from."""
    found: dict[UUID, tuple[str, UUID | None, str]] = {}
    for key, to, left_name, name, course_id in session.execute(_moved(), {"ids": ids}):
        found[key] = (name, course_id, found.get(key, ("", None, ""))[2])
        found[to] = (*found.get(to, ("", None, ""))[:2], left_name)
    return found


# Made once: to make it takes longer than to ask it.
@cache
def _moved() -> Select[UUID, UUID, str, str, UUID]:
    """Return the question which of the bookings `ids` was moved from or to another course."""
    old, new, left, goal = aliased(Booking), aliased(Booking), aliased(Course), aliased(Course)
    ids: BindParameter[UUID] = bindparam("ids", expanding=True)
    return (
        select(old.id, new.id, left.name, goal.name, goal.id)
        .join(new, new.id == old.moved_to_id)
        .join(left, left.id == old.course_id)
        .join(goal, goal.id == new.course_id)
        .where(old.id.in_(ids) | old.moved_to_id.in_(ids))
    )


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
