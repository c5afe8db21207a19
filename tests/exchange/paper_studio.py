"""A studio that only remembers what an import would have written, to try thousands of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from massage_studio.exchange.charges import KnownBooking, Prices
from massage_studio.exchange.columns import column_questions, columns_of
from massage_studio.exchange.orders import Target, read_orders
from massage_studio.exchange.planning import ImportStep, Known, plan
from massage_studio.exchange.questions import NO_ANSWERS, Answers
from massage_studio.exchange.tables import Table
from massage_studio.families.views import BabyView, CarerView, FamilyView
from tests.exchange.importing import TODAY

PRICE = Decimal(72)
TARGET = Target(TODAY, ZoneInfo("Europe/London"), "GBP", PRICE)


@dataclass
class PaperStudio:
    """The families and bookings of one course."""

    families: dict[UUID, FamilyView] = field(default_factory=dict)
    bookings: dict[UUID, KnownBooking] = field(default_factory=dict)
    free: int = 100

    def look(self, table: Table, answers: Answers = NO_ANSWERS) -> tuple[ImportStep, ...]:
        """Return what an import would write."""
        columns = columns_of(table, answers, TODAY)
        assert column_questions(table, columns, answers) == ()
        entries = read_orders(table, columns, answers, TARGET)
        known = Known(
            families=tuple(self.families.values()),
            bookings=tuple(self.bookings.values()),
            free=self.free,
            prices=Prices(PRICE, "GBP"),
            today=TODAY,
            earliest=TODAY.replace(year=2010),
            latest=TODAY.replace(year=2027),
        )
        return plan(entries, known, answers)

    def bring_in(self, table: Table, answers: Answers = NO_ANSWERS) -> tuple[ImportStep, ...]:
        """Import a table."""
        steps = self.look(table, answers)
        for step in steps:
            self._people(step)
            self._place(step)
        return steps

    def babies(self) -> list[tuple[str, BabyView, Decimal]]:
        """Return each baby with its carer's address and what was paid for it."""
        paid = {one.baby_id: one.paid for one in self.bookings.values() if one.status != "cancelled"}
        return [
            (home.carers[0].email, baby, paid.get(baby.id, Decimal()))
            for home in self.families.values()
            for baby in home.babies
        ]

    def _people(self, step: ImportStep) -> None:
        if step.family_id is None or step.baby is None:
            return
        home = self.families.get(step.family_id) or FamilyView(step.family_id, (), (), (), (), ())
        carers: dict[UUID, CarerView] = {one.id: one for one in home.carers}
        carers |= {write.carer.id: write.carer for write in step.carers}
        babies: dict[UUID, BabyView] = {one.id: one for one in home.babies}
        if step.baby_write:
            name = f"{step.baby.given_name} {step.baby.family_name}".strip()
            babies[step.baby.id] = replace(step.baby, name=name)
        self.families[home.id] = replace(home, carers=tuple(carers.values()), babies=tuple(babies.values()))

    def _place(self, step: ImportStep) -> None:
        if step.booking_id is None:
            return
        if step.place == "cancel":
            self.bookings[step.booking_id] = replace(self.bookings[step.booking_id], status="cancelled")
        elif step.place and step.baby is not None and step.family_id is not None:
            self.bookings[step.booking_id] = KnownBooking(
                id=step.booking_id,
                baby_id=step.baby.id,
                family_id=step.family_id,
                reference=step.entry.reference,
                of_source=True,
                status="booked" if step.place == "book" else "waiting",
                price=step.price or Decimal(),
                paid=Decimal(),
            )
        if step.money.pay:
            self.bookings[step.booking_id] = step.money.kept_on(self.bookings[step.booking_id])
