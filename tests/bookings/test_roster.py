"""The class list: its order, what it tells of each place, and adding a family to it as one operation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select

from massage_studio.bookings import (
    attendance_service,
    booking_form_queries,
    booking_service,
    dates_service,
    refusals,
    roster_queries,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.booking_form_views import AdultEntry, BabyDays, BabyEntry, FamilyEntry
from massage_studio.bookings.families_service import add_family_places
from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.today_queries import today
from massage_studio.bookings.views import AttendanceStatus
from massage_studio.cues import opening_service
from massage_studio.families.models import Baby, Carer, Family
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, classes_of


def an_entry(*babies: str, **more: object) -> FamilyEntry:
    carer = new_id()
    return FamilyEntry(
        family_id=new_id(),
        carer_id=carer,
        adults=(AdultEntry(carer, "Beth", "Hughes", "", ""),),
        babies=tuple(BabyEntry(new_id(), new_id(), name, "Hughes", date(2026, 9, 1)) for name in babies),
        **more,  # type: ignore[arg-type]
    )


def test_families_stand_together_and_the_queue_in_its_order(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=3)
        finn = a_family(session, "Finn")
        a_booking(session, course, finn, now=NOW)
        a_booking(session, course, a_family(session, "Leo"), now=NOW + timedelta(minutes=1))
        a_booking(session, course, a_sibling(session, finn, "Ivy"), now=NOW + timedelta(minutes=2))
        for minute, name in enumerate(("Zoë", "Ada"), start=3):
            a_booking(session, course, a_family(session, name), now=NOW + timedelta(minutes=minute))
        view = roster_queries.roster(session, course_id=course, now=NOW)
    assert [one.booking.baby.given_name for one in view.places] == ["Finn", "Ivy", "Leo", "Zoë", "Ada"]
    assert [one.turn for one in view.places] == [0, 0, 0, 1, 2]
    assert [one.twins for one in view.places] == [True, True, False, False, False]
    assert view.free == 0


def test_visits_follow_the_classes_that_were_not_cancelled(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session)
        a_booking(session, course, mia)
        first, second, *_ = classes_of(session, course)
        opening_service.open_class(session, session_id=first, now=NOW)
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="late", now=NOW)
        opening_service.finish_class(session, session_id=first, now=NOW + timedelta(hours=1))
        dates_service.cancel_class(session, session_id=second, reason="snow", now=NOW)
        [one] = roster_queries.roster(session, course_id=course, now=NOW).places
    assert one.visits == ("late", None, None, None)


def test_a_booking_that_moved_twice_tells_each_step(studio: Store) -> None:
    with studio.write() as session:
        courses = [a_course(session, name) for name in ("Autumn", "Winter", "Spring")]
        mia = a_family(session)
        key = a_booking(session, courses[0], mia)
        for to in courses[1:]:
            moved = new_id()
            transfers_service.move_booking(
                session, booking_id=key, to_course_id=to, new_booking_id=moved, now=NOW + timedelta(hours=1)
            )
            key = moved
        places = roster_queries.places_of_family(session, family_id=mia.family, now=NOW).places
    by_course = {one.booking.course_id: (one.moved_from, one.moved_to) for one in places}
    assert [by_course[course] for course in courses] == [
        ("", "Winter"),
        ("Autumn", "Spring"),
        ("Winter", ""),
    ]


def test_an_offer_that_ran_out_is_told_until_the_family_is_offered_again(studio: Store) -> None:
    later = NOW + timedelta(hours=2)
    with studio.write() as session:
        course = a_course(session, capacity=1)
        held = a_booking(session, course, a_family(session, "Mia"))
        waits = a_booking(session, course, a_family(session, "Leo"))
        booking_service.cancel(session, booking_id=held, now=NOW)
        booking_service.offer(session, booking_id=waits, until=NOW + timedelta(hours=1), now=NOW)
        [standing] = today(session, now=NOW, zone="Europe/London").open_offers
        booking_service.expire_offers(session, now=later)
        [lapsed] = today(session, now=later, zone="Europe/London").open_offers
        [to_make] = today(session, now=later, zone="Europe/London").offers
        booking_service.offer(session, booking_id=waits, until=later + timedelta(hours=1), now=later)
        [again] = today(session, now=later, zone="Europe/London").open_offers
        assert today(session, now=later, zone="Europe/London").offers == ()
    assert [standing.place.lapsed, lapsed.place.lapsed, again.place.lapsed] == [False, True, False]
    assert to_make.next.booking.id == waits and to_make.free == 1


def test_a_family_is_added_with_its_twins_or_not_at_all_and_taken_back_whole(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
    with pytest.raises(refusals.FullError), studio.write() as session:
        add_family_places(session, entry=an_entry("Finn", "Ivy"), course_id=course, now=NOW)
    kinds = (Family, Carer, Baby, Booking)
    with studio.write() as session:
        assert [session.scalar(select(func.count()).select_from(kind)) for kind in kinds] == [0, 0, 0, 0]
        done = new_id()
        entry = an_entry("Finn", "Ivy", standing="waiting")
        for _ in range(2):
            add_family_places(session, entry=entry, course_id=course, now=NOW, operation_id=done)
        assert [session.scalar(select(func.count()).select_from(kind)) for kind in kinds] == [1, 1, 2, 2]
        undo_operation(session, now=NOW, operation_id=done)
        assert [session.scalar(select(func.count()).select_from(kind)) for kind in kinds] == [0, 0, 0, 0]


def test_classes_to_come_count_guests_with_the_course(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=3)
        session.get_one(Course, course).drop_in_price = Decimal(15)
        a_booking(session, course, a_family(session, "Mia"))
        guest = a_family(session, "Leo")
        second = classes_of(session, course)[1]
        single_classes_service.drop_in(
            session,
            booking_id=new_id(),
            session_id=second,
            baby_id=guest.baby,
            carer_id=guest.carer,
            now=NOW,
        )
        rooms = booking_form_queries.classes_to_come(session, now=NOW)
        assert booking_form_queries.classes_to_come(session, now=NOW, but=course) == ()
    assert [room.free for room in rooms] == [1, 2, 2, 2]
    assert {(room.price, room.currency) for room in rooms} == {(Decimal(15), "GBP")}


def test_the_classes_that_were_missed_come_first_and_those_attended_not_at_all(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session)
        booked = a_booking(session, course, mia)
        first, second, *rest = classes_of(session, course)
        marks: tuple[tuple[UUID, AttendanceStatus], ...] = ((first, "here"), (second, "absent"))
        for session_id, status in marks:
            opening_service.open_class(session, session_id=session_id, now=NOW)
            attendance_service.mark(session, session_id=session_id, baby_id=mia.baby, status=status, now=NOW)
            opening_service.finish_class(session, session_id=session_id, now=NOW + timedelta(hours=1))
        missed = booking_form_queries.missed_classes(session, booking_id=booked)
    assert [one.id for one in missed] == [second, *rest]


def test_ages_are_weighed_for_babies_that_are_not_written_down_yet(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        session.get_one(Course, course).max_weeks = 20
        days = (BabyDays(date(2026, 9, 17), None), BabyDays(date(2026, 1, 1), None), BabyDays(None, None))
        told = booking_form_queries.ages_fit(session, course_id=course, days=days, on=NOW.date())
    assert len(told) == 1 and "up to 20 weeks" in told[0]
