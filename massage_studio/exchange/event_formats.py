"""The formats that a table of events is written in, by the ending of the file."""

from collections.abc import Callable
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.exchange.boris_project import boris_file
from massage_studio.exchange.event_files import csv_file, tsv_file, xlsx_file
from massage_studio.exchange.events import EventTable

FORMATS: dict[str, Callable[[EventTable], bytes]] = {
    ".csv": csv_file,
    ".xlsx": xlsx_file,
    ".tsv": tsv_file,
    ".boris": boris_file,
}


def format_of(target: Path) -> Callable[[EventTable], bytes]:
    """Return what makes a file with this ending.

    Raises:
        KnownError: there is no such format.
    """
    made = FORMATS.get(target.suffix.casefold())
    if made is None:
        raise KnownError(
            "Events are not written in that format.", "End the name in .csv, .xlsx, .tsv or .boris."
        )
    return made
