"""Bookings: places, the waiting list, the register, health checks and money, on a real database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.bookings.queries as queries
import massage_studio.bookings.service as bookings
import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import (
    NOW,
    Dyad,
    a_booking,
    a_class,
    a_course,
    a_family,
    a_sibling,
    classes_of,
)

TODAY = NOW.date()


def statuses(store: Store, course: UUID) -> list[str]:
    with store.read() as session:
        return [row.status for row in queries.bookings(session, course_id=course, today=TODAY)]


def test_the_last_place_goes_to_one_of_two(studio_folder: Path) -> None:
    first, second = open_studio(studio_folder), open_studio(studio_folder)
    with first.write() as session:
        course = a_course(session, capacity=1)
        dyads = (a_family(session, "Mia"), a_family(session, "Noah"))
    ready = threading.Barrier(2)
    failures: list[BaseException] = []

    def press(store: Store, dyad: Dyad) -> None:
        try:
            ready.wait()
            with store.write() as session:
                a_booking(session, course, dyad)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=press, args=pair) for pair in zip((first, second), dyads, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(statuses(first, course)) == ["booked", "waiting"]
    with second.read() as session:
        row = queries.course(session, course_id=course, now=NOW)
    assert (row.taken, row.waiting) == (1, 1)
    first.close()
    second.close()


def test_those_after_the_last_place_wait_in_the_order_of_booking(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        for number, name in enumerate(("Mia", "Noah", "Ivy", "Leo")):
            a_booking(session, course, a_family(session, name), now=NOW + timedelta(minutes=number))
    assert statuses(studio, course) == ["booked", "booked", "waiting", "waiting"]


def test_the_database_itself_refuses_one_baby_too_many(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        a_booking(session, course, a_family(session, "Mia"))
        a_booking(session, course, a_family(session, "Noah"))
    with pytest.raises(IntegrityError, match="the course is full"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'booked'"))
    with pytest.raises(IntegrityError, match="the course is full"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'offered' WHERE status = 'waiting'"))
    assert statuses(studio, course) == ["booked", "waiting"]


def test_a_course_cannot_shrink_below_the_places_that_are_taken(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        for name in ("Mia", "Noah"):
            a_booking(session, course, a_family(session, name))
    with pytest.raises(IntegrityError, match="the course is full"), studio.write() as session:
        session.execute(text("UPDATE course SET capacity = 1"))


def test_cancelling_frees_the_place_and_the_first_who_waits_can_have_it(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        noah = a_family(session, "Noah")
        waits = a_booking(session, course, noah, now=NOW + timedelta(minutes=1))
        bookings.cancel(session, booking_id=mia, now=NOW)
    with studio.read() as session:
        offers = queries.today(session, now=NOW, zone="Europe/London").offers
    assert [row.id for row in offers] == [course]
    with studio.write() as session:
        assert a_booking(session, course, noah) == waits  # the booking that waited, not a second one
    assert statuses(studio, course) == ["cancelled", "booked"]


def test_a_cancellation_can_be_taken_back(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        bookings.cancel(session, booking_id=mia, now=NOW)
        bookings.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["booked"]


def test_a_cancellation_taken_back_too_late_waits(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        bookings.cancel(session, booking_id=mia, now=NOW)
        a_booking(session, course, a_family(session, "Noah"), now=NOW + timedelta(minutes=1))
        bookings.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["waiting", "booked"]


def test_reinstating_a_booking_that_stands_leaves_its_place(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        bookings.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["booked"]


def test_reinstating_what_was_booked_anew_changes_nothing(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        first = a_booking(session, course, mia)
        bookings.cancel(session, booking_id=first, now=NOW)
        a_booking(session, course, mia, now=NOW + timedelta(minutes=1))
        bookings.reinstate(session, booking_id=first, now=NOW)
    assert statuses(studio, course) == ["cancelled", "booked"]


def test_the_same_booking_sent_twice_is_one_booking(studio: Store) -> None:
    with studio.write() as session:
        course, mia, booking = a_course(session), a_family(session), new_id()
    for _ in range(2):
        with studio.write() as session:
            bookings.book(
                session, booking_id=booking, course_id=course, baby_id=mia.baby, carer_id=mia.carer, now=NOW
            )
    assert statuses(studio, course) == ["booked"]
    with studio.write() as session:
        bookings.cancel(session, booking_id=booking, now=NOW)
        bookings.book(
            session, booking_id=booking, course_id=course, baby_id=mia.baby, carer_id=mia.carer, now=NOW
        )
    assert statuses(studio, course) == ["cancelled"]


def test_an_offered_place_becomes_a_booking_even_on_a_full_course(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session, capacity=1), a_family(session)
        a_booking(session, course, mia)
        session.execute(text("UPDATE booking SET status = 'offered'"))
    with studio.write() as session:
        a_booking(session, course, mia)
    assert statuses(studio, course) == ["booked"]


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
                bookings.expect_everybody(session, session_id=first)
        with studio.read() as session:
            rows = queries.register(session, session_id=first).rows
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
        bookings.expect_everybody(session, session_id=opened.session)
    with studio.read() as session:
        rows = queries.register(session, session_id=opened.session).rows
    assert [(row.number, row.baby.given_name) for row in rows] == [(1, "Mia"), (2, "Ivy"), (3, "Noah")]


def test_last_times_adult_is_expected_again(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia, grandmother = opened.dyads[0], new_id()
        families.add_carer(session, family_id=mia.family, carer_id=grandmother, given_name="Adaeze")
        first, second, third, *_ = classes_of(session, opened.course)
        bookings.brought_by(session, session_id=first, baby_id=mia.baby, carer_id=grandmother)
        bookings.mark(session, session_id=first, baby_id=mia.baby, status="here", now=NOW)
        bookings.expect_everybody(session, session_id=second)
        # Whoever was only expected and did not come is no habit.
        bookings.brought_by(session, session_id=second, baby_id=mia.baby, carer_id=mia.carer)
        bookings.mark(session, session_id=second, baby_id=mia.baby, status="absent", now=NOW)
        bookings.expect_everybody(session, session_id=third)
    with studio.read() as session:
        row = queries.register(session, session_id=third).rows[0]
    assert row.adult is not None and row.adult.given_name == "Adaeze"
    assert {adult.given_name for adult in row.adults} == {"Mia's carer", "Adaeze"}
    assert not row.first_class


def test_a_register_that_nobody_opened_yet_can_be_marked(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        a_booking(session, course, mia)
        first = classes_of(session, course)[0]
    with studio.write() as session:
        bookings.mark(session, session_id=first, baby_id=mia.baby, status="late", now=NOW)
    with studio.read() as session:
        assert [row.status for row in queries.register(session, session_id=first).rows] == ["late"]


def test_the_rest_is_absent_and_who_was_marked_keeps_the_mark(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah", "Ivy")
        for dyad, status in zip(opened.dyads, ("here", "elsewhere"), strict=False):
            bookings.mark(session, session_id=opened.session, baby_id=dyad.baby, status=status, now=NOW)  # type: ignore[arg-type]
        bookings.mark_rest_absent(session, session_id=opened.session, now=NOW)
    with studio.read() as session:
        rows = queries.register(session, session_id=opened.session).rows
    assert [row.status for row in rows] == ["here", "elsewhere", "absent"]


def check(store: Store, session_id: UUID, baby: UUID, health: str, note: str = "", wait: int = 48) -> None:
    with store.write() as session:
        bookings.check_health(
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
        row = queries.register(session, session_id=opened.session).rows[0]
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


def test_what_is_due_follows_payments_and_refunds_to_the_penny(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, price=Decimal("72.10"))
        booking, payment = a_booking(session, course, a_family(session)), new_id()
    sums = ((payment, "50.00"), (payment, "50.00"), (new_id(), "30.20"))
    for key, amount in sums:  # the first is sent twice
        with studio.write() as session:
            bookings.pay(
                session, payment_id=key, booking_id=booking, amount=Decimal(amount), method="cash", now=NOW
            )
    with studio.write() as session:
        back = Decimal("8.10")
        bookings.refund(session, payment_id=new_id(), booking_id=booking, amount=back, method="cash", now=NOW)
    with studio.read() as session:
        row = queries.bookings(session, course_id=course, today=TODAY)[0]
    assert (row.price, row.due, row.currency) == (Decimal("72.10"), Decimal("0.00"), "GBP")
    with pytest.raises(KnownError, match="amount is nothing"), studio.write() as session:
        bookings.pay(
            session, payment_id=new_id(), booking_id=booking, amount=Decimal(0), method="cash", now=NOW
        )


def test_a_booking_keeps_its_own_price(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        bookings.book(
            session,
            booking_id=new_id(),
            course_id=course,
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
            price=Decimal(0),
        )
    with studio.read() as session:
        assert queries.bookings(session, course_id=course, today=TODAY)[0].due == 0


def test_a_cancelled_booking_owes_nothing(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        bookings.cancel(session, booking_id=a_booking(session, course, a_family(session)), now=NOW)
    with studio.read() as session:
        assert queries.bookings(session, course_id=course, today=TODAY)[0].due == 0


def test_a_class_that_has_begun_stays_where_it_is(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        second = classes_of(session, opened.course)[1]
        bookings.move_class(session, session_id=second, starts=NOW + timedelta(days=9), now=NOW)
    with studio.read() as session:
        assert queries.class_session(session, session_id=second).starts == NOW + timedelta(days=9)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        bookings.move_class(session, session_id=opened.session, starts=NOW, now=NOW)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"starts": ()}, {"capacity": 0}])
def test_a_course_without_name_date_or_place_is_refused(studio: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(KnownError, match="needs a name"), studio.write() as session:
        a_course(session, **wrong)  # type: ignore[arg-type]
    with studio.read() as session:
        assert queries.courses(session, now=NOW) == () and queries.venues(session) == ()


def test_a_venue_without_a_name_is_refused(studio: Store) -> None:
    with pytest.raises(KnownError, match="venue needs a name"), studio.write() as session:
        bookings.add_venue(session, venue_id=new_id(), name="\u200b", address="", capacity=4)


def test_a_class_that_was_cancelled_cannot_be_opened(studio: Store) -> None:
    with studio.write() as session:
        first = classes_of(session, a_course(session))[0]
        session.execute(text("UPDATE class_session SET status = 'cancelled' WHERE number = 1"))
    with pytest.raises(KnownError, match="cancelled"), studio.write() as session:
        bookings.begin_class(session, session_id=first, now=NOW)


def test_a_class_that_goes_on_keeps_its_first_opening(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        bookings.end_class(session, session_id=opened.session, now=NOW - timedelta(minutes=5))
    with studio.read() as session:
        ended = queries.class_session(session, session_id=opened.session)
    assert (ended.opened, ended.finished) == (NOW, NOW)  # never before it began
    with studio.write() as session:
        bookings.begin_class(session, session_id=opened.session, now=NOW + timedelta(minutes=10))
    with studio.read() as session:
        running = queries.class_session(session, session_id=opened.session)
    assert running == replace(ended, status="running", finished=None)
    assert running.opened is not None and running.opened.astimezone(UTC) == datetime(
        2026, 11, 19, 10, tzinfo=UTC
    )
