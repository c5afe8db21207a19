"""What the tests of the class list share: filled courses, rows by name, and the studio read back."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

import massage_studio.bookings.roster_queries as queries
from massage_studio.bookings import booking_service
from massage_studio.bookings.roster_views import BookingRow, PaymentLine, RosterView
from massage_studio.gui.bookings.booking_delegate import BookingRowData
from massage_studio.gui.lists.model import RowAction
from tests.gui.lists import actions, press_action, rows
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, filled_open


def filled(stage: Any, *names: str, capacity: int = 6, price: Decimal = Decimal(72), name: str = "") -> UUID:
    """A course with a family for each name, booked in this order; those after the last place wait."""
    return filled_open(stage.store, _booked, names, capacity, price, name or "Autumn course")


def _booked(session: Session, names: tuple[str, ...], capacity: int, price: Decimal, name: str) -> UUID:
    course = a_course(session, name, capacity=capacity, price=price)
    for minute, baby in enumerate(names):
        dyad = a_family(session, baby, f"Carer of {baby}")
        a_booking(session, course, dyad, now=NOW - timedelta(days=1) + timedelta(minutes=minute))
    return course


def shown(stage: Any, *names: str, capacity: int = 6) -> UUID:
    """The same, with the page in view."""
    course = filled(stage, *names, capacity=capacity)
    stage.show()
    return course


def roster(stage: Any, course: UUID, now: datetime = NOW) -> RosterView:
    with stage.store.read() as session:
        return queries.roster(session, course_id=course, now=now)


def place(stage: Any, course: UUID, baby: str) -> BookingRow:
    """The newest booking of a baby on a course, as the studio has it."""
    found = [one for one in roster(stage, course).places if one.booking.baby.given_name == baby]
    return found[-1]


def status(stage: Any, course: UUID, baby: str) -> str:
    return place(stage, course, baby).booking.status


def waiting(stage: Any, course: UUID) -> list[str]:
    """Who waits, in their order."""
    found = sorted((one for one in roster(stage, course).places if one.turn), key=lambda one: one.turn)
    return [one.booking.baby.given_name for one in found]


def payments(stage: Any, booking_id: UUID) -> tuple[PaymentLine, ...]:
    with stage.store.read() as session:
        return queries.payments_of(session, booking_ids=(booking_id,)).get(booking_id, ())


def at(stage: Any, baby: str) -> int:
    """Which row of the list is a baby's."""
    return names(stage).index(baby)


def row_of(stage: Any, baby: str) -> BookingRowData:
    """What the row of a baby shows."""
    found: BookingRowData = rows(stage.page.roster.list)[at(stage, baby)]
    return found


def step_of(stage: Any, baby: str) -> RowAction | None:
    """The button of a baby's row for what comes next, beside the dots."""
    return next((one for one in actions(stage.page.roster.list, at(stage, baby)) if one.code != "more"), None)


def step_words(stage: Any, baby: str) -> str:
    """What that button says, nothing where there is none."""
    found = step_of(stage, baby)
    return found.text if found else ""


def step_role(stage: Any, baby: str) -> str:
    """How that button stands out."""
    found = step_of(stage, baby)
    return found.role if found else ""


def names(stage: Any) -> list[str]:
    """Who is in view, from the top."""
    return [line.place.booking.baby.given_name for line in stage.page.roster.lines.views]


def key(stage: Any, baby: str, pressed: Qt.Key) -> None:
    """Press a key on the row of a baby."""
    stage.page.roster.list.go_to(at(stage, baby))
    stage.qtbot.keyClick(stage.page.roster.list, pressed)
    stage.settle()


def step(stage: Any, baby: str) -> None:
    """Press the button of the row of a baby."""
    found = step_of(stage, baby)
    assert found is not None
    press_action(stage.page.roster.list, at(stage, baby), found.code)
    stage.settle()


def menu(stage: Any, baby: str, words: str) -> None:
    """Choose an entry of a row's menu by its words, without their key and mnemonic."""
    entries = stage.page.roster.menu_for(stage.page.roster.lines.views[at(stage, baby)].place).actions()
    [found] = [one for one in entries if one.text().split("\t")[0].replace("&", "") == words]
    found.trigger()
    stage.settle()


def offer(stage: Any, course: UUID, baby: str, until: datetime) -> None:
    """Offer a place behind the page's back."""
    with stage.store.write() as session:
        booking_service.offer(session, booking_id=place(stage, course, baby).booking.id, until=until, now=NOW)
