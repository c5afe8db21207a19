"""Writes tables as files for a spreadsheet; no cell can become a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from massage_studio.bookings.prices import exact, exact_decimals
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


Cell = str | int | float | Decimal | date | Money | None
Table = tuple[tuple[str, ...], Iterable[tuple[Cell, ...]]]

_NARROW = 12
_WIDE = (
    *("Course", "Baby", "Carer", "Note", "Month", "Tax year"),
    *("Adults", "E-mail", "Telephone", "Health", "Class"),
)


def csv_of(table: Table) -> bytes:
    """Return a table as RFC 4180 has it, in UTF-8 with its mark, so that Excel reads every script."""
    kept = io.StringIO(newline="")
    heading, rows = table
    csv.writer(kept, "excel").writerows([heading, *([written(cell) for cell in row] for row in rows)])
    return kept.getvalue().encode("utf-8-sig")


def xlsx_of(tables: Mapping[str, Table]) -> bytes:
    """Return an Excel workbook, a sheet a table: dates and amounts as such, the rest as text."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    book.properties.creator = "Massage Studio"
    for number, (title, table) in enumerate(tables.items()):
        sheet = book.active if number == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = title
        _fill(sheet, table)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


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


def written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return f"{cell.exact():f}"
    if not isinstance(cell, str):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    text = clean(cell)
    return f"'{text}" if is_formula(text) else text
