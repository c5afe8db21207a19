"""The money of a bookings file: parts of a price, discounts, second orders, and amounts that cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from massage_studio.bookings import booking_queries, money_service
from massage_studio.bookings.money_queries import unsettled
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.exchange.bookings_file import (
    GRACE,
    TOM,
    a_file,
    booked,
    bring_in,
    course_costing,
    in_the_books,
    line_of,
    look,
    money,
)
from tests.exchange.importing import parts
from tests.studio_fixtures import NOW, a_course


def test_a_part_payment_leaves_the_rest_to_be_paid(studio: Store) -> None:
    course = course_costing(studio, deposit=Decimal(20))
    table = a_file({**GRACE, "paid": "20.00"})
    line = line_of(studio, table, course)
    assert (line.state, line.paid, line.owing, line.currency) == ("ready", 20, 52, "GBP")
    bring_in(studio, table, course)
    assert money(studio, course) == [("Mia", 72, 52)]
    with studio.read() as session:
        assert [row.due for row in unsettled(session)[0]] == [52]
    assert line_of(studio, table, course).state == "known"


def test_the_rest_comes_with_the_next_import_and_once_only(studio: Store) -> None:
    course = course_costing(studio, deposit=Decimal(20))
    bring_in(studio, a_file({**GRACE, "paid": "20.00"}), course)
    line = line_of(studio, a_file(GRACE), course)
    assert (line.state, parts(line), line.paid, line.owing) == ("changed", ("payment",), 52, 0)
    for _ in range(2):
        bring_in(studio, a_file(GRACE), course)
        assert money(studio, course) == [("Mia", 72, 0)]
    assert in_the_books(studio) == 72
    assert line_of(studio, a_file(GRACE), course).state == "known"


def test_a_price_is_paid_in_three_parts(studio: Store) -> None:
    course = course_costing(studio)
    for paid, due in (("20", 52), ("50", 22), ("50", 22), ("20", 22), ("72", 0)):
        bring_in(studio, a_file({**GRACE, "paid": paid}), course)
        assert money(studio, course) == [("Mia", 72, due)], paid


def test_what_was_paid_by_hand_is_not_paid_again(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file({**GRACE, "paid": "20"}), course)
    with studio.write() as session:
        money_service.pay(
            session,
            payment_id=new_id(),
            booking_id=booking_queries.bookings(session, course_id=course, today=NOW.date())[0].id,
            amount=Decimal(40),
            method="cash",
            now=NOW,
        )
    bring_in(studio, a_file(GRACE), course)
    assert (money(studio, course), in_the_books(studio)) == ([("Mia", 72, 0)], 72)


def test_money_that_was_given_back_does_not_come_in_again(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file(GRACE), course)
    with studio.write() as session:
        money_service.refund(
            session,
            payment_id=new_id(),
            booking_id=booking_queries.bookings(session, course_id=course, today=NOW.date())[0].id,
            amount=Decimal(72),
            method="cash",
            now=NOW,
        )
    assert line_of(studio, a_file(GRACE), course).state == "known"
    bring_in(studio, a_file(GRACE), course)
    assert in_the_books(studio) == 0


@pytest.mark.parametrize(
    ("row", "price", "kind"),
    [
        ({"paid": "72"}, 72, "full"),
        ({"paid": "80"}, 80, "agreed"),
        ({"paid": "36"}, 36, "concession"),
        ({"paid": "30"}, 72, "full"),
        ({"paid": "30", "ticket": "Concession"}, 30, "agreed"),
        ({"paid": "36", "ticket": "Concession"}, 36, "concession"),
        ({"paid": "20", "ticket": "Concession"}, 36, "concession"),
        ({"paid": "20", "ticket": "Course deposit"}, 72, "full"),
        ({"paid": "30", "ticket": "Deposit, early bird"}, 72, "full"),
        ({"paid": "50", "code": "AUTUMN"}, 50, "agreed"),
        ({"paid": "50", "code": "0.00"}, 72, "full"),
        ({"paid": "50", "code": "none"}, 72, "full"),
        ({"paid": "0", "ticket": "Free"}, 0, "agreed"),
        ({"paid": "0"}, 72, "full"),
        ({"paid": ""}, 72, "full"),
        ({"paid": "", "ticket": "Free"}, 72, "full"),
    ],
)
def test_less_than_the_price_is_a_discount_only_where_the_file_or_the_course_has_one(
    studio: Store, row: dict[str, str], price: int, kind: str
) -> None:
    course = course_costing(studio, concession_price=Decimal(36), deposit=Decimal(20))
    bring_in(studio, a_file({**GRACE, **row}), course)
    (found,) = booked(studio, course)
    assert (found.price, found.price_kind) == (price, kind)


def test_a_brother_or_sister_has_the_sibling_price(studio: Store) -> None:
    course = course_costing(studio, sibling_price=Decimal(50))
    noah = {**GRACE, "reference": "R3", "baby": "Noah", "born": "2025-01-05"}
    bring_in(studio, a_file(GRACE, {**noah, "paid": "50"}), course)
    assert money(studio, course) == [("Mia", 72, 0), ("Noah", 50, 0)]
    ada = {**noah, "reference": "R4", "baby": "Ada", "paid": "10"}
    bring_in(studio, a_file(ada), course)
    assert money(studio, course)[-1] == ("Ada", 50, 40)
    assert [row.price_kind for row in booked(studio, course)] == ["full", "sibling", "sibling"]


TWINS = {**GRACE, "baby": "Finn & Ivy"}


@pytest.mark.parametrize(
    ("prices", "paid", "due"),
    [
        ({}, "108", 0),
        ({}, "144", 0),
        ({}, "72", 72),
        ({}, "40", 104),
        ({"sibling_price": Decimal(50)}, "122", 0),
        ({"sibling_price": Decimal(50)}, "108", 14),
        ({"deposit": Decimal(40)}, "80", 64),
    ],
)
def test_twins_in_one_order_share_its_price(
    studio: Store, prices: dict[str, Decimal], paid: str, due: int
) -> None:
    course = course_costing(studio, **prices)
    bring_in(studio, a_file({**TWINS, "paid": paid}), course)
    assert sum(row.due for row in booked(studio, course)) == due
    assert in_the_books(studio) == Decimal(paid)


def test_money_of_a_second_order_is_told_and_not_lost(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file(GRACE), course)
    again = a_file({**GRACE, "reference": "R7"})
    line = line_of(studio, again, course)
    assert (line.state, line.elsewhere, line.paid, line.currency) == ("known", 72, None, "GBP")
    bring_in(studio, again, course)
    assert in_the_books(studio) == 72
    assert line_of(studio, again, course).elsewhere == 72


def test_a_second_order_in_the_same_file_is_told_too(studio: Store) -> None:
    course = course_costing(studio)
    seen = look(studio, a_file(GRACE, {**GRACE, "reference": "R7"}), course)
    assert [(line.state, line.paid, line.elsewhere) for line in seen.lines] == [
        ("ready", 72, 0),
        ("known", None, 72),
    ]


def test_a_second_order_pays_what_the_first_left_open(studio: Store) -> None:
    course = course_costing(studio, deposit=Decimal(20))
    bring_in(studio, a_file({**GRACE, "paid": "20"}), course)
    rest = a_file({**GRACE, "reference": "R7", "paid": "52"})
    line = line_of(studio, rest, course)
    assert (parts(line), line.paid, line.elsewhere) == (("payment",), 52, 0)
    for _ in range(2):
        bring_in(studio, rest, course)
        bring_in(studio, a_file({**GRACE, "paid": "20"}), course)
    assert (money(studio, course), in_the_books(studio)) == ([("Mia", 72, 0)], 72)
    assert line_of(studio, rest, course).elsewhere == 0


def test_more_than_the_rest_in_a_second_order_is_told(studio: Store) -> None:
    course = course_costing(studio)
    bring_in(studio, a_file({**GRACE, "paid": "20"}), course)
    again = a_file({**GRACE, "reference": "R7"})
    line = line_of(studio, again, course)
    assert (line.paid, line.owing, line.elsewhere) == (52, 0, 20)


@pytest.mark.parametrize("paid", ["99999999999999999999", "100000.01", "9" * 60, "2 x 36.00", "72 €", "-5"])
def test_an_amount_that_is_not_certain_is_asked_and_the_other_rows_come_in(studio: Store, paid: str) -> None:
    course = course_costing(studio)
    table = a_file({**TOM, "paid": "72"}, {**GRACE, "paid": paid})
    seen = look(studio, table, course)
    assert [line.state for line in seen.lines] == ["ready", "needs you"]
    [asked] = seen.asked
    assert (asked.rows, asked.question.free) == ((3,), "amount")
    bring_in(studio, table, course)
    assert money(studio, course) == [("Leo", 72, 0)]
    bring_in(studio, table, course, {asked.question.key: "36"})
    assert money(studio, course) == [("Leo", 72, 0), ("Mia", 72, 36)]


def test_two_times_an_amount_is_suggested_as_what_it_comes_to(studio: Store) -> None:
    course = course_costing(studio)
    [asked] = look(studio, a_file({**GRACE, "paid": "2 x 36.00"}), course).asked
    assert [one.value for one in asked.question.likely] == ["72.00", "36.00", "none"]
    assert line_of(studio, a_file({**GRACE, "paid": "£72"}), course).paid == 72


def test_who_gave_the_place_up_pays_nothing(studio: Store) -> None:
    course = course_costing(studio)
    line = line_of(studio, a_file({**GRACE, "status": "Cancelled"}), course)
    assert (line.state, line.paid) == ("cancelled", None)
    line = line_of(studio, a_file({**GRACE, "status": "Partially refunded"}), course)
    assert (line.state, line.questions[0].free) == ("needs you", "amount")


def test_the_amount_of_a_file_has_the_decimals_of_the_courses_currency(studio: Store) -> None:
    with studio.write() as session:
        yen = a_course(session, price=Decimal(10_000), currency="JPY")
        dinars = a_course(session, price=Decimal("22.125"), currency="KWD")
    twins = {**GRACE, "baby": "Mia & Ida & Zoë", "paid": "20000"}
    assert sorted(row.paid for row in look(studio, a_file(twins), yen).lines) == [6666, 6667, 6667]
    assert line_of(studio, a_file({**GRACE, "paid": "22.125"}), dinars).paid == Decimal("22.125")
    assert line_of(studio, a_file({**GRACE, "paid": "3600.5"}), yen).state == "needs you"
