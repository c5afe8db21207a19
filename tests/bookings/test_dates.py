"""The dates of a course that is being planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from massage_studio.bookings.dates import Struck, Timetable, timetable_of
from massage_studio.bookings.recurrence import Every, Recurrence, at_wall, pattern_of, shifted

FIRST = datetime(2026, 10, 15, 10, 0)
LONDON = "Europe/London"
HALF_TERM = {date(2026, 10, 26) + timedelta(days=day): "Half-term" for day in range(5)}


def days(times: Timetable) -> list[str]:
    return [f"{moment:%d %b %H:%M}" for moment in times.moments]


def struck(times: Timetable) -> list[tuple[str, str]]:
    return [(f"{row.day:%d %b}", row.words) for row in times.rows if isinstance(row, Struck)]


@pytest.mark.parametrize(
    ("first", "utc_hours"),
    [
        (datetime(2026, 10, 15, 10), [9, 9, 10]),
        (datetime(2027, 3, 18, 10), [10, 10, 9]),
        (datetime(2027, 10, 21, 10), [9, 9, 10]),
        (datetime(2026, 10, 18, 10), [9, 10, 10]),
        (datetime(2027, 3, 21, 10), [10, 9, 9]),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(first: datetime, utc_hours: list[int]) -> None:
    starts = Timetable(first, 3).starts(LONDON)
    assert [moment.hour for moment in starts] == [10, 10, 10]
    assert [moment.astimezone(UTC).hour for moment in starts] == utc_hours


def test_in_the_hour_that_does_not_exist_the_clock_shows_an_hour_more() -> None:
    starts = Timetable(datetime(2027, 3, 21, 1, 30), 3).starts(LONDON)
    assert [f"{moment:%H:%M}" for moment in starts] == ["01:30", "02:30", "01:30"]
    assert [f"{moment.astimezone(UTC):%H:%M}" for moment in starts] == ["01:30", "01:30", "00:30"]


def test_in_the_hour_that_comes_twice_the_class_is_in_the_first() -> None:
    starts = Timetable(datetime(2026, 10, 18, 1, 30), 3).starts(LONDON)
    assert [f"{moment:%H:%M}" for moment in starts] == ["01:30", "01:30", "01:30"]
    assert [f"{moment.astimezone(UTC):%H:%M}" for moment in starts] == ["00:30", "00:30", "01:30"]
    assert at_wall(datetime(2026, 10, 25, 1, 30, fold=1), LONDON) == starts[1]


def test_a_class_every_two_weeks() -> None:
    times = Timetable(FIRST, 3, Recurrence("fortnight"))
    assert days(times) == ["15 Oct 10:00", "29 Oct 10:00", "12 Nov 10:00"]


def test_a_class_every_three_or_four_weeks() -> None:
    assert days(Timetable(FIRST, 3, Recurrence("three_weeks"))) == [
        "15 Oct 10:00",
        "05 Nov 10:00",
        "26 Nov 10:00",
    ]
    assert days(Timetable(FIRST, 2, Recurrence("four_weeks"))) == ["15 Oct 10:00", "12 Nov 10:00"]


def test_a_class_on_every_weekday_that_was_chosen() -> None:
    times = Timetable(datetime(2026, 10, 13, 10), 5, Recurrence("week", frozenset({3})))
    assert [f"{one:%a %d}" for one in times.moments] == ["Tue 13", "Thu 15", "Tue 20", "Thu 22", "Tue 27"]


def test_a_class_every_month_keeps_to_its_weekday_of_the_month() -> None:
    times = Timetable(datetime(2026, 10, 8, 10), 3, Recurrence("month"))
    assert days(times) == ["08 Oct 10:00", "12 Nov 10:00", "10 Dec 10:00"]
    last = Timetable(datetime(2026, 10, 29, 10), 3, Recurrence("month"))
    assert days(last) == ["29 Oct 10:00", "26 Nov 10:00", "31 Dec 10:00"]


@pytest.mark.parametrize(
    ("every", "first", "wanted"),
    [
        ("month_last", datetime(2026, 11, 26, 10), ["26 Nov", "31 Dec", "28 Jan", "25 Feb"]),
        ("month", datetime(2026, 11, 26, 10), ["26 Nov", "24 Dec", "28 Jan", "25 Feb"]),
        ("month_day", datetime(2026, 12, 31, 10), ["31 Dec", "31 Jan", "28 Feb", "31 Mar"]),
        ("month_day", datetime(2027, 11, 30, 10), ["30 Nov", "30 Dec", "30 Jan", "29 Feb"]),
        ("month_day", datetime(2026, 11, 5, 10), ["05 Nov", "05 Dec", "05 Jan", "05 Feb"]),
        # Begun on another day, it is that weekday of the month.
        ("month_last", datetime(2026, 11, 19, 10), ["19 Nov", "17 Dec", "21 Jan", "18 Feb"]),
    ],
)
def test_the_last_thursday_and_one_day_of_each_month(
    every: Every, first: datetime, wanted: list[str]
) -> None:
    times = Timetable(first, 4, Recurrence(every))
    assert [f"{one:%d %b}" for one in times.moments] == wanted
    assert timetable_of(times.moments, {}).moments == times.moments


def test_a_holiday_is_struck_out_by_its_name_and_the_later_dates_are_pushed_on() -> None:
    times = Timetable(FIRST, 4, closed=HALF_TERM)
    assert days(times) == ["15 Oct 10:00", "22 Oct 10:00", "05 Nov 10:00", "12 Nov 10:00"]
    assert struck(times) == [("29 Oct", "Half-term")]


def test_a_class_is_held_on_a_holiday_all_the_same_and_struck_out_again() -> None:
    held = Timetable(FIRST, 4, closed=HALF_TERM).put_back(date(2026, 10, 29))
    assert days(held) == ["15 Oct 10:00", "22 Oct 10:00", "29 Oct 10:00", "05 Nov 10:00"]
    assert struck(held.skip(2)) == [("29 Oct", "")]
    assert days(held.skip(2)) == days(Timetable(FIRST, 4, closed=HALF_TERM))
    assert held.skip(2).put_back(date(2026, 10, 29)) == held


def test_a_skipped_week_pushes_the_later_dates_on() -> None:
    times = Timetable(FIRST, 4).skip(1)
    assert days(times) == ["15 Oct 10:00", "29 Oct 10:00", "05 Nov 10:00", "12 Nov 10:00"]
    assert times.skipped == {date(2026, 10, 22)}


def test_a_week_that_is_put_back_brings_the_later_dates_forward() -> None:
    times = Timetable(FIRST, 4).skip(1).skip(2)
    assert times.put_back(date(2026, 10, 22)).skipped == {date(2026, 11, 5)}
    assert times.put_back(date(2026, 10, 22)).put_back(date(2026, 11, 5)) == Timetable(FIRST, 4)


def test_the_first_week_can_be_skipped_too() -> None:
    assert Timetable(FIRST, 1).skip(0).moments == (FIRST + timedelta(days=7),)


def test_a_date_of_its_own_leaves_the_others_alone() -> None:
    times = Timetable(FIRST, 3).move(1, datetime(2026, 10, 23, 14, 30))
    assert days(times) == ["15 Oct 10:00", "23 Oct 14:30", "29 Oct 10:00"]


def test_the_later_dates_follow_one_that_was_moved_and_leave_out_the_holidays() -> None:
    times = Timetable(FIRST, 4, closed=HALF_TERM).move_on(1, datetime(2026, 10, 23, 14, 30))
    assert days(times) == ["15 Oct 10:00", "23 Oct 14:30", "06 Nov 14:30", "13 Nov 14:30"]
    assert struck(times) == [("30 Oct", "Half-term")]


def test_the_weekdays_move_along_with_the_one_that_was_moved() -> None:
    both = Timetable(datetime(2026, 10, 13, 10), 4, Recurrence("week", frozenset({3})))
    moved = both.move_on(2, datetime(2026, 10, 21, 10))
    assert [f"{one:%a %d}" for one in moved.moments] == ["Tue 13", "Thu 15", "Wed 21", "Fri 23"]


def test_a_date_that_was_put_on_a_holiday_by_hand_is_held() -> None:
    times = Timetable(FIRST, 4, closed=HALF_TERM).move_on(1, datetime(2026, 10, 29, 10))
    assert days(times) == ["15 Oct 10:00", "29 Oct 10:00", "05 Nov 10:00", "12 Nov 10:00"]


def test_skipping_forgets_moves_from_that_week_on_only() -> None:
    times = Timetable(FIRST, 3).move(0, datetime(2026, 10, 16, 9)).move(2, datetime(2026, 10, 30, 9)).skip(1)
    assert days(times) == ["16 Oct 09:00", "29 Oct 10:00", "05 Nov 10:00"]


def test_days_that_are_closed_for_ever_leave_fewer_classes_instead_of_hanging() -> None:
    closed = {FIRST.date() + timedelta(days=day): "" for day in range(40_000)}
    assert Timetable(FIRST, 5, closed=closed).moments == ()


@pytest.mark.parametrize(
    "times",
    [
        Timetable(FIRST, 5),
        Timetable(FIRST, 5, closed=HALF_TERM),
        Timetable(FIRST, 5).skip(2),
        Timetable(FIRST, 5, Recurrence("fortnight")),
        Timetable(FIRST, 5, Recurrence("three_weeks")),
        Timetable(FIRST, 5, Recurrence("four_weeks")),
        Timetable(FIRST, 5, Recurrence("month")),
        Timetable(datetime(2026, 10, 13, 10), 6, Recurrence("week", frozenset({3}))),
    ],
)
def test_the_pattern_of_a_course_is_read_from_its_dates(times: Timetable) -> None:
    read = timetable_of(times.moments, times.closed)
    assert read.moments == times.moments
    assert read.pattern == times.pattern
    assert struck(read) == struck(times)


def test_dates_without_a_pattern_stay_where_they_are() -> None:
    moments = (FIRST, datetime(2026, 10, 23, 14, 30), datetime(2026, 11, 1, 9))
    read = timetable_of(moments, HALF_TERM)
    assert read.moments == moments and struck(read) == []
    assert days(read.skip(2))[2] == "08 Nov 09:00"


WALL = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
CLOSED = st.lists(
    st.tuples(st.dates(date(2026, 1, 1), date(2031, 1, 1)), st.integers(1, 20)), max_size=12
).map(
    lambda ranges: {
        first + timedelta(days=day): "closed" for first, length in ranges for day in range(length)
    }
)
PATTERN = st.builds(
    Recurrence,
    st.sampled_from(get_args(Every)),
    st.frozensets(st.integers(0, 6), max_size=3),
)


@given(WALL, st.integers(1, 30), PATTERN, CLOSED)
def test_dates_rise_keep_their_hour_and_miss_every_closed_day(
    first: datetime, count: int, pattern: Recurrence, closed: dict[date, str]
) -> None:
    times = Timetable(first, count, pattern, closed)
    moments = times.moments
    assert len(moments) == count
    assert all(one < other for one, other in pairwise(moments))
    assert not {moment.date() for moment in moments} & closed.keys()
    assert {moment.time() for moment in moments} == {first.time()}
    weekdays = {first.weekday(), *(() if pattern.every.startswith("month") else pattern.also)}
    assert pattern.every == "month_day" or {moment.weekday() for moment in moments} <= weekdays
    assert timetable_of(moments, closed).moments == moments


@given(
    WALL, st.integers(1, 12), PATTERN, CLOSED, st.sampled_from([LONDON, "America/New_York", "Asia/Kolkata"])
)
def test_the_wall_clock_is_kept_in_every_zone_but_in_the_hour_that_is_skipped(
    first: datetime, count: int, pattern: Recurrence, closed: dict[date, str], zone: str
) -> None:
    times = Timetable(first, count, pattern, closed)
    for wall, moment in zip(times.moments, times.starts(zone), strict=True):
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        assert shown - wall in (timedelta(), timedelta(hours=1))
        if shown != wall:
            # The clock never shows this hour: going to UTC and back does not come home.
            assert (
                wall.replace(tzinfo=ZoneInfo(zone))
                .astimezone(UTC)
                .astimezone(ZoneInfo(zone))
                .replace(tzinfo=None)
                != wall
            )


@given(WALL, st.integers(2, 12), PATTERN, CLOSED, st.data())
def test_skipping_and_putting_back_come_home(
    first: datetime, count: int, pattern: Recurrence, closed: dict[date, str], data: st.DataObject
) -> None:
    times = Timetable(first, count, pattern, closed)
    index = data.draw(st.integers(0, count - 1))
    day = times.classes[index].weekly.date()
    without = times.skip(index)
    assert day not in {moment.date() for moment in without.moments}
    assert len(without.moments) == count
    assert without.put_back(day).moments == times.moments


@given(WALL, st.integers(1, 12), PATTERN, CLOSED, st.integers(-40, 40), st.times())
def test_classes_that_are_moved_together_rise_and_miss_closed_days(
    first: datetime, count: int, pattern: Recurrence, closed: dict[date, str], by: int, hour: time
) -> None:
    moments = Timetable(first, count, pattern).moments
    goal = datetime.combine(first.date() + timedelta(days=by), hour.replace(second=0, microsecond=0))
    moved = shifted(moments, goal, frozenset(closed))
    assert moved[0] == goal and len(moved) == count
    assert all(one < other for one, other in pairwise(moved))
    assert not {moment.date() for moment in moved[1:]} & closed.keys()
    assert {moment.time() for moment in moved} == {goal.time()}


@given(WALL, st.sampled_from(["week", "fortnight", "three_weeks", "four_weeks", "month"]), st.integers(3, 12))
def test_the_sparsest_pattern_is_found(first: datetime, every: Every, count: int) -> None:
    moments = Timetable(first, count, Recurrence(every)).moments
    assume(every == "month" or len({moment.month for moment in moments}) != count)
    assert pattern_of(moments) == Recurrence(every)
