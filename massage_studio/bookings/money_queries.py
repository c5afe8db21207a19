"""The questions about money: of one booking, of a receipt, what is outstanding, and what came in."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Booking, ClassSession, Course, Payment, Receipt
from massage_studio.bookings.money_views import (
    IncomeBy,
    IncomeRow,
    MoneyView,
    OutstandingRow,
    PaymentKind,
    PaymentView,
    ReceiptView,
)
from massage_studio.bookings.views import LIVE, BookingKind, BookingStatus
from massage_studio.errors import KnownError
from massage_studio.families.queries import babies_by_id, carers_by_family
from massage_studio.families.restrictions import Purpose, may
from massage_studio.store.profile import profile

_OWING = ("booked",)
_OVER = ("cancelled", "moved")


def paid_by_booking(session: Session, *, booking_ids: Iterable[UUID]) -> dict[UUID, Decimal]:
    """Return what was paid for each of these bookings, without payments that were voided."""
    paid: dict[UUID, Decimal] = {}
    rows = session.execute(
        select(Payment.booking_id, Payment.amount).where(
            Payment.booking_id.in_(list(booking_ids)), Payment.voided_at.is_(None)
        )
    )
    for booking_id, amount in rows:
        paid[booking_id] = paid.get(booking_id, Decimal()) + amount
    return paid


def owed(booking: Booking, paid: Decimal, called_off: frozenset[UUID]) -> Decimal:
    """Return what is due on a booking: nothing once it is over, but what was paid could be given back.

    A booking among the `called_off` is over, whatever it says.
    """
    live = booking.status in LIVE and booking.id not in called_off
    return booking.price - paid if live else min(Decimal(), -paid)


def called_off(session: Session, *, booking_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these bookings that are for one class alone, and that class was cancelled."""
    return frozenset(
        session.scalars(
            select(Booking.id)
            .join(ClassSession, ClassSession.id == Booking.session_id)
            .where(Booking.id.in_(list(booking_ids)), ClassSession.status == "cancelled")
        )
    )


def money_of(session: Session, *, booking_id: UUID) -> MoneyView:
    """Return the money of one booking, its payments in their order.

    Raises:
        KnownError: the booking is not there any more.
    """
    booking = session.get(Booking, booking_id)
    if booking is None:
        raise KnownError("This booking is no longer there.", "Look at the list again, it has changed.")
    zone = ZoneInfo(profile(session).zone)
    rows = session.scalars(
        select(Payment)
        .where(Payment.booking_id == booking_id, Payment.voided_at.is_(None))
        .order_by(Payment.paid_at, Payment.id)
    ).all()
    paid = sum((row.amount for row in rows), Decimal())
    given = _receipts(session, Payment.booking_id == booking_id)
    numbered = {one.payment_id: one for one in given}
    return MoneyView(
        booking_id=booking_id,
        price=booking.price,
        paid=paid,
        due=owed(booking, paid, called_off(session, booking_ids=(booking_id,))),
        currency=session.get_one(Course, booking.course_id).currency,
        payments=tuple(_payment(row, numbered.get(row.id), zone) for row in rows),
        receipts=given,
    )


def receipt(session: Session, *, receipt_id: UUID) -> ReceiptView:
    """Return one receipt."""
    return _receipts(session, Receipt.id == receipt_id)[0]


def receipts(session: Session) -> tuple[ReceiptView, ...]:
    """Return all receipts by number."""
    return _receipts(session)


def outstanding(session: Session) -> tuple[OutstandingRow, ...]:
    """Return the bookings that owe something, by the first day of their classes, then by name."""
    rows = _unsettled(session, select(Booking).where(Booking.status.in_(_OWING), Booking.price > Decimal()))
    return tuple(row for row in rows if row.due > 0)


def to_give_back(session: Session) -> tuple[OutstandingRow, ...]:
    """Return the bookings for which more was paid than they cost, or which are over and were paid for."""
    paid = select(Payment.booking_id).where(Payment.voided_at.is_(None))
    of = select(Booking).where(Booking.status.in_((*_OWING, *_OVER)), Booking.id.in_(paid))
    return tuple(row for row in _unsettled(session, of) if row.due < 0)


def income(
    session: Session, *, by: IncomeBy, first: date | None = None, last: date | None = None
) -> tuple[IncomeRow, ...]:
    """Return what came in from the day `first` to `last`, both included, by course, month or tax year.

    Days are the studio's own; courses come by name, periods by date, each currency by itself.
    """
    known = profile(session)
    zone = ZoneInfo(known.zone)
    rows = session.execute(
        select(Payment.paid_at, Payment.kind, Payment.amount, Payment.currency, Course.id, Course.name)
        .join(Booking, Booking.id == Payment.booking_id)
        .join(Course, Course.id == Booking.course_id)
        .where(Payment.voided_at.is_(None))
    )
    sums: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    for paid_at, kind, amount, currency, course_id, name in rows:
        day = paid_at.astimezone(zone).date()
        if (first is not None and day < first) or (last is not None and day > last):
            continue
        if by == "course":
            key, label = str(course_id), name
        else:
            key, label = _month(day) if by == "month" else _tax_year(day, known.tax_year_starts)
        line = sums.setdefault((key, label, currency), {})
        what = kind if kind in ("refund", "moved") else "received"
        line[what] = line.get(what, Decimal()) + amount
    found = [_income(*place, line) for place, line in sums.items()]
    return tuple(
        sorted(found, key=lambda row: (row.label.casefold() if by == "course" else "", row.key, row.currency))
    )


def _payment(row: Payment, given: ReceiptView | None, zone: ZoneInfo) -> PaymentView:
    return PaymentView(
        id=row.id,
        kind=cast(PaymentKind, row.kind),
        amount=row.amount,
        method=row.method,
        note=row.note,
        paid_at=row.paid_at.astimezone(zone),
        receipt_id=given.id if given else None,
        receipt=given.number if given else None,
    )


def _income(key: str, label: str, currency: str, line: dict[str, Decimal]) -> IncomeRow:
    received, refund, moved = (line.get(what, Decimal()) for what in ("received", "refund", "moved"))
    return IncomeRow(key, label, currency, received, -refund, moved, received + refund + moved)


def _month(day: date) -> tuple[str, str]:
    return f"{day:%Y-%m}", f"{day:%Y-%m}"


def _tax_year(day: date, starts: str) -> tuple[str, str]:
    """Return the first day of the tax year that a day is in, and its name: "2026/27", or "2026" from January.

    `starts` is "04-06", a month and a day of it.
    """
    month, start = (int(part) for part in starts.split("-"))
    year = day.year if (day.month, day.day) >= (month, start) else day.year - 1
    label = str(year) if (month, start) == (1, 1) else f"{year}/{(year + 1) % 100:02}"
    return f"{year}-{starts}", label


def _unsettled(session: Session, of: Select[Booking]) -> list[OutstandingRow]:
    rows = session.scalars(of).all()
    paid = paid_by_booking(session, booking_ids=[row.id for row in rows])
    off = called_off(session, booking_ids=[row.id for row in rows if row.session_id])
    due = {row.id: owed(row, paid.get(row.id, Decimal()), off) for row in rows}
    unsettled = [row for row in rows if due[row.id]]
    people = _People(session, unsettled)
    days = _days(session, unsettled)
    courses = {
        row.id: row for row in session.scalars(select(Course).where(Course.id.in_(_courses(unsettled))))
    }
    found = [
        OutstandingRow(
            booking_id=row.id,
            course_id=row.course_id,
            family_id=people.family(row),
            course=courses[row.course_id].name,
            day=days.get(row.id),
            kind=cast(BookingKind, row.kind),
            status=cast(BookingStatus, row.status),
            baby=people.baby(row),
            carer=people.carer(row),
            papers_to=people.papers_to(row),
            price=row.price,
            paid=paid.get(row.id, Decimal()),
            due=due[row.id],
            currency=courses[row.course_id].currency,
        )
        for row in unsettled
    ]
    return sorted(found, key=lambda row: (row.day or date.max, row.course, row.baby, row.booking_id))


def _receipts(session: Session, *which: ColumnElement[bool]) -> tuple[ReceiptView, ...]:
    rows = session.execute(
        select(Receipt, Payment, Booking, Course.name)
        .join(Payment, Payment.id == Receipt.payment_id)
        .join(Booking, Booking.id == Payment.booking_id)
        .join(Course, Course.id == Booking.course_id)
        .where(*which)
        .order_by(Receipt.number)
    ).all()
    zone = ZoneInfo(profile(session).zone)
    bookings = [booking for _, _, booking, _ in rows]
    people = _People(session, bookings)
    days = _days(session, bookings)
    paid = paid_by_booking(session, booking_ids=[booking.id for booking in bookings])
    return tuple(
        ReceiptView(
            id=given.id,
            number=given.number,
            issued_at=given.issued_at.astimezone(zone),
            payment_id=payment.id,
            booking_id=booking.id,
            family_id=people.family(booking),
            amount=payment.amount,
            currency=payment.currency,
            kind=cast(PaymentKind, payment.kind),
            method=payment.method,
            note=payment.note,
            paid_at=payment.paid_at.astimezone(zone),
            course=name,
            booking_kind=cast(BookingKind, booking.kind),
            day=days.get(booking.id),
            baby=people.baby(booking),
            carer=people.carer(booking),
            papers_to=people.papers_to(booking),
            price=booking.price,
            paid=paid.get(booking.id, Decimal()),
        )
        for given, payment, booking, name in rows
    )


class _People:
    """The names in a list of bookings."""

    def __init__(self, session: Session, rows: Iterable[Booking]) -> None:
        # Names do not depend on the day; only the age would.
        self._babies = babies_by_id(session, ids={row.baby_id for row in rows}, today=date.min)
        adults = carers_by_family(session, family_ids={one.family_id for one in self._babies.values()})
        self._carers = {adult.id: adult for family in adults.values() for adult in family}

    def family(self, row: Booking) -> UUID:
        return self._babies[row.baby_id].family_id

    def baby(self, row: Booking) -> str:
        return self._babies[row.baby_id].name

    def carer(self, row: Booking) -> str:
        return self._carers[row.carer_id].name

    def papers_to(self, row: Booking) -> str:
        adult = self._carers[row.carer_id]
        return adult.name if may(adult, Purpose.GET_PAPERS) else ""


def _courses(rows: Iterable[Booking]) -> list[UUID]:
    return list({row.course_id for row in rows})


def _days(session: Session, rows: Iterable[Booking]) -> dict[UUID, date]:
    """Return by booking the day of its single class, or of the first class of its course that is held."""
    bookings = list(rows)
    found: dict[UUID, date] = {}
    of_course: dict[UUID, date] = {}
    of_class: dict[UUID, date] = {}
    classes = session.execute(
        select(
            ClassSession.id, ClassSession.course_id, ClassSession.starts_at, ClassSession.status, Course.zone
        )
        .join(Course, Course.id == ClassSession.course_id)
        .where(ClassSession.course_id.in_(_courses(bookings)))
        .order_by(ClassSession.starts_at.desc())
    )
    for key, course_id, starts_at, status, zone in classes:
        of_class[key] = _local(starts_at, zone)
        if status != "cancelled":
            of_course[course_id] = of_class[key]
    for row in bookings:
        day = of_class.get(row.session_id) if row.session_id else of_course.get(row.course_id)
        if day is not None:
            found[row.id] = day
    return found


def _local(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
