"""The questions of an import, what a file would do to a course, and of an export, what a class has seen."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.places_queries import free_places
from massage_studio.bookings.queries import booking_ids_from, bookings, course, courses
from massage_studio.bookings.views import BookingView
from massage_studio.cues.queries import class_room, vocabulary
from massage_studio.curriculum.queries import area_labels
from massage_studio.errors import KnownError
from massage_studio.exchange.answers import phone_key
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.entries import NOTHING_CHOSEN, Bookings, Choices, read_bookings
from massage_studio.exchange.events import Record
from massage_studio.exchange.layouts import guess, is_recognised, mapped, signature
from massage_studio.exchange.matching import Known, KnownBooking, Step, plan
from massage_studio.exchange.models import ImportLayout
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import ImportDone, ImportPreview, Remembered
from massage_studio.families.queries import contacts, family
from massage_studio.store.deeds import deeds_of

IMPORT = "import"

# No flag has ended on this day, so a family seen from it shows all the flags it ever had.
_BEFORE_ALL = date(1900, 1, 1)


def record_of(session: Session, *, session_id: UUID) -> Record:
    """Return all that was noted in one class, and the words for it."""
    room = class_room(session, session_id=session_id)
    return Record(room, vocabulary(session), area_labels(session))


def remembered(session: Session, *, titles: tuple[str, ...]) -> Remembered | None:
    """Return how the columns of a file with these titles were matched by hand, if they were."""
    row = session.get(ImportLayout, signature(titles))
    if row is None:
        return None
    return Remembered(
        row.name, json.loads(row.mapping), DateOrder(row.date_order) if row.date_order else None
    )


def choices_for(session: Session, *, table: Table) -> Choices | None:
    """Return what is known about the meaning of a table; None where somebody has to match its columns."""
    known = remembered(session, titles=table.titles)
    if known is None:
        return Choices(guess(table.headers)) if is_recognised(table.headers) else None
    default = known.date_order or DateOrder.DAY_FIRST
    layout = mapped(known.name, default, known.mapping, table.titles)
    return Choices(layout, known.date_order)


def imports(session: Session, *, now: datetime, limit: int = 20) -> tuple[ImportDone, ...]:
    """Return the latest imports, the last one first."""
    names = {row.id: row.name for row in courses(session, now=now)}
    return tuple(
        ImportDone(
            deed_id=one.deed.id,
            at=one.deed.at,
            file_name=one.deed.words,
            course_id=one.deed.about,
            course=names.get(one.deed.about, "") if one.deed.about else "",
            babies=one.made,
            taken_back=one.undone,
        )
        for one in deeds_of(session, verb=IMPORT, table="booking", limit=limit)
    )


def preview(
    session: Session, *, table: Table, course_id: UUID, now: datetime, choices: Choices = NOTHING_CHOSEN
) -> ImportPreview:
    """Return what importing a table into a course would do; nothing is written.

    Raises:
        KnownError: as `planned` does.
    """
    parsed, steps = planned(session, table=table, course_id=course_id, now=now, choices=choices)
    lines = sorted((step.line for step in steps), key=lambda line: line.rows)
    return ImportPreview(parsed.source, parsed.events, parsed.order.order, parsed.order.assumed, tuple(lines))


def planned(
    session: Session, *, table: Table, course_id: UUID, now: datetime, choices: Choices = NOTHING_CHOSEN
) -> tuple[Bookings, tuple[Step, ...]]:
    """Return what a table says, and the steps of its import into a course.

    Raises:
        KnownError: a needed column is missing, a row cannot be read, or the money is of another currency.
    """
    if choices.layout is None:
        known = choices_for(session, table=table) or choices
        choices = replace(known, date_order=choices.date_order or known.date_order, event=choices.event)
    parsed = read_bookings(table, choices)
    target = course(session, course_id=course_id, now=now)
    for entry in parsed.entries:
        if entry.cancelled or not entry.paid:
            continue
        if entry.currency and entry.currency != target.currency:
            raise KnownError(
                "Row {row} is paid in another currency than this course.",
                "Choose a course in that currency, or take the row out of the file.",
                row=entry.rows[0],
            )
    everybody = bookings(session, course_id=course_id, today=now.date())
    # A booking site sells whole courses; guests of single classes only take up places.
    booked = [booking for booking in everybody if booking.kind == "course"]
    of_source = booking_ids_from(session, course_id=course_id, source=parsed.source)
    emails = {entry.email.casefold() for entry in parsed.entries if entry.email}
    numbers = {key for entry in parsed.entries if (key := phone_key(entry.phone))}
    near = {
        family_id
        for family_id, email, number in contacts(session)
        if email.casefold() in emails or phone_key(number) in numbers
    }
    near |= {booking.baby.family_id for booking in everybody}
    return parsed, plan(
        parsed,
        Known(
            families=tuple(family(session, family_id=key, today=_BEFORE_ALL) for key in sorted(near)),
            bookings=tuple(_known(booking, booking.id in of_source) for booking in booked),
            free=free_places(session, course_id=course_id),
        ),
    )


def _known(booking: BookingView, of_source: bool) -> KnownBooking:
    return KnownBooking(
        id=booking.id,
        baby_id=booking.baby.id,
        family_id=booking.baby.family_id,
        reference=booking.reference,
        of_source=of_source,
        status=booking.status,
        unpaid=booking.due == booking.price and booking.price > Decimal(),
    )
