"""Small bookings files and what a studio makes of them, for the tests of imports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from massage_studio.bookings import booking_queries, courses_service
from massage_studio.bookings.course_planning_queries import draft
from massage_studio.bookings.views import BookingView
from massage_studio.exchange import queries, service
from massage_studio.exchange.questions import NO_ANSWERS, Answers
from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import ImportLine, ImportPreview
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_course

TITLES = {
    "reference": "Order #",
    "carer": "Name",
    "email": "Email",
    "baby": "Baby's name",
    "born": "Baby's date of birth",
    "due": "Due date",
    "paid": "Total Paid",
    "currency": "Currency",
    "ticket": "Ticket Type",
    "code": "Discount code",
    "status": "Attendee Status",
}
GRACE = {
    "reference": "R1",
    "carer": "Grace Okafor",
    "email": "g@example.org",
    "baby": "Mia",
    "born": "2026-09-17",
    "paid": "72.00",
}
TOM = {"reference": "R2", "carer": "Tom Brown", "email": "t@example.org", "baby": "Leo", "born": "2026-08-13"}


def a_file(*rows: dict[str, str]) -> Table:
    """Return the table of a file with these rows; what a row leaves out is empty."""
    lines = [",".join(TITLES.values())]
    lines += [",".join(f'"{row.get(name, "")}"' for name in TITLES) for row in rows]
    return read("\n".join(lines).encode())


def course_costing(store: Store, *, capacity: int = 9, **prices: Any) -> UUID:
    """Add a course for 72 pounds with these other prices: `concession_price`, `sibling_price`, `deposit`."""
    with store.write() as session:
        course = a_course(session, capacity=capacity)
        fields = replace(draft(session, course_id=course).fields, **prices)
        courses_service.change_course(session, course_id=course, fields=fields, classes=(), now=NOW)
    return course


def look(
    store: Store, table: Table, course: UUID, *, now: datetime = NOW, answers: Answers = NO_ANSWERS
) -> ImportPreview:
    """Look at what an import would do."""
    with store.read() as session:
        return queries.preview(session, table=table, course_id=course, now=now, answers=answers)


def line_of(store: Store, table: Table, course: UUID) -> ImportLine:
    """Look at the only line of a file."""
    (line,) = look(store, table, course).lines
    return line


def bring_in(store: Store, table: Table, course: UUID, answers: Answers = NO_ANSWERS) -> UUID:
    """Import a table and return the key of what was done."""
    key = new_id()
    with store.write() as session:
        service.commit(session, table=table, course_id=course, now=NOW, operation_id=key, answers=answers)
    return key


def booked(store: Store, course: UUID) -> list[BookingView]:
    """Return the bookings of a course."""
    with store.read() as session:
        return list(booking_queries.bookings(session, course_id=course, today=NOW.date()))


def money(store: Store, course: UUID) -> list[tuple[str, Decimal, Decimal]]:
    """Return name, price and due of each booking of a course."""
    return [(row.baby.given_name, row.price, row.due) for row in booked(store, course)]


def in_the_books(store: Store) -> Decimal:
    """Return all the money that was kept."""
    with store.read() as session:
        found = session.scalar(text("SELECT coalesce(sum(amount), 0) FROM payment WHERE voided_at IS NULL"))
    return Decimal(found or 0) / 10_000
