"""Recognises which columns of a bookings file hold what: by their names, never by their place."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from massage_studio.errors import KnownError
from massage_studio.exchange.dates import DateOrder


class Field(StrEnum):
    """What a column can hold; the values are kept in studios."""

    REFERENCE = "reference"
    NAME = "carer's name"
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
    DISCOUNT = "discount"
    ORDERED = "ordered"
    EVENT = "event"
    STARTS = "starts"
    BABY = "baby"
    BABY_FAMILY_NAME = "baby's family name"
    BORN = "born"
    DUE = "due"
    HEALTH = "health"
    MORE_HEALTH = "more about health"
    PHOTO = "photo"


DATES = (Field.ORDERED, Field.STARTS, Field.BORN, Field.DUE)
UNKNOWN_SOURCE = "Own list"


@dataclass(frozen=True, slots=True)
class Layout:
    """Whose file it is, which column holds which field, and the columns that tell about health."""

    source: str
    default_order: DateOrder
    columns: dict[Field, int]
    health: tuple[int, ...]

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields without which nothing can be imported."""
        named = Field.NAME in self.columns or Field.GIVEN_NAME in self.columns
        found = [] if named else [Field.GIVEN_NAME]
        return (*found, *([] if Field.BABY in self.columns else [Field.BABY]))


# The first is what today's export calls it; the others are older or British exports.
_REFERENCES = {
    ("Eventbrite", DateOrder.MONTH_FIRST): ("order #", "order no.", "order no", "order number", "order id"),
    ("Bookwhen", DateOrder.DAY_FIRST): ("booking reference", "booking ref", "booking ref.", "reference"),
}
_BRITISH = ("surname", "home postcode", "county of residence")
_OTHER_REFERENCES = ("booking id", "booking number", "booking no.", "booking no", "booking #", "ref", "ref.")
_ALIASES: dict[Field, tuple[str, ...]] = {
    Field.GIVEN_NAME: (
        "first name", "attendee first name", "given name", "forename", "buyer first name",
        "parent first name", "parent's first name", "carer first name", "carer's first name",
        "customer first name", "booker first name",
    ),
    Field.FAMILY_NAME: (
        "last name", "surname", "attendee last name", "attendee surname", "family name",
        "buyer last name", "buyer surname", "parent last name", "parent's last name", "parent surname",
        "carer last name", "carer surname", "customer last name", "customer surname", "booker last name",
    ),
    Field.NAME: (
        "name", "full name", "attendee name", "attendee", "customer name", "customer", "parent name",
        "parent's name", "parent", "carer name", "carer's name", "carer", "parent/carer", "booked by",
        "booker", "booker name", "buyer name", "contact name", "guardian name",
    ),
    Field.EMAIL: (
        "email", "email address", "e-mail", "attendee email", "buyer email", "parent email", "carer email",
        "customer email", "contact email", "e-mail address", "booker email",
    ),
    Field.PHONE: (
        "mobile", "mobile phone", "cell phone", "telephone", "phone", "phone number", "mobile number",
        "contact number", "home phone", "work phone", "tel", "telephone number", "parent phone",
    ),
    Field.STATUS: ("attendee status", "attendance status", "booking status", "status", "order status"),
    Field.ORDER_TYPE: ("order type", "payment type"),
    Field.TICKET: ("ticket type", "tickets", "ticket", "ticket name"),
    Field.TIER: ("price tier", "price type"),
    Field.PAID: ("total paid", "amount paid", "paid", "price paid"),
    Field.CURRENCY: ("currency",),
    Field.DISCOUNT: (
        "discount", "discounts", "discount code", "discount amount", "coupon", "coupon code", "promo code",
        "promotional code", "promotion code", "voucher", "voucher code",
    ),
    Field.ORDERED: ("order date", "booking date", "booked at", "created at", "booked on", "date booked"),
    Field.EVENT: (
        "event title", "event name", "event", "class name", "class", "course", "course name", "activity",
    ),
    Field.STARTS: ("event starts", "event start", "event date", "class date", "start date"),
}  # fmt: skip

_BABY = r"\b(?:bab(?:y|ies)|child|children|infants?|little ones?|newborns?|twins?|sons?|daughters?)\b"
_BIRTH = r"birth|\bborn\b|\bd\.?o\.?b\b"
_ABOUT_BIRTH = r"weight|where|place|hospital|premature|early|weeks|\bhow\b|\btype\b|certificate"
_OTHER_PEOPLE = r"parent|mother|father|carer|guardian|adult|midwife|visitor|doctor|\bgp\b|emergency"
_AGREES = r"agree|consent|permission|terms|policy|privacy|gdpr|data protection"
# What a site asks so that it may write to people; never an answer about photographs or health.
_MARKETING = (
    r"market|news|mailing|promo|advert|\bopt(?:ed|s|ing)?\b|opt-?(?:in|out)|subscri|offers?\b|competition"
    r"|hear (?:from|about)|keep (?:me|you|us|in)\b|stay in touch|updates?\b|contact (?:me|you)"
    r"|social media|facebook|instagram|website|third part|publici"
    r"|e-?mails?\b.*\b(?:send|receive|like|about|from)"
    r"|\b(?:send|receive|like)\b.*e-?mails?|\btips\b"
)
# Narrower: a question about allergies that also says "contact me" must not be lost.
_SURELY_MARKETING = (
    r"market|newsletter|mailing|promo|advert|\bopt(?:ed|s|ing)?\b|opt-?(?:in|out)|subscri|\boffers?\b"
    r"|competition|social media|\btips\b|\b(?:send|receive)\b.*e-?mails?"
)
# "Tick if you do NOT want photos": a yes there is a no, so the studio asks again itself.
_TURNED_ROUND = r"\bnot\b|n't\b|\bno photo|object|declin|refus|withh|without|\bopt"
_MONEY = r"amount|balance|payment|refund|fee|price|paid"


def recognise(headers: tuple[str, ...]) -> Layout:
    """Return the layout of a booking site's file with these headers.

    Raises:
        KnownError: a column that an import needs is missing; it names the column.
    """
    names = [simple(header) for header in headers]
    if _site(names) is None:
        raise _missing('"Order #" (Eventbrite) or "Booking reference" (Bookwhen)')
    found = guess(headers)
    check_complete(found)
    return found


def check_complete(layout: Layout) -> None:
    """Check that a layout has what an import needs.

    Raises:
        KnownError: a column is missing; it names the column.
    """
    for field in layout.missing:
        raise _missing('"First Name"' if field is Field.GIVEN_NAME else '"Baby\'s name"')


def is_recognised(headers: tuple[str, ...]) -> bool:
    """Tell whether the file is a booking site's with all that an import needs."""
    return _site([simple(header) for header in headers]) is not None and not guess(headers).missing


def guess(headers: tuple[str, ...]) -> Layout:
    """Return what the columns of any file seem to hold; it may lack what an import needs."""
    names = [simple(header) for header in headers]
    site = _site(names)
    columns: dict[Field, int] = {}
    if site is not None:
        (source, order), columns[Field.REFERENCE] = site
        if any(name in _BRITISH for name in names):
            order = DateOrder.DAY_FIRST
    else:
        source, order = UNKNOWN_SOURCE, DateOrder.DAY_FIRST
        other = _first(names, _OTHER_REFERENCES)
        if other is not None:
            columns[Field.REFERENCE] = other
    for field, aliases in _ALIASES.items():
        found = _first(names, aliases)
        if found is not None:
            columns[field] = found
    if Field.GIVEN_NAME in columns:
        columns.pop(Field.NAME, None)
    _questions(names, columns)
    taken = set(columns.values())
    health = tuple(index for index, name in enumerate(names) if index not in taken and _asks_health(name))
    return Layout(source, order, columns, health)


def mapped(source: str, order: DateOrder, mapping: Mapping[str, str], titles: Sequence[str]) -> Layout:
    """Return the layout that was matched by hand; `mapping` goes from a field to the title of its column.

    What a site asks about marketing is left out of photographs and health, whatever was matched.
    """
    columns: dict[Field, int] = {}
    for field in Field:
        title = mapping.get(field.value)
        if title is not None and title in titles and may_hold(field, title):
            columns[field] = titles.index(title)
    health = tuple(columns.pop(field) for field in (Field.HEALTH, Field.MORE_HEALTH) if field in columns)
    return Layout(source, order, columns, health)


def mapping_of(layout: Layout, titles: Sequence[str]) -> dict[str, str]:
    """Return a layout as it is kept: from each field to the title of its column."""
    found = {field.value: titles[index] for field, index in layout.columns.items()}
    for field, index in zip((Field.HEALTH, Field.MORE_HEALTH), layout.health, strict=False):
        found[field.value] = titles[index]
    return found


def may_hold(field: Field, title: str) -> bool:
    """Tell whether a column may be taken for a field: marketing never is consent to photos or health."""
    name = simple(title)
    if field is Field.PHOTO:
        return not _has(name, _MARKETING) and not _has(name, _TURNED_ROUND)
    return field not in (Field.HEALTH, Field.MORE_HEALTH) or not _has(name, _SURELY_MARKETING)


def signature(titles: Iterable[str]) -> str:
    """Return what all files with these column titles have in common, in whatever order they come."""
    kept = "\n".join(sorted(simple(title) for title in titles))
    return hashlib.sha256(kept.encode()).hexdigest()


def known_titles(cells: Sequence[str]) -> int:
    """Return how many of these cells are titles that bookings files are known to have."""
    return sum(1 for cell in cells if simple(cell) in _KNOWN or _is_question(simple(cell)))


def simple(header: str) -> str:
    """Return a title without case, marks around it and the kinds of space and quote."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("’", "'").replace("_", " ")
    return re.sub(r"\s+", " ", text).strip(" :*?")


_KNOWN = {
    *(name for names in _REFERENCES.values() for name in names),
    *(name for names in _ALIASES.values() for name in names),
    *_OTHER_REFERENCES,
} - {"name", "class", "course", "activity", "parent", "carer", "paid"}


def _is_question(name: str) -> bool:
    """Tell whether a cell is a title about a baby rather than an answer about one."""
    return len(name) < 80 and _has(name, _BABY) and _has(name, rf"\bnames?\b|{_BIRTH}")


def _site(names: list[str]) -> tuple[tuple[str, DateOrder], int] | None:
    """Return the booking site that calls its orders like this, and the column of the order."""
    for site, references in _REFERENCES.items():
        index = _first(names, references)
        if index is not None:
            return site, index
    return None


def _questions(names: list[str], columns: dict[Field, int]) -> None:
    """Find the questions that instructors add, in words of their own."""
    tests: dict[Field, Callable[[str], bool]] = {
        Field.DUE: lambda name: _has(name, r"\bdue\b") and not _has(name, _MONEY),
        Field.BORN: lambda name: _has(name, _BABY) and _has(name, _BIRTH) and not _has(name, _ABOUT_BIRTH),
        Field.BABY_FAMILY_NAME: lambda name: (
            _has(name, _BABY) and _has(name, r"surname|(?:last|family) name")
        ),
        Field.BABY: lambda name: (
            _has(name, _BABY)
            and _has(name, r"\bnames?\b|\bcalled\b")
            and not _has(name, rf"{_BIRTH}|{_OTHER_PEOPLE}")
        ),
        Field.PHOTO: lambda name: _has(name, r"photo|picture") and may_hold(Field.PHOTO, name),
        Field.PHONE: lambda name: (
            _has(name, r"mobile|phone") and not _has(name, r"emergency|partner|doctor|\bgp\b|midwife")
        ),
    }
    for field, asks in tests.items():
        if field in columns:
            continue
        taken = set(columns.values())
        for index, name in enumerate(names):
            if index not in taken and asks(name) and not _has(name, _MARKETING):
                columns[field] = index
                break
    if Field.BORN not in columns and Field.BABY in columns:
        _born_beside(names, columns)


def _born_beside(names: list[str], columns: dict[Field, int]) -> None:
    """Take "Date of birth" for the baby's where it stands beside the baby's names.

    Alone, it could be the carer's.
    """
    last = max(columns[Field.BABY], columns.get(Field.BABY_FAMILY_NAME, 0))
    for beside in {columns[Field.BABY] + 1, last + 1}:
        if beside < len(names) and names[beside] in ("date of birth", "dob", "d.o.b.", "born"):
            columns[Field.BORN] = beside


def _asks_health(name: str) -> bool:
    name = name.replace("health visitor", "")
    asked = _has(name, r"allerg|health|medical|condition|eczema|\bskin\b")
    return asked and not _has(name, _AGREES) and not _has(name, _SURELY_MARKETING)


def _has(name: str, pattern: str) -> bool:
    return re.search(pattern, name) is not None


def _first(names: list[str], aliases: tuple[str, ...]) -> int | None:
    return next((names.index(alias) for alias in aliases if alias in names), None)


def _missing(column: str) -> KnownError:
    return KnownError(
        "The file has no column {column}.",
        "Export it from the booking site again with this column, or match the columns in the window.",
        column=column,
    )
