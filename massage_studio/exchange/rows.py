"""Finds the column titles among the first rows of a file, and brings the rest to their width."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from massage_studio.errors import KnownError
from massage_studio.exchange import tables
from massage_studio.exchange.columns import known_titles
from massage_studio.exchange.kinds import EXPORT

Row = tuple[str, ...]

LOOKED_AT = 20  # rows
_STEP = 1_000  # rows
# Spreadsheets keep leading zeros as ="07700", and careful exports put a quote before what may calculate.
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_MADE_HARMLESS = re.compile(r"'(?=[=+\-@\t\r])")


def plain(cell: str) -> str:
    """Return what a cell says, without what keeps a web page or a spreadsheet from changing it."""
    if "&" in cell and ";" in cell:
        cell = html.unescape(cell)
    if kept := _KEPT_AS_TEXT.fullmatch(cell):
        return kept[1]
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def columns_in(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many cells most of these rows have, of those with more than one, and how many rows agree."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return min(len(rows), 1), len(rows)
    wide = max(widths, key=lambda width: (widths[width] * (width - 1), width))
    return wide, widths[wide]


def title_row(opening: Sequence[Row]) -> int:
    """Return which of the first rows holds the column titles, the first being row 1.

    It is the one with the most titles that bookings files are known to have; where none has two of them, the
    first one that is about as wide as the others.
    """
    known = [known_titles(row) for row in opening]
    if max(known, default=0) > 1:
        return known.index(max(known)) + 1
    wide = max(2, columns_in(opening)[0] // 2)
    filled = [sum(1 for cell in row if cell.strip()) for row in opening]
    found = (number for number, count in enumerate(filled, start=1) if count >= wide)
    return next(found, next((number for number, count in enumerate(filled, start=1) if count), 1))


def headers_of(row: Row) -> Row:
    """Return the column titles.

    Raises:
        KnownError: there is only one.
    """
    headers = tuple(cell.strip() for cell in row)
    if sum(1 for header in headers if header) < 2:
        raise KnownError("This file has only one column, so it is no bookings file.", EXPORT)
    return headers


def gather(headers: Row, records: Iterable[Row], first: int) -> tuple[Row, tuple[Row, ...], frozenset[int]]:
    """Return the headers, the rows and the numbers of the rows that are wider than the titles.

    All are made as wide as the widest row; blank rows at the end are left out.

    Raises:
        KnownError: there are too many rows or cells, or none at all.
    """
    rows: list[Row] = []
    ragged: set[int] = set()
    blank = filled = cells = 0
    for number, record in enumerate(records, start=first):
        row = _trimmed(record)
        if not row:
            blank += 1
            continue
        filled += 1
        cells += max(len(row), len(headers))
        if filled > tables.MOST_ROWS:
            raise tables.too_long_a_file()
        if cells > tables.MOST_CELLS:
            raise tables.too_large_a_file()
        if len(row) > len(headers):
            ragged.add(number)
        rows += [()] * blank
        rows.append(tuple(plain(cell) for cell in row))
        blank = 0
    if not rows:
        raise KnownError(
            "This file has a header row and no bookings.", "Export it again once somebody has booked."
        )
    width = max(len(headers), *map(len, rows))
    level = tuple(row and (*row, *("",) * (width - len(row))) for row in rows)
    return (*headers, *("",) * (width - len(headers))), level, frozenset(ragged)


def watched(records: Iterator[Row], watch: tables.Watch, done: Callable[[], int], of: int) -> Iterator[Row]:
    """Yield the records and tell now and then how far they are read."""
    for number, record in enumerate(records):
        if number % _STEP == 0:
            watch.step(done(), of)
        yield record


def _trimmed(record: Row) -> Row:
    last = next((index for index in reversed(range(len(record))) if record[index].strip()), -1)
    return record[: last + 1]
