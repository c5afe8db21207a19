"""The questions about the studio's books: every payment of a period, and the sums beside it."""

from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.ledger_views import Books, LedgerRow, MoneyPageData
from massage_studio.bookings.models import Booking, Course, Payment, Receipt
from massage_studio.bookings.money_queries import income, latest_receipts, receipts, unsettled, within
from massage_studio.bookings.money_views import IncomeBy, PaymentKind
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.queries import babies_by_id
from massage_studio.families.restrictions import Purpose, may
from massage_studio.store.profile import profile


def books(session: Session, *, first: date | None = None, last: date | None = None) -> Books:
    """Return the books from the day `first` to `last`, both included; days are the studio's own."""
    by_course, by_month, by_tax_year = (
        income(session, by=by, first=first, last=last) for by in ("course", "month", "tax_year")
    )
    outstanding, to_give_back = unsettled(session)
    return Books(
        first=first,
        last=last,
        payments=ledger(session, first=first, last=last),
        by_course=by_course,
        by_month=by_month,
        by_tax_year=by_tax_year,
        outstanding=outstanding,
        to_give_back=to_give_back,
        receipts=receipts(session, first=first, last=last),
    )


def money_page_data(
    session: Session, *, by: IncomeBy, most: int, first: date | None = None, last: date | None = None
) -> MoneyPageData:
    """Return what the page of money shows, with the income from the day `first` to `last`.

    Of the receipts it shows the latest `most`.
    """
    outstanding, to_give_back = unsettled(session)
    return MoneyPageData(
        outstanding=outstanding,
        to_give_back=to_give_back,
        income=income(session, by=by, first=first, last=last),
        receipts=latest_receipts(session, first=first, last=last, most=most),
        used=session.scalar(select(Payment.id).limit(1)) is not None,
    )


def ledger(session: Session, *, first: date | None = None, last: date | None = None) -> tuple[LedgerRow, ...]:
    """Return every payment that stands from the day `first` to `last`, both included, oldest first."""
    zone = ZoneInfo(profile(session).zone)
    query = (
        select(Payment, Booking.baby_id, Booking.carer_id, Course.name, Receipt.number)
        .join(Booking, Booking.id == Payment.booking_id)
        .join(Course, Course.id == Booking.course_id)
        .outerjoin(Receipt, Receipt.payment_id == Payment.id)
        .where(Payment.voided_at.is_(None))
        .order_by(Payment.paid_at, Payment.id)
    )
    rows = session.execute(query.where(*within(Payment.paid_at, first, last, zone))).all()
    # Names do not depend on the day; only the age would.
    babies = babies_by_id(session, ids={row.baby_id for row in rows}, today=date.min)
    adults = carers_by_family(session, family_ids={one.family_id for one in babies.values()})
    carers = {
        adult.id: adult.name if may(adult, Purpose.GET_PAPERS) else ""
        for family in adults.values()
        for adult in family
    }
    return tuple(
        LedgerRow(
            paid_at=payment.paid_at.astimezone(zone),
            receipt=number,
            course=course,
            baby=babies[baby_id].name,
            papers_to=carers[carer_id],
            kind=cast(PaymentKind, payment.kind),
            method=payment.method,
            amount=payment.amount,
            currency=payment.currency,
            note=payment.note,
        )
        for payment, baby_id, carer_id, course, number in rows
    )
