"""Whom letters go to where twins stand differently, or a class that was to make up for another fell."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from massage_studio.bookings import booking_service, dates_service, single_classes_service
from massage_studio.exchange.letter_people import recipients
from massage_studio.exchange.letters_queries import page_data
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, classes_of

UNTIL = NOW + timedelta(days=2)


def test_a_twin_that_waits_is_not_offered_the_place_of_the_other(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        finn = a_family(session, "Finn")
        offered = a_booking(session, course, finn, now=NOW)
        a_booking(session, course, a_sibling(session, finn, "Ivy"), now=NOW + timedelta(minutes=1))
        booking_service.cancel(session, booking_id=mia, now=NOW)
        booking_service.offer(session, booking_id=offered, until=UNTIL, now=NOW)
    with studio.read() as session:
        found = page_data(session, key=course, today=NOW.date(), now=NOW)
    people = recipients("offer", found.places, found.babies, found.adults, found.refused)
    told = [([baby.given_name for baby in one.babies], one.place.status, one.price) for one in people]
    assert told == [(["Finn"], "offered", Decimal(72)), (["Ivy"], "waiting", Decimal(72))]


def test_twins_that_are_both_offered_a_place_get_one_letter(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        gone = [a_booking(session, course, a_family(session, name)) for name in ("Mia", "Leo")]
        finn = a_family(session, "Finn")
        waiting = [a_booking(session, course, one) for one in (finn, a_sibling(session, finn, "Ivy"))]
        for key in gone:
            booking_service.cancel(session, booking_id=key, now=NOW)
        for key in waiting:
            booking_service.offer(session, booking_id=key, until=UNTIL, now=NOW)
    with studio.read() as session:
        found = page_data(session, key=course, today=NOW.date(), now=NOW)
    [one] = recipients("offer", found.places, found.babies, found.adults, found.refused)
    assert (len(one.babies), one.price) == (2, Decimal(144))


def test_who_was_to_make_up_a_class_hears_that_it_is_cancelled(studio: Store) -> None:
    with studio.write() as session:
        ours, other = a_course(session), a_course(session, "Other course")
        mia = a_family(session, "Mia")
        a_booking(session, ours, mia)
        missed, part = classes_of(session, ours)[0], classes_of(session, other)[1]
        single_classes_service.make_up(
            session,
            booking_id=new_id(),
            missed_session_id=missed,
            session_id=part,
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
        )
        dates_service.cancel_class(session, session_id=part, reason="Snow", now=NOW)
    with studio.read() as session:
        found = page_data(session, key=other, today=NOW.date(), now=NOW)
    asked = found.places, found.babies, found.adults, found.refused
    assert [one.babies[0].given_name for one in recipients("cancelled", *asked, part)] == ["Mia"]
    assert recipients("confirmation", *asked) == recipients("offer", *asked) == ()
