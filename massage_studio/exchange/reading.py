"""Reads a CSV file as people save it: any usual encoding, delimiter and line end."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from massage_studio.errors import KnownError

LARGEST_FILE = 50 * 1024 * 1024  # bytes
MOST_ROWS = 100_000
LONGEST_FIELD = 200 * 1024  # characters
DELIMITERS = (",", ";", "\t")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SAVE_AS_CSV = "Open it in a spreadsheet program, save it as CSV, then import that file."
_EXPORT = "Export the attendees from the booking site as CSV, then import that file."


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: each row has a cell for each header; blank rows stay, as empty tuples.

    `rows[0]` is what a spreadsheet shows as row 2.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str


def read_file(path: Path) -> Table:
    """Return the table in a CSV file.

    Raises:
        KnownError: the file cannot be opened, is too large, or is no table with rows.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        raise KnownError(
            "This file cannot be opened.", "Check that it is still there and may be read."
        ) from None
    return read(raw)


def read(raw: bytes) -> Table:
    """Return the table in the bytes of a CSV file.

    Raises:
        KnownError: they are too many, or are no table with rows.
    """
    if len(raw) > LARGEST_FILE:
        raise KnownError("This file is larger than 50 MB.", "Export fewer bookings at a time.")
    text, encoding = _decode(raw)
    if not text.strip():
        raise KnownError("This file is empty.", _EXPORT)
    allowed = csv.field_size_limit(LONGEST_FIELD)
    try:
        return _table(text, encoding)
    finally:
        csv.field_size_limit(allowed)


def _table(text: str, encoding: str) -> Table:
    text, delimiter = _delimiter(text)
    records = _records(text, delimiter)
    headers = tuple(cell.strip() for cell in next(records, ()))
    if sum(1 for header in headers if header) < 2:
        raise KnownError("This file has only one column, so it is no bookings file.", _EXPORT)
    rows = list(itertools.islice(records, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise KnownError(f"This file has more than {MOST_ROWS} rows.", "Export fewer bookings at a time.")
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise KnownError(
            "This file has a header row and no bookings.", "Export it again once somebody has booked."
        )
    level = tuple(_level(number, row, len(headers)) for number, row in enumerate(rows, start=2))
    return Table(headers, level, encoding, delimiter)


def _decode(raw: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, without byte order mark and NULs."""
    if raw.startswith(_SPREADSHEETS):
        raise KnownError("This file is a spreadsheet, not a CSV file.", _SAVE_AS_CSV)
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _text(raw[len(bom) :], encoding), encoding
    start = raw[:4096]
    if start[1::2].count(0) > len(start) // 4:
        return _text(raw, "utf-16-le"), "utf-16-le"
    if start[0::2].count(0) > len(start) // 4:
        return _text(raw, "utf-16-be"), "utf-16-be"
    try:
        return _plain(raw.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _text(raw, "cp1252"), "cp1252"


def _text(raw: bytes, encoding: str) -> str:
    try:
        return _plain(raw.decode(encoding))
    except UnicodeDecodeError:
        raise _no_text() from None


def _plain(text: str) -> str:
    # Files of any binary kind are full of control characters; a CSV file has none but these.
    if re.search(r"[\x01-\x08\x0b\x0e-\x19\x1b-\x1f]", text[:4096]) or text.startswith("%PDF-"):
        raise _no_text()
    return text.replace("\x00", "").removesuffix("\x1a")


def _no_text() -> KnownError:
    return KnownError("This file is not a CSV file.", _EXPORT)


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text from its header row on, and what stands between its cells."""
    said = re.match(r'\s*"?sep=([^\r\n"])"?[ \t]*(?:\r\n|\r|\n)', text, re.IGNORECASE)
    if said:
        return text[said.end() :], said[1]
    text = text.lstrip("\r\n")
    # Enough for any header row, and it keeps a large file from being read once for each delimiter.
    start = text[:LONGEST_FIELD]
    return text, max(DELIMITERS, key=lambda delimiter: _width(start, delimiter))


def _width(text: str, delimiter: str) -> int:
    """Return how many cells the first row has, read with this delimiter."""
    try:
        return len(next(csv.reader(_lines(text), delimiter=delimiter), ()))
    except csv.Error:
        # Told when the rows are read, with its row.
        return 0


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")


def _records(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a text; a row of empty cells is an empty tuple."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    row = 1
    try:
        for record in reader:
            yield tuple(record) if any(cell.strip() for cell in record) else ()
            row += 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise KnownError(
                f"A cell in row {row} is too long.", "Shorten it in a spreadsheet program, then save it."
            ) from None
        raise KnownError(
            f"The quotation marks do not match in row {row}.",
            "Export the file again, or mend it in a spreadsheet program.",
        ) from None


def _level(number: int, row: tuple[str, ...], width: int) -> tuple[str, ...]:
    if not row:
        return row
    if any(cell.strip() for cell in row[width:]):
        raise KnownError(
            f"Row {number} has more cells than the header row.",
            "Export the file again, or mend it in a spreadsheet program.",
        )
    return row[:width] + ("",) * (width - len(row))
