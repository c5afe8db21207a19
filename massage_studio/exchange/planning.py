"""Plans what an import would write: places, people and money, in the order in which they must be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Literal
from uuid import UUID

from massage_studio.bookings.prices import worded
from massage_studio.bookings.views import HOLDS_A_PLACE, PriceKind
from massage_studio.exchange.cells import phone_key
from massage_studio.exchange.charges import (
    NO_PAYMENT_DELTA,
    KnownBooking,
    PaymentDelta,
    Prices,
    payment_delta,
    price_of,
)
from massage_studio.exchange.differences import baby_differences, carer_differences
from massage_studio.exchange.orders import BabyOrder
from massage_studio.exchange.people import (
    ANOTHER,
    LIVE,
    Found,
    Home,
    Homes,
    baby_name,
    find_people,
    is_adult,
    same_name,
    unnamed,
)
from massage_studio.exchange.people_cells import Adult
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, Status, cell_key, days, key_of
from massage_studio.exchange.views import Difference, ImportLine, State
from massage_studio.families.names import full
from massage_studio.families.restrictions import restricted
from massage_studio.families.views import BabyView, CarerView, FamilyView, FlagKind
from massage_studio.language import translate
from massage_studio.store.ids import new_id

WAIT, PART = "wait", "part"
GIVE_UP, KEEP = "give up", "keep"


@dataclass(frozen=True, slots=True)
class Known:
    """What the studio knows that concerns a file; flags include those that ended, `free` counts places.

    Birth and due dates before `earliest` or after `latest` are a long way from today.
    """

    families: tuple[FamilyView, ...]
    bookings: tuple[KnownBooking, ...]
    free: int
    prices: Prices
    today: date
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class CarerWrite:
    """An adult who is added, or written anew where it is known."""

    carer: CarerView
    is_new: bool


@dataclass(frozen=True, slots=True)
class ImportStep:
    """What an import writes for one baby of one order, and the line that tells it."""

    line: ImportLine
    entry: BabyOrder
    family_id: UUID | None = None
    new_family: bool = False
    carer_id: UUID | None = None
    carers: tuple[CarerWrite, ...] = ()
    baby: BabyView | None = None
    baby_write: Literal["", "add", "change"] = ""
    flags: tuple[tuple[FlagKind, str], ...] = ()
    photo: bool | None = None
    booking_id: UUID | None = None
    place: Literal["", "book", "wait", "cancel"] = ""
    price: Decimal | None = None
    price_kind: PriceKind = "full"
    money: PaymentDelta = NO_PAYMENT_DELTA


def plan(entries: Sequence[BabyOrder], known: Known, answers: Answers) -> tuple[ImportStep, ...]:
    """Return what an import would write; a line with an open question writes nothing.

    Places that are given up come first; then whoever ordered first is served first, with all the babies of
    one order together.
    """
    planner = _Planner(known, answers)
    groups: dict[str, list[BabyOrder]] = {}
    for entry in entries:
        groups.setdefault(entry.reference or entry.mark.partition(".")[0], []).append(entry)
    steps = [planner.over(entry) for group in groups.values() for entry in group if _is_over(entry)]
    split = (([entry for entry in group if not _is_over(entry)], group) for group in groups.values())
    coming = [(entries, group) for entries, group in split if entries]
    if all(entry.ordered for entries, _ in coming for entry in entries):
        coming.sort(key=lambda order: min(one.ordered.isoformat() for one in order[1] if one.ordered))
    for entries, group in coming:
        steps += planner.order(entries, group)
    return tuple(steps)


def _is_over(entry: BabyOrder) -> bool:
    """Tell whether a line takes no place, whatever else is asked of its row."""
    words = any(question.scope is Scope.WORD for question in entry.questions)
    return entry.status in (Status.CANCELLED, Status.LEFT_OUT) and not words


class _Planner:
    """Keeps the state of the studio as the steps before have left it."""

    def __init__(self, known: Known, answers: Answers) -> None:
        self.homes, self.answers = Homes(known.families), answers
        self.known, self.free, self._all_wait = known, known.free, False
        self.bookings: dict[UUID, KnownBooking] = {}
        self.of_baby: dict[UUID, list[UUID]] = {}
        self.of_family: dict[UUID, list[UUID]] = {}
        self.of_order: dict[str, list[UUID]] = {}
        for booking in known.bookings:
            self._keep(booking)

    def over(self, entry: BabyOrder) -> ImportStep:
        """Plan what a cancelled row means: its own booking is given up, nobody is added."""
        if entry.status is Status.LEFT_OUT:
            return ImportStep(_line("left out", entry, known=False), entry)
        bare = replace(entry, questions=())
        [found] = find_people([bare], self._ordered(bare), self.homes, self.answers)
        asked = self._who_is_cancelled(entry, found)
        if asked:
            return self._open(found, asked)
        for booking in self._ordered(entry):
            if booking.status in LIVE and found.baby is not None and found.baby.id == booking.baby_id:
                return self._given_up(bare, booking)
        of_baby = [self.bookings[key] for key in self.of_baby.get(found.baby.id, ())] if found.baby else []
        live = next((booking for booking in of_baby if booking.status in LIVE), None)
        line = _line("cancelled", bare, known=found.home is not None)
        if live is None:
            return ImportStep(line, bare)
        if live.of_source and not live.reference and not entry.reference:
            return self._given_up(bare, live)
        # It was booked otherwise, and may not be what was cancelled.
        note = translate("Questions", "a place that was booked otherwise is kept")
        return ImportStep(replace(line, notes=(*line.notes, note)), bare)

    def _who_is_cancelled(self, entry: BabyOrder, found: Found) -> tuple[Question, ...]:
        """Return what has to be asked before a cancelled row of a known family gives up a place, or none."""
        if found.home is None or found.entry.questions:
            return found.entry.questions
        several = tuple(one for one in entry.questions if one.key.startswith(f"{Scope.ROW}:babies:"))
        key = cell_key(entry.mark, "same")
        if several or found.baby is not None or key in self.answers:
            return several
        of_family = [self.bookings[one] for one in self.of_family.get(found.home.id, ())]
        here = {one.baby_id for one in of_family if one.of_source and one.status in LIVE}
        likely = [Likely(str(one.id), one.name) for one in found.home.babies if one.id in here]
        if not likely:
            return ()
        words = translate("Questions", "{baby} is cancelled in the file. Which baby is that?")
        no = Likely(ANOTHER, translate("Questions", "Another baby"))
        return (Question(key, words.format(baby=baby_name(entry)), (*likely, no)),)

    def order(self, entries: list[BabyOrder], whole: Sequence[BabyOrder]) -> list[ImportStep]:
        """Plan the places of the babies of one order: all of them, or none while something is asked."""
        ordered = self._ordered(entries[0])
        found = find_people(entries, ordered, self.homes, self.answers)
        found = [replace(one, entry=self._settled(one)) for one in found]
        gone, asked = self._gone(found, whole, ordered)
        asked += self._together(found)
        questions = _unique([*(question for one in found for question in one.entry.questions), *asked])
        if questions:
            return [self._open(one, questions) for one in found]
        self._all_wait = any(self.answers.get(_together_key(one)) == WAIT for one in found)
        steps = [self._given_up(entries[0], booking) for booking in gone]
        made: dict[tuple[Adult, ...], Home] = {}
        for one in found:
            home = one.home or made.get(one.entry.adults)
            if home is None:
                home = made[one.entry.adults] = Home(new_id(), False)
                self.homes.add(home)
            steps.append(self._arrival(one, home))
        return steps

    def _settled(self, one: Found) -> BabyOrder:
        """Return an entry without what the studio knows the answer to, and with what odd dates ask."""
        entry, baby = one.entry, one.baby
        day_key = cell_key(entry.mark, "born")
        if baby is not None and (baby.birth_date or baby.due_date):
            entry = replace(entry, questions=tuple(one for one in entry.questions if one.key != day_key))
        if baby is not None and baby.birth_date == entry.born and baby.due_date in (entry.due, None):
            return entry
        odd = next((day for day in (entry.born, entry.due) if day and not self._is_near(day)), None)
        if odd is not None and day_key not in self.answers:
            words = translate("Questions", "{baby} is born or due on a day far from today. Which is it?")
            years = (
                odd.replace(day=min(odd.day, 28), year=self.known.today.year - back) for back in (0, 1, -1)
            )
            near = [day + (odd - odd.replace(day=min(odd.day, 28))) for day in years if self._is_near(day)]
            likely = days((*sorted(near, key=lambda day: day > self.known.today), odd))
            question = Question(day_key, words.format(baby=baby_name(entry)), likely, "date")
            entry = replace(entry, questions=(*entry.questions, question))
        return entry

    def _is_near(self, day: date) -> bool:
        return self.known.earliest <= day <= self.known.latest

    def _gone(
        self, found: Sequence[Found], whole: Sequence[BabyOrder], ordered: Sequence[KnownBooking]
    ) -> tuple[list[KnownBooking], list[Question]]:
        """Return the bookings of an order that its rows name no more: those given up, and what is asked."""
        here = {one.baby.id for one in found if one.baby is not None}
        open_babies = any(one.baby is None and one.entry.questions for one in found)
        gone: list[KnownBooking] = []
        asked: list[Question] = []
        for booking in ordered:
            home = self.homes.by_id.get(booking.family_id)
            baby = next((one for one in home.babies if one.id == booking.baby_id), None) if home else None
            if booking.status not in LIVE or booking.baby_id in here or baby is None or open_babies:
                continue
            if any(one.status is Status.LEFT_OUT and same_name(one, baby) for one in whole):
                continue
            mark = sha256(f"{whole[0].reference} {booking.baby_id}".encode()).hexdigest()[:12]
            key = key_of(Scope.ROW, mark, "gone")
            if key not in self.answers:
                words = translate(
                    "Questions", "{baby} was booked with this order, and the file names the baby no more."
                )
                likely = (
                    Likely(KEEP, translate("Questions", "Keep the place")),
                    Likely(GIVE_UP, translate("Questions", "The place is given up")),
                )
                asked.append(Question(key, words.format(baby=baby.name), likely))
            elif self.answers[key] == GIVE_UP:
                gone.append(booking)
        return gone, asked

    def _together(self, found: Sequence[Found]) -> list[Question]:
        """Ask where there is a place for one of the babies of an order and not for the others."""
        new = [one for one in found if one.entry.status is Status.COMING and not self._booked(one)]
        if not 0 < self.free < len(new):
            return []
        key = _together_key(new[0])
        if any(_together_key(one) in self.answers for one in found):
            return []
        words = translate("Questions", "There is not a place for each of {babies}.")
        names = ", ".join(baby_name(one.entry) for one in new)
        likely = (
            Likely(WAIT, translate("Questions", "All of them wait")),
            Likely(PART, translate("Questions", "Book as many as there are places")),
        )
        return [Question(key, words.format(babies=names), likely)]

    def _booked(self, one: Found) -> bool:
        of_baby = self.of_baby.get(one.baby.id, ()) if one.baby is not None else ()
        return bool(of_baby)

    def _open(self, one: Found, questions: tuple[Question, ...]) -> ImportStep:
        entry = replace(one.entry, questions=questions)
        line = _line("needs you", entry, known=one.home is not None)
        return ImportStep(replace(line, currency=self.known.prices.currency), entry)

    def _given_up(self, entry: BabyOrder, booking: KnownBooking) -> ImportStep:
        self.free += booking.status in ("booked", "offered")
        self._keep(replace(booking, status="cancelled"))
        line = _line("cancelled", entry, known=True)
        home = self.homes.by_id.get(booking.family_id)
        baby = (
            next((one.name for one in home.babies if one.id == booking.baby_id), line.baby)
            if home
            else line.baby
        )
        return ImportStep(
            replace(line, given_up=True, baby=baby), entry, booking_id=booking.id, place="cancel"
        )

    def _arrival(self, one: Found, home: Home) -> ImportStep:
        """Plan the place of a baby that a row brings."""
        entry, new_family = one.entry, not home.known and not home.carers
        differs: list[Difference] = []
        carer_id, carers = self._carers(home, entry, differs)
        baby, baby_write = self._baby(home, one, differs)
        flags = tuple(flag for flag in entry.flags if (baby.id, *flag) not in home.flags)
        home.flags |= {(baby.id, *flag) for flag in flags}
        if flags and home.known:
            differs.append(Difference("health", "", "; ".join(what for _, what in flags)))
        # Asked again in the studio, an answer there is newer than the one in the file.
        photo = entry.photo if home.photo is None else None
        if photo is not None:
            home.photo = photo
            if home.known:
                differs.append(Difference("photo answer", "", _yes_or_no(photo)))
        step = self._place(home, entry, baby, differs)
        return replace(
            step,
            family_id=home.id,
            new_family=new_family,
            carer_id=carer_id,
            carers=carers,
            baby=baby,
            baby_write=baby_write,
            flags=flags,
            photo=photo,
        )

    def _place(self, home: Home, entry: BabyOrder, baby: BabyView, differs: list[Difference]) -> ImportStep:
        of_baby = [self.bookings[key] for key in self.of_baby.get(baby.id, ())]
        live = next((booking for booking in of_baby if booking.status in LIVE), None)
        ended = next((booking for booking in of_baby if booking in self._ordered(entry)), None)
        if live is not None:
            money = payment_delta(entry, live)
            if money.pay:
                self._keep(money.kept_on(live))
                new = worded(money.pay, self.known.prices.currency)
                differs.append(Difference("payment", "", new))
            line = _line(_state(differs), entry, known=home.known, differs=differs)
            line = replace(line, notes=(*line.notes, *self._less(entry, live)))
            return ImportStep(self._told(line, live, money), entry, booking_id=live.id, money=money)
        if ended is not None:
            # Cancelled by hand or by an earlier file: only the instructor takes that back.
            line = _line(_state(differs), entry, known=home.known, differs=differs)
            notes = {
                "cancelled": translate("Questions", "cancelled here"),
                "moved": translate("Questions", "moved to another course"),
            }
            note = notes.get(ended.status, "")
            return ImportStep(replace(line, notes=(*line.notes, *((note,) if note else ()))), entry)
        return self._new_place(home, entry, baby, differs)

    def _new_place(
        self, home: Home, entry: BabyOrder, baby: BabyView, differs: list[Difference]
    ) -> ImportStep:
        price, price_kind = price_of(entry, self.known.prices, sibling=self._has_sibling(home, baby))
        put = self._all_wait or entry.status is Status.WAITING
        waits = put or self.free < 1
        booking = KnownBooking(
            id=new_id(),
            baby_id=baby.id,
            family_id=home.id,
            reference=entry.reference,
            of_source=True,
            status="waiting" if waits else "booked",
            price=price,
            paid=Decimal(),
        )
        self.free -= not waits
        money = PaymentDelta(pay=entry.paid or Decimal())
        self._keep(money.kept_on(booking))
        line = _line("ready", entry, known=home.known, differs=differs)
        line = replace(self._told(line, booking, money, told=entry.paid is not None), waits=waits)
        return ImportStep(
            line,
            entry,
            booking_id=booking.id,
            place="wait" if put else "book",
            price=price,
            price_kind=price_kind,
            money=money,
        )

    def _has_sibling(self, home: Home, baby: BabyView) -> bool:
        """Tell whether a brother or sister holds a place on the course."""
        of_family = (self.bookings[key] for key in self.of_family.get(home.id, ()))
        return any(one.baby_id != baby.id and one.status in HOLDS_A_PLACE for one in of_family)

    def _less(self, entry: BabyOrder, live: KnownBooking) -> tuple[str, ...]:
        """Return what is to be said where less was paid by now than the studio has kept of this order."""
        kept = live.kept.get("", Decimal())
        if entry.paid is None or entry.paid >= kept or live.reference != entry.reference:
            return ()
        words = translate("Questions", "the studio has kept {money}, and the file says {now}")
        currency = self.known.prices.currency
        return (words.format(money=worded(kept, currency), now=worded(entry.paid, currency)),)

    def _told(
        self, line: ImportLine, before: KnownBooking, money: PaymentDelta, *, told: bool = False
    ) -> ImportLine:
        """Return the line with its money, and with what should be looked at."""
        after = money.kept_on(before)
        return replace(
            line,
            paid=money.pay if money.pay or (line.state == "ready" and told) else None,
            owing=max(Decimal(), after.price - after.paid) if money.pay else Decimal(),
            elsewhere=money.left,
            currency=self.known.prices.currency,
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

    def _carers(
        self, home: Home, entry: BabyOrder, differs: list[Difference]
    ) -> tuple[UUID, tuple[CarerWrite, ...]]:
        """Return who of the home ordered, and the adults that are added or written anew."""
        writes: list[CarerWrite] = []
        first: UUID | None = None
        self.homes.reached_by(home, entry.email, entry.phone)
        for place, adult in enumerate(entry.adults):
            old = next((carer for carer in home.carers if is_adult(adult, carer)), None)
            if old is None:
                new = self._new_carer(home, entry, adult, first=place == 0)
                if home.known:
                    differs.append(Difference("another adult", "", new.name))
                home.carers.append(new)
                self.homes.called(home, new.name)
                writes.append(CarerWrite(new, is_new=True))
            elif place == 0:
                new, found = carer_differences(old, entry, self.answers)
                differs += found
                home.carers[home.carers.index(old)] = new
                if new != old:
                    writes.append(CarerWrite(new, is_new=False))
            else:
                new = old
            first = first or new.id
        assert first is not None
        return first, tuple(writes)

    @staticmethod
    def _new_carer(home: Home, entry: BabyOrder, adult: Adult, *, first: bool) -> CarerView:
        email, number = (entry.email, entry.phone) if first else ("", "")
        # An adult who is reached as one under a contact restriction is comes under it too.
        reached = (
            carer.contact_restriction
            for carer in restricted(home.carers)
            if (entry.email and carer.email.casefold() == entry.email.casefold())
            or (phone_key(entry.phone) and phone_key(carer.phone) == phone_key(entry.phone))
        )
        return CarerView(
            id=new_id(),
            given_name=adult.given_name,
            family_name=adult.family_name,
            name=full(adult.given_name, adult.family_name),
            relationship="",
            email=email,
            phone=number,
            language="",
            contact_restriction=next(reached, ""),
        )

    def _baby(
        self, home: Home, one: Found, differs: list[Difference]
    ) -> tuple[BabyView, Literal["", "add", "change"]]:
        entry, old = one.entry, one.baby
        if old is None:
            named = bool(entry.baby_given_name)
            baby = BabyView(
                id=new_id(),
                family_id=home.id,
                given_name=entry.baby_given_name if named else unnamed(entry),
                family_name=(entry.baby_family_name or entry.family_name) if named else "",
                name=baby_name(entry),
                birth_date=entry.born,
                due_date=entry.due,
                age=None,
                flags=(),
            )
            home.babies.append(baby)
            return baby, "add"
        new, found = baby_differences(old, entry, self.answers)
        differs += found
        home.babies[[baby.id for baby in home.babies].index(old.id)] = new
        return new, "" if new == old else "change"


def _together_key(one: Found) -> str:
    return key_of(Scope.ROW, one.entry.mark, "together")


def _state(differs: Iterable[Difference]) -> State:
    return "changed" if any(one.takes for one in differs) else "known"


def _yes_or_no(photo: bool) -> str:
    return translate("Questions", "yes") if photo else translate("Questions", "no")


def _unique(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple({question.key: question for question in questions}.values())


def _line(state: State, entry: BabyOrder, *, known: bool, differs: Iterable[Difference] = ()) -> ImportLine:
    carer = full(entry.given_name, entry.family_name)
    return ImportLine(
        state=state,
        rows=entry.rows,
        mark=entry.mark,
        carer=" · ".join(full(one.given_name, one.family_name) for one in entry.adults),
        baby=baby_name(entry),
        reference=entry.reference,
        family_known=known,
        status=entry.status,
        differs=tuple(differs),
        notes=entry.notes,
        questions=entry.questions,
        born=entry.born,
        due=entry.due,
        email=entry.email,
        phone=entry.phone,
        health=tuple(what for _, what in entry.flags),
        photo=entry.photo,
        household=(entry.email or entry.phone or entry.reference or carer).casefold(),
        paid=entry.paid if state == "needs you" else None,
    )
