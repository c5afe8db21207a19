"""Dates in files: which number is the day is proved by the whole file, or assumed and said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.errors import KnownError
from massage_studio.exchange.dates import DateOrder, Order, decide, read_moment
from massage_studio.exchange.entries import read_bookings
from massage_studio.exchange.reading import read

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST


def decided(*texts: str, default: DateOrder = MONTH) -> Order:
    return decide(enumerate(texts, start=2), default)


def test_one_date_proves_the_order_of_all_the_others() -> None:
    assert decided("02/05/2026", "02/13/2026", default=DAY) == Order(MONTH)
    assert decided("05/11/2026 10:00", "17/09/2026", default=MONTH) == Order(DAY)


@pytest.mark.parametrize("default", [DAY, MONTH])
def test_dates_that_could_be_both_are_read_as_the_site_writes_them_and_that_is_said(
    default: DateOrder,
) -> None:
    assert decided("05/11/2026", "", default=default) == Order(default, assumed=True)


def test_dates_that_are_the_same_both_ways_assume_nothing() -> None:
    assert decided("05/05/2026", "2026-11-05", "5 Nov 2026", "n/a") == Order(MONTH)


def test_a_file_in_two_orders_is_refused_with_the_row() -> None:
    with pytest.raises(KnownError, match="Row 4"):
        decided("02/13/2026", "02/03/2026", "13/02/2026")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("05/11/2026", datetime(2026, 11, 5)),
        ("5.11.26", datetime(2026, 11, 5)),
        ("05-11-2026 10:00", datetime(2026, 11, 5, 10)),
        ("05/11/2026, 9:05 PM", datetime(2026, 11, 5, 21, 5)),
        ("05/11/2026 12:00am", datetime(2026, 11, 5)),
        ("Thu 5 Nov 2026 10:00", datetime(2026, 11, 5, 10)),
        ("5th November 2026", datetime(2026, 11, 5)),
        ("November 5, 2026", datetime(2026, 11, 5)),
        ("2026-11-05T10:00:30Z", datetime(2026, 11, 5, 10, 0, 30, tzinfo=UTC)),
        ("2026-11-05 10:00+01:00", datetime(2026, 11, 5, 10, tzinfo=timezone(timedelta(hours=1)))),
    ],
)
def test_a_moment_is_read_in_every_usual_form(text: str, moment: datetime) -> None:
    assert read_moment(text, DAY) == moment


@pytest.mark.parametrize(
    "text",
    ["soon", "31/02/2026", "32/13/2026", "05/11/0026", "05/11/2026 25:00", "05/11/2026 13 pm", "9/2026"],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_moment(text, DAY) is None


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1), st.sampled_from([DAY, MONTH]))
def test_dates_written_one_way_are_read_back_whenever_the_file_proves_the_way(
    days: list[date], order: DateOrder
) -> None:
    form = "%d/%m/%Y" if order is DAY else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]
    found = decided(*texts, default=MONTH if order is DAY else DAY)
    if any(day.day > 12 for day in days):
        assert found == Order(order)
    if found.order is order:
        assert [read_moment(text, order) for text in texts] == [
            datetime(d.year, d.month, d.day) for d in days
        ]
    else:
        assert found.assumed or all(day.day == day.month for day in days)


@given(st.text(max_size=40), st.sampled_from([DAY, MONTH]))
def test_no_text_breaks_the_reader(text: str, order: DateOrder) -> None:
    decided(text)
    read_moment(text, order)


@pytest.mark.parametrize(
    ("header", "born"), [("Order #", date(2026, 5, 11)), ("Booking reference", date(2026, 11, 5))]
)
def test_each_site_has_its_own_order_for_dates_that_could_be_both(header: str, born: date) -> None:
    found = read_bookings(
        read(f"{header},First Name,Baby's name,Baby's DOB\n1,Ann,Kit,05/11/2026\n".encode())
    )
    assert (found.entries[0].born, found.order.assumed) == (born, True)
