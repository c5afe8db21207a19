"""Reads a CSV file as people save it: any usual encoding, delimiter and line end, a little at a time."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from massage_studio.errors import KnownError
from massage_studio.exchange.kinds import empty, is_binary, no_text
from massage_studio.exchange.rows import LOOKED_AT, Row, columns_in, gather, headers_of, title_row, watched
from massage_studio.exchange.tables import DELIMITERS, LONGEST_FIELD, HowRead, Table, Watch

_CHUNK = 1024 * 1024  # bytes
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEP = re.compile(r'\s*"?sep=([^\r\n"])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


def read_separated(file: BinaryIO, size: int, how: HowRead, watch: Watch) -> Table:
    """Return the table in a file of `size` bytes whose cells are separated by one character.

    Raises:
        KnownError: it is no text in its encoding, or no table with rows.
        Stopped: the watch said so.
    """
    allowed = csv.field_size_limit(LONGEST_FIELD)
    try:
        separated = _Separated(file, size, how, watch)
        try:
            return separated.table(strict=True)
        except _QuotesError:
            # A name like "Mia "the bean" Lund" is odd, but keeps nobody else out.
            return separated.table(strict=False)
    finally:
        csv.field_size_limit(allowed)


class _Separated:
    """One file while it is read."""

    def __init__(self, file: BinaryIO, size: int, how: HowRead, watch: Watch) -> None:
        self.file, self.size, self.how, self.watch = file, size, how, watch
        self.encoding = how.encoding or self._encoding()
        start = self._start()
        said = _SEP.match(start)
        self.skip = said.end() if said else 0
        start = start[self.skip :]
        self.delimiter = how.delimiter or (said[1] if said else _delimiter(start))
        self.title_row = how.title_row or title_row(_opening(start, self.delimiter))

    def table(self, *, strict: bool) -> Table:
        with self._text() as text:
            records = _records(text, self.delimiter, strict=strict)
            skipped = list(itertools.islice(records, self.title_row - 1))
            headers = headers_of(next(records, ()))
            first = len(skipped) + 2
            heard = watched(records, self.watch, self.file.tell, self.size)
            headers, rows, ragged = gather(headers, heard, first)
        return Table(headers, rows, self.encoding, self.delimiter, self.title_row, ragged=ragged)

    def _encoding(self) -> str:
        """Tell the encoding: by its mark, by its NULs, else UTF-8 where all of it is that, else Windows'."""
        self.file.seek(0)
        start = self.file.read(4096)
        for bom, encoding in _BOMS:
            if start.startswith(bom):
                return encoding
        if start[1::2].count(0) > len(start) // 4:
            return "utf-16-le"
        if start[0::2].count(0) > len(start) // 4:
            return "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        self.file.seek(0)
        try:
            while chunk := self.file.read(_CHUNK):
                self.watch.step(0, self.size)
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8"

    def _start(self) -> str:
        """Return enough for any header row.

        Raises:
            KnownError: it is empty or no text.
        """
        with self._text(skip=False) as lines:
            start = ""
            for line in lines:
                start += line
                if len(start) > LONGEST_FIELD:
                    break
        if is_binary(start[:4096]):
            raise no_text()
        if not start.strip():
            raise empty()
        return start

    @contextmanager
    def _text(self, *, skip: bool = True) -> Iterator[Iterator[str]]:
        """Yield the lines from the first one on, without byte order mark, NULs and the line `sep=`."""
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, self.encoding, errors="strict", newline="")
        try:
            if text.read(1) != "\ufeff":
                text.seek(0)
            if skip and self.skip:
                text.read(self.skip)
            yield (line.replace("\x00", "").replace("\x1a", "") for line in text)
        except UnicodeDecodeError:
            raise self._not_in_that_encoding() from None
        finally:
            text.detach()

    def _not_in_that_encoding(self) -> KnownError:
        if not self.how.encoding:
            return no_text()
        return KnownError("This file is not written in that encoding.", "Choose another one.")


def _delimiter(start: str) -> str:
    """Return what stands between the cells: what makes the most of them in most rows."""

    def joins(delimiter: str) -> int:
        wide, agreeing = columns_in(_opening(start, delimiter))
        return (wide - 1) * agreeing

    return max(DELIMITERS, key=joins)


def _opening(start: str, delimiter: str) -> list[Row]:
    """Return the first rows of a text, as far as they can be read."""
    found: list[Row] = []
    try:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter, strict=True)
        for record in itertools.islice(reader, LOOKED_AT):
            found.append(tuple(record))
    except csv.Error:
        # Told when the rows are read, with its row.
        return found
    return found


class _QuotesError(KnownError):
    """Quotation marks are not as CSV has them; the rest of the file can still be read."""


def _records(lines: Iterator[str], delimiter: str, *, strict: bool) -> Iterator[Row]:
    """Yield the rows; where they are not strict, none may hold others that a quotation mark swallowed.

    Raises:
        KnownError: a cell is too long, or the quotation marks do not match.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    row = 1
    try:
        for record in reader:
            if not strict and any(delimiter in line for cell in record for line in cell.splitlines()[1:]):
                raise _mismatch(row)
            yield tuple(record)
            row += 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise KnownError(
                "A cell in row {row} is too long.",
                "Shorten it in a spreadsheet program, then save it.",
                row=row,
            ) from None
        # At the end of the file it is not known how many rows the last mark swallowed.
        raise _mismatch(row, KnownError if "end of data" in str(error) else _QuotesError) from None


def _mismatch(row: int, kind: type[KnownError] = KnownError) -> KnownError:
    return kind(
        "The quotation marks do not match in row {row}.",
        "Export the file again, or mend it in a spreadsheet program.",
        row=row,
    )
