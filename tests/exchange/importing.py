"""Files of booking sites, and a studio to bring them into."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

import massage_studio.families.queries as families_queries
from massage_studio.bookings import booking_queries
from massage_studio.bookings.views import BookingView
from massage_studio.exchange import queries, service
from massage_studio.exchange.columns import columns_of
from massage_studio.exchange.orders import BabyOrder, Target, read_orders
from massage_studio.exchange.questions import NO_ANSWERS, Answers
from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import Imported, ImportLine, ImportPreview
from massage_studio.families.views import FamilyView
from massage_studio.store.engine import Store
from tests.studio_fixtures import NOW, a_course

TODAY = NOW.date()
FILES = Path(__file__).parent / "files"
EVENTBRITE = FILES / "eventbrite-2024-layout.csv"
BOOKWHEN = FILES / "bookwhen-layout.csv"
HEADER = (
    "Order #,Order Date,First Name,Last Name,Email,Mobile,Currency,Total Paid,Attendee Status,"
    "Baby's name,Baby's date of birth,Any allergies?,May we take photos?"
)
MIA = "1,10/02/26 21:14,Grace,Okafor,g@example.org,07700 900101,GBP,72.00,Attending,Mia,09/17/26,none,yes"


def lines_of(*rows: str) -> Table:
    return read("\n".join((HEADER, *rows)).encode())


def the_course(store: Store, *, capacity: int = 9, name: str = "Autumn course") -> UUID:
    with store.write() as session:
        return a_course(session, name, capacity=capacity)


def orders_of(table: Table, answers: Answers = NO_ANSWERS, event: str = "") -> tuple[BabyOrder, ...]:
    """Read a table without any studio, for a course in London for 72 pounds."""
    target = Target(TODAY, ZoneInfo("Europe/London"), "GBP", Decimal(72))
    return read_orders(table, columns_of(table, answers, TODAY), answers, target, event)


def show(store: Store, table: Table, course: UUID, answers: Answers = NO_ANSWERS) -> ImportPreview:
    with store.read() as session:
        return queries.preview(session, table=table, course_id=course, now=NOW, answers=answers)


def bring_in(store: Store, table: Table, course: UUID, answers: Answers = NO_ANSWERS) -> Imported:
    with store.write() as session:
        return service.commit(session, table=table, course_id=course, now=NOW, answers=answers)


def parts(line: ImportLine) -> tuple[str, ...]:
    """Return what differs on a line."""
    return tuple(one.part for one in line.differs)


def booked(store: Store, course: UUID) -> list[BookingView]:
    with store.read() as session:
        return list(booking_queries.bookings(session, course_id=course, today=TODAY))


def known_families(store: Store) -> list[FamilyView]:
    with store.read() as session:
        rows = families_queries.families(session, today=TODAY)
        return [families_queries.family(session, family_id=row.id, today=TODAY) for row in reversed(rows)]


def rows_in(store: Store) -> dict[str, int]:
    tables = ("family", "carer", "baby", "health_flag", "consent", "booking", "payment")
    with store.read() as session:
        return {name: session.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in tables}
