"""What the preview shows before anything is kept: the money, and what to think of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from massage_studio.bookings import booking_queries, booking_service
from massage_studio.gui.exchange.table import NOTE, PAID, STATE
from tests.gui.exchange.looking import Desk, desk
from tests.studio_fixtures import NOW, a_booking, a_family

__all__ = ["desk"]

TITLES = "Order #,First Name,Email,Baby's name,Baby's DOB,Total Paid"
GRACE = "1,Grace,g@example.org,Mia,2026-09-17,72.00"
TOM = "2,Tom,t@example.org,Leo,2026-08-13,20.00"
PRICELESS = "Order #,First Name,Email,Baby's name"


def test_what_would_be_kept_as_paid_is_seen_before_it_is(desk: Desk) -> None:
    desk.show()
    desk.bring(GRACE, TOM, "3,Ann,a@example.org,Kit,,0", "4,Ben,b@example.org,Eve,,", titles=TITLES)
    assert not desk.page.preview.ui.preview_table.isColumnHidden(PAID)
    assert desk.cells(PAID) == ["£72.00", "£20.00", "£0.00", ""]
    assert desk.cells(NOTE) == ["", "£52.00 still to pay", "", ""]
    desk.press_import()
    assert desk.cells(PAID) == ["", "", "", ""]


def test_a_file_without_money_has_no_column_for_it(desk: Desk) -> None:
    desk.show()
    desk.bring("1,Grace,g@example.org,Mia", titles=PRICELESS)
    assert desk.page.preview.ui.preview_table.isColumnHidden(PAID)
    desk.bring(GRACE, titles=TITLES, name="paid.csv")
    assert not desk.page.preview.ui.preview_table.isColumnHidden(PAID)


def test_money_of_another_order_is_told_on_its_line(desk: Desk) -> None:
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    desk.press_import()
    desk.bring(GRACE.replace("1,", "7,", 1), titles=TITLES, name="second.csv")
    assert desk.cells(NOTE) == ["booked already, with £72.00 paid in another order"]


def test_families_that_wait_are_told_once_above_the_table(desk: Desk) -> None:
    with desk.store.write() as session:
        dyads = [a_family(session, f"Baby {number}") for number in range(10)]
        for dyad in dyads:
            a_booking(session, desk.course_id, dyad)
        places = booking_queries.bookings(session, course_id=desk.course_id, today=NOW.date())
        booking_service.cancel(session, booking_id=places[0].id, now=NOW)
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    caution = desk.page.preview.caution
    assert caution.isVisible()
    assert caution.words().startswith("2 families wait for this course")
    desk.press_import()
    assert not caution.isVisible()


def test_a_course_that_is_over_is_told_and_a_strange_date_is_asked(desk: Desk) -> None:
    desk.now = NOW + timedelta(weeks=5)
    desk.show()
    desk.bring(GRACE.replace("2026-09-17", "1926-09-17"), TOM, titles=TITLES)
    words = desk.page.preview.caution.words()
    assert words.startswith("This course is over: its last class was on 17 December 2026.")
    assert desk.cells(STATE) == ["Needs you", "Ready"]
    [box] = desk.page.preview.questions.boxes.values()
    assert box.buttons[0].accessibleName() == "17 September 2026"
    box.buttons[0].click()
    desk.settle()
    assert desk.cells(STATE) == ["Ready", "Ready"]


def test_there_is_nothing_to_think_of_where_all_is_well(desk: Desk) -> None:
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    assert not desk.page.preview.caution.isVisible()


@pytest.mark.parametrize(("wide", "high"), [(619, 360), (847, 488)])
def test_a_low_window_has_room_for_rows_and_a_whole_question(desk: Desk, wide: int, high: int) -> None:
    desk.show()
    names = ("Ann Lund,Kit", "Ida Moss,Leo", "Eva Hill,Zoe", "Tom Beck,Ivy")
    rows = (f"{name},in-cart,14 August 2026" for name in names)
    desk.bring(*rows, titles="Name,Baby's name,Status,Baby's date of birth")
    desk.page.resize(wide, high)
    desk.settle()
    table, side = desk.page.preview.ui.preview_table, desk.page.preview.side
    assert table.viewport().height() > 3 * table.rowHeight(0)
    [box] = desk.page.preview.questions.boxes.values()
    assert box.height() <= side.viewport().height()
    bar = desk.page.ui.read_bar
    assert not bar.encoding_combo.isVisible()
    bar.columns_button.click()
    assert bar.encoding_combo.isVisible()
