"""Compares a file with what the studio knows, and plans what an import would write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import HOLDS_A_PLACE, PriceKind
from massage_studio.exchange.answers import phone, phone_key
from massage_studio.exchange.charges import (
    NO_PAYMENT_DELTA,
    KnownBooking,
    PaymentDelta,
    Prices,
    payment_delta,
    price_of,
)
from massage_studio.exchange.entries import BabyOrder, Bookings
from massage_studio.exchange.views import Difference, ImportLine, Kind
from massage_studio.families.names import full
from massage_studio.families.restrictions import restricted
from massage_studio.families.views import BabyView, CarerView, FamilyView, FlagKind
from massage_studio.store.ids import new_id

LIVE = ("enquiry", "waiting", "offered", "booked")


@dataclass(frozen=True, slots=True)
class Known:
    """What the studio knows that concerns a file; flags include those that ended, `free` counts places.

    Birth and due dates before `earliest` or after `latest` are a long way from today.
    """

    families: tuple[FamilyView, ...]
    bookings: tuple[KnownBooking, ...]
    free: int
    prices: Prices
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class ImportStep:
    """What an import writes for one baby of one order, and the line that tells it."""

    line: ImportLine
    entry: BabyOrder
    family_id: UUID | None = None
    new_family: bool = False
    carer: CarerView | None = None
    carer_write: Literal["", "add", "change"] = ""
    baby: BabyView | None = None
    baby_write: Literal["", "add", "change"] = ""
    flags: tuple[tuple[FlagKind, str], ...] = ()
    photo: bool | None = None
    booking_id: UUID | None = None
    place: Literal["", "book", "cancel"] = ""
    price: Decimal | None = None
    price_kind: PriceKind = "full"
    money: PaymentDelta = NO_PAYMENT_DELTA


@dataclass(slots=True, eq=False)
class _Home:
    """A family as it stands in the middle of an import."""

    id: UUID
    known: bool
    carers: list[CarerView] = field(default_factory=list)
    babies: list[BabyView] = field(default_factory=list)
    photo: bool | None = None
    flags: set[tuple[UUID, str, str]] = field(default_factory=set)


def plan(parsed: Bookings, known: Known) -> tuple[ImportStep, ...]:
    """Return what an import would write, in the order in which it must be written.

    Places that are given up come first; then whoever ordered first is served first.
    """
    planner = _Planner(known)
    cancelled = [entry for entry in parsed.entries if entry.cancelled]
    coming = [entry for entry in parsed.entries if not entry.cancelled]
    if all(entry.ordered for entry in coming):
        coming.sort(key=lambda entry: entry.ordered.isoformat() if entry.ordered else "")
    return (*map(planner.plan_cancellation, cancelled), *map(planner.plan_arrival, coming))


class _Planner:
    """Keeps the state of the studio as the steps before have left it."""

    def __init__(self, known: Known) -> None:
        self.homes: dict[UUID, _Home] = {}
        self.by_contact: dict[str, list[_Home]] = {}
        self.bookings: dict[UUID, KnownBooking] = {}
        self.known = known
        self.of_baby: dict[UUID, list[UUID]] = {}
        self.of_family: dict[UUID, list[UUID]] = {}
        self.of_order: dict[str, list[UUID]] = {}
        for booking in known.bookings:
            self._keep(booking)
        self.free = known.free
        for view in known.families:
            home = _Home(view.id, True, list(view.carers), list(view.babies))
            home.photo = next((answer.given for answer in view.consents if answer.kind == "photo"), None)
            home.flags = {(baby.id, flag.kind, flag.what) for baby in view.babies for flag in baby.flags}
            self.homes[home.id] = home
            for carer in view.carers:
                self._index(home, carer.email, carer.phone)

    def plan_cancellation(self, entry: BabyOrder) -> ImportStep:
        """Plan what a cancelled row means: its own booking is given up, nobody is added."""
        for booking in self._ordered(entry):
            home = self.homes[booking.family_id]
            baby = next((baby for baby in home.babies if _same_baby(entry, baby)), self._renamed(home, entry))
            if booking.status in LIVE and baby and baby.id == booking.baby_id:
                self.free += booking.status in ("booked", "offered")
                self._keep(replace(booking, status="cancelled"))
                line = _line("cancelled", entry, True, ("place given up",))
                return ImportStep(line, entry, booking_id=booking.id, place="cancel")
        return ImportStep(_line("cancelled", entry, self._home(entry) is not None), entry)

    def plan_arrival(self, entry: BabyOrder) -> ImportStep:
        """Plan the place of a baby that a row brings."""
        home = self._home(entry)
        new_family = home is None
        if home is None:
            home = _Home(new_id(), False)
            self.homes[home.id] = home
        differs: list[Difference] = []
        carer, carer_write = self._carer(home, entry, differs)
        baby, baby_write = self._baby(home, entry, differs)
        flags = tuple(flag for flag in entry.flags if (baby.id, *flag) not in home.flags)
        home.flags |= {(baby.id, *flag) for flag in flags}
        if flags and home.known:
            differs.append("health")
        # Asked again in the studio, an answer there is newer than the one in the file.
        photo = entry.photo if home.photo is None else None
        if photo is not None:
            home.photo = photo
            if home.known:
                differs.append("photo answer")
        step = self._place(home, entry, baby, differs)
        return replace(
            step,
            family_id=home.id,
            new_family=new_family,
            carer=carer,
            carer_write=carer_write,
            baby=baby,
            baby_write=baby_write,
            flags=flags,
            photo=photo,
        )

    def _place(self, home: _Home, entry: BabyOrder, baby: BabyView, differs: list[Difference]) -> ImportStep:
        of_baby = [self.bookings[key] for key in self.of_baby.get(baby.id, ())]
        live = next((booking for booking in of_baby if booking.status in LIVE), None)
        ended = next((booking for booking in of_baby if booking in self._ordered(entry)), None)
        if live is not None:
            money = payment_delta(entry, live)
            if money.pay:
                self._keep(money.kept_on(live))
                differs.append("payment")
            kind: Kind = "changed" if differs else "duplicate"
            line = self._told(_line(kind, entry, home.known, differs), entry, live, money)
            return ImportStep(line, entry, booking_id=live.id, money=money)
        if ended is not None:
            # Cancelled by hand or by an earlier file: only the instructor takes that back.
            kind = "changed" if differs else "duplicate"
            if ended.status == "cancelled":
                differs.append("cancelled in the studio")
            elif ended.status == "moved":
                differs.append("moved in the studio")
            return ImportStep(_line(kind, entry, home.known, differs), entry)
        price, price_kind = price_of(entry, self.known.prices, sibling=self._has_sibling(home, baby))
        kind = "new" if self.free > 0 else "full"
        booking = KnownBooking(
            id=new_id(),
            baby_id=baby.id,
            family_id=home.id,
            reference=entry.reference,
            of_source=True,
            status="booked" if kind == "new" else "waiting",
            price=price,
            paid=Decimal(),
        )
        self.free -= kind == "new"
        money = PaymentDelta(pay=entry.paid or Decimal())
        self._keep(money.kept_on(booking))
        line = self._told(_line(kind, entry, home.known, differs), entry, booking, money)
        return ImportStep(
            line,
            entry,
            booking_id=booking.id,
            place="book",
            price=price,
            price_kind=price_kind,
            money=money,
        )

    def _has_sibling(self, home: _Home, baby: BabyView) -> bool:
        """Tell whether a brother or sister holds a place on the course."""
        of_family = (self.bookings[key] for key in self.of_family.get(home.id, ()))
        return any(one.baby_id != baby.id and one.status in HOLDS_A_PLACE for one in of_family)

    def _told(
        self, line: ImportLine, entry: BabyOrder, before: KnownBooking, money: PaymentDelta
    ) -> ImportLine:
        """Return the line with its money, and with what should be looked at."""
        after = money.kept_on(before)
        known = self.known
        new = line.kind in ("new", "full") and entry.paid is not None
        return replace(
            line,
            paid=money.pay if new or money.pay else None,
            owing=max(Decimal(), after.price - after.paid) if money.pay else Decimal(),
            elsewhere=money.left,
            currency=known.prices.currency,
            far=any(day and not known.earliest <= day <= known.latest for day in (entry.born, entry.due)),
        )

    def _keep(self, booking: KnownBooking) -> None:
        """Take note of a booking as it now stands."""
        if booking.id not in self.bookings:
            self.of_baby.setdefault(booking.baby_id, []).append(booking.id)
            self.of_family.setdefault(booking.family_id, []).append(booking.id)
            if booking.reference and booking.of_source:
                self.of_order.setdefault(booking.reference, []).append(booking.id)
        self.bookings[booking.id] = booking

    def _ordered(self, entry: BabyOrder) -> list[KnownBooking]:
        """Return the bookings that came with the same order of the same booking site."""
        return [self.bookings[key] for key in self.of_order.get(entry.reference, ())]

    def _home(self, entry: BabyOrder) -> _Home | None:
        """Return the family that an entry belongs to, by contact or order and by a name in it."""
        near = [
            *self.by_contact.get(entry.email.casefold(), ()),
            *self.by_contact.get(phone_key(entry.phone), ()),
        ]
        near += [self.homes[booking.family_id] for booking in self._ordered(entry)]
        tests: tuple[Callable[[_Home], bool], ...] = (
            lambda home: any(_same_carer(entry, carer) for carer in home.carers),
            lambda home: any(
                _same_baby(entry, baby) and entry.born == baby.birth_date for baby in home.babies
            ),
        )
        return next((home for test in tests for home in near if test(home)), None)

    def _carer(
        self, home: _Home, entry: BabyOrder, differs: list[Difference]
    ) -> tuple[CarerView, Literal["", "add", "change"]]:
        old = next((carer for carer in home.carers if _same_carer(entry, carer)), None)
        self._index(home, entry.email, entry.phone)
        if old is None:
            carer = CarerView(
                id=new_id(),
                given_name=entry.given_name,
                family_name=entry.family_name,
                name=full(entry.given_name, entry.family_name),
                relationship="",
                email=entry.email,
                phone=entry.phone,
                language="",
                contact_restriction=self._restriction(home, entry),
            )
            if home.carers:
                differs.append("another adult")
            home.carers.append(carer)
            return carer, "add"
        new = old
        if entry.phone and phone(old.phone) != entry.phone:
            new = replace(new, phone=entry.phone)
            differs.append("phone")
        if entry.email and old.email.casefold() != entry.email.casefold():
            new = replace(new, email=entry.email)
            differs.append("email")
        home.carers[home.carers.index(old)] = new
        return new, "" if new == old else "change"

    @staticmethod
    def _restriction(home: _Home, entry: BabyOrder) -> str:
        """Return the contact restriction of a new adult who is reached as one under it is."""
        number = phone_key(entry.phone)
        reached = (
            carer.contact_restriction
            for carer in restricted(home.carers)
            if (entry.email and carer.email.casefold() == entry.email.casefold())
            or (number and phone_key(carer.phone) == number)
        )
        return next(reached, "")

    def _baby(
        self, home: _Home, entry: BabyOrder, differs: list[Difference]
    ) -> tuple[BabyView, Literal["", "add", "change"]]:
        old = next((baby for baby in home.babies if _same_baby(entry, baby)), None) or self._renamed(
            home, entry
        )
        if old is None:
            baby = BabyView(
                id=new_id(),
                family_id=home.id,
                given_name=entry.baby_given_name,
                family_name=entry.baby_family_name or entry.family_name,
                name=_baby_name(entry),
                birth_date=entry.born,
                due_date=entry.due,
                age=None,
                flags=(),
            )
            home.babies.append(baby)
            return baby, "add"
        new = old
        if not _same_baby(entry, old):
            new = replace(new, given_name=entry.baby_given_name)
            differs.append("baby's name")
        if entry.born and entry.born != old.birth_date:
            new = replace(new, birth_date=entry.born)
            differs.append("birth date")
        if entry.due and entry.due != old.due_date:
            new = replace(new, due_date=entry.due)
            differs.append("due date")
        home.babies[home.babies.index(old)] = new
        return new, "" if new == old else "change"

    def _renamed(self, home: _Home, entry: BabyOrder) -> BabyView | None:
        """Return the only baby of the same order and birth date: its name was mended on the site."""
        if entry.born is None:
            return None
        booked = {booking.baby_id for booking in self._ordered(entry)}
        born = [baby for baby in home.babies if baby.id in booked and baby.birth_date == entry.born]
        return born[0] if len(born) == len(booked) == 1 and home.known else None

    def _index(self, home: _Home, email: str, number: str) -> None:
        for key in (email.casefold(), phone_key(number)):
            if key and home not in self.by_contact.setdefault(key, []):
                self.by_contact[key].append(home)


def _same_carer(entry: BabyOrder, carer: CarerView) -> bool:
    return (entry.given_name.casefold(), entry.family_name.casefold()) == (
        carer.given_name.casefold(),
        carer.family_name.casefold(),
    )


def _same_baby(entry: BabyOrder, baby: BabyView) -> bool:
    """Tell whether the names agree; a family name that one side leaves out is no difference."""
    here, there = entry.baby_family_name.casefold(), baby.family_name.casefold()
    if entry.baby_given_name.casefold() == baby.given_name.casefold():
        return not here or not there or here == there
    return full(entry.baby_given_name, entry.baby_family_name).casefold() == baby.name.casefold()


def _baby_name(entry: BabyOrder) -> str:
    """Return a new baby's whole name; one without a family name of its own gets the carer's."""
    return full(entry.baby_given_name, entry.baby_family_name or entry.family_name)


def _line(kind: Kind, entry: BabyOrder, known: bool, differs: Iterable[Difference] = ()) -> ImportLine:
    return ImportLine(
        kind=kind,
        rows=entry.rows,
        carer=full(entry.given_name, entry.family_name),
        baby=_baby_name(entry),
        reference=entry.reference,
        family_known=known,
        differs=tuple(differs),
        born=entry.born,
        household=(
            entry.email or entry.phone or entry.reference or full(entry.given_name, entry.family_name)
        ).casefold(),
    )
