"""The office of the demo studio: a course to come that is full, with an offer, a queue, a move and guests."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import (
    booking_service,
    courses_service,
    money_service,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.booking_queries import bookings_of
from massage_studio.bookings.course_list_queries import course as course_of
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.curriculum.queries import plan
from massage_studio.demo import people
from massage_studio.demo.people import Household
from massage_studio.demo.service import PLAN, PRICE, ZONE, Settled, local, settle
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id

_FIRST_NUMBER = 40


def make_office(
    store: Store, *, venue: UUID, afternoon: UUID, comes_once: Settled, makes_up: Settled, today: date
) -> UUID:
    """Write the winter course, full before it begins, and an open class with two guests; return the course.

    One family moved there from the `afternoon` course. `comes_once` is the family that comes to the open
    class while it waits, `makes_up` the one that comes there instead of next week's class.
    """
    with store.write() as session:
        winter = _winter(session, venue, today)
        _places(session, winter, afternoon, today)
        _queue(session, winter, today)
        _guests(session, venue, comes_once, makes_up, today)
    return winter


def enquire(session: Session, *, settled: Settled, course: UUID, made: datetime) -> None:
    """Keep that a family asked about a course."""
    booking_service.enquire(session, booking_id=new_id(), course_id=course, **_who(settled), now=made)


def _winter(session: Session, venue: UUID, today: date) -> UUID:
    days = [today + timedelta(days=23 + 7 * week) for week in range(5)]
    return _course(
        session,
        "Winter course",
        venue,
        tuple(local(day, 11) for day in days),
        made=local(today - timedelta(days=30), 20),
        capacity=4,
        concession_price=Decimal(45),
        sibling_price=Decimal(30),
        deposit=Decimal(20),
        min_weeks=6,
        max_weeks=30,
    )


def _course(
    session: Session, name: str, venue: UUID, starts: tuple[datetime, ...], *, made: datetime, **more: Any
) -> UUID:
    key, whole = new_id(), more.pop("price", PRICE)
    minutes = plan(session, code=PLAN).minutes
    fields = CourseFields(
        name=name,
        plan_code=PLAN,
        venue_id=venue,
        minutes=minutes,
        price=whole,
        currency="GBP",
        zone=ZONE,
        **more,
    )
    classes = tuple(PlannedClass(new_id(), moment) for moment in starts)
    courses_service.plan_course(session, course_id=key, fields=fields, classes=classes, now=made)
    return key


def _places(session: Session, winter: UUID, afternoon: UUID, today: date) -> None:
    """Twins, the second at the sibling price, and a family that came from the afternoon with what it paid."""
    made = local(today - timedelta(days=26), 20)
    twins = _settle(session, people.TWINS, 0, today, made)
    keys = [new_id() for _ in twins.babies]
    for place, (key, baby) in enumerate(zip(keys, twins.babies, strict=True)):
        booking_service.book(
            session,
            booking_id=key,
            course_id=winter,
            baby_id=baby,
            carer_id=twins.adults[0],
            price_kind="sibling" if place else "full",
            now=made + timedelta(minutes=place),
        )
    deposit, rest = new_id(), new_id()
    _pay(session, deposit, keys[0], 20, "card", made + timedelta(hours=1), kind="deposit")
    _pay(session, rest, keys[0], 40, "transfer", made + timedelta(days=9))
    _pay(session, new_id(), keys[1], 30, "transfer", made + timedelta(days=9))
    for payment in (deposit, rest):
        money_service.give_receipt(
            session, receipt_id=new_id(), payment_id=payment, now=made + timedelta(days=10)
        )
    moved = _settle(session, people.MOVED, 1, today, made)
    old, asked = new_id(), made + timedelta(days=2)
    booking_service.book(session, booking_id=old, course_id=afternoon, **_who(moved), now=asked)
    _pay(session, new_id(), old, int(PRICE), "card", asked + timedelta(hours=1))
    transfers_service.move_booking(
        session,
        booking_id=old,
        to_course_id=winter,
        new_booking_id=new_id(),
        now=local(today - timedelta(days=5), 19),
    )


def _queue(session: Session, winter: UUID, today: date) -> None:
    """One family has an offer until tomorrow evening; three more wait in their order."""
    first = local(today - timedelta(days=12), 18)
    keys = []
    for place, household in enumerate((people.OFFERED, *people.QUEUE)):
        made = first + timedelta(days=2 * place, minutes=17 * place)
        settled = _settle(session, household, 2 + place, today, made)
        keys.append(new_id())
        booking_service.enquire(session, booking_id=keys[-1], course_id=winter, **_who(settled), now=made)
        booking_service.wait(session, booking_id=keys[-1], now=made + timedelta(minutes=5))
    booking_service.offer(
        session,
        booking_id=keys[0],
        until=local(today + timedelta(days=1), 18),
        now=local(today - timedelta(days=1), 17),
    )


def _guests(session: Session, venue: UUID, comes_once: Settled, makes_up: Settled, today: date) -> None:
    """An open class next week: one baby comes to see, another makes up the class that it will miss."""
    made = local(today - timedelta(days=8), 20)
    course = _course(
        session,
        "Open class",
        venue,
        (local(today + timedelta(days=9), 11),),
        made=made,
        capacity=8,
        kind="one_off",
        price=Decimal(14),
        drop_in_price=Decimal(14),
    )
    (part,) = course_of(session, course_id=course, now=made).sessions
    guest = new_id()
    single_classes_service.drop_in(
        session, booking_id=guest, session_id=part.id, **_who(comes_once), now=made + timedelta(days=1)
    )
    _pay(session, new_id(), guest, 14, "card", made + timedelta(days=1, hours=1))
    missed = _next_class(session, makes_up, today)
    single_classes_service.make_up(
        session,
        booking_id=new_id(),
        missed_session_id=missed,
        session_id=part.id,
        **_who(makes_up),
        now=local(today - timedelta(days=1), 18),
    )


def _next_class(session: Session, settled: Settled, today: date) -> UUID:
    """Return the class after today's of the course that a family is booked on."""
    (booking,) = bookings_of(session, baby_ids=settled.babies, today=today)
    classes = course_of(session, course_id=booking.course_id, now=local(today, 8)).sessions
    return next(part.id for part in classes if part.starts.date() > today)


def _settle(session: Session, household: Household, place: int, today: date, made: datetime) -> Settled:
    return settle(session, household=household, number=_FIRST_NUMBER + place, today=today, made=made)


def _who(settled: Settled) -> dict[str, Any]:
    return {"baby_id": settled.babies[0], "carer_id": settled.adults[0]}


def _pay(
    session: Session, key: UUID, booking: UUID, pounds: int, method: str, now: datetime, **more: Any
) -> None:
    money_service.pay(
        session,
        payment_id=key,
        booking_id=booking,
        amount=Decimal(pounds),
        method=method,
        now=now,
        **more,
    )
