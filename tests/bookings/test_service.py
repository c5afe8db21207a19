"""Bookings: places, the waiting list, money and the classes themselves, on a real database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from massage_studio.bookings import (
    attendance_service,
    booking_queries,
    booking_service,
    class_queries,
    course_list_queries,
    dates_service,
    money_service,
    today_queries,
    venues_service,
)
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, classes_of

TODAY = NOW.date()


def statuses(store: Store, course: UUID) -> list[str]:
    with store.read() as session:
        return [row.status for row in booking_queries.bookings(session, course_id=course, today=TODAY)]


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
        row = course_list_queries.course(session, course_id=course, now=NOW)
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
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'booked'"))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'offered' WHERE status = 'waiting'"))
    assert statuses(studio, course) == ["booked", "waiting"]


def test_a_course_cannot_shrink_below_the_places_that_are_taken(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        for name in ("Mia", "Noah"):
            a_booking(session, course, a_family(session, name))
    with pytest.raises(KnownError, match="no room for this any more"), studio.write() as session:
        session.execute(text("UPDATE course SET capacity = 1"))


def test_cancelling_frees_the_place_and_the_first_who_waits_can_have_it(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        noah = a_family(session, "Noah")
        waits = a_booking(session, course, noah, now=NOW + timedelta(minutes=1))
        booking_service.cancel(session, booking_id=mia, now=NOW)
    with studio.read() as session:
        offers = today_queries.today(session, now=NOW, zone="Europe/London").offers
    assert [offer.course.id for offer in offers] == [course]
    with studio.write() as session:
        assert a_booking(session, course, noah) == waits  # the booking that waited, not a second one
    assert statuses(studio, course) == ["cancelled", "booked"]


def test_a_cancellation_can_be_taken_back(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["booked"]


def test_a_cancellation_taken_back_too_late_waits(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        booking_service.cancel(session, booking_id=mia, now=NOW)
        a_booking(session, course, a_family(session, "Noah"), now=NOW + timedelta(minutes=1))
        booking_service.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["waiting", "booked"]


def test_reinstating_a_booking_that_stands_leaves_its_place(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        booking_service.reinstate(session, booking_id=mia, now=NOW)
    assert statuses(studio, course) == ["booked"]


def test_reinstating_what_was_booked_anew_changes_nothing(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        first = a_booking(session, course, mia)
        booking_service.cancel(session, booking_id=first, now=NOW)
        a_booking(session, course, mia, now=NOW + timedelta(minutes=1))
        booking_service.reinstate(session, booking_id=first, now=NOW)
    assert statuses(studio, course) == ["cancelled", "booked"]


def test_the_same_booking_sent_twice_is_one_booking(studio: Store) -> None:
    with studio.write() as session:
        course, mia, booking = a_course(session), a_family(session), new_id()
    for _ in range(2):
        with studio.write() as session:
            booking_service.book(
                session, booking_id=booking, course_id=course, baby_id=mia.baby, carer_id=mia.carer, now=NOW
            )
    assert statuses(studio, course) == ["booked"]
    with studio.write() as session:
        booking_service.cancel(session, booking_id=booking, now=NOW)
        booking_service.book(
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


def test_what_is_due_follows_payments_and_refunds_to_the_penny(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, price=Decimal("72.10"))
        booking, payment = a_booking(session, course, a_family(session)), new_id()
    sums = ((payment, "50.00"), (payment, "50.00"), (new_id(), "30.20"))
    for key, amount in sums:  # the first is sent twice
        with studio.write() as session:
            money_service.pay(
                session, payment_id=key, booking_id=booking, amount=Decimal(amount), method="cash", now=NOW
            )
    with studio.write() as session:
        back = Decimal("8.10")
        money_service.refund(
            session, payment_id=new_id(), booking_id=booking, amount=back, method="cash", now=NOW
        )
    with studio.read() as session:
        row = booking_queries.bookings(session, course_id=course, today=TODAY)[0]
    assert (row.price, row.due, row.currency) == (Decimal("72.10"), Decimal("0.00"), "GBP")
    with pytest.raises(KnownError, match="amount is nothing"), studio.write() as session:
        money_service.pay(
            session, payment_id=new_id(), booking_id=booking, amount=Decimal(0), method="cash", now=NOW
        )


def test_a_booking_keeps_its_own_price(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        booking_service.book(
            session,
            booking_id=new_id(),
            course_id=course,
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
            price=Decimal(0),
        )
    with studio.read() as session:
        assert booking_queries.bookings(session, course_id=course, today=TODAY)[0].due == 0


def test_a_cancelled_booking_owes_nothing(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        booking_service.cancel(session, booking_id=a_booking(session, course, a_family(session)), now=NOW)
    with studio.read() as session:
        assert booking_queries.bookings(session, course_id=course, today=TODAY)[0].due == 0


def test_a_class_that_has_begun_stays_where_it_is(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        second = classes_of(session, opened.course)[1]
        dates_service.move_class(session, session_id=second, starts=NOW + timedelta(days=9), now=NOW)
    with studio.read() as session:
        assert class_queries.class_session(session, session_id=second).starts == NOW + timedelta(days=9)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        dates_service.move_class(session, session_id=opened.session, starts=NOW, now=NOW)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"starts": ()}, {"capacity": 0}])
def test_a_course_without_name_date_or_place_is_refused(studio: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(KnownError, match="needs a name"), studio.write() as session:
        a_course(session, **wrong)  # type: ignore[arg-type]
    with studio.read() as session:
        assert (
            course_list_queries.courses(session, now=NOW) == () and course_list_queries.venues(session) == ()
        )


def test_a_venue_without_a_name_is_refused(studio: Store) -> None:
    with pytest.raises(KnownError, match="venue needs a name"), studio.write() as session:
        venues_service.add_venue(session, venue_id=new_id(), name="\u200b", address="", capacity=4)


def test_a_class_that_was_cancelled_cannot_be_opened(studio: Store) -> None:
    with studio.write() as session:
        first = classes_of(session, a_course(session))[0]
        session.execute(text("UPDATE class_session SET status = 'cancelled' WHERE number = 1"))
    with pytest.raises(KnownError, match="cancelled"), studio.write() as session:
        attendance_service.begin_class(session, session_id=first, now=NOW)


def test_a_class_that_goes_on_keeps_its_first_opening(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        attendance_service.end_class(session, session_id=opened.session, now=NOW - timedelta(minutes=5))
    with studio.read() as session:
        ended = class_queries.class_session(session, session_id=opened.session)
    assert (ended.opened, ended.finished) == (NOW, NOW)  # never before it began
    with studio.write() as session:
        attendance_service.begin_class(session, session_id=opened.session, now=NOW + timedelta(minutes=10))
    with studio.read() as session:
        running = class_queries.class_session(session, session_id=opened.session)
    assert running == replace(ended, status="running", finished=None)
    assert running.opened is not None and running.opened.astimezone(UTC) == datetime(
        2026, 11, 19, 10, tzinfo=UTC
    )
