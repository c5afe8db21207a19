"""Writes the studio's books as a file for a spreadsheet or an accountant; no cell can become a formula."""

from collections.abc import Callable
from pathlib import Path

from massage_studio.bookings.ledger_views import Books, LedgerRow
from massage_studio.bookings.money_views import IncomeRow, OutstandingRow, ReceiptView
from massage_studio.errors import KnownError
from massage_studio.exchange.table_files import Money, Table, csv_of, xlsx_of

_KINDS = {"payment": "payment", "deposit": "deposit", "refund": "given back", "moved": "moved along"}
_METHODS = {"cash": "cash", "transfer": "bank transfer", "card": "card"}


def csv_file(books: Books) -> bytes:
    """Return the payments as RFC 4180 has it, in UTF-8 with its mark, so that Excel reads every script."""
    return csv_of(_payments(books.payments))


def xlsx_file(books: Books) -> bytes:
    """Return the books as an Excel workbook, a sheet a list: dates and amounts as such, the rest as text."""
    return xlsx_of(_sheets(books))


FORMATS: dict[str, Callable[[Books], bytes]] = {".csv": csv_file, ".xlsx": xlsx_file}


def format_of(target: Path) -> Callable[[Books], bytes]:
    """Return what makes a file with this ending.

    Raises:
        KnownError: there is no such format.
    """
    made = FORMATS.get(target.suffix.casefold())
    if made is None:
        raise KnownError("The books are not written in that format.", "End the name in .xlsx or .csv.")
    return made


def _sheets(books: Books) -> dict[str, Table]:
    return {
        "Payments": _payments(books.payments),
        "By month": _income("Month", books.by_month),
        "By tax year": _income("Tax year", books.by_tax_year),
        "By course": _income("Course", books.by_course),
        "To come in": _outstanding(books.outstanding),
        "To give back": _outstanding(books.to_give_back),
        "Receipts": _receipts(books.receipts),
    }


def _payments(rows: tuple[LedgerRow, ...]) -> Table:
    heading = (*("Date", "Receipt", "Course", "Baby", "Carer", "What", "How", "Amount", "Currency", "Note"),)
    return heading, (
        (
            row.paid_at.date(),
            row.receipt,
            row.course,
            row.baby,
            row.papers_to,
            _KINDS[row.kind],
            _METHODS.get(row.method, row.method),
            Money(row.amount, row.currency),
            row.currency,
            row.note,
        )
        for row in rows
    )


def _income(what: str, rows: tuple[IncomeRow, ...]) -> Table:
    heading = (what, "Received", "Given back", "Moved along", "Net", "Currency")
    return heading, (
        (
            row.label,
            *(Money(part, row.currency) for part in (row.received, row.refunded, row.moved, row.net)),
            row.currency,
        )
        for row in rows
    )


def _outstanding(rows: tuple[OutstandingRow, ...]) -> Table:
    heading = ("Course", "First class", "Baby", "Carer", "Price", "Paid", "Due", "Currency")
    return heading, (
        (
            row.course,
            row.day,
            row.baby,
            row.papers_to,
            *(Money(part, row.currency) for part in (row.price, row.paid, row.due)),
            row.currency,
        )
        for row in rows
    )


def _receipts(rows: tuple[ReceiptView, ...]) -> Table:
    heading = ("Receipt", "Given", "Paid", "Carer", "Baby", "Course", "How", "Amount", "Currency")
    return heading, (
        (
            row.number,
            row.issued_at.date(),
            row.paid_at.date(),
            row.papers_to,
            row.baby,
            row.course,
            _METHODS.get(row.method, row.method),
            Money(row.amount, row.currency),
            row.currency,
        )
        for row in rows
    )
