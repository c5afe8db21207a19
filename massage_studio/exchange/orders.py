"""Turns the rows of a bookings file into one line for each baby of each order, and asks what is uncertain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal

from massage_studio.bookings.prices import worded
from massage_studio.errors import KnownError
from massage_studio.exchange.babies import read_babies
from massage_studio.exchange.cells import (
    amount,
    gives_nothing,
    health_flag,
    is_spoilt,
    may_be_nothing,
    parted,
    phone,
    shares,
    without_title,
    yes_or_no,
)
from massage_studio.exchange.columns import Columns
from massage_studio.exchange.day_columns import DayColumns
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.money_cells import RowMoney, row_money
from massage_studio.exchange.people_cells import Adult, adults_of
from massage_studio.exchange.questions import (
    NO_DAY,
    Answers,
    Likely,
    NotedAnswers,
    Question,
    Scope,
    Status,
    cell_key,
    key_of,
    row_mark,
)
from massage_studio.exchange.statuses import status_of
from massage_studio.exchange.tables import Table
from massage_studio.families.names import clean
from massage_studio.families.views import FlagKind
from massage_studio.language import translate

MOST_BOOKINGS = 2_000  # in one import; a course has places for a few dozen babies
EACH, ORDER = "each", "order"
ORDER_TOTAL = key_of(Scope.FILE, "", "order total")

# What a ticket is called that costs less than the course; a deposit never is.
_DISCOUNT = re.compile(
    r"concession|(?<!no )(?<!non-)discount|reduced|reduction|\bfree\b|half[- ]price|sibling|brother|sister"
    r"|\btwins?\b|multiple|triplet|student|low[- ]income|benefit|universal credit|bursary|subsid|sponsor"
    r"|funded|referral|voucher|promo|coupon|early[- ]?bird|\boffer\b|pro[- ]?rata|late joiner|compliment"
    r"|\bstaff\b|pay what|member|loyalty|\bnhs\b",
    re.I,
)
_IN_PARTS = re.compile(r"deposit|instal|part[- ]?pay|balance", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of the course that a file goes to; `today` is the day where it is held."""

    today: date
    zone: tzinfo
    currency: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class BabyOrder:
    """One baby in one order; `mark` tells its line from the others of any file.

    A baby that has no name yet has an empty one. `paid` is this baby's share of the `total` that was paid
    for the order's `sharing` babies, None where the file does not say; `discounted` where it tells why that
    may be less than the price. `ordered` has no time zone unless the file names one. `notes` say by which
    rules the row was read, and `questions` what has to be known first.
    """

    rows: tuple[int, ...]
    mark: str
    reference: str
    adults: tuple[Adult, ...]
    email: str
    phone: str
    baby_given_name: str
    baby_family_name: str
    born: date | None
    due: date | None
    status: Status
    ordered: datetime | None
    paid: Decimal | None
    free: bool
    photo: bool | None
    flags: tuple[tuple[FlagKind, str], ...]
    total: Decimal | None = None
    sharing: int = 1
    discounted: bool = False
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def given_name(self) -> str:
        """The first name of the adult who ordered."""
        return self.adults[0].given_name if self.adults else ""

    @property
    def family_name(self) -> str:
        """The last name of the adult who ordered."""
        return self.adults[0].family_name if self.adults else ""


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one order."""

    rows: tuple["_Row", ...]

    def entries(self, answers: Answers, target: Target) -> Iterator[BabyOrder]:
        tickets = max([len(self.rows), *(row.quantity for row in self.rows)])
        found: list[BabyOrder] = []
        for row in self.rows:
            for entry in row.entries(tickets):
                _merge(found, entry)
        if len(found) > 1 and any(entry.baby_given_name for entry in found) and len(self.rows) > 1:
            # Some sites ask the questions of an order once, on its first row only.
            found = [entry for entry in found if entry.baby_given_name or entry.born or entry.due] or found
        self._ask_places(found, answers)
        yield from self._with_money(found, answers, target)

    def _ask_places(self, found: list[BabyOrder], answers: Answers) -> None:
        """Ask where more places were booked than babies are named."""
        places = max(row.quantity for row in self.rows)
        if not 1 < places <= 4 or len(found) >= places or not found or found[0].questions:
            return
        first = found[0]
        key = key_of(Scope.ROW, first.mark, "places")
        if answers.get(key) == "more":
            extra = (replace(first, mark=f"{first.mark}+{number}", baby_given_name="", baby_family_name="")
                     for number in range(places - len(found)))  # fmt: skip
            found += extra
        elif key not in answers:
            told = translate("Questions", "{places} places were booked. How many babies are coming?")
            as_named, more = str(len(found)), str(places)
            likely = (Likely("named", as_named), Likely("more", more))
            found[0] = _asking(first, Question(key, told.format(places=places), likely))

    def _with_money(self, found: list[BabyOrder], answers: Answers, target: Target) -> Iterator[BabyOrder]:
        monies = [row.money for row in self.rows]
        totals = [money.paid for money in monies if money.paid is not None]
        asked = tuple(question for money in monies for question in money.questions)
        notes = tuple(note for money in monies for note in money.notes)
        if asked or notes:
            found = [replace(_asking(entry, *asked), notes=(*entry.notes, *notes)) for entry in found]
        if not totals or not found:
            yield from found
            return
        total = sum(totals, Decimal())
        babies = len(found)
        if len(totals) > 1 and len(set(totals)) == 1 and totals[0]:
            # Either each row has its own price, or the site repeats the total of the order on each.
            each = answers.get(ORDER_TOTAL)
            if babies == 1 or any(row.quantity > 1 for row in self.rows):
                each = ORDER
            if each != EACH:
                total = totals[0]
            if each is None:
                found = [_asking(entry, _total_question(totals[0], target)) for entry in found]
        for entry, share in zip(found, shares(total, babies, target.currency), strict=True):
            yield _edited_money(replace(entry, paid=share, total=total, sharing=babies), answers, target)


@dataclass(slots=True)
class ReadBefore:
    """What was read of a table, so that an answer has only those orders read anew that ask for it.

    `orders` has each order by the numbers of its rows, with what was answered to all that it asks for.
    """

    about: object = None
    days: DayColumns | None = None
    orders: dict[tuple[int, ...], tuple[dict[str, str | None], tuple[BabyOrder, ...]]] = field(
        default_factory=dict
    )


def read_orders(
    table: Table,
    columns: Columns,
    answers: Answers,
    target: Target,
    event: str = "",
    before: ReadBefore | None = None,
) -> tuple[BabyOrder, ...]:
    """Return the babies of each order of a table; of several events only those of `event`.

    What was read `before` of the same table is taken from there where no answer to it has changed.

    Raises:
        KnownError: there are more bookings than any course has.
    """
    before = before or ReadBefore()
    rows = [(number, row) for number, row in enumerate(table.rows, start=table.first_row) if row]
    held = columns.of(Meaning.EVENT)
    if event and held:
        rows = [(number, row) for number, row in rows if clean(row[held[0].index]) == event]
    if len(rows) > MOST_BOOKINGS:
        raise KnownError(
            "This is a list of more than {most:,} bookings.",
            "Choose one of its events, or export fewer bookings at a time.",
            most=MOST_BOOKINGS,
        )
    about = (table, columns, target, event)
    if before.days is None or before.about != about:
        before.about, before.orders = about, {}
        before.days = DayColumns([row for _, row in rows], columns, target.today, target.zone)
    orders: dict[tuple[str, int], list[tuple[int, tuple[str, ...]]]] = {}
    for number, cells in rows:
        reference = first_text(cells, columns, Meaning.REFERENCE)
        orders.setdefault((reference, 0 if reference else number), []).append((number, cells))
    found: list[BabyOrder] = []
    for (reference, _), order in orders.items():
        key = tuple(number for number, _ in order)
        asked, entries = before.orders.get(key, ({}, ()))
        if not entries or any(answers.get(one) != answer for one, answer in asked.items()):
            noting = NotedAnswers(answers)
            group = _Group(
                tuple(
                    _Row(
                        number,
                        cells,
                        reference,
                        columns,
                        before.days,
                        noting,
                        target,
                        ragged=number in table.ragged,
                    )
                    for number, cells in order
                )
            )
            entries = tuple(group.entries(noting, target))
            before.orders[key] = noting.asked, entries
        found += entries
    return tuple(found)


def events_in(table: Table, columns: Columns) -> tuple[str, ...]:
    """Return the names of all the events in a table, in its order."""
    held = columns.of(Meaning.EVENT)
    if not held:
        return ()
    column = held[0].index
    return tuple(dict.fromkeys(event for row in table.rows if row and (event := clean(row[column]))))


def first_text(cells: tuple[str, ...], columns: Columns, meaning: Meaning) -> str:
    """Return what stands in the first column of a meaning that is not empty."""
    texts = (clean(cells[column.index]) for column in columns.of(meaning))
    return next((text for text in texts if text), "")


class _Row:
    """One row, read by the meanings of its columns."""

    def __init__(
        self,
        number: int,
        cells: tuple[str, ...],
        reference: str,
        columns: Columns,
        days: DayColumns,
        answers: Answers,
        target: Target,
        *,
        ragged: bool,
    ) -> None:
        self.number, self.cells, self.columns, self.days = number, cells, columns, days
        self.answers, self.target = answers, target
        self.mark = row_mark(cells)
        self.reference = reference
        self.questions: list[Question] = []
        self.notes: list[str] = []
        quantity = first_text(cells, columns, Meaning.QUANTITY)
        self.quantity = int(quantity) if re.fullmatch(r"\d", quantity) else 1
        self.status = self._status(ragged)
        texts = [self.cells[column.index] for column in columns.of(Meaning.STATUS)]
        if self.status in (Status.CANCELLED, Status.LEFT_OUT):
            self.money = RowMoney()
        else:
            self.money = row_money(
                self.cells, columns, texts, answers, target.currency, target.price, self.mark
            )
            if self.money.given_up:
                self.status = Status.CANCELLED

    def entries(self, tickets: int) -> Iterator[BabyOrder]:
        adults, about_adults = adults_of(self.cells, self.columns, self.answers)
        self.questions += about_adults
        email, telephone = self._contact(adults)
        babies = read_babies(
            self.cells,
            self.columns,
            self.days,
            self.answers,
            self.mark,
            tickets,
            [one.family_name for one in adults],
        )
        flags, photo = tuple(self._flags()), self._photo()
        ordered = self._ordered()
        ticket = " ".join(clean(self.cells[c.index]) for c in self.columns.of(Meaning.TICKET, Meaning.STATUS))
        for number, baby in enumerate(babies):
            entry = BabyOrder(
                rows=(self.number,),
                mark=f"{self.mark}.{number}",
                reference=self.reference,
                adults=adults,
                email=email,
                phone=telephone,
                baby_given_name=baby.given_name,
                baby_family_name=baby.family_name,
                born=baby.born,
                due=baby.due,
                status=self.status,
                ordered=ordered,
                paid=None,
                free="free" in ticket.casefold(),
                photo=photo,
                flags=(*flags, *baby.flags),
                discounted=self._discounted(ticket),
                notes=(*self.notes, *baby.notes),
                questions=(*self.questions, *baby.questions),
            )
            yield _edited(entry, self.answers, self.target)

    def _status(self, ragged: bool) -> Status:
        """Return what all the columns that tell of the place say together; none wins by standing first."""
        found = set()
        for column in self.columns.of(Meaning.STATUS, Meaning.CANCELLED):
            text = self.cells[column.index]
            said = status_of(column, text, self.answers)
            if isinstance(said, Question):
                self.questions.append(said)
            elif said is not None:
                found.add(said)
                if said is Status.CANCELLED and clean(text).casefold() == "checkout":
                    self.notes.append(translate("Questions", "an unfinished booking"))
        if ragged:
            key = key_of(Scope.ROW, self.mark, "ragged")
            if key not in self.answers:
                words = translate(
                    "Questions", "This row has more cells than there are titles. Is it read right?"
                )
                likely = (
                    Likely("right", translate("Questions", "It is right")),
                    Likely(Status.LEFT_OUT, translate("Questions", "Leave it out")),
                )
                self.questions.append(Question(key, words, likely))
            elif self.answers[key] == Status.LEFT_OUT:
                return Status.LEFT_OUT
        order = (Status.LEFT_OUT, Status.CANCELLED, Status.WAITING, Status.COMING)
        return next((status for status in order if status in found), Status.COMING)

    def _contact(self, adults: tuple[Adult, ...]) -> tuple[str, str]:
        """Return the email and the telephone of the adult who ordered, else of whom else one is given."""
        role = adults[0].role if adults else ""
        columns = self.columns.of(Meaning.EMAIL, Meaning.PHONE)
        inside = sorted(columns, key=lambda column: (column.role != role, column.role == "second"))
        email = telephone = ""
        for column in inside:
            text = clean(self.cells[column.index])
            if column.meaning is Meaning.EMAIL:
                email = email or (text if "@" in text else "")
            elif is_spoilt(text):
                self.notes.append(translate("Questions", "the telephone was spoilt by a spreadsheet"))
            elif not gives_nothing(text):
                telephone = telephone or phone(text)
        return email, telephone

    def _photo(self) -> bool | None:
        """Return the answer about photos; of several questions one no is a no."""
        said = {yes_or_no(clean(self.cells[column.index])) for column in self.columns.of(Meaning.PHOTO)}
        return False if False in said else True if True in said else None

    def _flags(self) -> Iterator[tuple[FlagKind, str]]:
        for column in self.columns.of(Meaning.HEALTH):
            text = self.cells[column.index]
            flag = health_flag(text, column.title)
            if flag is None:
                continue
            key = key_of(Scope.ROW, f"{self.mark} {column.index}", "health")
            if may_be_nothing(text):
                if key not in self.answers:
                    words = translate("Questions", "Is “{words}” something to know before touching?")
                    likely = (
                        Likely("keep", translate("Questions", "Yes, keep it")),
                        Likely("nothing", translate("Questions", "No, there is nothing")),
                    )
                    self.questions.append(Question(key, words.format(words=clean(text)), likely))
                elif self.answers[key] == "nothing":
                    continue
            yield flag

    def _ordered(self) -> datetime | None:
        for column in self.columns.of(Meaning.ORDERED):
            text = clean(self.cells[column.index])
            if gives_nothing(text):
                continue
            found = self.days.read(column, text, self.answers)
            if found.moment is None or found.no_time:
                self.notes.append(translate("Questions", "the time of the order cannot be read"))
            if found.moment is not None:
                return found.moment
        return None

    def _discounted(self, ticket: str) -> bool:
        """Tell whether the row says why less than the price may have been paid."""
        if _IN_PARTS.search(ticket):
            return False
        codes = [self.cells[column.index] for column in self.columns.of(Meaning.DISCOUNT)]
        given = any(not gives_nothing(code) and amount(code) != 0 for code in codes)
        return given or _DISCOUNT.search(ticket) is not None


def _edited(entry: BabyOrder, answers: Answers, target: Target) -> BabyOrder:
    """Return an entry with what was answered or changed on its line."""

    def said(topic: str) -> str | None:
        return answers.get(cell_key(entry.mark, topic))

    if (name := said("baby")) is not None:
        given, family = parted(clean(name))
        entry = replace(entry, baby_given_name=given, baby_family_name=family)
    if (carer := said("carer")) is not None and clean(carer):
        given, family = parted(without_title(carer))
        entry = replace(entry, adults=(Adult(given, family), *entry.adults[1:]))
    if (day := said("born")) is not None:
        born = None if day == NO_DAY else date.fromisoformat(day)
        future = born is not None and born > target.today
        entry = replace(entry, born=None if future else born, due=born if future else entry.due)
    if (status := said("status")) is not None:
        word = f"{Scope.WORD}:"
        left = tuple(question for question in entry.questions if not question.key.startswith(word))
        entry = replace(entry, status=Status(status), questions=left)
    if not entry.adults:
        words = translate("Questions", "Who brings this baby?")
        entry = _asking(entry, Question(cell_key(entry.mark, "carer"), words, (), "text"))
    return entry


def _edited_money(entry: BabyOrder, answers: Answers, target: Target) -> BabyOrder:
    paid = amount(answers.get(cell_key(entry.mark, "paid"), ""), target.currency)
    return entry if paid is None or paid < 0 else replace(entry, paid=paid, total=paid, sharing=1)


def _total_question(total: Decimal, target: Target) -> Question:
    """Return the question whether an amount that stands on each row of an order is for one or for all."""
    words = translate("Questions", "Each row of an order says {money}. What did two babies come to?")
    one, both = worded(total, target.currency), worded(total * 2, target.currency)
    likely = (Likely(ORDER, one), Likely(EACH, both))
    if total <= target.price:
        likely = likely[::-1]
    return Question(ORDER_TOTAL, words.format(money=one), likely)


def _asking(entry: BabyOrder, *questions: Question) -> BabyOrder:
    known = {question.key for question in entry.questions}
    return replace(entry, questions=(*entry.questions, *(one for one in questions if one.key not in known)))


def _merge(found: list[BabyOrder], entry: BabyOrder) -> None:
    """Add a baby to an order, or fold it into the same baby of an earlier row."""
    for place, other in enumerate(found):
        same_name = entry.baby_given_name.casefold() == other.baby_given_name.casefold()
        same_adult = entry.adults[:1] == other.adults[:1] or not entry.adults
        if not same_name or not same_adult or (entry.born and other.born and entry.born != other.born):
            continue
        first = other if other.status is not Status.CANCELLED or entry.status is Status.CANCELLED else entry
        found[place] = replace(
            first,
            rows=(*other.rows, *(row for row in entry.rows if row not in other.rows)),
            born=other.born or entry.born,
            due=other.due or entry.due,
            photo=other.photo if other.photo is not None else entry.photo,
            flags=tuple(dict.fromkeys((*other.flags, *entry.flags))),
            notes=tuple(dict.fromkeys((*other.notes, *entry.notes))),
            questions=_asking(other, *entry.questions).questions,
        )
        return
    found.append(entry)
