"""Writes a list as a table or a workbook."""

from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.exchange.list_queries import Found
from massage_studio.exchange.table_files import csv_of, xlsx_of

ENDINGS = (".xlsx", ".csv")


def list_file(found: Found, target: Path) -> bytes:
    """Return a list as a file of the kind that its name ends in.

    Raises:
        KnownError: there is no such format.
    """
    ending = target.suffix.casefold()
    if ending == ".csv":
        return csv_of(found.table)
    if ending == ".xlsx":
        return xlsx_of({found.title: found.table})
    raise KnownError("A list is not written in that format.", "End the name in .xlsx or .csv.")
