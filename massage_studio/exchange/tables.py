"""What a bookings file holds once it is read, and how it was or shall be read."""

from collections.abc import Callable
from dataclasses import dataclass

from massage_studio.errors import KnownError

LARGEST_FILE = 20 * 1024 * 1024  # bytes
MOST_ROWS = 20_000
MOST_CELLS = 1_000_000
LONGEST_FIELD = 200 * 1024  # characters

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class HowRead:
    """What was chosen about reading a file; what is empty or zero is progressed from the file itself.

    `title_row` is the row of the column titles, the first being row 1.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    title_row: int = 0


BY_ITSELF = HowRead()


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: each row has a cell for each header; blank rows stay, as empty tuples.

    `rows[0]` is what a spreadsheet shows as the row below `title_row`. A workbook has `sheets`, of which
    `sheet` was read, and neither encoding nor delimiter. The rows `ragged` have more cells than the titles.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str
    title_row: int = 1
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    ragged: frozenset[int] = frozenset()

    @property
    def first_row(self) -> int:
        """The number of the first row below the titles."""
        return self.title_row + 1

    @property
    def titles(self) -> tuple[str, ...]:
        """The headers, each one different: "Name", "Name (2)", "Column C"."""
        found: list[str] = []
        for index, header in enumerate(self.headers):
            title = first = header or f"Column {column_letters(index)}"
            count = 1
            while title in found:
                count += 1
                title = f"{first} ({count})"
            found.append(title)
        return tuple(found)

    def sample(self, index: int, most: int = 3) -> tuple[str, ...]:
        """Return the first few different values of a column."""
        found: list[str] = []
        for row in self.rows:
            text = row[index].strip() if row else ""
            if text and text not in found:
                found.append(text)
                if len(found) == most:
                    break
        return tuple(found)


class Stopped(KnownError):
    """The person stopped a long piece of work."""

    def __init__(self) -> None:
        super().__init__("This was stopped.", "Nothing was written.")


def _nobody(done: int, of: int) -> None:
    """Listen to no progress."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Hears how far a long piece of work is, of how much or of zero for unknown, and may stop it."""

    progressed: Callable[[int, int], None] = _nobody
    stopped: Callable[[], bool] = _never

    def step(self, done: int, of: int = 0) -> None:
        """Tell how far the work is.

        Raises:
            Stopped: the person wants it no more.
        """
        if self.stopped():
            raise Stopped
        self.progressed(done, of)


UNWATCHED = Watch()


def column_letters(index: int) -> str:
    """Return what a spreadsheet calls the column at this index, the first being 0: A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def too_long_a_file() -> KnownError:
    """Return the refusal of a file with too many bookings for one import."""
    return KnownError(
        "This file has more than {most:,} rows.", "Export fewer bookings at a time.", most=MOST_ROWS
    )


def too_large_a_file() -> KnownError:
    """Return the refusal of a file that is larger than any list of bookings."""
    return KnownError("This file is too large for a list of bookings.", "Export fewer bookings at a time.")
