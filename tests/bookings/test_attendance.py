"""The register and its health checks, on a real database."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, register_queries
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, a_sibling, classes_of

TODAY = NOW.date()


def test_twins_stand_side_by_side_in_the_register(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        a_booking(session, course, a_family(session, "Ivy"), now=NOW + timedelta(minutes=1))
        a_booking(session, course, a_sibling(session, mia, "Noah"), now=NOW + timedelta(minutes=2))
        first = classes_of(session, course)[0]
    for opened in (False, True):
        if opened:
            with studio.write() as session:
                attendance_service.expect_everybody(session, session_id=first)
        with studio.read() as session:
            rows = register_queries.register(session, session_id=first).rows
        assert [(row.number, row.baby.given_name, row.twins) for row in rows] == [
            (1, "Mia", True),
            (2, "Noah", True),
            (3, "Ivy", False),
        ]


def test_a_twin_who_joins_later_leaves_everybodys_number_alone(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Ivy")
        twin = a_sibling(session, opened.dyads[0])
        a_booking(session, opened.course, twin, now=NOW + timedelta(hours=1))
        attendance_service.expect_everybody(session, session_id=opened.session)
    with studio.read() as session:
        rows = register_queries.register(session, session_id=opened.session).rows
    assert [(row.number, row.baby.given_name) for row in rows] == [(1, "Mia"), (2, "Ivy"), (3, "Noah")]


def test_last_times_adult_is_expected_again(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia, grandmother = opened.dyads[0], new_id()
        families.add_carer(session, family_id=mia.family, carer_id=grandmother, given_name="Adaeze")
        first, second, third, *_ = classes_of(session, opened.course)
        attendance_service.brought_by(
            session, session_id=first, baby_id=mia.baby, carer_id=grandmother, now=NOW
        )
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="here", now=NOW)
        attendance_service.expect_everybody(session, session_id=second)
        # Whoever was only expected and did not come is no habit.
        attendance_service.brought_by(
            session, session_id=second, baby_id=mia.baby, carer_id=mia.carer, now=NOW
        )
        attendance_service.mark(session, session_id=second, baby_id=mia.baby, status="absent", now=NOW)
        attendance_service.expect_everybody(session, session_id=third)
    with studio.read() as session:
        row = register_queries.register(session, session_id=third).rows[0]
    assert row.adult is not None and row.adult.given_name == "Adaeze"
    assert {adult.given_name for adult in row.adults} == {"Mia's carer", "Adaeze"}
    assert not row.first_class


def test_a_register_that_nobody_opened_yet_can_be_marked(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        a_booking(session, course, mia)
        first = classes_of(session, course)[0]
    with studio.write() as session:
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="late", now=NOW)
    with studio.read() as session:
        assert [row.status for row in register_queries.register(session, session_id=first).rows] == ["late"]


def test_the_rest_is_absent_and_who_was_marked_keeps_the_mark(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah", "Ivy")
        for dyad, status in zip(opened.dyads, ("here", "elsewhere"), strict=False):
            attendance_service.mark(
                session, session_id=opened.session, baby_id=dyad.baby, status=status, now=NOW
            )  # type: ignore[arg-type]
        attendance_service.mark_rest_absent(session, session_id=opened.session, now=NOW)
    with studio.read() as session:
        rows = register_queries.register(session, session_id=opened.session).rows
    assert [row.status for row in rows] == ["here", "elsewhere", "absent"]


def check(store: Store, session_id: UUID, baby: UUID, health: str, note: str = "", wait: int = 48) -> None:
    with store.write() as session:
        attendance_service.check_health(
            session,
            session_id=session_id,
            baby_id=baby,
            health=health,  # type: ignore[arg-type]
            note=note,
            today=TODAY,
            wait_hours=wait,
        )


def flags(store: Store, dyad: Dyad, day: date) -> list[tuple[str, str]]:
    from massage_studio.families.queries import family

    with store.read() as session:
        baby = family(session, family_id=dyad.family, today=day).babies[0]
    return [(flag.kind, flag.what) for flag in baby.flags]


def test_a_health_check_becomes_a_flag_of_the_baby(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
    mia = opened.dyads[0]
    check(studio, opened.session, mia.baby, "allergy", "sesame oil")
    assert flags(studio, mia, TODAY + timedelta(days=300)) == [("allergy", "sesame oil")]
    with studio.read() as session:
        row = register_queries.register(session, session_id=opened.session).rows[0]
    assert (row.health, row.health_note) == ("allergy", "sesame oil")


def test_nothing_new_makes_no_flag(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
    check(studio, opened.session, opened.dyads[0].baby, "nothing_new")
    assert flags(studio, opened.dyads[0], TODAY) == []


@pytest.mark.parametrize(("wait", "days"), [(48, 2), (24, 1), (36, 2), (72, 3), (0, 0)])
def test_the_flag_of_an_immunisation_stands_until_the_wait_is_over(
    studio: Store, wait: int, days: int
) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
    mia = opened.dyads[0]
    check(studio, opened.session, mia.baby, "immunised", wait=wait)
    assert flags(studio, mia, TODAY + timedelta(days=days)) == [("immunised", "")]
    assert flags(studio, mia, TODAY + timedelta(days=days + 1)) == []


def test_being_unwell_is_over_tomorrow(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
    mia = opened.dyads[0]
    check(studio, opened.session, mia.baby, "unwell", "a cold")
    assert flags(studio, mia, TODAY) == [("unwell", "a cold")]
    assert flags(studio, mia, TODAY + timedelta(days=1)) == []


def test_a_slip_in_the_health_check_leaves_no_flag_behind(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
    mia = opened.dyads[0]
    check(studio, opened.session, mia.baby, "allergy")
    check(studio, opened.session, mia.baby, "skin", "dry")
    check(studio, opened.session, mia.baby, "skin", "dry patches")
    assert flags(studio, mia, TODAY) == [("skin", "dry patches")]
    check(studio, opened.session, mia.baby, "nothing_new")
    assert flags(studio, mia, TODAY) == []


def test_a_flag_from_an_earlier_day_outlives_todays_answer(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        families.add_flag(
            session, baby_id=mia.baby, kind="allergy", what="nuts", since=TODAY - timedelta(days=30)
        )
    check(studio, opened.session, mia.baby, "allergy", "nuts")
    check(studio, opened.session, mia.baby, "nothing_new")
    assert flags(studio, mia, TODAY) == [("allergy", "nuts")]
