"""Dates in files: read where they are certain, with what they may mean where they are not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.exchange.dates import DateOrder, in_zone, orders_proven, written

DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
TODAY = date(2026, 11, 19)
AUGUST = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("texts", "proven", "doubt"),
    [
        (["02/05/2026", "02/13/2026"], {MONTH}, "02/05/2026"),
        (["05/11/2026 10:00", "17/09/2026"], {DAY}, "05/11/2026 10:00"),
        (["05/11/2026", ""], set(), "05/11/2026"),
        (["05/05/2026", "2026-11-05", "5 Nov 2026", "n/a"], set(), ""),
        (["02/13/2026", "13/02/2026"], {DAY, MONTH}, ""),
    ],
)
def test_one_date_proves_the_order_of_a_column(texts: list[str], proven: set[DateOrder], doubt: str) -> None:
    assert orders_proven(texts) == (proven, doubt)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("05/11/2026", datetime(2026, 11, 5)),
        ("5.11.26", datetime(2026, 11, 5)),
        ("05-11-2026 10:00", datetime(2026, 11, 5, 10)),
        ("05/11/2026, 9:05 PM", datetime(2026, 11, 5, 21, 5)),
        ("05/11/2026 12:00am", datetime(2026, 11, 5)),
        ("05/11/2026 9pm", datetime(2026, 11, 5, 21)),
        ("Thu 5 Nov 2026 10:00", datetime(2026, 11, 5, 10)),
        ("5th November 2026", datetime(2026, 11, 5)),
        ("November 5, 2026", datetime(2026, 11, 5)),
        ("November 5, 2026 @ 9:14 pm", datetime(2026, 11, 5, 21, 14)),
        ("5 Nov 2026 at 21:14", datetime(2026, 11, 5, 21, 14)),
        ("Thu, 5th Nov 2026 9:14pm", datetime(2026, 11, 5, 21, 14)),
        ("5 November 2026, 9:14 p.m.", datetime(2026, 11, 5, 21, 14)),
        ("Thursday 5 November 2026 21:14 (UK time)", datetime(2026, 11, 5, 21, 14)),
        ("2026-11-05T10:00:30Z", datetime(2026, 11, 5, 10, 0, 30, tzinfo=UTC)),
        ("2026-11-05 10:00+01:00", datetime(2026, 11, 5, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("05/11/2026 21:14 BST", datetime(2026, 11, 5, 21, 14, tzinfo=timezone(timedelta(hours=1)))),
        (
            "2026/11/05 9:14:05 PM GMT+1",
            datetime(2026, 11, 5, 21, 14, 5, tzinfo=timezone(timedelta(hours=1))),
        ),
    ],
)
def test_a_moment_is_read_in_every_usual_form(text: str, moment: datetime) -> None:
    found = written(text, TODAY, DAY)
    assert (found.moment, found.no_time, found.words) == (moment, False, "")


@pytest.mark.parametrize(
    "text",
    ["14th of August 2026", "14. August 2026", "14 août 2026", "14-Aug-26", "Aug 14th 26", "14082026",
     "46248", "14 agosto 2026", "14 sierpnia 2026", "20260814", "Friday, 14 August '26", "14 / 08 / 2026"],
)  # fmt: skip
def test_a_day_is_read_in_words_of_several_languages(text: str) -> None:
    found = written(text, TODAY)
    assert (found.day, found.words) == (AUGUST, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [("14/8/26 (6 weeks early)", "6 weeks early"), ("c. 14/08/2026", "c"), ("due 14/08/2026", "due")],
)
def test_words_beside_a_date_are_kept(text: str, words: str) -> None:
    found = written(text, TODAY)
    assert (found.day, found.words) == (AUGUST, words)


@pytest.mark.parametrize(
    ("text", "likely", "what"),
    [
        ("14/08", [AUGUST], "no year"),
        ("14 August", [AUGUST], "no year"),
        ("20 December", [date(2025, 12, 20)], "no year"),
        ("05/08/2026", [date(2026, 8, 5), date(2026, 5, 8)], "two ways"),
        ("14/08/20226", [AUGUST], ""),
    ],
)
def test_what_is_not_certain_is_read_as_what_it_may_mean(text: str, likely: list[date], what: str) -> None:
    found = written(text, TODAY)
    assert (found.day, list(found.likely)) == (None, likely)
    assert (found.no_year, found.two_ways) == (what == "no year", what == "two ways")
    if what == "no year":
        assert written(text, TODAY, past=True).day == likely[0]


@pytest.mark.parametrize("text", ["soon", "32/13/2026", "05/11/0026", "9/2026", "not born yet", "N/A", "May"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert written(text, TODAY, DAY).day is None


@pytest.mark.parametrize("text", ["05/11/2026 25:00", "05/11/2026 13 pm"])
def test_a_time_that_cannot_be_read_is_told_and_the_day_stays(text: str) -> None:
    found = written(text, TODAY, DAY)
    assert (found.day, found.no_time) == (date(2026, 11, 5), True)


def test_local_midnight_written_in_utc_is_the_day_that_was_meant() -> None:
    london = ZoneInfo("Europe/London")
    assert in_zone(written("2026-09-13T23:00:00.000Z", TODAY), london) == date(2026, 9, 14)
    assert in_zone(written("2026-09-14T00:00:00Z", TODAY), london) == date(2026, 9, 14)
    assert in_zone(written("2026-11-14T00:00:00Z", TODAY), ZoneInfo("America/New_York")) == date(2026, 11, 14)


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1), st.sampled_from([DAY, MONTH]))
def test_dates_written_one_way_are_read_back_or_asked(days: list[date], order: DateOrder) -> None:
    form = "%d/%m/%Y" if order is DAY else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]
    proven, doubt = orders_proven(texts)
    assert proven <= {order}
    for day, text in zip(days, texts, strict=True):
        if proven:
            assert written(text, TODAY, order).day == day
        else:
            assert written(text, TODAY).day == day or (doubt and day in written(text, TODAY).likely)


@given(st.text(max_size=40), st.sampled_from([DAY, MONTH, None]))
def test_no_text_breaks_the_reader(text: str, order: DateOrder | None) -> None:
    orders_proven([text])
    written(text, TODAY, order)
