"""A booking's whole life: asked, waiting, offered, booked, given up, moved, and single classes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

import massage_studio.bookings.queries as queries
import massage_studio.bookings.service as bookings
import massage_studio.families.service as families
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.places_queries import (
    age_fits,
    free_in_class,
    free_places,
    suggested_price,
    waiting_list,
)
from massage_studio.bookings.views import BookingView, RegisterRow
from massage_studio.errors import KnownError
from massage_studio.store.deeds import last_deeds, redo_deed, undo_deed
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, a_sibling, classes_of

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)
TOMORROW = NOW + timedelta(days=1)


def statuses(session: Session, course: UUID) -> list[str]:
    return [row.status for row in queries.bookings(session, course_id=course, today=TODAY)]


def one(session: Session, booking: UUID) -> BookingView:
    courses = queries.courses(session, now=NOW)
    rows = [row for each in courses for row in queries.bookings(session, course_id=each.id, today=TODAY)]
    return next(row for row in rows if row.id == booking)


def queue(session: Session, course: UUID) -> list[str]:
    return [row.baby for row in waiting_list(session, course_id=course)]


def enquiry(session: Session, course: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    bookings.enquire(
        session, booking_id=key, course_id=course, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
    )
    return key


def full_course(session: Session, *waiting: str) -> tuple[UUID, UUID, list[UUID]]:
    """A course of one place: its key, that of Mia's booking, and those of the bookings that wait."""
    course = a_course(session, capacity=1)
    mia = a_booking(session, course, a_family(session, "Mia"))
    keys = [
        a_booking(session, course, a_family(session, name), now=NOW + timedelta(minutes=number))
        for number, name in enumerate(waiting, start=1)
    ]
    return course, mia, keys


def drop_in(session: Session, class_: UUID, dyad: Dyad, **more: object) -> UUID:
    key = new_id()
    bookings.drop_in(
        session,
        booking_id=key,
        session_id=class_,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )
    return key


def priced_course(session: Session, **prices: Decimal | int | None) -> UUID:
    """A course of five classes at 72 pounds, with more prices or ages."""
    venue, course = new_id(), new_id()
    bookings.add_venue(session, venue_id=venue, name="Hall", address="", capacity=12)
    fields = CourseFields("Spring", "five_60", venue, 60, 8, Decimal(72), "GBP", "Europe/London")
    classes = tuple(PlannedClass(new_id(), NOW + timedelta(weeks=week)) for week in range(5))
    bookings.plan_course(
        session,
        course_id=course,
        fields=replace(fields, **prices),  # type: ignore[arg-type]
        classes=classes,
        now=NOW,
    )
    return course


# Asking, waiting and offers


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
    with pytest.raises(bookings.FullError, match="waiting list"), studio.write() as session:
        bookings.book(
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
        assert queries.course(session, course_id=course, now=NOW).capacity == 1


def test_an_offer_holds_the_place_for_one_family(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah, ivy) = full_course(session, "Noah", "Ivy")
        bookings.cancel(session, booking_id=mia, now=NOW)
        bookings.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        assert free_places(session, course_id=course) == 0
        leo = a_booking(session, course, a_family(session, "Leo"), now=LATER)
        assert one(session, leo).status == "waiting"
    with pytest.raises(bookings.FullError), studio.write() as session:
        bookings.offer(session, booking_id=ivy, until=TOMORROW, now=NOW)
    with studio.write() as session:
        bookings.accept(session, booking_id=noah, now=LATER)
        assert [row.status for row in (one(session, key) for key in (noah, ivy))] == [
            "booked",
            "waiting",
        ]


def test_an_offer_can_be_given_more_time_and_none_in_the_past(studio: Store) -> None:
    with studio.write() as session:
        _, mia, (noah,) = full_course(session, "Noah")
        bookings.cancel(session, booking_id=mia, now=NOW)
        bookings.offer(session, booking_id=noah, until=LATER, now=NOW)
        bookings.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        bookings.expire_offers(session, now=LATER)
        assert one(session, noah).status == "offered"
    with pytest.raises(KnownError, match="already over"), studio.write() as session:
        bookings.offer(session, booking_id=noah, until=NOW, now=NOW)


def test_who_declines_goes_to_the_end_of_the_list(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah, *_) = full_course(session, "Noah", "Ivy", "Leo")
        assert queue(session, course) == ["Noah", "Ivy", "Leo"]
        bookings.cancel(session, booking_id=mia, now=NOW)
        bookings.offer(session, booking_id=noah, until=TOMORROW, now=NOW)
        assert queue(session, course) == ["Ivy", "Leo"]
        # The clock was put back since the others began to wait, and the end is still the end.
        bookings.decline(session, booking_id=noah, now=NOW - timedelta(days=1))
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
            bookings.cancel(session, booking_id=key, now=NOW)
        for key in (keys[3], keys[2]):
            bookings.offer(session, booking_id=key, until=TOMORROW, now=NOW)
    with studio.write() as session:
        assert not bookings.expire_offers(session, now=LATER).things
        assert bookings.expire_offers(session, now=TOMORROW).things
        assert queue(session, course) == ["Leo", "Noah", "Ivy"]
        lapsed = [row.lapsed for row in waiting_list(session, course_id=course)]
        assert lapsed == [None, TOMORROW, TOMORROW]
        assert not bookings.expire_offers(session, now=TOMORROW).things


def test_an_offer_whose_end_was_taken_back_stands_until_it_gets_another_moment(studio: Store) -> None:
    with studio.write() as session:
        _, mia, (noah,) = full_course(session, "Noah")
        bookings.cancel(session, booking_id=mia, now=NOW)
        bookings.offer(session, booking_id=noah, until=LATER, now=NOW)
    with studio.write() as session:
        bookings.expire_offers(session, now=LATER)
    with studio.write() as session:
        last, _ = last_deeds(session)
        assert last is not None and (last.verb, last.words) == ("expire_offers", "Noah")
        undo_deed(session, now=LATER)
        bookings.expire_offers(session, now=TOMORROW)
        assert one(session, noah).status == "offered"
        bookings.offer(session, booking_id=noah, until=TOMORROW + timedelta(hours=1), now=TOMORROW)
        bookings.expire_offers(session, now=TOMORROW + timedelta(hours=2))
        assert one(session, noah).status == "waiting"


@pytest.mark.parametrize("step", [bookings.accept, bookings.decline])
def test_what_was_not_offered_cannot_be_answered(studio: Store, step: object) -> None:
    with studio.write() as session:
        _, _, (noah,) = full_course(session, "Noah")
    with pytest.raises(KnownError, match="No place is held"), studio.write() as session:
        step(session, booking_id=noah, now=NOW)  # type: ignore[operator]


def test_a_cancelled_booking_can_wait_again_and_a_booked_one_cannot(studio: Store) -> None:
    with studio.write() as session:
        course, mia, (noah,) = full_course(session, "Noah")
        bookings.cancel(session, booking_id=noah, now=NOW)
        bookings.wait(session, booking_id=noah, now=LATER)
        assert queue(session, course) == ["Noah"]
    with pytest.raises(KnownError, match="already has a place"), studio.write() as session:
        bookings.wait(session, booking_id=mia, now=NOW)


def test_booking_again_on_a_full_course_may_be_refused(studio: Store) -> None:
    with studio.write() as session:
        course, mia, _ = full_course(session)
        bookings.cancel(session, booking_id=mia, now=NOW)
        a_booking(session, course, a_family(session, "Noah"), now=LATER)
    with pytest.raises(bookings.FullError), studio.write() as session:
        bookings.reinstate(session, booking_id=mia, now=LATER, if_full="refuse")


def test_a_booking_that_was_taken_back_is_told_kindly(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_booking(session, course, a_family(session))
        undo_deed(session, now=NOW)
    with pytest.raises(KnownError, match="no longer there"), studio.write() as session:
        bookings.cancel(session, booking_id=mia, now=NOW)


def test_the_same_deed_is_done_once(studio: Store) -> None:
    with studio.write() as session:
        _, mia, _ = full_course(session)
        key = new_id()
        bookings.cancel(session, booking_id=mia, now=NOW, deed_id=key)
        bookings.reinstate(session, booking_id=mia, now=NOW)
        bookings.cancel(session, booking_id=mia, now=NOW, deed_id=key)
        assert one(session, mia).status == "booked"


def test_undo_names_whom_it_concerns(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        last, _ = last_deeds(session)
    assert last is not None and (last.verb, last.words, last.about) == ("book", "Mia", course)


# Prices


def test_prices_fit_the_family_and_the_day(studio: Store) -> None:
    with studio.write() as session:
        course = priced_course(session, concession_price=Decimal(50), sibling_price=Decimal(36))
        mia, ivy = a_family(session, "Mia"), a_family(session, "Ivy")
        noah = a_sibling(session, mia)
        a_booking(session, course, mia)
        first = suggested_price(session, course_id=course, baby_id=ivy.baby, today=TODAY)
        sibling = suggested_price(session, course_id=course, baby_id=noah.baby, today=TODAY)
        late = suggested_price(session, course_id=course, baby_id=ivy.baby, today=TODAY + timedelta(days=8))
    assert first.kinds == (("full", Decimal(72)), ("concession", Decimal(50)))
    assert (first.suggested, first.classes_left, first.classes) == ("full", 5, 5)
    assert (dict(sibling.kinds)["sibling"], sibling.suggested) == (Decimal(36), "sibling")
    assert (dict(late.kinds)["pro_rata"], late.suggested) == (Decimal("43.20"), "pro_rata")


def test_pro_rata_is_rounded_half_up_and_leaves_cancelled_classes_out(studio: Store) -> None:
    with studio.write() as session:
        course = priced_course(session, price=Decimal("10.05"))
        second = classes_of(session, course)[1]
        bookings.cancel_class(session, session_id=second, reason="Snow", now=NOW)
        ivy = a_family(session, "Ivy")
        # Two of four are left: 10.05 / 2 = 5.025.
        view = suggested_price(session, course_id=course, baby_id=ivy.baby, today=TODAY + timedelta(days=15))
    assert (view.classes_left, view.classes) == (2, 4)
    assert dict(view.kinds)["pro_rata"] == Decimal("5.03")


def test_a_price_of_the_course_follows_its_kind_and_any_other_is_agreed(studio: Store) -> None:
    with studio.write() as session:
        course = priced_course(session, concession_price=Decimal(50))
        mia = a_booking(session, course, a_family(session))
        for kind, price, told in (
            ("concession", None, ("concession", Decimal(50))),
            ("full", None, ("full", Decimal(72))),
            ("full", Decimal(60), ("agreed", Decimal(60))),
            ("pro_rata", None, ("pro_rata", Decimal(72))),
        ):
            bookings.set_price(session, booking_id=mia, price_kind=kind, price=price, now=NOW)  # type: ignore[arg-type]
            row = one(session, mia)
            assert (row.price_kind, row.price) == told
    for kind, price in (("sibling", None), ("agreed", Decimal(-1)), ("agreed", Decimal("1.005"))):
        with pytest.raises(KnownError), studio.write() as session:
            bookings.set_price(session, booking_id=mia, price_kind=kind, price=price, now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("least", "most", "due", "sentence"),
    [
        (None, None, None, ""),
        (8, 26, None, ""),
        (10, 26, None, "9 weeks old on 19 November; this course is for 10 to 26 weeks."),
        (None, 8, None, "9 weeks old on 19 November; this course is for up to 8 weeks."),
        (
            8,
            None,
            date(2026, 10, 15),
            "Corrected age 5 weeks on 19 November; this course is for 8 weeks and older.",
        ),
    ],
)
def test_an_age_that_does_not_fit_is_a_sentence_and_no_refusal(
    studio: Store, least: int | None, most: int | None, due: date | None, sentence: str
) -> None:
    with studio.write() as session:
        course, mia = priced_course(session, min_weeks=least, max_weeks=most), a_family(session)
        families.change_baby(
            session,
            baby_id=mia.baby,
            given_name="Mia",
            family_name="",
            birth_date=date(2026, 9, 17),
            due_date=due,
        )
        # Asked weeks ahead, the age on the first day is what counts.
        early = TODAY - timedelta(days=30)
        assert age_fits(session, course_id=course, baby_id=mia.baby, on=early) == sentence
        a_booking(session, course, mia)
        assert statuses(session, course) == ["booked"]


# Single classes


def rows_of(session: Session, class_: UUID) -> list[RegisterRow]:
    return list(queries.register(session, session_id=class_).rows)


def test_a_guest_takes_a_place_on_one_day_and_stands_last_in_that_register(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=2)
        first, second, *_ = classes_of(session, course)
        guest = drop_in(session, first, a_family(session, "Noah"))
        a_booking(session, course, a_family(session, "Mia"), now=LATER)
        assert free_in_class(session, session_id=first) == 0
        assert free_in_class(session, session_id=second) == 1
        assert free_places(session, course_id=course) == 0
        for opened in (False, True):
            if opened:
                bookings.expect_everybody(session, session_id=first)
            rows = rows_of(session, first)
            assert [(row.baby.given_name, row.visit) for row in rows] == [("Mia", ""), ("Noah", "drop_in")]
        assert rows[1].booking_id == guest and rows[1].due == Decimal("14.40")
        view = queries.register(session, session_id=first)
        assert (view.taken, view.session.capacity) == (2, 2)
        assert [row.baby.given_name for row in rows_of(session, second)] == ["Mia"]
        assert queries.course(session, course_id=course, now=NOW).taken == 2


def test_a_class_without_room_has_no_guests_and_the_database_says_so_too(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        first = classes_of(session, course)[0]
        noah = a_family(session, "Noah")
    with pytest.raises(bookings.FullError, match="class"), studio.write() as session:
        drop_in(session, first, noah)
    with studio.write() as session:
        other = a_course(session, capacity=1)
        guest = drop_in(session, classes_of(session, other)[0], noah)
        bookings.cancel(session, booking_id=guest, now=NOW)
        drop_in(session, classes_of(session, other)[0], a_family(session, "Ivy"))
    with pytest.raises(IntegrityError, match="the course is full"), studio.write() as session:
        session.execute(text("UPDATE booking SET status = 'booked' WHERE session_id IS NOT NULL"))
    with pytest.raises(bookings.FullError), studio.write() as session:
        bookings.reinstate(session, booking_id=guest, now=NOW)


def test_a_baby_of_the_course_needs_no_single_class_and_nobody_comes_twice(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        second = classes_of(session, opened.course)[1]
        noah = a_family(session, "Noah")
        drop_in(session, second, noah)
    for dyad in (opened.dyads[0], noah):
        with pytest.raises(KnownError, match="already has a place"), studio.write() as session:
            drop_in(session, second, dyad)


def test_nobody_drops_in_on_a_class_that_is_over(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        bookings.end_class(session, session_id=opened.session, now=LATER)
        noah = a_family(session, "Noah")
    with pytest.raises(KnownError, match="over or cancelled"), studio.write() as session:
        drop_in(session, opened.session, noah)


def test_who_came_once_to_see_and_was_booked_then_is_one_baby(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        first = classes_of(session, course)[0]
        drop_in(session, first, mia)
        a_booking(session, course, mia)
        assert [row.visit for row in rows_of(session, first)] == [""]


def made_up(session: Session, missed: UUID, class_: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    bookings.make_up(
        session,
        booking_id=key,
        missed_session_id=missed,
        session_id=class_,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        now=NOW,
    )
    return key


def test_a_class_made_up_elsewhere_is_in_both_registers(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Ivy")
        mia, _ = opened.dyads
        other = classes_of(session, a_course(session, "Evening course"))[1]
        bookings.end_class(session, session_id=opened.session, now=LATER)
        key = made_up(session, opened.session, other, mia)
        assert [row.status for row in rows_of(session, opened.session)] == ["elsewhere", "absent"]
        assert [(row.visit, row.due) for row in rows_of(session, other)] == [("make_up", Decimal(0))]
        bookings.cancel(session, booking_id=key, now=LATER)
        assert [row.status for row in rows_of(session, opened.session)] == ["absent", "absent"]
        undo_deed(session, now=LATER)
        assert [row.status for row in rows_of(session, opened.session)] == ["elsewhere", "absent"]
    with pytest.raises(KnownError, match="made up already"), studio.write() as session:
        made_up(session, opened.session, classes_of(session, a_course(session))[0], mia)


def test_a_class_that_will_be_missed_says_so_before_and_after_it_is_opened(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Ivy")
        second = classes_of(session, opened.course)[1]
        key = made_up(session, second, classes_of(session, a_course(session))[0], opened.dyads[0])
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]
        bookings.expect_everybody(session, session_id=second)
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]
        bookings.cancel(session, booking_id=key, now=NOW)
        assert [row.status for row in rows_of(session, second)] == ["expected", "expected"]
        bookings.reinstate(session, booking_id=key, now=NOW)
        assert [row.status for row in rows_of(session, second)] == ["elsewhere", "expected"]


def test_a_class_that_a_baby_was_at_is_not_made_up(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        bookings.mark(session, session_id=opened.session, baby_id=mia.baby, status="here", now=NOW)
        other = classes_of(session, a_course(session))[0]
    with pytest.raises(KnownError, match="was at the class"), studio.write() as session:
        made_up(session, opened.session, other, mia)


def test_a_single_class_has_no_waiting_list(studio: Store) -> None:
    with studio.write() as session:
        guest = drop_in(session, classes_of(session, a_course(session))[0], a_family(session))
    with pytest.raises(KnownError, match="no waiting list"), studio.write() as session:
        bookings.wait(session, booking_id=guest, now=NOW)


# Moving to another course


def moved(session: Session, booking: UUID, course: UUID, **more: object) -> UUID:
    key = new_id()
    bookings.move_booking(
        session,
        booking_id=booking,
        to_course_id=course,
        new_booking_id=key,
        now=LATER,
        **more,  # type: ignore[arg-type]
    )
    return key


def test_a_booking_moves_with_its_balance_and_leaves_its_history(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
        bookings.mark(session, session_id=opened.session, baby_id=mia.baby, status="here", now=NOW)
        old = queries.bookings(session, course_id=opened.course, today=TODAY)[0].id
        bookings.pay(session, payment_id=new_id(), booking_id=old, amount=Decimal(50), method="cash", now=NOW)
        other = a_course(session, "Evening course", price=Decimal(80))
        new = moved(session, old, other)
        assert [one(session, key).status for key in (old, new)] == ["moved", "booked"]
        assert [one(session, key).due for key in (old, new)] == [0, Decimal(30)]
        (came,) = queries.attendance_of(session, baby_ids=[mia.baby])
        assert (came.session.course_id, came.status) == (opened.course, "here")
        assert free_places(session, course_id=opened.course) == 6
        undo_deed(session, now=LATER)
        assert (one(session, old).status, one(session, old).due) == ("booked", Decimal(22))
        redo_deed(session)
        assert one(session, new).due == Decimal(30)
    with pytest.raises(KnownError, match="moved to another course"), studio.write() as session:
        bookings.cancel(session, booking_id=old, now=LATER)


@pytest.mark.parametrize(
    ("kind", "price", "there"),
    [
        ("full", None, ("full", Decimal(100))),
        ("concession", None, ("concession", Decimal(70))),
        ("sibling", None, ("full", Decimal(100))),
        ("pro_rata", None, ("pro_rata", Decimal(100))),
        ("agreed", Decimal(5), ("agreed", Decimal(5))),
    ],
)
def test_the_price_there_is_of_the_same_kind(
    studio: Store, kind: str, price: Decimal | None, there: tuple[str, Decimal]
) -> None:
    with studio.write() as session:
        here = priced_course(session, concession_price=Decimal(50), sibling_price=Decimal(36))
        other = priced_course(session, price=Decimal(100), concession_price=Decimal(70))
        mia = a_booking(session, here, a_family(session))
        bookings.set_price(session, booking_id=mia, price_kind=kind, price=price, now=NOW)  # type: ignore[arg-type]
        row = one(session, moved(session, mia, other))
    assert (row.price_kind, row.price) == there


def test_a_move_to_a_full_course_is_refused_or_waits(studio: Store) -> None:
    with studio.write() as session:
        course, _, _ = full_course(session)
        mia = a_booking(session, a_course(session), a_family(session))
    with pytest.raises(bookings.FullError), studio.write() as session:
        moved(session, mia, course)
    with studio.write() as session:
        assert one(session, mia).status == "booked"
        assert one(session, moved(session, mia, course, if_full="wait")).status == "waiting"


def test_a_move_keeps_to_one_currency_and_to_one_booking_a_course(studio: Store) -> None:
    with studio.write() as session:
        dyad, other = a_family(session), a_course(session)
        mia = a_booking(session, a_course(session), dyad)
        a_booking(session, other, dyad)
        abroad = a_course(session, currency="EUR")
    for course, words in ((abroad, "another currency"), (other, "already has a place")):
        with pytest.raises(KnownError, match=words), studio.write() as session:
            moved(session, mia, course)


def test_an_enquiry_stays_one_where_it_moves_and_a_cancelled_booking_stays_where_it_is(
    studio: Store,
) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = enquiry(session, a_course(session), a_family(session))
        new = moved(session, mia, course)
        assert one(session, new).status == "enquiry"
        bookings.cancel(session, booking_id=new, now=LATER)
    with pytest.raises(KnownError, match="still stands"), studio.write() as session:
        moved(session, new, a_course(session))


def test_who_came_once_may_join_when_that_class_is_over(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=1)
        session.flush()
        first = classes_of(session, course)[0]
        noah = a_family(session, "Noah")
        drop_in(session, first, noah)
        assert free_places(session, course_id=course) == 0
        bookings.begin_class(session, session_id=first, now=NOW)
        bookings.end_class(session, session_id=first, now=LATER)
        session.flush()
        assert free_places(session, course_id=course) == 1
        joined = a_booking(session, course, noah)
        assert one(session, joined).status == "booked"
