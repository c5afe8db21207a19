"""Any table of any families, written in any usual way and imported twice: each baby once, or a question."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table
from massage_studio.families.names import folded
from tests.exchange.importing import TODAY
from tests.exchange.paper_studio import PRICE, PaperStudio

GIVEN = ("Ana", "Ben", "Zoë", "Grace", "小红", "Mary Ann", "فاطمة", "O'Nora")
FAMILY = ("Ruiz", "Cole", "van der Berg", "O'Dell", "Featherstonehaugh-Cholmondeley", "王", "Adler")
BABIES = ("Bo", "Al", "Mia", "Noor", "Ezra", "Ivy", "D'Arcy", "Isla Rose", "乐乐", "Zoë")
WRITE: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: day.isoformat(),
    lambda day: f"{day.isoformat()} 00:00:00",
    lambda day: f"{day:%d %b %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day}th of {day:%B} {day.year}",
    lambda day: f"{day:%d%m%Y}",
    lambda day: str((day - date(1899, 12, 30)).days),
)
TITLES: dict[str, tuple[str, ...]] = {
    "reference": ("Booking ID", "Order number", "Reference", "Registration ID"),
    "given": ("First name", "Parent first name", "Billing First Name", "Given name"),
    "family": ("Last name", "Parent last name", "Billing Last Name", "Family name"),
    "whole": ("Name", "Parent/Carer name", "Your full name", "Booked by"),
    "email": ("Email", "E-mail address", "Customer Email", "Parent email"),
    "phone": ("Mobile", "Phone number", "Telephone", "Parent phone"),
    "baby": ("Baby's name", "Name of child", "What is your baby called?", "Child name"),
    "born": ("Baby's date of birth", "Baby DOB", "When was your baby born?", "Child's birthday"),
    "paid": ("Total Paid", "Amount paid", "Order total", "Total"),
    "status": ("Status", "Booking status", "Order Status"),
    "note": ("Internal note", "How did you hear about us?", "Emergency contact name"),
}


@dataclass(frozen=True)
class Baby:
    """A baby as it truly is."""

    name: str
    born: date


@dataclass(frozen=True)
class Household:
    """A family with its order as it truly is."""

    number: int
    given: str
    family: str
    babies: tuple[Baby, ...]
    paid: Decimal
    status: str = "confirmed"

    @property
    def email(self) -> str:
        return f"family{self.number}@example.org"


@dataclass(frozen=True)
class Way:
    """One way of writing a table."""

    columns: tuple[str, ...]
    titles: dict[str, str]
    write: Callable[[date], str]
    whole: str
    twins: str


@st.composite
def households(draw: st.DrawFn) -> tuple[Household, ...]:
    found = []
    for number in range(draw(st.integers(1, 5))):
        born = TODAY - timedelta(days=draw(st.integers(20, 300)))
        names = draw(st.lists(st.sampled_from(BABIES), min_size=1, max_size=2, unique=True))
        babies = tuple(Baby(name, born) for name in names)
        paid = draw(st.sampled_from((Decimal(0), PRICE * len(babies), Decimal("36.37"))))
        found.append(
            Household(number, draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY)), babies, paid)
        )
    return tuple(found)


@st.composite
def ways(draw: st.DrawFn) -> Way:
    names = ["email", "baby", "born", "paid", "phone", "note", "status"]
    names += draw(st.sampled_from((["given", "family"], ["whole"])))
    names += draw(st.sampled_from((["reference"], [])))
    return Way(
        columns=tuple(draw(st.permutations(names))),
        titles={name: draw(st.sampled_from(TITLES[name])) for name in names},
        write=draw(st.sampled_from(WRITE)),
        whole=draw(st.sampled_from(("{given} {family}", "{family}, {given}"))),
        twins=draw(st.sampled_from((" & ", " and ", "\n", " / ", ", ", "rows"))),
    )


def table_of(families: tuple[Household, ...], way: Way) -> Table:
    """Write families as one site does."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([way.titles[name] for name in way.columns])
    for home in families:
        on_rows = way.twins == "rows" and "reference" in way.columns
        groups = [[baby] for baby in home.babies] if on_rows else [list(home.babies)]
        mark = " & " if way.twins == "rows" else way.twins
        for babies in groups:
            cells = {
                "reference": f"R{home.number}",
                "given": home.given,
                "family": home.family,
                "whole": way.whole.format(given=home.given, family=home.family),
                "email": home.email,
                "phone": f"0770090020{home.number}",
                "baby": mark.join(baby.name for baby in babies),
                "born": way.write(babies[0].born),
                "paid": f"{home.paid:.2f}",
                "status": home.status,
                "note": "Gran, 07700 900999",
            }
            writer.writerow([cells[name] for name in way.columns])
    return read(out.getvalue().encode())


def later(families: tuple[Household, ...], draw: st.DrawFn) -> tuple[Household, ...]:
    """Return the families some weeks after: all is paid, one is respelt, one gave up, one is new."""
    found = [replace(home, paid=PRICE * len(home.babies)) for home in families]
    if draw(st.booleans()):
        respelt = Baby(f"{found[0].babies[0].name}a", found[0].babies[0].born)
        found[0] = replace(found[0], babies=(respelt, *found[0].babies[1:]))
    if draw(st.booleans()):
        found[-1] = replace(found[-1], status="Cancelled")
    if draw(st.booleans()):
        new = Household(9, "Tessa", "Marlow", (Baby("Otis", TODAY - timedelta(days=70)),), PRICE)
        found.append(new)
    return tuple(draw(st.permutations(found)))


def checked(studio: PaperStudio, truth: tuple[Household, ...], waiting: set[str]) -> None:
    """Hold that each baby is there once, its money right; those of `waiting` addresses may be missing."""
    there = studio.babies()
    live = {one.baby_id for one in studio.bookings.values() if one.status != "cancelled"}
    for home in truth:
        mine = [(baby, paid) for email, baby, paid in there if email == home.email]
        if home.status == "Cancelled":
            assert home.email in waiting or not {baby.id for baby, _ in mine} & live
            continue
        if home.email in waiting:
            assert len(mine) <= len(home.babies)
            continue
        assert sorted(folded(baby.given_name) for baby, _ in mine) == sorted(
            folded(baby.name) for baby in home.babies
        )
        assert {baby.birth_date for baby, _ in mine} == {baby.born for baby in home.babies}
        assert sum(paid for _, paid in mine) == home.paid
    assert len(there) <= sum(len(home.babies) for home in truth)


@st.composite
def exports(draw: st.DrawFn) -> tuple[tuple[Household, ...], tuple[Household, ...], Way, Way]:
    first = draw(households())
    one = draw(ways())
    # A site keeps its order numbers; everything else of its export may be another one.
    other = draw(ways().filter(lambda way: ("reference" in way.columns) == ("reference" in one.columns)))
    return first, later(first, draw), one, other


def imported_twice(found: tuple[tuple[Household, ...], tuple[Household, ...], Way, Way]) -> None:
    first, second, one, other = found
    studio = PaperStudio()
    truth = first
    for families, way in ((first, one), (first, one), (second, other), (second, other)):
        table = table_of(families, way)
        steps = studio.bring_in(table)
        truth = families
        waiting = {step.entry.email for step in steps if step.line.state == "needs you"}
        checked(studio, truth, waiting)
        again = studio.look(table)
        states = {step.line.state for step in again}
        assert states <= {"known", "needs you", "cancelled"}, "a second look writes nothing"
        assert not any(step.place or step.money.pay for step in again)


@settings(max_examples=20)
@given(exports())
def test_each_baby_comes_once_and_its_money_to_the_penny_or_it_is_asked(
    found: tuple[tuple[Household, ...], tuple[Household, ...], Way, Way],
) -> None:
    imported_twice(found)


@pytest.mark.torture
@pytest.mark.timeout(600)
@settings(max_examples=1_000)
@given(exports())
def test_thousands_of_tables_bring_each_baby_once(
    found: tuple[tuple[Household, ...], tuple[Household, ...], Way, Way],
) -> None:
    imported_twice(found)
