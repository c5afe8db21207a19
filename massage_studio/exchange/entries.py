"""Turns the rows of a booking site's file into orders of babies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from massage_studio.bookings.prices import exact
from massage_studio.errors import KnownError
from massage_studio.exchange.answers import (
    amount,
    baby_names,
    currency_of,
    gave_up,
    gives_nothing,
    health_flag,
    phone,
    shares,
    without_family_name,
    yes_or_no,
)
from massage_studio.exchange.dates import DateOrder, Order, decide, read_moment
from massage_studio.exchange.layouts import DATES, Field, Layout, check_complete, recognise
from massage_studio.exchange.tables import Table, column_letters
from massage_studio.families.names import clean
from massage_studio.families.views import FlagKind
from massage_studio.language import QT_TRANSLATE_NOOP

MOST_BOOKINGS = 2_000  # in one import; a course has places for a few dozen babies

_GIVEN_NAMES = re.compile(r"(?P<family>[^,]+),\s*(?P<given>.+)|(?P<first>\S+)\s+(?P<rest>.+)")
# What a ticket is called that costs less than the course; a deposit never is.
_DISCOUNT = re.compile(
    r"concession|(?<!no )(?<!non-)discount|reduced|reduction|\bfree\b|half[- ]price|sibling|brother|sister"
    r"|\btwins?\b|multiple|triplet|student|low[- ]income|benefit|universal credit|bursary|subsid|sponsor"
    r"|funded|referral|voucher|promo|coupon|early[- ]?bird|\boffer\b|pro[- ]?rata|late joiner|compliment"
    r"|\bstaff\b|pay what|member|loyalty|\bnhs\b",
    re.I,
)
_IN_PARTS = re.compile(r"deposit|instal|part[- ]?pay|balance", re.I)
_MEND = QT_TRANSLATE_NOOP(
    "Rooms", "Mend it on the booking site or in a spreadsheet program, then import it again."
)


@dataclass(frozen=True, slots=True)
class BabyOrder:
    """One baby in one order.

    `paid` is this baby's share of the `total` that was paid for the order's `sharing` babies, None where the
    file does not say; `discounted` where it tells why that may be less than the price. `ordered` has no time
    zone unless the file names one.
    """

    rows: tuple[int, ...]
    reference: str
    given_name: str
    family_name: str
    email: str
    phone: str
    baby_given_name: str
    baby_family_name: str
    born: date | None
    due: date | None
    cancelled: bool
    ordered: datetime | None
    paid: Decimal | None
    free: bool
    currency: str
    photo: bool | None
    flags: tuple[tuple[FlagKind, str], ...]
    total: Decimal | None = None
    sharing: int = 1
    discounted: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen about a table's meaning; what is None or empty is told from the table itself.

    Of a file with several events only the rows of `event` are taken.
    """

    layout: Layout | None = None
    date_order: DateOrder | None = None
    event: str = ""


NOTHING_CHOSEN = Choices()


@dataclass(frozen=True, slots=True)
class Bookings:
    """All that an import takes from a file; `events` are all that it names."""

    source: str
    order: Order
    events: tuple[str, ...]
    entries: tuple[BabyOrder, ...]


@dataclass(slots=True)
class _Group:
    """The rows of one order, while they are gathered."""

    currency: str
    rows: list["_Row"] = field(default_factory=list)

    def entries(self) -> Iterator[BabyOrder]:
        found: list[BabyOrder] = []
        for row in self.rows:
            for entry in row.entries(tickets=len(self.rows)):
                _merge(found, entry)
        named = any(entry.baby_given_name for entry in found)
        # Some sites ask the questions of an order once, on its first row only.
        found = [entry for entry in found if entry.baby_given_name or not named]
        for entry in found:
            if not entry.baby_given_name and not entry.cancelled:
                raise KnownError("Row {row} has no baby's name.", _MEND, row=entry.rows[0])
        totals = [row.paid for row in self.rows if row.paid is not None]
        if not totals or not found:
            yield from found
            return
        # A site repeats the total of an order on each of its rows; amounts that differ are one a ticket.
        total = totals[0] if len(set(totals)) == 1 else sum(totals, Decimal())
        for entry, share in zip(
            found, shares(total, len(found), found[0].currency or self.currency), strict=True
        ):
            yield replace(entry, paid=share, total=total, sharing=len(found))


def read_bookings(table: Table, choices: Choices = NOTHING_CHOSEN, currency: str = "") -> Bookings:
    """Return what a table of bookings says; amounts that tell no currency are of the one that is given.

    Raises:
        KnownError: a needed column is missing, or a row cannot be read; it names the column or the row.
    """
    layout = choices.layout or recognise(table.headers)
    check_complete(layout)
    rows = [(number, row) for number, row in enumerate(table.rows, start=table.first_row) if row]
    if choices.event and Field.EVENT in layout.columns:
        column = layout.columns[Field.EVENT]
        rows = [(number, row) for number, row in rows if clean(row[column]) == choices.event]
    if len(rows) > MOST_BOOKINGS:
        raise KnownError(
            "This is a list of more than {most:,} bookings.",
            "Choose one of its events, or export fewer bookings at a time.",
            most=MOST_BOOKINGS,
        )
    groups: dict[tuple[str, int], _Group] = {}
    order = _order(rows, layout, choices.date_order)
    for number, cells in rows:
        row = _Row(number, cells, layout, order, table.headers, currency)
        groups.setdefault((row.reference, 0 if row.reference else number), _Group(currency)).rows.append(row)
    entries = tuple(entry for group in groups.values() for entry in group.entries())
    return Bookings(layout.source, order, events_in(table, layout), entries)


def events_in(table: Table, layout: Layout) -> tuple[str, ...]:
    """Return the names of all the events in a table, in its order."""
    column = layout.columns.get(Field.EVENT)
    if column is None:
        return ()
    return tuple(dict.fromkeys(event for row in table.rows if row and (event := clean(row[column]))))


def _order(rows: list[tuple[int, tuple[str, ...]]], layout: Layout, chosen: DateOrder | None) -> Order:
    if chosen is not None:
        return Order(chosen)
    dates = [layout.columns[name] for name in DATES if name in layout.columns]
    return decide(((number, row[index]) for number, row in rows for index in dates), layout.default_order)


def parted(name: str) -> tuple[str, str]:
    """Return the given and the family name of a whole name: "Okafor, Grace" or "Grace Okafor"."""
    found = _GIVEN_NAMES.fullmatch(name)
    if found is None:
        return name, ""
    return (found["given"], found["family"]) if found["given"] else (found["first"], found["rest"])


class _Row:
    """One row, read by its layout."""

    def __init__(
        self,
        number: int,
        cells: tuple[str, ...],
        layout: Layout,
        order: Order,
        headers: tuple[str, ...],
        currency: str,
    ) -> None:
        self.number = number
        self.cells = cells
        self.layout = layout
        self.order = order
        self.headers = headers
        self.reference = self.text(Field.REFERENCE)
        self.currency = self.text(Field.CURRENCY).upper() or currency_of(self.text(Field.PAID))
        self.paid = self._paid(self.currency or currency)

    def text(self, name: Field) -> str:
        index = self.layout.columns.get(name)
        return "" if index is None else clean(self.cells[index])

    def entries(self, tickets: int) -> Iterator[BabyOrder]:
        given, family = self.text(Field.GIVEN_NAME), self.text(Field.FAMILY_NAME)
        if not given and not family:
            given, family = parted(self.text(Field.NAME))
        if not given and not family:
            raise KnownError("Row {row} has no name of a carer.", _MEND, row=self.number)
        if not self.reference and not self.text(Field.EMAIL) and not self.text(Field.PHONE):
            # Nothing would tell on the next import that this family is known.
            raise KnownError("Row {row} has no order number, email or telephone.", _MEND, row=self.number)
        born, due = self._date(Field.BORN), self._date(Field.DUE)
        photo = yes_or_no(self.text(Field.PHOTO))
        whole = BabyOrder(
            rows=(self.number,),
            reference=self.reference,
            given_name=given or family,
            family_name=family if given else "",
            email=self.text(Field.EMAIL),
            phone=phone(self.text(Field.PHONE)),
            baby_given_name="",
            baby_family_name="",
            born=born,
            due=due,
            cancelled=gave_up(self.text(Field.STATUS), self.number),
            ordered=self._moment(Field.ORDERED),
            paid=self.paid,
            free=any(
                "free" in self.text(name).casefold() for name in (Field.ORDER_TYPE, Field.TIER, Field.TICKET)
            ),
            currency=self.currency,
            photo=photo,
            flags=tuple(self._flags()),
            discounted=self._discounted(),
        )
        index = self.layout.columns[Field.BABY]
        names = baby_names(self.cells[index], tickets)
        if not names:
            yield whole
        for name in names:
            baby_given, baby_family = without_family_name(name, family)
            yield replace(
                whole,
                baby_given_name=baby_given,
                baby_family_name=self.text(Field.BABY_FAMILY_NAME) or baby_family,
            )

    def _flags(self) -> Iterator[tuple[FlagKind, str]]:
        for index in self.layout.health:
            flag = health_flag(self.cells[index], self.headers[index])
            if flag is not None:
                yield flag

    def _paid(self, currency: str) -> Decimal | None:
        text = self.text(Field.PAID)
        if not text:
            return None
        found = amount(text, currency)
        if found is None or found < 0:
            index = self.layout.columns[Field.PAID]
            raise KnownError(
                "The amount in row {row} cannot be read.",
                "Write it as {example} in the column {column} of a spreadsheet, then import it again.",
                row=self.number,
                example=exact(Decimal(72), currency),
                column=self.headers[index] or column_letters(index),
            )
        return found

    def _discounted(self) -> bool:
        """Tell whether the row says why less than the price may have been paid."""
        ticket = " ".join(self.text(name) for name in (Field.ORDER_TYPE, Field.TIER, Field.TICKET))
        if _IN_PARTS.search(ticket):
            return False
        code = self.text(Field.DISCOUNT)
        return _DISCOUNT.search(ticket) is not None or not (gives_nothing(code) or amount(code) == 0)

    def _date(self, name: Field) -> date | None:
        moment = self._moment(name)
        return moment.date() if moment else None

    def _moment(self, name: Field) -> datetime | None:
        text = self.text(name)
        if gives_nothing(text):
            return None
        moment = read_moment(text, self.order.order)
        if moment is None:
            raise KnownError(
                "A date in row {row} cannot be read.",
                "Write it as 2026-09-17 in a spreadsheet program, then import it again.",
                row=self.number,
            )
        return moment


def _merge(found: list[BabyOrder], entry: BabyOrder) -> None:
    """Add a baby to an order, or fold it into the same baby of an earlier row."""
    for place, other in enumerate(found):
        same_name = entry.baby_given_name.casefold() == other.baby_given_name.casefold()
        if not same_name or (entry.born and other.born and entry.born != other.born):
            continue
        first = other if not other.cancelled or entry.cancelled else entry
        found[place] = replace(
            first,
            rows=(*other.rows, *(row for row in entry.rows if row not in other.rows)),
            born=other.born or entry.born,
            due=other.due or entry.due,
            photo=other.photo if other.photo is not None else entry.photo,
            flags=(*other.flags, *(flag for flag in entry.flags if flag not in other.flags)),
        )
        return
    found.append(entry)
