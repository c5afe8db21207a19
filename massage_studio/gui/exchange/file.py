"""A bookings file as the page keeps it between looking and importing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from massage_studio.exchange.entries import Entry, read_bookings
from massage_studio.exchange.reading import Table, read_file
from massage_studio.exchange.views import ImportLine


@dataclass(frozen=True, slots=True)
class BookingsFile:
    """What was read; `entries` are the orders of babies by the rows that they stand in."""

    name: str
    table: Table
    entries: dict[tuple[int, ...], tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview with what the file alone tells: the birth date, and which family it is."""

    line: ImportLine
    born: date | None
    family: str


def open_file(path: Path) -> BookingsFile:
    """Read a bookings file.

    Raises:
        KnownError: it cannot be opened, or it is no table of bookings.
    """
    table = read_file(path)
    entries: dict[tuple[int, ...], tuple[Entry, ...]] = {}
    for entry in read_bookings(table).entries:
        entries[entry.rows] = (*entries.get(entry.rows, ()), entry)
    return BookingsFile(path.name, table, entries)


def joined(file: BookingsFile, lines: tuple[ImportLine, ...]) -> tuple[PreviewRow, ...]:
    """Put the lines of a preview beside what the file says; both keep the order of the file."""
    seen: dict[tuple[int, ...], int] = defaultdict(int)
    rows = []
    for line in lines:
        of_rows = file.entries.get(line.rows, ())
        place = seen[line.rows]
        seen[line.rows] += 1
        entry = of_rows[place] if place < len(of_rows) else None
        family = (entry.email or entry.phone or entry.reference) if entry else line.reference
        rows.append(PreviewRow(line, entry.born if entry else None, (family or line.carer).casefold()))
    return tuple(rows)
