"""A booking's life on its course: asked, waiting, offered, booked, given up."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.bookings import booking_service, course_list_queries, refusals
from massage_studio.bookings.places_queries import free_places, waiting_list
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from massage_studio.store.undo import undo_operation
from tests.bookings.places import enquiry, full_course, one, statuses
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

LATER = NOW + timedelta(hours=1)
TOMORROW = NOW + timedelta(days=1)


def queue(session: Session, course: UUID) -> list[str]:
    return [row.baby for row in waiting_list(session, course_id=course)]


def test_an_enquiry_holds_no_place_and_becomes_a_booking(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session, capacity=1), a_family(session)
        asked = enquiry(session, course, mia)
        assert (statuses(session, course), free_places(session, course_id=course)) == (["enquiry"], 1)
        assert a_booking(session, course, mia) == asked
        assert (statuses(session, course), free_places(session, course_id=course)) == (["booked"], 0)


def test_a_full_course_refuses_and_its_words_offer_the_waiting_list(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        noah = a_family(session, "Noah")
    with pytest.raises(refusals.FullError, match="waiting list"), studio.write() as session:
        booking_service.book(
            session,
            booking_id=new_id(),
            course_id=course,
            baby_id=noah.baby,
            carer_id=noah.carer,
            if_full="refuse",
            now=NOW,
        )
    with studio.read() as session:
        assert statuses(session, course) == ["booked"]


def test_the_hall_may_be_smaller_than_the_course(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=6, hall=1)
        a_booking(session, course, a_family(session, "Mia"))
        a_booking(session, course, a_family(session, "Noah"))
        assert sorted(statuses(session, course)) == ["booked", "waiting"]
        assert course_list_queries.course(session, course_id=course, now=NOW).capacity == 1


def test_an_offer_holds_the_place_for_one_family(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah, ivy) = full_course(session, "Noah", "Ivy")
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        assert free_places(session, course_id=course) == 0
        leo = a_booking(session, course, a_family(session, "Leo"), now=LATER)
        assert one(session, leo).status == "waiting"
    with pytest.raises(refusals.FullError), studio.write() as session:
        booking_service.offer(session, booking_id=ivy, until=TOMORROW, now=NOW)
    with studio.write() as session:
        booking_service.accept(session, booking_id=noah, now=LATER)
        assert [row.status for row in (one(session, key) for key in (noah, ivy))] == [
            "booked",
            "waiting",
        ]


def test_an_offer_can_be_given_more_time_and_none_in_the_past(studio: Store) -> None:
    with studio.write() as session:
        _, mia, (noah,) = full_course(session, "Noah")
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.offer(session, booking_id=noah, until=LATER, now=NOW)
        booking_service.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        booking_service.expire_offers(session, now=LATER)
        assert one(session, noah).status == "offered"
    with pytest.raises(KnownError, match="already over"), studio.write() as session:
        booking_service.offer(session, booking_id=noah, until=NOW, now=NOW)


def test_who_declines_goes_to_the_end_of_the_list(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah, *_) = full_course(session, "Noah", "Ivy", "Leo")
        assert queue(session, course) == ["Noah", "Ivy", "Leo"]
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        assert queue(session, course) == ["Ivy", "Leo"]
        # The clock was put back since the others began to wait, and the end is still the end.
        booking_service.decline(session, booking_id=noah, now=NOW - timedelta(days=1))
        assert queue(session, course) == ["Ivy", "Leo", "Noah"]
        assert free_places(session, course_id=course) == 1


def test_offers_that_ran_out_go_to_the_end_in_the_order_in_which_they_waited(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        keys = [
            a_booking(session, course, a_family(session, name), now=NOW + timedelta(minutes=number))
            for number, name in enumerate(("Mia", "Finn", "Noah", "Ivy", "Leo"))
        ]
        for key in keys[:2]:
            booking_service.cancel(session, booking_id=key, now=NOW)
        for key in (keys[3], keys[2]):
            booking_service.offer(session, booking_id=key, until=TOMORROW, now=NOW)
    with studio.write() as session:
        assert not booking_service.expire_offers(session, now=LATER).things
        assert booking_service.expire_offers(session, now=TOMORROW).things
        assert queue(session, course) == ["Leo", "Noah", "Ivy"]
        lapsed = [row.lapsed for row in waiting_list(session, course_id=course)]
        assert lapsed == [None, TOMORROW, TOMORROW]
        assert not booking_service.expire_offers(session, now=TOMORROW).things


def test_an_offer_whose_end_was_taken_back_stands_until_it_gets_another_moment(studio: Store) -> None:
    with studio.write() as session:
        _, mia, (noah,) = full_course(session, "Noah")
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.offer(session, booking_id=noah, until=LATER, now=NOW)
    with studio.write() as session:
        booking_service.expire_offers(session, now=LATER)
    with studio.write() as session:
        last, _ = last_operations(session)
        assert last is not None and (last.verb, last.words) == ("expire_offers", "Noah")
        undo_operation(session, now=LATER)
        booking_service.expire_offers(session, now=TOMORROW)
        assert one(session, noah).status == "offered"
        booking_service.offer(session, booking_id=noah, until=TOMORROW + timedelta(hours=1), now=TOMORROW)
        booking_service.expire_offers(session, now=TOMORROW + timedelta(hours=2))
        assert one(session, noah).status == "waiting"


@pytest.mark.parametrize("step", [booking_service.accept, booking_service.decline])
def test_what_was_not_offered_cannot_be_answered(studio: Store, step: object) -> None:
    with studio.write() as session:
        _, _, (noah,) = full_course(session, "Noah")
    with pytest.raises(KnownError, match="No place is held"), studio.write() as session:
        step(session, booking_id=noah, now=NOW)  # type: ignore[operator]


def test_a_cancelled_booking_can_wait_again_and_a_booked_one_cannot(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah,) = full_course(session, "Noah")
        booking_service.cancel(session, booking_id=noah, now=NOW)
        booking_service.wait(session, booking_id=noah, now=LATER)
        assert queue(session, course) == ["Noah"]
    with pytest.raises(KnownError, match="already has a place"), studio.write() as session:
        booking_service.wait(session, booking_id=mia, now=NOW)


def test_booking_again_on_a_full_course_may_be_refused(studio: Store) -> None:
    with studio.write() as session:
        course, mia, _ = full_course(session)
        booking_service.cancel(session, booking_id=mia, now=NOW)
        a_booking(session, course, a_family(session, "Noah"), now=LATER)
    with pytest.raises(refusals.FullError), studio.write() as session:
        booking_service.reinstate(session, booking_id=mia, now=LATER, if_full="refuse")


def test_a_booking_that_was_taken_back_is_told_kindly(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_booking(session, course, a_family(session))
        undo_operation(session, now=NOW)
    with pytest.raises(KnownError, match="no longer there"), studio.write() as session:
        booking_service.cancel(session, booking_id=mia, now=NOW)


def test_the_same_operation_is_done_once(studio: Store) -> None:
    with studio.write() as session:
        _, mia, _ = full_course(session)
        key = new_id()
        booking_service.cancel(session, booking_id=mia, now=NOW, operation_id=key)
        booking_service.reinstate(session, booking_id=mia, now=NOW)
        booking_service.cancel(session, booking_id=mia, now=NOW, operation_id=key)
        assert one(session, mia).status == "booked"


def test_undo_names_whom_it_concerns(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        last, _ = last_operations(session)
    assert last is not None and (last.verb, last.words, last.course_id) == ("book", "Mia", course)
