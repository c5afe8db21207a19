"""The question behind a receipt's paper."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.money_queries import receipt
from massage_studio.bookings.money_views import ReceiptView
from massage_studio.bookings.prices import worded
from massage_studio.handouts import presenters, wording
from massage_studio.handouts.papers import Draft, file_names
from massage_studio.handouts.views import PaperReceipt
from massage_studio.store.profile import profile

_METHODS = {"cash": "in cash", "transfer": "by bank transfer", "card": "by card"}


def receipt_draft(session: Session, *, receipt_id: UUID, today: date) -> Draft:
    """Return what a receipt's paper needs; the balance on it, and whom it may name, are those of `today`."""
    row = receipt(session, receipt_id=receipt_id, today=today)
    [file_name] = file_names((row.papers_to or row.baby,), f"receipt {row.number}")
    return Draft(
        kind="receipt",
        title=f"Receipt {row.number}",
        file_name=file_name,
        family_id=row.family_id,
        view=PaperReceipt(
            letterhead=presenters.letterhead(profile(session)),
            number=row.number,
            given=row.issued_at.date(),
            carer=row.papers_to,
            baby=row.baby,
            what=_what(row),
            amount=worded(row.amount, row.currency),
            deposit=row.kind == "deposit",
            paid_on=row.paid_at.date(),
            how=_METHODS.get(row.method, row.method),
            on=today,
            price=worded(row.price, row.currency),
            paid=worded(row.paid, row.currency),
            due=worded(row.price - row.paid, row.currency) if row.price > row.paid else "",
        ),
    )


def _what(row: ReceiptView) -> str:
    day = wording.day(row.day) if row.day else ""
    if row.booking_kind == "course":
        return f"{row.course}, from {day}" if day else row.course
    return f"{row.course}, the class on {day}" if day else row.course
