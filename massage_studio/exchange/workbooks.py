"""Reads one sheet of an Excel workbook: dates and numbers as text, formulas as what they last came to."""

import itertools
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError

from massage_studio.errors import KnownError
from massage_studio.exchange import tables
from massage_studio.exchange.columns import known_titles
from massage_studio.exchange.kinds import SAVE_AS, empty, locked
from massage_studio.exchange.rows import (
    LOOKED_AT,
    Row,
    columns_in,
    gather,
    headers_of,
    title_row,
    watched,
)
from massage_studio.exchange.tables import HowRead, Table, Watch

if TYPE_CHECKING:
    from openpyxl import Workbook

# Unpacked bytes. Small files can unpack to gigabytes; none of these is reached by 20,000 bookings.
LARGEST_SHEET = 256 * 1024 * 1024
LARGEST_TEXTS = 16 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
LONGEST_TEXT = 1024 * 1024
_CHUNK = 256 * 1024
_SHEETS_LOOKED_AT = 12

_TEXTS = "xl/sharedStrings.xml"
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
# What a broken or hostile workbook makes of zipfile, the XML parser and openpyxl.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, NotImplementedError, OverflowError, RuntimeError, struct.error, AssertionError, OSError,
)  # fmt: skip


def read_workbook(file: BinaryIO, how: HowRead, watch: Watch) -> Table:
    """Return the table on a sheet of a workbook: the chosen one, else the first that holds anything.

    Raises:
        KnownError: it is no workbook, is locked, unpacks to more than bookings need, or has no table.
        Stopped: the watch said so.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(file) as packed:
            _look_inside(packed, watch)
        return _table(file, how, watch)
    except (*_BROKEN, InvalidFileException):
        raise KnownError("This workbook is damaged.", SAVE_AS) from None


def _look_inside(packed: zipfile.ZipFile, watch: Watch) -> None:
    """Refuse what is no workbook and what would unpack to more than the machine bears."""
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if "xl/workbook.xml" not in names:
        if "xl/workbook.bin" in names or "content.xml" in names or any(".iwa" in name for name in names):
            raise KnownError("This is a spreadsheet of another kind.", SAVE_AS)
        raise KnownError(
            "This file is an archive, not a workbook.", "Unpack it first, then import the file inside."
        )
    for part in parts:
        of_sheets = part.filename.startswith("xl/worksheets/")
        largest = LARGEST_SHEET if of_sheets else LARGEST_PART
        if part.file_size > (LARGEST_TEXTS if part.filename == _TEXTS else largest):
            raise tables.too_large_a_file()
        if of_sheets and part.filename.endswith(".xml"):
            _look_through(packed, part, watch)


def _look_through(packed: zipfile.ZipFile, part: zipfile.ZipInfo, watch: Watch) -> None:
    """Refuse a sheet with too many filled cells, or with a text longer than any cell's.

    The first would take long to read, and some of it cannot be stopped; the second would fill the memory in
    one piece.
    """
    length = done = cells = 0
    with packed.open(part) as unpacked:
        while chunk := unpacked.read(_CHUNK):
            watch.step(done, part.file_size)
            done += len(chunk)
            cells += chunk.count(b"</c>") + chunk.count(b":c>")
            at = chunk.find(b"<")
            length += len(chunk) if at < 0 else at
            if length > LONGEST_TEXT or cells > tables.MOST_CELLS:
                raise tables.too_large_a_file()
            if at >= 0:
                length = len(chunk) - chunk.rfind(b"<")


def _table(file: BinaryIO, how: HowRead, watch: Watch) -> Table:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # Said of workbooks of other programs, on a screen that nobody looks at.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            return _of_book(book, how, watch)
        finally:
            book.close()


def _of_book(book: "Workbook", how: HowRead, watch: Watch) -> Table:
    sheets = tuple(sheet.title for sheet in book.worksheets)
    sizes = {sheet.title: sheet.max_row or 0 for sheet in book.worksheets}
    name = how.sheet if how.sheet in sheets else _likeliest(book, sheets)
    opening = _opening(book, name)
    if not any(any(row) for row in opening):
        raise empty()
    number = how.title_row or title_row(opening)
    records = _records(book, name)
    next(itertools.islice(records, number - 1, number - 1), None)
    headers = headers_of(next(records, ()))
    count = itertools.count(1)
    heard = watched(records, watch, lambda: (next(count) - 1) * 1_000, sizes[name])
    # A note beside the table is usual in a workbook, and moves no cell.
    headers, rows, _ = gather(headers, heard, number + 1)
    return Table(headers, rows, "", "", number, name, sheets)


def _likeliest(book: "Workbook", sheets: tuple[str, ...]) -> str:
    """Return the first sheet with known titles, else the first with a table, else the first."""
    for wanted in (2, 0):
        for name in sheets[:_SHEETS_LOOKED_AT]:
            opening = _opening(book, name)
            if columns_in(opening)[0] > 1 and max(map(known_titles, opening)) >= wanted:
                return name
    return sheets[0]


def _opening(book: "Workbook", name: str) -> list[Row]:
    return list(itertools.islice(_records(book, name), LOOKED_AT))


def _records(book: "Workbook", name: str) -> Iterator[Row]:
    """Yield the rows of a sheet as text."""
    sheet: Any = book[name]
    # Some programs write a wrong size, which would cut the sheet off.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield tuple(_text(value) for value in row)


def _text(value: object) -> str:
    """Return a cell as it would be written in a CSV file; dates as 2026-09-17, which reads one way only."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value[: tables.LONGEST_FIELD]
        return "" if text in _ERRORS else text
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        # 7.7009E9 is a telephone, and 72.0 is written 72.
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value)
