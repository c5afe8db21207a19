"""Imports: both booking sites' files end to end, on a real studio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from massage_studio.errors import KnownError
from massage_studio.exchange.reading import read, read_file
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store
from tests.exchange.importing import (
    EVENTBRITE,
    HEADER,
    MIA,
    booked,
    bring_in,
    known_families,
    lines_of,
    rows_in,
    show,
    the_course,
)


def test_eight_babies_of_seven_families_come_from_eventbrite(studio: Store) -> None:
    course = the_course(studio)
    done = bring_in(studio, read_file(EVENTBRITE), course)
    assert (done.booked, done.waiting, done.cancelled, done.unchanged, done.updated) == (8, 0, 1, 0, 0)
    found = booked(studio, course)
    assert [row.baby.given_name for row in found] == [
        "Mia", "Leo", "Zoë", "Arlo", "Noor", "Finn", "Ivy", "乐乐",
    ]  # fmt: skip
    assert {row.status for row in found} == {"booked"}
    assert len(known_families(studio)) == 7
    assert {Thing.FAMILIES, Thing.BOOKINGS, Thing.REGISTER, Thing.PAYMENTS} == done.changes.things


def test_the_preview_shows_every_baby_and_the_cancelled_row_and_writes_nothing(studio: Store) -> None:
    course = the_course(studio)
    before = rows_in(studio)
    seen = show(studio, read_file(EVENTBRITE), course)
    assert seen.source == "Eventbrite"
    assert {state: count for state, count in seen.counts.items() if count} == {"ready": 8, "cancelled": 1}
    assert seen.asked == ()
    cancelled = next(line for line in seen.lines if line.state == "cancelled")
    assert (cancelled.rows, cancelled.carer, cancelled.baby) == (
        (9,),
        "Chloe O'Neil-Fernández",
        "Sonny O'Neil-Fernández",
    )
    twins = [line for line in seen.lines if line.carer == "Beth Hughes"]
    assert [(line.baby, line.rows) for line in twins] == [("Finn Hughes", (7, 8)), ("Ivy Hughes", (7, 8))]
    assert rows_in(studio) == before


def test_a_chinese_family_keeps_both_its_names(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    family = booked(studio, course)[-1]
    assert (family.carer.given_name, family.carer.family_name) == ("小红", "王")
    assert (family.carer.name, family.baby.name) == ("王小红", "王乐乐")


def test_dates_health_and_photos_are_read_as_they_were_meant(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    babies = {row.baby.given_name: row.baby for row in booked(studio, course)}
    assert babies["Mia"].birth_date == date(2026, 9, 17)
    assert (babies["Zoë"].birth_date, babies["Zoë"].due_date) == (date(2026, 9, 3), date(2026, 10, 1))
    flags = {name: [(flag.kind, flag.what) for flag in baby.flags] for name, baby in babies.items()}
    assert {name: found for name, found in flags.items() if found} == {
        "Leo": [("allergy", "Nut allergy (sister carries an EpiPen)")],
        "Zoë": [("condition", "Born at 36 weeks")],
        "Noor": [("skin", "Eczema, uses prescribed cream")],
    }
    photos = {
        family.babies[0].given_name: next(
            answer.given for answer in family.consents if answer.kind == "photo"
        )
        for family in known_families(studio)
    }
    assert photos == {
        "Mia": True, "Leo": False, "Zoë": True, "Arlo": True, "Noor": False, "Finn": True, "乐乐": False,
    }  # fmt: skip


def test_health_and_note_consents_stay_missing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    assert all(row.consent_missing for row in booked(studio, course))
    given = {answer.kind for family in known_families(studio) for answer in family.consents if answer.on}
    assert given == {"photo"}


def test_an_orders_total_is_counted_once_and_shared_by_its_babies(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    prices = {row.baby.given_name: row.price for row in booked(studio, course)}
    assert prices["Finn"] == prices["Ivy"] == Decimal("54.00")
    assert (prices["Mia"], prices["Arlo"], prices["乐乐"]) == (72, 36, 0)
    assert {row.due for row in booked(studio, course)} == {Decimal(0)}
    with studio.read() as session:
        total = session.scalar(text("SELECT sum(amount) / 10000 FROM payment WHERE method = 'Eventbrite'"))
    assert total == 5 * 72 - 72 + 36 + 108


def test_whoever_ordered_last_waits_when_the_course_is_full(studio: Store) -> None:
    course = the_course(studio, capacity=7)
    seen = show(studio, read_file(EVENTBRITE), course)
    assert [line.baby for line in seen.lines if line.waits] == ["王乐乐"]
    done = bring_in(studio, read_file(EVENTBRITE), course)
    assert (done.booked, done.waiting) == (7, 1)
    assert booked(studio, course)[-1].status == "waiting"
    again = bring_in(studio, read_file(EVENTBRITE), course)
    assert (again.booked, again.waiting, again.unchanged) == (0, 0, 8)


def test_the_first_order_is_served_first_wherever_its_row_is(studio: Store) -> None:
    course = the_course(studio, capacity=1)
    late = MIA.replace("10/02/26", "10/30/26")
    early = "2,10/01/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    seen = show(studio, lines_of(late, early), course)
    assert [(line.baby, line.waits) for line in seen.lines] == [("Mia Okafor", True), ("Leo Brown", False)]
    bring_in(studio, lines_of(late, early), course)
    assert [(row.baby.name, row.status) for row in booked(studio, course)] == [
        ("Leo Brown", "booked"),
        ("Mia Okafor", "waiting"),
    ]


@pytest.mark.parametrize("name", ["Anna<Maria", "محمد", "Mia 🌻", "O'Neil-Fernández", "=1+1", "A; DROP"])
def test_names_arrive_as_they_were_written(studio: Store, name: str) -> None:
    course = the_course(studio)
    # A semicolon or a plus parts the names of twins, so these are tried on the adult only.
    baby = "Kit" if ";" in name or "+" in name else name
    bring_in(studio, lines_of(MIA.replace("Mia", baby).replace("Grace", name)), course)
    row = booked(studio, course)[0]
    assert (row.carer.given_name, row.baby.given_name) == (name, baby)


@pytest.mark.parametrize(
    ("odd", "state"),
    [
        (MIA.replace("09/17/26", "soon"), "needs you"),
        (MIA.replace("72.00", "much"), "needs you"),
        (MIA.replace("Mia", ""), "ready"),
        (MIA.replace("Grace,Okafor", ","), "needs you"),
        (MIA.replace("GBP", "EUR"), "needs you"),
        (MIA.replace("Attending", "Waiting list"), "ready"),
        (MIA.replace("Attending", "Perhaps"), "needs you"),
        (f"{MIA},more", "needs you"),
        (",,Grace,Okafor,,,,,Attending,Mia,,,", "ready"),
    ],
)
def test_one_odd_row_keeps_no_other_row_out(studio: Store, odd: str, state: str) -> None:
    course = the_course(studio)
    good = "2,10/03/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    assert [line.state for line in show(studio, lines_of(good, odd), course).lines] == ["ready", state]
    done = bring_in(studio, lines_of(good, odd), course)
    assert (done.booked + done.waiting, done.asked) == ((1, 1) if state == "needs you" else (2, 0))


def test_a_failure_half_way_leaves_nothing_behind(studio: Store) -> None:
    course = the_course(studio)
    before = rows_in(studio)
    with studio.write() as session:
        session.execute(
            text(
                "CREATE TRIGGER stop BEFORE INSERT ON payment BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        )
    with pytest.raises(KnownError):
        bring_in(studio, read_file(EVENTBRITE), course)
    assert rows_in(studio) == before


def test_a_table_from_a_semicolon_file_imports_the_same(studio: Store) -> None:
    course = the_course(studio)
    raw = "\n".join((HEADER, MIA)).replace(",", ";").encode("cp1252")
    table = read(raw)
    assert table.delimiter == ";"
    bring_in(studio, table, course)
    bring_in(studio, replace(table, delimiter=","), course)
    assert len(booked(studio, course)) == 1
