"""What letters need to know of a course and of the bookings on it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from massage_studio.bookings.views import BookingStatus

ALL_COURSES = UUID(int=0)
"""Stands for a course where letters go to families of all of them."""


@dataclass(frozen=True, slots=True)
class MailPlace:
    """One live booking; `session_id` is the one class of a drop-in or a make-up, `until` is in local time.

    A cancelled one is a make-up whose class was cancelled.
    """

    booking_id: UUID
    session_id: UUID | None
    baby_id: UUID
    carer_id: UUID
    status: BookingStatus
    price: Decimal
    due: Decimal
    currency: str
    until: datetime | None
    course_id: UUID
    course: str
    paid: Decimal


@dataclass(frozen=True, slots=True)
class CourseName:
    """A course by its key and name; `starts` is its first class in local time, None without a date."""

    id: UUID
    name: str
    starts: datetime | None
