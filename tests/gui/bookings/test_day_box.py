"""A date that is typed as one says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from massage_studio.gui.bookings.day_box import DayBox


@pytest.fixture(params=["en_GB"])
def box(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[DayBox]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    made = DayBox()
    qtbot.addWidget(made)
    made.set_day(date(2026, 11, 20))
    made.show()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    yield made
    made.hide()
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    "words",
    ["31 5 2027", "31may2027", "31/05/2027", "31.5.27", "31 May 2027", "31052027", "31-5-2027"],
)
def test_a_day_that_this_month_lacks_is_typed_all_the_same(box: DayBox, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.day() == date(2027, 5, 31)


def test_a_leap_day_is_typed(box: DayBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "29 feb 2028")
    assert box.day() == date(2028, 2, 29)


def test_a_month_alone_is_typed_by_its_first_letters(box: DayBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "4 jul")
    assert box.day() == date(2026, 7, 4)


@pytest.mark.parametrize("words", ["99", "0", "x", "31 13", "12 zz", "1 1 99999"])
def test_what_is_no_date_leaves_a_date(box: DayBox, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(box, words)
    assert date(2026, 1, 1) <= box.day() <= date(9999, 12, 31)


def test_half_a_date_is_not_told(box: DayBox, qtbot: QtBot) -> None:
    told: list[object] = []
    box.dateChanged.connect(told.append)
    qtbot.keyClicks(box, "3")
    assert told == [] and box.day() == date(2026, 11, 3)


def test_the_arrow_keys_still_count(box: DayBox, qtbot: QtBot) -> None:
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.day() == date(2026, 11, 21)
    qtbot.keyClick(box, Qt.Key.Key_Right)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.day() == date(2026, 12, 21)


@pytest.mark.parametrize("box", ["en_US"], indirect=True)
def test_where_the_month_comes_first_it_is_typed_first(box: DayBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "05/31/2027")
    assert box.day() == date(2027, 5, 31)


def test_the_days_of_a_weekend_look_like_any_other_day_in_the_calendar(box: DayBox, qtbot: QtBot) -> None:
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    calendar = box.calendarWidget()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        # A colour of their own would be kept on the chosen day too, where nobody could read it.
        assert calendar.weekdayTextFormat(day).foreground().style() == Qt.BrushStyle.NoBrush
