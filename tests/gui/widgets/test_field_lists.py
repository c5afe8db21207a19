"""Lists of fields: a row gets its fields when it comes into view, and keys go down them as in any form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.lists.fields import FieldList, FieldRow
from massage_studio.gui.lists.model import ListModel
from tests.gui.hearing import whose
from tests.gui.lists import read_out


@dataclass(frozen=True)
class Guest:
    """Somebody whose name can be changed in the list of these tests."""

    number: int
    name: str
    high: int = 40

    @property
    def accessible_name(self) -> str:
        return f"Guest {self.number}"

    @property
    def accessible_description(self) -> str:
        return self.name


class GuestRow(FieldRow):
    """A name to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)

    def show_view(self, view: Guest) -> None:
        self.edit.setText(view.name)
        self.edit.setFixedHeight(view.high)

    def stops(self) -> list[QWidget]:
        return [self.edit]


class Desk(QWidget):
    """A field, a list that scrolls, and another field."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[int] = []
        self.list = FieldList()
        self.model = ListModel[Guest, Guest](self, lambda guest: guest.number, lambda guest: guest)
        self.list.use(self.model, self._make)
        self.list.fitted.connect(self._order)
        self.scroll, self.before, self.after = QScrollArea(), QLineEdit(), QLineEdit()
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidgetResizable(True)
        self.scroll.setWidget(self.list)
        column = QVBoxLayout(self)
        for part in (self.before, self.scroll, self.after):
            column.addWidget(part)
        self.resize(300, 300)

    def _make(self, guest: Guest) -> GuestRow:
        self.made.append(guest.number)
        return GuestRow()

    def _order(self) -> None:
        for one, other in pairwise([self.before, *self.list.stops(), self.after]):
            QWidget.setTabOrder(one, other)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.model.show([Guest(number, f"Name {number}") for number in range(100)])
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: len(made.made) > 3)
    return made


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_a_row_gets_its_fields_when_it_comes_into_view(desk: Desk, qtbot: QtBot) -> None:
    assert desk.made == list(range(len(desk.made))) and len(desk.made) < 10
    bar = desk.scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: 99 in desk.made)
    assert len(desk.made) < 20


def test_the_list_is_as_high_as_its_rows_however_high_they_become(desk: Desk, qtbot: QtBot) -> None:
    desk.model.show([Guest(0, "Mia"), Guest(1, "Leo"), Guest(2, "Zoë")])
    assert desk.list.sizeHint().height() == 120
    desk.model.show([Guest(0, "Mia"), Guest(1, "Leo", high=90), Guest(2, "Zoë")])
    assert desk.list.sizeHint().height() == 170
    last = desk.list.row_at(2)
    qtbot.waitUntil(lambda: last.y() == 130)


def test_tab_goes_on_to_rows_that_are_not_in_view_and_brings_them_there(desk: Desk, qtbot: QtBot) -> None:
    desk.before.setFocus()
    for number in range(25):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        focus = focused()
        assert isinstance(focus, QLineEdit) and focus.text() == f"Name {number}"
    qtbot.waitUntil(lambda: not focused().visibleRegion().isEmpty())
    qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    assert focused() is desk.list.row_at(23).stops()[0]


def test_return_and_escape_leave_the_keys_where_they_are(desk: Desk, qtbot: QtBot) -> None:
    row = desk.list.row_at(1)
    edit = row.stops()[0]
    edit.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        qtbot.keyClick(edit, key)
        qtbot.wait(1)
        assert edit.hasFocus() and desk.list.row_at(1) is row


def test_a_row_that_stays_keeps_its_fields_where_others_come_and_go(desk: Desk) -> None:
    row = desk.list.row_at(2)
    guests = list(desk.model.views)
    desk.model.show([replace(guests[2], name="Ivy"), *guests[5:]])
    assert desk.list.row_at(0) is row
    edit = row.stops()[0]
    assert isinstance(edit, QLineEdit) and edit.text() == "Ivy"
    assert desk.list.stops()[0] is edit


def test_rows_and_their_fields_are_read_out(desk: Desk) -> None:
    assert read_out(desk.list, 1) == ("Guest 1", "Name 1")
    above = whose(desk.list.row_at(1).stops()[0])
    assert desk.list in above and desk in above
