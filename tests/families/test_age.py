"""Ages in days and weeks, corrected for babies who came early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.families.age import Age, age_on, born_early

DAY = date(2025, 6, 14)


def test_a_baby_born_at_32_weeks_is_15_weeks_old_and_7_weeks_corrected() -> None:
    age = age_on(DAY, birth=date(2025, 3, 1), due=date(2025, 4, 26))
    assert age is not None
    assert (age.weeks, age.corrected_weeks) == (15, 7)
    assert (age.days, age.corrected_days) == (105, 49)


@pytest.mark.parametrize(("days_before_due", "early"), [(22, True), (21, False), (0, False), (-14, False)])
def test_early_means_before_37_completed_weeks(days_before_due: int, early: bool) -> None:
    birth = date(2025, 3, 1)
    due = birth + timedelta(days=days_before_due)
    assert born_early(birth, due) is early
    assert (age_on(DAY, birth, due) or Age(0)).corrected_weeks == ((DAY - due).days // 7 if early else None)


def test_without_a_due_date_nothing_is_corrected() -> None:
    assert not born_early(DAY, None)
    assert age_on(DAY, date(2025, 3, 1)) == Age(105)


def test_without_a_birth_date_there_is_no_age() -> None:
    assert age_on(DAY, None, DAY) is None


def test_correction_ends_at_two_years() -> None:
    birth, due = date(2024, 3, 1), date(2024, 5, 1)
    last = birth + timedelta(days=730)
    assert age_on(last, birth, due) == Age(730, (last - due).days)
    assert age_on(last + timedelta(days=1), birth, due) == Age(731)


def test_a_baby_may_be_born_today_tomorrow_or_not_be_due_yet() -> None:
    assert (age_on(DAY, DAY) or Age(9)).weeks == 0
    assert (age_on(DAY, DAY + timedelta(days=1)) or Age(9)).weeks == -1
    early = age_on(DAY, DAY - timedelta(days=7), DAY + timedelta(days=21))
    assert early == Age(7, -21)
    assert early is not None and early.corrected_weeks == -3


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(0, 120),
    st.integers(0, 800),
)
def test_the_corrected_age_is_younger_by_as_much_as_the_baby_came_early(
    birth: date, early: int, lived: int
) -> None:
    age = age_on(birth + timedelta(days=lived), birth, birth + timedelta(days=early))
    assert age is not None and age.days == lived
    if age.corrected_days is not None:
        assert early > 21
        assert age.days - age.corrected_days == early
