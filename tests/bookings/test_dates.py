"""The weekly dates of a course that is being planned."""

from datetime import UTC, date, datetime, timedelta

from massage_studio.bookings.dates import Timetable

FIRST = datetime(2026, 10, 15, 10, 0)


def days(times: Timetable) -> list[str]:
    return [f"{moment:%d %b %H:%M}" for moment in times.moments]


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change() -> None:
    starts = Timetable(FIRST, 3).starts("Europe/London")
    assert [moment.hour for moment in starts] == [10, 10, 10]
    assert [moment.astimezone(UTC).hour for moment in starts] == [9, 9, 10]


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


def test_skipping_forgets_moves_from_that_week_on_only() -> None:
    times = Timetable(FIRST, 3).move(0, datetime(2026, 10, 16, 9)).move(2, datetime(2026, 10, 30, 9)).skip(1)
    assert days(times) == ["16 Oct 09:00", "29 Oct 10:00", "05 Nov 10:00"]
