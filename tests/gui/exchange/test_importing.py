"""However an import or the reading of a file ends, the page takes the next one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.exchange.service as service
import massage_studio.gui.exchange.reader as reader
from massage_studio.bookings import booking_queries
from massage_studio.gui.exchange.table import STATE
from tests.gui.exchange.looking import Desk, desk
from tests.studio_fixtures import NOW

__all__ = ["desk"]

TITLES = "Order #,First Name,Email,Baby's name,Total Paid"
GRACE = "1,Grace,g@example.org,Mia,72.00"


def booked(desk: Desk) -> int:
    with desk.store.read() as session:
        return len(booking_queries.bookings(session, course_id=desk.course_id, today=NOW.date()))


def overflow(*rest: object, **more: object) -> None:
    raise OverflowError("Python int too large to convert to SQLite INTEGER")


def test_an_error_of_ours_frees_the_page_for_another_import(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    with monkeypatch.context() as broken, desk.qtbot.captureExceptions() as told:
        broken.setattr(service, "commit", overflow)
        desk.press_import()
    assert [one[0] for one in told] == [OverflowError]
    assert not desk.page.work.isVisible() and not desk.page.importing.busy
    assert desk.page.ui.import_button.isEnabled()
    desk.bring("2,Tom,t@example.org,Leo,72.00", titles=TITLES, name="other.csv")
    assert desk.cells(STATE) == ["Ready"]
    desk.press_import()
    assert booked(desk) == 1


def test_an_error_in_the_very_last_moment_leaves_a_page_that_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    with monkeypatch.context() as broken, desk.qtbot.captureExceptions() as told:
        broken.setattr(Session, "commit", overflow)
        broken.setattr("sqlalchemy.orm.session.SessionTransaction.commit", overflow)
        desk.press_import()
    assert told
    assert not desk.page.importing.busy
    desk.qtbot.keyClick(desk.page, "\x1b")
    desk.settle()
    assert not desk.page.work.isVisible() and desk.page.ui.import_button.isEnabled()
    desk.bring(GRACE, titles=TITLES, name="again.csv")
    desk.press_import()
    assert booked(desk) == 1


def test_a_disk_that_does_not_take_it_is_told_and_it_can_be_tried_again(desk: Desk) -> None:
    desk.show()
    desk.bring(GRACE, titles=TITLES)
    with desk.store.write() as session:
        session.execute(
            text(
                "CREATE TRIGGER stop BEFORE INSERT ON payment BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        )
    desk.press_import()
    assert "disk is full" in desk.page.ui.banner.words()
    assert not desk.page.work.isVisible() and desk.page.ui.import_button.isEnabled()
    with desk.store.write() as session:
        session.execute(text("DROP TRIGGER stop"))
    desk.page.ui.banner.action.emit()
    desk.settle()
    assert booked(desk) == 1


def test_an_error_of_ours_while_reading_frees_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.show()

    def spoilt(*rest: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, desk.qtbot.captureExceptions() as told:
        broken.setattr(reader, "read_file", spoilt)
        desk.bring(GRACE, titles=TITLES)
    assert [one[0] for one in told] == [ZeroDivisionError]
    assert desk.page.empty.isVisible() and not desk.page.work.isVisible()
    desk.bring(GRACE, titles=TITLES, name="other.csv")
    assert desk.cells(STATE) == ["Ready"]


@pytest.mark.parametrize("paid", ["99999999999999999999", "2 x 36.00"])
def test_an_amount_that_cannot_be_is_asked_before_the_import(desk: Desk, paid: str) -> None:
    desk.show()
    desk.bring(GRACE.replace("72.00", paid), titles=TITLES)
    assert desk.cells(STATE) == ["Needs you"]
    assert not desk.page.ui.import_button.isEnabled()
    desk.bring(GRACE, titles=TITLES, name="mended.csv")
    desk.press_import()
    assert booked(desk) == 1
