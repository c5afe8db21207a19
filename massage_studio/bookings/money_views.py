"""What pages and papers show of money: per booking, per receipt, outstanding, and by period."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import BookingKind, BookingStatus
from massage_studio.families.views import CarerView

PaymentKind = Literal["payment", "deposit", "refund", "moved"]
IncomeBy = Literal["course", "month", "tax_year"]


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment that stands, in the studio's local time; money that went away is below zero.

    `receipt_id` and `receipt`, its number, are set where one was given.
    """

    id: UUID
    kind: PaymentKind
    amount: Decimal
    method: str
    note: str
    paid_at: datetime
    receipt_id: UUID | None
    receipt: int | None


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with all that its paper says; moments are in the studio's local time.

    `paid` and `price` are of the whole booking, `amount` is what this receipt is for. `day` is the date of a
    single class, or of the first class of the course. `papers_to` is the carer whom papers may name, or "".
    `restricted` is the carer alone, where there is a contact restriction.
    """

    id: UUID
    number: int
    issued_at: datetime
    payment_id: UUID
    booking_id: UUID
    family_id: UUID
    amount: Decimal
    currency: str
    kind: PaymentKind
    method: str
    note: str
    paid_at: datetime
    course: str
    booking_kind: BookingKind
    day: date | None
    baby: str
    carer: str
    papers_to: str
    price: Decimal
    paid: Decimal
    restricted: tuple[CarerView, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The money of one booking; `due` is below zero where too much was paid.

    A booking that is over owes nothing: `due` is then what could be given back, below zero, or nothing.
    """

    booking_id: UUID
    price: Decimal
    paid: Decimal
    due: Decimal
    currency: str
    payments: tuple[PaymentView, ...]
    receipts: tuple[ReceiptView, ...]


@dataclass(frozen=True, slots=True)
class OutstandingRow:
    """A booking that is not settled: `due` is to come in, or below zero to be given back.

    `day` is the date of the first class of the course, or of the single class; `papers_to` is as above.
    `restricted` are the adults of the family under a contact restriction.
    """

    booking_id: UUID
    course_id: UUID
    family_id: UUID
    course: str
    day: date | None
    kind: BookingKind
    status: BookingStatus
    baby: str
    carer: str
    papers_to: str
    price: Decimal
    paid: Decimal
    due: Decimal
    currency: str
    restricted: tuple[CarerView, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """What came in and went out of one course, month or tax year in one currency.

    `key` is the course's key, "2026-11", or the first day of the tax year; `label` the course's name, the
    month's key again, or "2026/27". `refunded` is above zero; `moved` came along with bookings from other
    courses, below zero where it left. `net` is received - refunded + moved.
    """

    key: str
    label: str
    currency: str
    received: Decimal
    refunded: Decimal
    moved: Decimal
    net: Decimal
