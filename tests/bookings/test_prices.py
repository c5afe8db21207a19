"""What a place costs, and whether a baby's age fits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

import massage_studio.bookings.service as bookings
import massage_studio.families.service as families
from massage_studio.bookings.places_queries import age_fits, suggested_price
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from tests.bookings.places import one, priced_course, statuses
from tests.studio_fixtures import NOW, a_booking, a_family, a_sibling, classes_of

TODAY = NOW.date()


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
