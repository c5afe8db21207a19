"""Tells what kind of file it is by its first bytes, and says kindly what is no list of bookings."""

import re
from enum import StrEnum

from massage_studio.errors import KnownError
from massage_studio.language import QT_TRANSLATE_NOOP

EXPORT = QT_TRANSLATE_NOOP(
    "Rooms", "Export the attendees from the booking site as CSV, then import that file."
)
SAVE_AS = QT_TRANSLATE_NOOP(
    "Rooms", "Open it in a spreadsheet program, save it as .xlsx or as CSV, then import that file."
)

_ZIP = b"PK\x03\x04"
_ARCHIVES = (b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Files of any binary kind are full of control characters; a table has none but these.
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x19\x1b-\x1f]")


class FileKind(StrEnum):
    """What an import can read."""

    SEPARATED = "separated"
    WORKBOOK = "workbook"


def kind_of(start: bytes, rest: bytes = b"") -> FileKind:
    """Return what a file is by its first bytes; `rest` is the whole file where it is an older Office file.

    Raises:
        KnownError: it is a kind of file that cannot be read; it says which, and what to do.
    """
    if start.startswith(_ZIP):
        return FileKind.WORKBOOK
    if start.startswith(_OLE):
        if _LOCKED in start or _LOCKED in rest:
            raise locked()
        raise KnownError("This file is an older Excel file (.xls).", SAVE_AS)
    if start.startswith(b"%PDF-"):
        raise KnownError("This file is a PDF, which holds no columns.", EXPORT)
    if start.startswith(_ARCHIVES):
        raise KnownError("This file is an archive.", "Unpack it first, then import the file inside.")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)", start, re.I):
        raise KnownError("This file is a web page or XML, not a table.", SAVE_AS)
    return FileKind.SEPARATED


def is_binary(text: str) -> bool:
    """Tell whether the start of a decoded file cannot be that of a text."""
    return _CONTROLS.search(text) is not None


def no_text() -> KnownError:
    """Return the refusal of a file that is neither text nor a workbook."""
    return KnownError("This file is not a CSV file or a workbook.", EXPORT)


def locked() -> KnownError:
    """Return the refusal of a workbook with a password."""
    return KnownError(
        "This workbook is locked with a password.",
        "Open it in a spreadsheet program, save it without the password, then import that file.",
    )


def empty() -> KnownError:
    """Return the refusal of a file that holds nothing."""
    return KnownError("This file is empty.", EXPORT)
