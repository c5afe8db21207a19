"""The chase list: who lacks a form, a consent, dates, a payment or an answer, and how many that is."""

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import Session

from massage_studio.bookings.balance_queries import fallen, owing, paid_by_booking
from massage_studio.bookings.booking_queries import IN_ORDER
from massage_studio.bookings.chase_views import KINDS, ChaseKind, ChaseRow
from massage_studio.bookings.class_queries import WITH_CLASSES
from massage_studio.bookings.course_list_queries import may_come
from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.roster_queries import booking_rows
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.families.carer_queries import ending_restrictions, ending_restrictions_count
from massage_studio.families.household_queries import Households
from massage_studio.families.lacking_queries import forms_back, lacks_birth, lacks_consent, lacks_form
from massage_studio.families.queries import called

_BEFORE_THE_END = timedelta(days=14)
_AFTER_THE_END = timedelta(days=30)


def chase_list(session: Session, *, now: datetime, today: date) -> tuple[ChaseRow, ...]:
    """Return all that is to be asked of families of courses to come, and what is owed for any course.

    By kind, then by the next class; a form or a consent is asked for once of a family, dates once of a baby.
    """
    known = session.scalars(select(Booking).where(_asked(now)).order_by(*IN_ORDER)).all()
    keys = {row.course_id for row in known}
    courses = {
        row.id: row
        for row in session.scalars(select(Course).where(Course.id.in_(keys)).options(WITH_CLASSES)).all()
    }
    coming = set(session.scalars(may_come(now)))
    gone = set(session.scalars(fallen()))
    homes = Households(session, baby_ids=(row.baby_id for row in known))
    back = forms_back(session, family_ids=homes.families())
    paid = paid_by_booking(session, booking_ids=[row.id for row in known])
    found: dict[Any, ChaseRow] = {}
    for place in booking_rows(session, known, courses, homes, paid, today=today):
        one = place.booking
        for kind in _kinds(place, homes, coming, gone, back):
            about = {"form": one.baby.family_id, "consent": one.baby.family_id, "birth": one.baby.id}
            row = ChaseRow(
                kind,
                one.baby.family_id,
                (one.baby.name,),
                courses[one.course_id].name,
                _day(courses[one.course_id], now),
                place,
            )
            found.setdefault((kind, about.get(kind, one.id)), row)
    ends = ending_restrictions(session, **_ending(today), on=today)
    names = called(session, family_ids={family_id for family_id, _ in ends})
    for family_id, adult in ends:
        row = ChaseRow("restriction", family_id, names[family_id][0], "", adult.rule.until, adult=adult)
        found[row.key] = row
    return tuple(
        sorted(
            found.values(),
            key=lambda row: (KINDS.index(row.kind), row.day or date.max, row.babies, str(row.key)),
        )
    )


def chase_count(*, now: datetime, today: date) -> ColumnElement[int]:
    """Return how many rows the chase list has, as a part of a question: the database counts them."""
    coming = Booking.course_id.in_(may_come(now))
    booked = select(Booking.baby_id).where(Booking.status == "booked", coming)
    parts = (
        lacks_form(booked),
        lacks_consent(booked),
        lacks_birth(booked),
        select(func.count()).select_from(owing().subquery()),
        _count(Booking.status.in_(("offered", "enquiry")) & coming),
        select(func.count()).select_from(fallen().subquery()),
        ending_restrictions_count(**_ending(today)),
    )
    first, *others = (part.scalar_subquery() for part in parts)
    return reduce(add, others, cast("ColumnElement[int]", first))


def _asked(now: datetime) -> ColumnElement[bool]:
    """Return the condition of the bookings of which something may be asked."""
    coming = Booking.course_id.in_(may_come(now))
    of_them = select(Booking.id).where(Booking.status.in_(("booked", "offered", "enquiry")), coming)
    return Booking.id.in_(union_all(of_them, owing(), fallen()))


def _kinds(
    place: BookingRow,
    homes: Households,
    coming: Container[UUID],
    gone: Container[UUID],
    back: Container[UUID],
) -> Iterator[ChaseKind]:
    one = place.booking
    if one.status == "booked" and one.course_id in coming:
        yield from homes.lacking(one.baby.id, form_back=one.baby.family_id in back)
    if one.status == "offered" and one.course_id in coming:
        yield "answer"
    if one.status == "enquiry" and one.course_id in coming:
        yield "enquiry"
    if one.id in gone:
        yield "class_off"
    if one.status == "booked" and one.due > 0:
        yield "payment"


def _day(course: Course, now: datetime) -> date | None:
    """Return the day of the next class of a course, or of its last one."""
    held = [part.starts_at for part in course.sessions if part.status != "cancelled"]
    wanted = next((moment for moment in held if moment >= now), held[-1] if held else None)
    return None if wanted is None else wanted.astimezone(ZoneInfo(course.zone)).date()


def _ending(today: date) -> dict[str, date]:
    return {"first": today - _AFTER_THE_END, "last": today + _BEFORE_THE_END}


def _count(which: ColumnElement[bool]) -> Select[int]:
    return select(func.count(Booking.id)).where(which)
