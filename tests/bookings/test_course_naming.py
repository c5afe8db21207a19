"""What the next term of a course is called."""

from __future__ import annotations

from datetime import date

import pytest

from massage_studio.bookings.course_naming import next_name

SEASONS = ("Spring", "Summer", "Autumn")


@pytest.mark.parametrize(
    ("name", "first", "expected"),
    [
        ("Autumn 2026", date(2027, 1, 7), "Spring 2027"),
        ("Spring 2027, Mill Barn", date(2027, 4, 22), "Summer 2027, Mill Barn"),
        ("Summer 2027", date(2027, 9, 9), "Autumn 2027"),
        ("Autumn 2026", date(2026, 11, 5), "Autumn 2026 (2)"),
        ("Autumn 2026 (2)", date(2026, 12, 10), "Autumn 2026 (3)"),
        ("Autumn 2026 (2)", date(2027, 1, 7), "Spring 2027"),
        ("Babies 2026", date(2027, 1, 7), "Babies 2027"),
        ("Thursday babies", date(2027, 1, 7), "Thursday babies (2)"),
        ("Springfield Hall", date(2027, 4, 7), "Springfield Hall (2)"),
        ("مجموعة 2026", date(2027, 1, 7), "مجموعة 2027"),
    ],
)
def test_the_next_term_has_a_name_of_its_own(name: str, first: date, expected: str) -> None:
    assert next_name(name, first, SEASONS) == expected
