"""The questions about money: of one booking, of a receipt, what is outstanding, and what came in."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    Text,
    column,
    func,
    select,
    union_all,
    values,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from massage_studio.bookings.balance_queries import (
    called_off,
    is_off,
    owed,
    paid_by_booking,
    standing_though_off,
    sum_paid,
    unsettled_ids,
)
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
from massage_studio.bookings.periods import periods
from massage_studio.bookings.views import BookingKind, BookingStatus
from massage_studio.errors import KnownError
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.queries import babies_by_id
from massage_studio.families.restrictions import Purpose, may, restricted
from massage_studio.families.views import CarerView
from massage_studio.store.base import Moment
from massage_studio.store.profile import profile

_OVER = ("cancelled", "moved")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


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


def receipt(session: Session, *, receipt_id: UUID, today: date | None = None) -> ReceiptView:
    """Return one receipt, with the contact restrictions of `today`; without it they stand."""
    return _receipts(session, Receipt.id == receipt_id, today=today)[0]


def receipts(
    session: Session, *, first: date | None = None, last: date | None = None
) -> tuple[ReceiptView, ...]:
    """Return the receipts given from the day `first` to `last`, both included, by number."""
    zone = ZoneInfo(profile(session).zone)
    return _receipts(session, *within(Receipt.issued_at, first, last, zone))


def latest_receipts(
    session: Session,
    *,
    first: date | None = None,
    last: date | None = None,
    before: int | None = None,
    most: int,
    today: date | None = None,
) -> tuple[ReceiptView, ...]:
    """Return the latest `most` receipts of a period, the last one first; with `before` of lower numbers.

    Contact restrictions are those of `today`; without it they stand.
    """
    zone = ZoneInfo(profile(session).zone)
    query = select(Receipt.id).where(*within(Receipt.issued_at, first, last, zone))
    if before is not None:
        query = query.where(Receipt.number < before)
    page = session.scalars(query.order_by(Receipt.number.desc()).limit(most)).all()
    return _receipts(session, Receipt.id.in_(page), today=today)[::-1]


def unsettled(
    session: Session, *, today: date | None = None
) -> tuple[tuple[OutstandingRow, ...], tuple[OutstandingRow, ...]]:
    """Return the bookings that owe something, and those that could be given something back.

    The second were paid more for than they cost, or are over and were paid for. Both come by the first day of
    their classes, then by name. The database does the sums, and only these bookings are read.
    Contact restrictions are those of `today`; without it they stand.
    """
    stands = (Booking.status == "booked") & ~is_off()
    over = Booking.status.in_(_OVER) | ((Booking.status == "booked") & is_off())
    rows = session.execute(
        select(Booking, sum_paid(), Course.name, Course.currency)
        .join(Course, Course.id == Booking.course_id)
        .where(
            Booking.id.in_(union_all(unsettled_ids(), *standing_though_off())),
            (stands & (Booking.price != sum_paid())) | (over & (Decimal() < sum_paid())),
        )
    ).all()
    bookings = [row for row, *_ in rows]
    people = _BookedNames(session, bookings, today)
    days = _days(session, bookings)
    gone = called_off(session, booking_ids=[row.id for row in bookings])
    found = [
        OutstandingRow(
            booking_id=row.id,
            course_id=row.course_id,
            family_id=people.family(row),
            course=course,
            day=days.get(row.id),
            kind=cast(BookingKind, row.kind),
            status=cast(BookingStatus, row.status),
            baby=people.baby(row),
            carer=people.carer(row),
            papers_to=people.papers_to(row),
            price=row.price,
            paid=amount,
            due=owed(row, amount, gone),
            currency=currency,
            restricted=people.restricted(row),
        )
        for row, amount, course, currency in rows
    ]
    found.sort(key=lambda row: (row.day or date.max, row.course, row.baby, row.booking_id))
    return tuple(row for row in found if row.due > 0), tuple(row for row in found if row.due < 0)


def income(
    session: Session, *, by: IncomeBy, first: date | None = None, last: date | None = None
) -> tuple[IncomeRow, ...]:
    """Return what came in from the day `first` to `last`, both included, by course, month or tax year.

    Days are the studio's own; courses come by name, periods by date, each currency by itself.
    """
    known = profile(session)
    zone = ZoneInfo(known.zone)
    amount = func.sum(Payment.amount)
    if by == "course":
        query = (
            select(Course.id, Course.name, Payment.currency, Payment.kind, amount)
            .join(Booking, Booking.course_id == Course.id)
            .join(Payment, Payment.booking_id == Booking.id)
            .where(Payment.voided_at.is_(None), *within(Payment.paid_at, first, last, zone))
            .group_by(Course.id, Payment.currency, Payment.kind)
        )
    else:
        spans = _spans(session, known.tax_year_starts if by == "tax_year" else "01", first, last, zone)
        query = (
            select(spans.c.key, spans.c.label, Payment.currency, Payment.kind, amount)
            .join(Payment, (Payment.paid_at >= spans.c.begin) & (Payment.paid_at < spans.c.end))
            .where(Payment.voided_at.is_(None), *within(Payment.paid_at, first, last, zone))
            .group_by(spans.c.key, spans.c.label, Payment.currency, Payment.kind)
        )
    sums: dict[tuple[str, str, str], dict[str, Decimal]] = {}
    for key, label, currency, kind, total in session.execute(query):
        line = sums.setdefault((str(key), label, currency), {})
        what = kind if kind in ("refund", "moved") else "received"
        line[what] = line.get(what, Decimal()) + total
    found = [_income(*place, line) for place, line in sums.items()]
    return tuple(
        sorted(found, key=lambda row: (row.label.casefold() if by == "course" else "", row.key, row.currency))
    )


def within(
    moment: InstrumentedAttribute[datetime], first: date | None, last: date | None, zone: ZoneInfo
) -> list[ColumnElement[bool]]:
    """Return the conditions that a moment is on the days from `first` to `last`, both included, in a zone."""
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(moment >= _midnight(first, zone))
    if last is not None:
        found.append(moment < _midnight(last + timedelta(days=1), zone))
    return found


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


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _spans(session: Session, starts: str, first: date | None, last: date | None, zone: ZoneInfo) -> CTE:
    """Return the months or tax years in which money moved as a table of key, name, beginning and end."""
    # Each by itself: asked for both at once, the database would go through all payments.
    ends = (
        select(of(Payment.paid_at))
        .where(Payment.voided_at.is_(None), *within(Payment.paid_at, first, last, zone))
        .scalar_subquery()
        for of in (func.min, func.max)
    )
    # Where no money moved at all, the table needs a line all the same.
    begun, ended = (moment or _NEVER for moment in session.execute(select(*ends)).one())
    found = periods(starts, begun.astimezone(zone).date(), ended.astimezone(zone).date())
    columns = (column("key", Text), column("label", Text), column("begin", Moment()), column("end", Moment()))
    lines = [(key, label, _midnight(begin, zone), _midnight(end, zone)) for key, label, begin, end in found]
    return values(*columns, name="span_values").data(lines).cte("span")


def _receipts(
    session: Session, *which: ColumnElement[bool], today: date | None = None
) -> tuple[ReceiptView, ...]:
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
    people = _BookedNames(session, bookings, today)
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
            restricted=people.restricted_carer(booking),
        )
        for given, payment, booking, name in rows
    )


class _BookedNames:
    """The names in a list of bookings, with the contact restrictions of a day; without one they stand."""

    def __init__(self, session: Session, rows: Iterable[Booking], on: date | None) -> None:
        # Names do not depend on the day; only the age would.
        self._babies = babies_by_id(session, ids={row.baby_id for row in rows}, today=date.min)
        families = {one.family_id for one in self._babies.values()}
        self._adults = carers_by_family(session, family_ids=families, on=on)
        self._carers = {adult.id: adult for family in self._adults.values() for adult in family}

    def family(self, row: Booking) -> UUID:
        return self._babies[row.baby_id].family_id

    def baby(self, row: Booking) -> str:
        return self._babies[row.baby_id].name

    def carer(self, row: Booking) -> str:
        return self._carers[row.carer_id].name

    def papers_to(self, row: Booking) -> str:
        adult = self._carers[row.carer_id]
        return adult.name if may(adult, Purpose.GET_PAPERS) else ""

    def restricted_carer(self, row: Booking) -> tuple[CarerView, ...]:
        return restricted((self._carers[row.carer_id],))

    def restricted(self, row: Booking) -> tuple[CarerView, ...]:
        return restricted(self._adults.get(self.family(row), ()))


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
