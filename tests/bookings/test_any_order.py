"""Any life of any bookings: never over-booked, exact to the penny, and back and forth without a trace."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    attendance_service,
    booking_service,
    dates_service,
    money_service,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.balance_queries import paid_by_booking
from massage_studio.bookings.models import Booking
from massage_studio.bookings.money_queries import income, money_of
from massage_studio.bookings.places_queries import free_places
from massage_studio.bookings.register_queries import register
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operation
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, Dyad, a_course, a_family, a_sibling, classes_of

TABLES = ("booking", "payment", "attendance")
KINDS = ("full", "concession", "sibling", "pro_rata", "agreed")
OVER_BOOKED = """
SELECT count(*) FROM class_session JOIN course ON course.id = class_session.course_id
    JOIN venue ON venue.id = course.venue_id
WHERE class_session.status <> 'cancelled' AND min(course.capacity, venue.capacity) < (
    SELECT count(DISTINCT baby_id) FROM booking
    WHERE booking.course_id = course.id AND booking.status IN ('booked', 'offered')
        AND (booking.session_id IS NULL OR booking.session_id = class_session.id))
"""
LIVE = ("enquiry", "waiting", "offered", "booked")
FITS = {
    "wait": ("enquiry", "offered", "cancelled"),
    "offer": ("waiting", "enquiry"),
    "accept": ("offered",),
    "decline": ("offered",),
    "cancel": LIVE,
    "reinstate": ("cancelled",),
    "move": LIVE,
}
State = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Cast:
    """Who a life is about: two courses in pounds and one in euros, and six babies, two of them twins."""

    store: Store
    courses: list[UUID]
    classes: list[list[UUID]]
    dyads: list[Dyad]


@dataclass
class Pick:
    """What a step is about, drawn at random: numbers that choose from whatever there is."""

    verb: str
    who: int
    course: int
    pence: int
    flag: bool


@dataclass
class Life:
    """The story so far: what was made, what each standing step left behind, and the money as we count it."""

    cast: Cast
    session: Session
    now: datetime = NOW
    made: list[UUID] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    operations: list[int] = field(default_factory=list)
    money: list[dict[str, tuple[Decimal, Decimal]]] = field(default_factory=list)
    at: int = 0

    def do(self, pick: Pick) -> None:
        """Take one step, or back, or forth; what is refused leaves nothing behind."""
        if pick.verb == "later":
            self.now += timedelta(hours=pick.pence % 30)
        elif pick.verb in ("undo", "redo"):
            self.turn(back=pick.verb == "undo")
        else:
            self._step(pick)

    def turn(self, *, back: bool) -> bool:
        """Undo or redo one step and compare; tell whether there was one."""
        if self.at == (0 if back else len(self.operations)):
            return False
        self.at += -1 if back else 0
        for _ in range(self.operations[self.at]):
            undo_operation(self.session, now=self.now) if back else redo_operation(self.session)
        self.at += 0 if back else 1
        assert state(self.session) == self.states[self.at]
        return True

    def _step(self, pick: Pick) -> None:
        before, logged = state(self.session), operations(self.session)
        try:
            with self.session.begin_nested():
                moved = getattr(self, f"_{pick.verb}")(pick) or {}
                self.session.flush()
        except KnownError:
            assert state(self.session) == before
            return
        after = state(self.session)
        if after == before:
            assert operations(self.session) == logged
            return
        del self.states[self.at + 1 :], self.operations[self.at :], self.money[self.at + 1 :]
        self.states.append(after)
        self.operations.append(operations(self.session) - logged)
        sums = dict(self.money[self.at])
        for currency, (came, went) in moved.items():
            had_come, had_gone = sums.get(currency, (Decimal(), Decimal()))
            sums[currency] = (had_come + came, had_gone + went)
        self.money.append(sums)
        self.at += 1

    def holds(self) -> None:
        """Check what must be true of any life at any time."""
        assert self.session.execute(text(OVER_BOOKED)).scalar_one() == 0
        rows = self.session.scalars(select(Booking)).all()
        paid = paid_by_booking(self.session, booking_ids=[row.id for row in rows])
        balance: dict[str, Decimal] = {}
        for row in rows:
            mine = paid.get(row.id, Decimal())
            assert mine >= 0 and (mine == 0 or row.status != "moved")
            assert row.status != "offered" or row.offered_until is not None
            assert (row.status == "waiting") == (row.waiting_since is not None) or row.status == "offered"
            currency = "EUR" if row.course_id == self.cast.courses[2] else "GBP"
            balance[currency] = balance.get(currency, Decimal()) + mine
        for currency, (came, went) in self.money[self.at].items():
            assert came == went + balance.pop(currency, Decimal())
        assert not any(balance.values())

    def adds_up(self) -> None:
        """Check the lists of income, what each booking says, and the registers."""
        rows = self.session.scalars(select(Booking)).all()
        views = [money_of(self.session, booking_id=row.id) for row in rows]
        for by in ("course", "month", "tax_year"):
            lines = income(self.session, by=by)
            assert {line.currency for line in lines} <= set(self.money[self.at])
            for currency, (came, went) in self.money[self.at].items():
                ours = [line for line in lines if line.currency == currency]
                assert sum((line.received for line in ours), Decimal()) == came
                assert sum((line.refunded for line in ours), Decimal()) == went
                assert sum((line.moved for line in ours), Decimal()) == 0
                held = sum((view.paid for view in views if view.currency == currency), Decimal())
                assert sum((line.net for line in ours), Decimal()) == held
        for part in (part for classes in self.cast.classes for part in classes):
            babies = [row.baby.id for row in register(self.session, session_id=part).rows]
            assert len(babies) == len(set(babies))

    # The steps. Each returns what came in and went out, by currency, where money moved.

    def _booking(self, pick: Pick) -> UUID:
        """Choose a booking that the step fits, or now and then any that was ever there."""
        known = self.session.scalars(select(Booking).order_by(Booking.made_at, Booking.id)).all()
        rows = [row for row in known if row.status in FITS.get(pick.verb, (row.status,))]
        if pick.verb == "offer":
            free = {key for key in self.cast.courses if free_places(self.session, course_id=key)}
            rows = [row for row in rows if row.course_id in free]
        fitting = [row.id for row in rows]
        if pick.verb == "refund":
            paid = paid_by_booking(self.session, booking_ids=fitting)
            fitting = [key for key in fitting if paid.get(key)]
        choice = self.made if pick.pence % 7 == 0 or not fitting else fitting
        return choice[pick.who % len(choice)] if choice else new_id()

    def _new(self, pick: Pick) -> dict[str, Any]:
        key = new_id()
        self.made.append(key)
        dyad = self.cast.dyads[pick.who % len(self.cast.dyads)]
        return {"booking_id": key, "baby_id": dyad.baby, "carer_id": dyad.carer, "now": self.now}

    def _enquire(self, pick: Pick) -> None:
        booking_service.enquire(self.session, course_id=self.cast.courses[pick.course], **self._new(pick))

    def _book(self, pick: Pick) -> None:
        booking_service.book(
            self.session,
            course_id=self.cast.courses[pick.course],
            price=Decimal(pick.pence) / 100 if pick.pence % 3 == 0 else None,
            if_full="wait" if pick.flag else "refuse",
            **self._new(pick),
        )

    def _drop_in(self, pick: Pick) -> None:
        part = self.cast.classes[pick.course][pick.pence % 3]
        single_classes_service.drop_in(self.session, session_id=part, **self._new(pick))

    def _make_up(self, pick: Pick) -> None:
        missed = self.cast.classes[(pick.course + 1) % 3][pick.pence % 3]
        part = self.cast.classes[pick.course][pick.pence // 3 % 3]
        single_classes_service.make_up(
            self.session, missed_session_id=missed, session_id=part, **self._new(pick)
        )

    def _call_off(self, pick: Pick) -> None:
        part = self.cast.classes[pick.course][pick.pence % 3]
        dates_service.cancel_class(self.session, session_id=part, reason="Snow", now=self.now)

    def _hold(self, pick: Pick) -> None:
        part = self.cast.classes[pick.course][pick.pence % 3]
        dates_service.hold_after_all(self.session, session_id=part, now=self.now)

    def _simply(self, verb: Callable[..., object], pick: Pick, **more: object) -> None:
        verb(self.session, booking_id=self._booking(pick), now=self.now, **more)

    def _wait(self, pick: Pick) -> None:
        self._simply(booking_service.wait, pick)

    def _offer(self, pick: Pick) -> None:
        self._simply(booking_service.offer, pick, until=self.now + timedelta(hours=pick.pence % 40))

    def _accept(self, pick: Pick) -> None:
        self._simply(booking_service.accept, pick)

    def _decline(self, pick: Pick) -> None:
        self._simply(booking_service.decline, pick)

    def _expire(self, pick: Pick) -> None:
        booking_service.expire_offers(self.session, now=self.now)

    def _cancel(self, pick: Pick) -> None:
        self._simply(booking_service.cancel, pick)

    def _reinstate(self, pick: Pick) -> None:
        self._simply(booking_service.reinstate, pick, if_full="wait" if pick.flag else "refuse")

    def _move(self, pick: Pick) -> None:
        key, booking = new_id(), self._booking(pick)
        here = self.session.scalar(select(Booking.course_id).where(Booking.id == booking))
        there = {self.cast.courses[0]: 1, self.cast.courses[1]: 0}.get(here or key, pick.course)
        transfers_service.move_booking(
            self.session,
            booking_id=booking,
            to_course_id=self.cast.courses[pick.course if pick.pence % 5 == 0 else there],
            new_booking_id=key,
            if_full="wait" if pick.flag else "refuse",
            now=self.now,
        )
        self.made.append(key)

    def _price(self, pick: Pick) -> None:
        kind = KINDS[pick.course + 2 * pick.flag]
        amount = Decimal(pick.pence) / 100 if kind == "agreed" else None
        self._simply(booking_service.set_price, pick, price_kind=kind, price=amount)

    def _pay(self, pick: Pick) -> dict[str, tuple[Decimal, Decimal]]:
        amount = Decimal(pick.pence) / 100
        booking = self._booking(pick)
        self._money(money_service.pay, booking, amount)
        return {self._currency(booking): (amount, Decimal())}

    def _refund(self, pick: Pick) -> dict[str, tuple[Decimal, Decimal]]:
        booking = self._booking(pick)
        paid = money_of(self.session, booking_id=booking).paid
        amount = min(paid, Decimal(pick.pence) / 100) if pick.flag else Decimal(pick.pence) / 100
        self._money(money_service.refund, booking, amount)
        return {self._currency(booking): (Decimal(), amount)}

    def _money(self, verb: Callable[..., object], booking: UUID, amount: Decimal) -> None:
        verb(
            self.session,
            payment_id=new_id(),
            booking_id=booking,
            amount=amount,
            method="cash",
            now=self.now,
        )

    def _currency(self, booking: UUID) -> str:
        return money_of(self.session, booking_id=booking).currency

    def _open(self, pick: Pick) -> None:
        part = self.cast.classes[pick.course][pick.pence % 3]
        with operation(self.session, "open", operation_id=new_id(), now=self.now):
            attendance_service.expect_everybody(self.session, session_id=part)


def state(session: Session) -> State:
    """Every row of what a life writes, as the file has it."""
    session.flush()
    run = session.connection().exec_driver_sql
    found = {table: [*map(tuple, run(f"SELECT * FROM {table} ORDER BY id"))] for table in TABLES}
    # The revision only ever rises.
    found["class_session"] = [*map(tuple, run("SELECT id, status, reason FROM class_session ORDER BY id"))]
    return found


def operations(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM operation")).scalar_one())


@pytest.fixture(scope="module")
def cast(studio_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """A studio that no life leaves a trace in: each is rolled back in the end."""
    folder = tmp_path_factory.mktemp("life") / "studio"
    shutil.copytree(studio_template, folder)
    store = open_studio(folder)
    starts = tuple(NOW + timedelta(days=7 * week) for week in range(3))
    with store.write() as session:
        courses = [
            a_course(session, "Ours", starts=starts, price=Decimal("72.10")),
            a_course(session, "Other", starts=starts, price=Decimal("10.05"), hall=2),
            a_course(session, "Abroad", starts=starts, price=Decimal("33.33"), currency="EUR"),
        ]
        session.execute(text("UPDATE course SET concession_price = 505000 WHERE name = 'Ours'"))
        dyads = [a_family(session, name) for name in ("Mia", "Ivy", "Leo", "Finn", "Zoë")]
        dyads.append(a_sibling(session, dyads[0]))
        classes = [classes_of(session, course) for course in courses]
    yield Cast(store, courses, classes, dyads)
    store.close()


@contextmanager
def a_life(cast: Cast, capacities: tuple[int, int, int]) -> Iterator[Life]:
    with cast.store.read() as session:
        for course, capacity in zip(cast.courses, capacities, strict=True):
            session.connection().exec_driver_sql(
                "UPDATE course SET capacity = ? WHERE id = ?", (capacity, course.hex)
            )
        life = Life(cast, session)
        life.states.append(state(session))
        life.money.append({})
        yield life
        session.rollback()


often = ("book", "pay", "offer", "cancel", "undo", "redo")
once = (
    *("enquire", "drop_in", "make_up", "wait", "accept", "decline", "expire", "reinstate"),
    *("move", "move"),
    *("price", "refund", "open", "later", "call_off", "hold"),
)
picks = st.builds(
    Pick,
    verb=st.sampled_from((*often, *often, *once)),
    who=st.integers(0, 11),
    course=st.integers(0, 2),
    pence=st.integers(1, 9000),
    flag=st.booleans(),
)
capacity = st.integers(1, 3)


capacities = st.tuples(capacity, capacity, capacity)
asked = st.tuples(*(st.integers(0, 2) for _ in range(6)))
lives = st.lists(picks, min_size=12, max_size=30)


def live(cast: Cast, capacities: tuple[int, int, int], asked: tuple[int, ...], steps: list[Pick]) -> None:
    """Let all six babies ask for a place and some pay, then live on, go all the way back, and forth again."""
    with a_life(cast, capacities) as life:
        for who, course in enumerate(asked):
            life.do(Pick("book", who, course, pence=100 + who, flag=True))
            life.do(Pick("pay", who, course, pence=1 + 1111 * who, flag=True))
        for pick in steps:
            life.do(pick)
            life.holds()
        while life.turn(back=True):
            pass
        assert state(life.session) == life.states[0]
        while life.turn(back=False):
            pass
        assert state(life.session) == life.states[-1]
        life.holds()
        life.adds_up()


@pytest.mark.timeout(240)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(capacities, asked, lives)
def test_any_life_is_never_over_booked_adds_up_and_goes_back_and_forth(
    cast: Cast, capacities: tuple[int, int, int], asked: tuple[int, ...], steps: list[Pick]
) -> None:
    live(cast, capacities, asked, steps)


@pytest.mark.torture
@pytest.mark.timeout(900)
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(capacities, asked, st.lists(picks, min_size=20, max_size=60))
def test_very_many_long_lives_are_never_over_booked(
    cast: Cast, capacities: tuple[int, int, int], asked: tuple[int, ...], steps: list[Pick]
) -> None:
    live(cast, capacities, asked, steps)
    gc.collect()  # The tests collect none by themselves, and so many lives are a gigabyte.
