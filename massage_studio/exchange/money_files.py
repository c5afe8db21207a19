"""Writes the studio's books as a file for a spreadsheet or an accountant; no cell can become a formula."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from massage_studio.bookings.ledger_views import Books, LedgerRow
from massage_studio.bookings.money_views import IncomeRow, OutstandingRow, ReceiptView
from massage_studio.bookings.prices import exact, exact_decimals
from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import clean, is_formula

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with its currency, which says how many decimals it has."""

    amount: Decimal
    currency: str

    def exact(self) -> Decimal:
        """Return the amount with the decimals of its currency, unrounded: a sum must not change here."""
        return exact(self.amount, self.currency)


Cell = str | int | date | Money | None
Table = tuple[tuple[str, ...], Iterable[tuple[Cell, ...]]]

_KINDS = {"payment": "payment", "deposit": "deposit", "refund": "given back", "moved": "moved along"}
_METHODS = {"cash": "cash", "transfer": "bank transfer", "card": "card"}
_NARROW = 12
_WIDE = ("Course", "Baby", "Carer", "Note", "Month", "Tax year")


def csv_file(books: Books) -> bytes:
    """Return the payments as RFC 4180 has it, in UTF-8 with its mark, so that Excel reads every script."""
    kept = io.StringIO(newline="")
    heading, rows = _payments(books.payments)
    csv.writer(kept, "excel").writerows([heading, *([_written(cell) for cell in row] for row in rows)])
    return kept.getvalue().encode("utf-8-sig")


def xlsx_file(books: Books) -> bytes:
    """Return the books as an Excel workbook, a sheet a list: dates and amounts as such, the rest as text."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    book.properties.creator = "Massage Studio"
    for number, (title, table) in enumerate(_sheets(books).items()):
        sheet = book.active if number == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = title
        _fill(sheet, table)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


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


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    heading, rows = table
    for number, row in enumerate((heading, *rows), start=1):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                _put(sheet.cell(number, column), value)
    for column, words in enumerate(heading, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        wide = 26 if words in _WIDE else max(_NARROW, len(words) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Cell) -> None:
    if isinstance(value, Money):
        decimals = exact_decimals(value.amount, value.currency)
        cell.value = value.exact()
        cell.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    elif isinstance(value, str):
        text = clean(value)
        cell.value = text or None
        if text:
            # openpyxl takes "=..." for a formula and "#N/A" for an error.
            cell.data_type = "s"
            cell.quotePrefix = is_formula(text)
    else:
        cell.value = value


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return f"{cell.exact():f}"
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    text = clean(cell)
    return f"'{text}" if is_formula(text) else text
