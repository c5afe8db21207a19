"""The class room at the beginning of a class, and hands that count what they do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import money_service, single_classes_service
from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import RegisterRow, RegisterView
from massage_studio.gui.cues.register_line import RegisterLine
from massage_studio.gui.cues.register_panel import RegisterPanel
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, classes_of

NAMES = ("Mia", "Leo", "Zoë", "Arlo", "Noor", "Finn", "Ivy", "Ada", "Bea", "Cai", "Dot", "Eli")
KEYS = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape, "Up": Qt.Key.Key_Up, "Down": Qt.Key.Key_Down}


class Arrive(Protocol):
    """Opens the class room on a class that is about to begin, made by `make` with its numbers."""

    def __call__(self, make: Callable[..., UUID], *numbers: int) -> AbstractContextManager[Arrival]: ...


@dataclass
class Arrival:
    """The register of a class; `actions` counts keys, clicks and names typed."""

    stage: Stage
    session_id: UUID
    actions: int = 0

    @property
    def desk(self) -> RegisterPanel:
        desk = self.stage.page.register_panel
        assert isinstance(desk, RegisterPanel)
        return desk

    @property
    def view(self) -> RegisterView:
        with self.stage.store.read() as session:
            return register(session, session_id=self.session_id)

    def row(self, baby: str) -> RegisterRow:
        """The baby's line as the studio keeps it."""
        return next(row for row in self.view.rows if row.baby.given_name == baby)

    def line(self, baby: str) -> RegisterLine:
        """The baby's line as the screen shows it."""
        return self.desk.lines[self.row(baby).baby.id]

    def press(self, keys: str) -> None:
        """Press keys one after the other, as quickly as fingers can; "+" before a key is Shift."""
        for key in keys.split():
            self.actions += 1
            shift = Qt.KeyboardModifier.ShiftModifier if key[0] == "+" else Qt.KeyboardModifier.NoModifier
            where = self.stage.page.window().focusWidget() or self.stage.page
            self.stage.qtbot.keyClick(where, KEYS.get(key.lstrip("+"), key.lstrip("+")), shift)

    def type(self, words: str) -> None:
        """Type a name where the cursor is: one action, however long the name."""
        self.actions += 1
        self.stage.qtbot.keyClicks(self.stage.page.window().focusWidget(), words)

    def click(self, widget: QWidget) -> None:
        """Click a control that can be seen."""
        self.actions += 1
        assert widget.isVisible() and widget.isEnabled(), "nobody can click what is not there"
        self.stage.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def clock_shows(self, now: datetime) -> None:
        """Let the clock on the wall stand at a later moment."""
        self.stage.page.context.clock = lambda: now

    def settle(self) -> None:
        """Wait until everything is kept and shown."""
        self.stage.settle()


def a_planned_class(session: Session, count: int, capacity: int = 12) -> UUID:
    """Book so many dyads, paid for, on a course and return the key of its first class."""
    course = a_course(session, capacity=capacity)
    for place, name in enumerate(NAMES[:count]):
        dyad = a_family(session, name, f"{name}'s carer")
        paid(session, a_booking(session, course, dyad, now=booked_at(place)))
    return classes_of(session, course)[0]


def a_class_with_a_guest(session: Session) -> UUID:
    """Book two dyads on a course, and a third for its first class alone."""
    key = a_planned_class(session, 2)
    dyad = a_family(session, "Zoë", "Zoë's carer")
    single_classes_service.drop_in(
        session, booking_id=new_id(), session_id=key, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
    )
    return key


def a_class_with_twins(session: Session) -> UUID:
    """Book Mia, then the twins Leo and Lou with Tom and Dan in the family, and return the first class."""
    course = a_course(session, capacity=8)
    leo = a_family(session, "Leo", "Tom")
    families.add_carer(session, family_id=leo.family, carer_id=new_id(), given_name="Dan")
    for place, dyad in enumerate((leo, a_family(session, "Mia", "Grace"), a_sibling(session, leo, "Lou"))):
        paid(session, a_booking(session, course, dyad, now=booked_at(place)))
    return classes_of(session, course)[0]


def paid(session: Session, booking: UUID) -> None:
    """Pay a place in full."""
    amount = Decimal(72)
    money_service.pay(
        session, payment_id=new_id(), booking_id=booking, amount=amount, method="card", now=booked_at(0)
    )


def booked_at(place: int) -> datetime:
    """Return when the booking in this place was made."""
    return NOW - timedelta(days=9) + timedelta(minutes=place)
