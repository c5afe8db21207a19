"""Recognises which columns of a booking site's file hold what: by their names, never by their place."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from massage_studio.errors import KnownError
from massage_studio.exchange.dates import DateOrder


class Field(StrEnum):
    """What a column can hold."""

    REFERENCE = "reference"
    GIVEN_NAME = "given name"
    FAMILY_NAME = "family name"
    EMAIL = "email"
    PHONE = "phone"
    STATUS = "status"
    ORDER_TYPE = "order type"
    TICKET = "ticket"
    TIER = "tier"
    PAID = "paid"
    CURRENCY = "currency"
    ORDERED = "ordered"
    EVENT = "event"
    STARTS = "starts"
    BABY = "baby"
    BABY_FAMILY_NAME = "baby's family name"
    BORN = "born"
    DUE = "due"
    PHOTO = "photo"


DATES = (Field.ORDERED, Field.STARTS, Field.BORN, Field.DUE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Whose file it is, which column holds which field, and the columns that tell about health."""

    source: str
    default_order: DateOrder
    columns: dict[Field, int]
    health: tuple[int, ...]


# The first is what today's export calls it; the others are older or British exports.
_REFERENCES = {
    ("Eventbrite", DateOrder.MONTH_FIRST): ("order #", "order no.", "order no", "order number", "order id"),
    ("Bookwhen", DateOrder.DAY_FIRST): ("booking reference", "booking ref", "booking ref.", "reference"),
}
_ALIASES: dict[Field, tuple[str, ...]] = {
    Field.GIVEN_NAME: ("first name", "attendee first name", "given name", "forename", "buyer first name"),
    Field.FAMILY_NAME: (
        "last name", "surname", "attendee last name", "attendee surname", "family name",
        "buyer last name", "buyer surname",
    ),
    Field.EMAIL: ("email", "email address", "e-mail", "attendee email", "buyer email"),
    Field.PHONE: (
        "mobile", "mobile phone", "cell phone", "telephone", "phone", "phone number", "mobile number",
        "contact number", "home phone", "work phone",
    ),
    Field.STATUS: ("attendee status", "attendance status", "booking status", "status"),
    Field.ORDER_TYPE: ("order type", "payment type"),
    Field.TICKET: ("ticket type", "tickets", "ticket"),
    Field.TIER: ("price tier", "price type"),
    Field.PAID: ("total paid", "amount paid"),
    Field.CURRENCY: ("currency",),
    Field.ORDERED: ("order date", "booking date", "booked at", "created at"),
    Field.EVENT: ("event title", "event name", "event"),
    Field.STARTS: ("event starts", "event start", "event date"),
}  # fmt: skip

_BABY = r"\b(?:bab(?:y|ies)|child|children|infants?|little ones?|newborns?|twins?|sons?|daughters?)\b"
_BIRTH = r"birth|\bborn\b|\bd\.?o\.?b\b"
_ABOUT_BIRTH = r"weight|where|place|hospital|premature|early|weeks|\bhow\b|\btype\b|certificate"
_OTHER_PEOPLE = r"parent|mother|father|carer|guardian|adult|midwife|visitor|doctor|\bgp\b|emergency"
_AGREES = r"agree|consent|permission|marketing|newsletter|mailing|terms|policy|privacy"
_MONEY = r"amount|balance|payment|refund|fee|price|paid"


def recognise(headers: tuple[str, ...]) -> Layout:
    """Return the layout of a file with these headers.

    Raises:
        KnownError: a column that an import needs is missing; it names the column.
    """
    names = [_simple(header) for header in headers]
    known = [(site, _first(names, references)) for site, references in _REFERENCES.items()]
    site, reference = next(((site, index) for site, index in known if index is not None), (None, None))
    if site is None or reference is None:
        raise _missing('"Order #" (Eventbrite) or "Booking reference" (Bookwhen)')
    source, order = site
    columns = {Field.REFERENCE: reference}
    for field, aliases in _ALIASES.items():
        found = _first(names, aliases)
        if found is not None:
            columns[field] = found
    _questions(names, columns)
    if Field.GIVEN_NAME not in columns:
        raise _missing('"First Name"')
    if Field.BABY not in columns:
        raise _missing('"Baby\'s name"')
    taken = set(columns.values())
    health = tuple(index for index, name in enumerate(names) if index not in taken and _asks_health(name))
    return Layout(source, order, columns, health)


def _questions(names: list[str], columns: dict[Field, int]) -> None:
    """Find the questions that instructors add, in words of their own."""
    tests: dict[Field, Callable[[str], bool]] = {
        Field.DUE: _asks_due,
        Field.BORN: lambda name: _has(name, _BABY) and _has(name, _BIRTH) and not _has(name, _ABOUT_BIRTH),
        Field.BABY_FAMILY_NAME: lambda name: (
            _has(name, _BABY) and _has(name, r"surname|(?:last|family) name")
        ),
        Field.BABY: lambda name: (
            _has(name, _BABY)
            and _has(name, r"\bnames?\b|\bcalled\b")
            and not _has(name, rf"{_BIRTH}|{_OTHER_PEOPLE}")
        ),
        Field.PHOTO: lambda name: _has(name, r"photo|picture") and not _has(name, r"marketing|newsletter"),
        Field.PHONE: lambda name: (
            _has(name, r"mobile|phone") and not _has(name, r"emergency|partner|doctor|\bgp\b|midwife")
        ),
    }
    for field, asks in tests.items():
        if field in columns:
            continue
        taken = set(columns.values())
        for index, name in enumerate(names):
            if index not in taken and asks(name):
                columns[field] = index
                break
    if Field.BORN not in columns and Field.BABY in columns:
        # Alone, "Date of birth" could be the carer's; beside the baby's name it is the baby's.
        beside = columns[Field.BABY] + 1
        if beside < len(names) and names[beside] in ("date of birth", "dob", "d.o.b.", "born"):
            columns[Field.BORN] = beside


def _asks_due(name: str) -> bool:
    return _has(name, r"\bdue\b") and not _has(name, _MONEY)


def _asks_health(name: str) -> bool:
    name = name.replace("health visitor", "")
    return _has(name, r"allerg|health|medical|condition|eczema|\bskin\b") and not _has(name, _AGREES)


def _has(name: str, pattern: str) -> bool:
    return re.search(pattern, name) is not None


def _simple(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold().replace("’", "'")
    return re.sub(r"\s+", " ", text).strip(" :*?")


def _first(names: list[str], aliases: tuple[str, ...]) -> int | None:
    return next((names.index(alias) for alias in aliases if alias in names), None)


def _missing(column: str) -> KnownError:
    return KnownError(
        f"The file has no column {column}.",
        "Export it from the booking site again with this column, then import that file.",
    )
