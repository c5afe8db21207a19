"""Bookings and courses to try the life of a place on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import (
    booking_queries,
    booking_service,
    course_list_queries,
    courses_service,
    venues_service,
)
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.views import BookingView
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family

TODAY = NOW.date()


def statuses(session: Session, course: UUID) -> list[str]:
    return [row.status for row in booking_queries.bookings(session, course_id=course, today=TODAY)]


def one(session: Session, booking: UUID) -> BookingView:
    courses = course_list_queries.courses(session, now=NOW)
    rows = [
        row for each in courses for row in booking_queries.bookings(session, course_id=each.id, today=TODAY)
    ]
    return next(row for row in rows if row.id == booking)


def enquiry(session: Session, course: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    booking_service.enquire(
        session, booking_id=key, course_id=course, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
    )
    return key


def full_course(session: Session, *waiting: str) -> tuple[UUID, UUID, list[UUID]]:
    """A course of one place: its key, that of Mia's booking, and those of the bookings that wait."""
    course = a_course(session, capacity=1)
    mia = a_booking(session, course, a_family(session, "Mia"))
    keys = [
        a_booking(session, course, a_family(session, name), now=NOW + timedelta(minutes=number))
        for number, name in enumerate(waiting, start=1)
    ]
    return course, mia, keys


def priced_course(session: Session, **prices: Decimal | int | None) -> UUID:
    """A course of five classes at 72 pounds, with more prices or ages."""
    venue, course = new_id(), new_id()
    venues_service.add_venue(session, venue_id=venue, name="Hall", address="", capacity=12)
    fields = CourseFields("Spring", "five_60", venue, 60, 8, Decimal(72), "GBP", "Europe/London")
    classes = tuple(PlannedClass(new_id(), NOW + timedelta(weeks=week)) for week in range(5))
    courses_service.plan_course(
        session,
        course_id=course,
        fields=replace(fields, **prices),  # type: ignore[arg-type]
        classes=classes,
        now=NOW,
    )
    return course
