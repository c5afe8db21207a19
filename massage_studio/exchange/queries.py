"""The questions of an import, what a file would do to a course, and of an export, what a class has seen."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.booking_queries import booking_ids_from, bookings
from massage_studio.bookings.course_list_queries import course, course_names
from massage_studio.bookings.course_planning_queries import draft
from massage_studio.bookings.places_queries import free_places, waiting_list
from massage_studio.bookings.prices import share
from massage_studio.bookings.roster_queries import payments_of
from massage_studio.bookings.roster_views import PaymentLine
from massage_studio.bookings.views import BookingView, CourseRow
from massage_studio.cues.queries import class_room, vocabulary
from massage_studio.curriculum.queries import area_labels
from massage_studio.errors import KnownError
from massage_studio.exchange.answers import phone_key
from massage_studio.exchange.charges import KnownBooking, Prices
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.entries import NOTHING_CHOSEN, Bookings, Choices, read_bookings
from massage_studio.exchange.events import Record
from massage_studio.exchange.layouts import guess, is_recognised, mapped, signature
from massage_studio.exchange.matching import ImportStep, Known, plan
from massage_studio.exchange.models import ImportLayout
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import ImportDone, ImportPreview, Remembered
from massage_studio.families.names import clean
from massage_studio.families.queries import contacts, family
from massage_studio.store.operations import operations_of

IMPORT = "import"

# In the course's currency, for a whole order; dearer courses take more.
_MOST_PAID = Decimal(100_000)

# A baby's dates further from today than this are most likely a slip in the year.
_EARLIEST = timedelta(days=18 * 366)
_LATEST = timedelta(days=300)

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


def imports(session: Session, *, limit: int = 20) -> tuple[ImportDone, ...]:
    """Return the latest imports, the last one first."""
    done = operations_of(session, verb=IMPORT, table="booking", limit=limit)
    names = course_names(session, ids={one.operation.course_id for one in done if one.operation.course_id})
    return tuple(
        ImportDone(
            operation_id=one.operation.id,
            at=one.operation.at,
            file_name=one.operation.words,
            course_id=one.operation.course_id,
            course=names.get(one.operation.course_id, "") if one.operation.course_id else "",
            babies=one.made,
            taken_back=one.undone,
        )
        for one in done
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
    passed_over = any(line.kind == "new" for line in lines)
    waiting = waiting_list(session, course_id=course_id) if passed_over else ()
    held = course(session, course_id=course_id, now=now).held
    return ImportPreview(
        source=parsed.source,
        events=parsed.events,
        date_order=parsed.order.order,
        date_order_assumed=parsed.order.assumed,
        lines=tuple(lines),
        waiting=len({one.family_id for one in waiting}),
        over=held[-1].starts.date() if held and all(one.ends < now for one in held) else None,
    )


def planned(
    session: Session, *, table: Table, course_id: UUID, now: datetime, choices: Choices = NOTHING_CHOSEN
) -> tuple[Bookings, tuple[ImportStep, ...]]:
    """Return what a table says, and the steps of its import into a course.

    Raises:
        KnownError: a needed column is missing, a row cannot be read, or the money is of another currency or
            more than anybody pays.
    """
    if choices.layout is None:
        known = choices_for(session, table=table) or choices
        choices = replace(known, date_order=choices.date_order or known.date_order, event=choices.event)
    target = course(session, course_id=course_id, now=now)
    parsed = read_bookings(table, choices, target.currency)
    most = max(_MOST_PAID, 100 * target.price)
    for entry in parsed.entries:
        if entry.cancelled or not entry.paid:
            continue
        if entry.total is not None and entry.total > most:
            raise KnownError(
                "The amount in row {row} is more than any order comes to.",
                "Mend it in a spreadsheet program, or choose another column for what was paid.",
                row=entry.rows[0],
            )
        if entry.currency and entry.currency != target.currency:
            raise KnownError(
                "Row {row} is paid in another currency than this course.",
                "Choose a course in that currency, or take the row out of the file.",
                row=entry.rows[0],
            )
    everybody = bookings(session, course_id=course_id, today=now.date())
    # A booking site sells whole courses; guests of single classes only take up places.
    booked = [booking for booking in everybody if booking.kind == "course"]
    payments = payments_of(session, booking_ids=tuple(booking.id for booking in booked))
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
            bookings=tuple(
                _known(booking, booking.id in of_source, payments.get(booking.id, ()), parsed.source)
                for booking in booked
            ),
            free=free_places(session, course_id=course_id),
            prices=_prices(session, target, now),
            earliest=now.date() - _EARLIEST,
            latest=now.date() + _LATEST,
        ),
    )


def _known(
    booking: BookingView, of_source: bool, payments: tuple[PaymentLine, ...], source: str
) -> KnownBooking:
    kept: dict[str, Decimal] = {}
    for line in payments:
        if line.method == clean(source) and line.amount > 0:
            kept[line.note] = kept.get(line.note, Decimal()) + line.amount
    return KnownBooking(
        id=booking.id,
        baby_id=booking.baby.id,
        family_id=booking.baby.family_id,
        reference=booking.reference,
        of_source=of_source,
        status=booking.status,
        price=booking.price,
        paid=sum((line.amount for line in payments), Decimal()),
        kept=kept,
    )


def _prices(session: Session, target: CourseRow, now: datetime) -> Prices:
    fields = draft(session, course_id=target.id).fields
    today = now.astimezone(ZoneInfo(fields.zone)).date()
    left = [one for one in target.held if one.status == "planned" and one.starts.date() >= today]
    pro_rata = share(target.price, classes_left=len(left), classes=len(target.held), currency=target.currency)
    return Prices(
        full=target.price,
        currency=target.currency,
        concession=fields.concession_price,
        sibling=fields.sibling_price,
        pro_rata=pro_rata if 0 < len(left) < len(target.held) else None,
        deposit=fields.deposit,
    )
