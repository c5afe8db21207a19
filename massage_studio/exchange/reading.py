"""Reads the table in a bookings file: CSV of any usual kind, or an Excel workbook."""

import io
from pathlib import Path
from typing import BinaryIO

from massage_studio.errors import KnownError
from massage_studio.exchange import tables
from massage_studio.exchange.csv_reader import read_separated
from massage_studio.exchange.kinds import FileKind, kind_of
from massage_studio.exchange.tables import BY_ITSELF, UNWATCHED, HowRead, Table, Watch
from massage_studio.exchange.workbooks import read_workbook

_START = 4096  # bytes


def read_file(path: Path, how: HowRead = BY_ITSELF, watch: Watch = UNWATCHED) -> Table:
    """Return the table in a file.

    Raises:
        KnownError: the file cannot be opened, is too large, or is no table with rows.
        Stopped: the watch said so.
    """
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, how, watch)
    except OSError:
        raise KnownError(
            "This file cannot be opened.", "Check that it is still there and may be read."
        ) from None


def read(raw: bytes, how: HowRead = BY_ITSELF, watch: Watch = UNWATCHED) -> Table:
    """Return the table in the bytes of a file.

    Raises:
        KnownError: they are too many, or are no table with rows.
        Stopped: the watch said so.
    """
    return _read(io.BytesIO(raw), len(raw), how, watch)


def _read(file: BinaryIO, size: int, how: HowRead, watch: Watch) -> Table:
    if size > tables.LARGEST_FILE:
        raise KnownError(
            "This file is larger than {most} MB.",
            "Export fewer bookings at a time.",
            most=tables.LARGEST_FILE // 1024**2,
        )
    start = file.read(_START)
    older_office = file.read() if start.startswith(b"\xd0\xcf\x11\xe0") else b""
    if kind_of(start, older_office) is FileKind.WORKBOOK:
        return read_workbook(file, how, watch)
    return read_separated(file, size, how, watch)
