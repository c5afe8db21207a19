"""The studio's books of a period, as they leave it in a file."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from massage_studio.bookings.money_views import IncomeRow, OutstandingRow, PaymentKind, ReceiptView


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One payment that stands, in the studio's local time; `receipt` is its number where one was given.

    `papers_to` is the carer whom papers and files may name, or nothing.
    """

    paid_at: datetime
    receipt: int | None
    course: str
    baby: str
    papers_to: str
    kind: PaymentKind
    method: str
    amount: Decimal
    currency: str
    note: str


@dataclass(frozen=True, slots=True)
class Books:
    """What came in and went out from the day `first` to `last`, None for no bound, and what is still to come.

    `payments` and `receipts` are oldest first; receipts are those given in the period.
    """

    first: date | None
    last: date | None
    payments: tuple[LedgerRow, ...]
    by_course: tuple[IncomeRow, ...]
    by_month: tuple[IncomeRow, ...]
    by_tax_year: tuple[IncomeRow, ...]
    outstanding: tuple[OutstandingRow, ...]
    to_give_back: tuple[OutstandingRow, ...]
    receipts: tuple[ReceiptView, ...]


@dataclass(frozen=True, slots=True)
class MoneyPageData:
    """What the page of money shows: what is to come in and to give back now, and the income of a period.

    `receipts` are those given in the period, the latest first; `used` tells whether money was ever kept.
    """

    outstanding: tuple[OutstandingRow, ...]
    to_give_back: tuple[OutstandingRow, ...]
    income: tuple[IncomeRow, ...]
    receipts: tuple[ReceiptView, ...]
    used: bool
