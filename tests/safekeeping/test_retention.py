"""Which families the yearly look names: by the rules of the studio, and never one that is held."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.families import rights_service
from massage_studio.families.retention_queries import DueFamilies
from massage_studio.safekeeping.retention_queries import families_to_look_at
from massage_studio.store.engine import Store
from massage_studio.store.profile import change_profile
from tests.statement_listener import listening
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family

YEARS = timedelta(days=366)


def look(session: Session, on: datetime) -> DueFamilies:
    return families_to_look_at(session, now=on, today=on.date())


def born(session: Session, dyad: Dyad, on: date | None) -> None:
    families.change_baby(
        session, baby_id=dyad.baby, given_name="Mia", family_name="", birth_date=on, due_date=None
    )


def test_who_asked_and_never_came_is_named_after_a_year_and_who_came_at_twenty_five(studio: Store) -> None:
    with studio.write() as session:
        asked, came = a_family(session, "Ash", "Ann"), a_family(session, "Cam", "Cy")
        a_booking(session, a_course(session), came)
        born(session, came, date(2026, 9, 17))
    with studio.read() as session:
        assert look(session, NOW + timedelta(days=300)).total == 0
        [row] = look(session, NOW + YEARS).rows
        assert (row.id, row.why, row.names) == (asked.family, "never_came", ("Ash", "Ann"))
        before = datetime(2051, 9, 16, 12, tzinfo=UTC)
        assert [row.why for row in look(session, before).rows] == ["never_came"]
        named = {row.id: row.why for row in look(session, before + timedelta(days=2)).rows}
        assert named == {asked.family: "never_came", came.family: "grown_up"}


@pytest.mark.parametrize(
    ("on", "named"), [(date(2020, 1, 1), True), (None, False), (date(2046, 1, 1), False)]
)
def test_a_birth_date_nobody_knows_is_young(studio: Store, on: date | None, named: bool) -> None:
    with studio.write() as session:
        dyad = a_family(session)
        a_booking(session, a_course(session), dyad)
        born(session, dyad, on)
    with studio.read() as session:
        assert bool(look(session, datetime(2050, 1, 1, tzinfo=UTC)).total) is named


def test_one_that_is_held_or_was_there_lately_is_not_named(studio: Store) -> None:
    with studio.write() as session:
        held, lately = a_family(session, "Hal"), a_family(session, "Lou")
        rights_service.keep_from_erasure(session, family_id=held.family, reason="A claim is open")
        a_booking(session, a_course(session), lately)
        born(session, lately, date(1990, 1, 1))
    with studio.read() as session:
        assert look(session, NOW + 6 * YEARS).total == 0
        assert [row.names[0] for row in look(session, NOW + 8 * YEARS).rows] == ["Mia"]


def test_the_rules_are_hers(studio: Store) -> None:
    with studio.write() as session:
        a_family(session)
        change_profile(session, particulars={"keep_enquiry_years": 3})
    with studio.read() as session:
        assert look(session, NOW + 2 * YEARS).total == 0 and look(session, NOW + 4 * YEARS).total == 1


def test_it_asks_the_same_of_any_studio(studio: Store) -> None:
    counted = []
    for number in (1, 40):
        with studio.write() as session:
            for _ in range(number):
                a_family(session)
        with studio.read() as session, listening() as asked:
            look(session, NOW + 2 * YEARS)
        counted.append(len(asked))
    assert counted[0] == counted[1]
