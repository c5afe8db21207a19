"""Lists: rows stay where they are, are read out, and are reached by keys and pointer with their buttons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.lists.model import ACTIONS, ListModel, RowAction
from massage_studio.gui.lists.person import PersonDelegate
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.lists.words import WordsDelegate, WordsRow
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.person_row import PersonDrawing, PersonRowData, RowTag
from tests.gui.lists import actions, delegate_of, press, press_action, read_out, rows

ALLERGY = "Egg and cow's milk allergy, carries two adrenaline pens in the red bag, ring 999 first " * 2


@dataclass(frozen=True)
class Visitor:
    """Somebody in the list of these tests."""

    name: str
    age: int = 1
    buttons: int = 0


def _row(one: Visitor) -> PersonRowData:
    return PersonRowData(one.name, f"{one.age} weeks", f"with {one.name}'s mother")


def _actions(one: Visitor) -> tuple[RowAction, ...]:
    return tuple(
        RowAction(f"act{number}", f"Act {number}", f"Act {number} for {one.name}")
        for number in range(one.buttons)
    )


class Desk(QWidget):
    """A field, a list and another field, with what the list asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.list, self.after = QLineEdit(), ListView(), QLineEdit()
        self.model = ListModel[Visitor, PersonRowData](self, lambda one: one.name, _row, _actions)
        self.list.use(self.model, PersonDelegate(self.list))
        self.asked: list[Any] = []
        self.list.opened.connect(lambda one: self.asked.append(one.name))
        self.list.acted.connect(lambda one, code: self.asked.append((one.name, code)))
        column = QVBoxLayout(self)
        for part in (self.before, self.list, self.after):
            column.addWidget(part)
        self.resize(500, 400)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def visitors(names: str) -> list[Visitor]:
    return [Visitor(name) for name in names]


def tab(desk: Desk, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    key = Qt.Key.Key_Backtab if modifier else Qt.Key.Key_Tab
    QTest.keyClick(focused, key, modifier)


@pytest.mark.parametrize("after", ["abcdef", "acf", "fedcba", "xaybzc", "cxa", "", "xyz", "bcdefa", "eafbx"])
def test_what_is_shown_anew_stands_in_the_order_that_was_given(desk: Desk, after: str) -> None:
    tester = QAbstractItemModelTester(
        desk.model, QAbstractItemModelTester.FailureReportingMode.Fatal, desk.model
    )
    assert tester.model() is desk.model
    desk.model.show(visitors("abcdef"))
    desk.model.show(visitors(after))
    assert [row.name for row in rows(desk.list)] == list(after)
    assert list(desk.model.views) == visitors(after)


def test_the_current_row_and_the_place_stay_when_others_come_and_go(desk: Desk) -> None:
    names = [chr(ord("A") + number) for number in range(26)]
    desk.model.show(visitors("".join(names)))
    desk.list.go_to(13)
    desk.list.verticalScrollBar().setValue(500)
    QApplication.processEvents()
    desk.model.show([Visitor(name, age=2) for name in names if name not in "YZ"])
    QApplication.processEvents()
    assert desk.list.view_at(desk.list.currentIndex().row()) == Visitor("N", age=2)
    assert desk.list.verticalScrollBar().value() == 500
    desk.model.show([Visitor(name) for name in ("new", *names)])
    assert desk.list.view_at(desk.list.currentIndex().row()).name == "N"


def test_more_rows_are_asked_for_at_the_end_and_once(desk: Desk) -> None:
    asked: list[int] = []
    desk.model.more_wanted.connect(lambda: asked.append(len(desk.model.views)))
    desk.model.show([Visitor(str(number)) for number in range(30)], total=40)
    QApplication.processEvents()
    assert asked == []
    bar = desk.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum() - 1)
    bar.setValue(bar.maximum())
    assert asked == [30]
    desk.model.append([Visitor(str(number)) for number in range(29, 40)], total=40)
    assert [row.name for row in rows(desk.list)] == [str(number) for number in range(40)]
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    assert asked == [30]


def test_the_arrows_go_through_the_rows_and_enter_and_space_open_one(desk: Desk) -> None:
    desk.model.show(visitors("abc"))
    desk.before.setFocus()
    tab(desk)
    assert desk.list.hasFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_End, Qt.Key.Key_Enter):
        QTest.keyClick(desk.list, key)
    assert desk.asked == ["a", "b", "c"]


def test_tab_leads_from_the_row_to_its_buttons_and_out_of_the_list(desk: Desk) -> None:
    desk.model.show([Visitor("a"), Visitor("b", buttons=2)])
    desk.before.setFocus()
    tab(desk)
    QTest.keyClick(desk.list, Qt.Key.Key_Down)
    for _ in range(2):
        tab(desk)
        QTest.keyClick(desk.list, Qt.Key.Key_Return)
    assert desk.asked == [("b", "act0"), ("b", "act1")]
    tab(desk)
    assert desk.after.hasFocus()
    tab(desk, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    assert desk.asked[-1] == "b", "the list is entered at the row itself"
    tab(desk, Qt.KeyboardModifier.ShiftModifier)
    assert desk.before.hasFocus()


def test_shift_tab_goes_back_from_a_button_to_its_row(desk: Desk) -> None:
    desk.model.show([Visitor("a", buttons=1)])
    desk.list.setFocus()
    tab(desk)
    tab(desk, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    assert desk.asked == ["a"] and desk.list.hasFocus()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_pointer_presses_a_row_or_its_button(desk: Desk, direction: Qt.LayoutDirection) -> None:
    desk.setLayoutDirection(direction)
    desk.model.show([Visitor("a", buttons=2), Visitor("b")])
    QApplication.processEvents()
    press_action(desk.list, 0, "act1")
    press(desk.list, 1)
    assert desk.asked == [("a", "act1"), "b"]
    index = desk.model.index(0)
    areas = delegate_of(desk.list).action_areas(desk.list.visualRect(index), index)
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    assert (areas[0].x() > areas[1].x()) == mirrored
    assert all(area.height() >= paint.TARGET and area.width() >= paint.TARGET for area in areas)
    assert all(desk.list.visualRect(index).contains(area) for area in areas)


def test_a_press_that_leaves_the_button_does_nothing(desk: Desk) -> None:
    desk.model.show([Visitor("a", buttons=1)])
    QApplication.processEvents()
    index = desk.model.index(0)
    [area] = delegate_of(desk.list).action_areas(desk.list.visualRect(index), index)
    port = desk.list.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=area.center())
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert desk.asked == []


def test_a_blocked_row_waits_until_it_is_shown_anew(desk: Desk) -> None:
    one = Visitor("a", buttons=1)
    desk.model.show([one])
    QApplication.processEvents()
    desk.model.block(one)
    press_action(desk.list, 0, "act0")
    assert desk.asked == [] and not actions(desk.list, 0)[0].enabled
    desk.model.show([one])
    press_action(desk.list, 0, "act0")
    assert desk.asked == [("a", "act0")]


def test_a_key_pressed_again_does_not_reach_the_button_of_the_next_row(desk: Desk) -> None:
    one, other = Visitor("a", buttons=1), Visitor("b", buttons=1)
    desk.model.show([one, other])
    desk.list.setFocus()
    tab(desk)
    QTest.keyClick(desk.list, Qt.Key.Key_Space)
    desk.model.show([other])
    QTest.keyClick(desk.list, Qt.Key.Key_Space)
    assert desk.asked == [("a", "act0"), "b"]


def test_a_screen_reader_reads_every_row_whole(desk: Desk) -> None:
    desk.model.show(visitors("ab"))
    assert read_out(desk.list, 1) == ("b 1 weeks", "with b's mother")
    assert desk.model.index(0).data(Qt.ItemDataRole.DisplayRole) == "a 1 weeks"


@pytest.mark.parametrize("width", [260, 420, 900])
def test_a_row_is_as_high_as_its_safety_tags_need(desk: Desk, qtbot: QtBot, width: int) -> None:
    told = PersonRowData(
        "محمد عبد الرحمن", "9 weeks", tags=(RowTag(ALLERGY.strip(), "warning", safety=True),)
    )
    model = ListModel[Visitor, PersonRowData](desk, lambda one: one.name, lambda _: told)
    desk.list.use(model, PersonDelegate(desk.list))
    desk.resize(width, 400)
    model.show(visitors("ab"))
    QApplication.processEvents()
    index = model.index(1)
    surface = delegate_of(desk.list).surface(index)
    [placed] = PersonDrawing(surface, told).placed()
    assert " ".join(placed.lines) == " ".join(ALLERGY.split())
    assert placed.area.bottom() <= surface.height() == desk.list.visualRect(index).height()
    assert surface.width() <= desk.list.viewport().width()


class Narrow(PersonDelegate):
    """Rows whose words need much room."""

    least_words = 400


def test_the_buttons_stand_below_the_words_where_these_had_too_little_room(desk: Desk) -> None:
    desk.list.use(desk.model, Narrow(desk.list))
    desk.model.show([Visitor("a", buttons=2), Visitor("b")])
    for width, below in ((420, True), (900, False)):
        desk.resize(width, 400)
        QApplication.processEvents()
        index = desk.model.index(0)
        surface, rect = delegate_of(desk.list).surface(index), desk.list.visualRect(index)
        areas = delegate_of(desk.list).action_areas(rect, index)
        assert surface.width() >= 400 or surface.width() == desk.list.viewport().width()
        assert all((area.top() >= surface.height()) == below for area in areas)
        assert all(rect.contains(area) for area in areas)
        press_action(desk.list, 0, "act1")
        press(desk.list, 0)
    assert desk.asked == [("a", "act1"), "a"] * 2


def test_an_equal_view_keeps_what_is_painted_and_a_changed_one_does_not(desk: Desk) -> None:
    desk.model.show(visitors("ab"))
    desk.model.show([replace(Visitor("a"), age=7), Visitor("b")])
    assert [row.detail for row in rows(desk.list)] == ["7 weeks", "1 weeks"]
    assert isinstance(desk.model, QAbstractListModel)
    assert desk.model.data(QModelIndex(), ACTIONS) is None


@pytest.mark.parametrize("width", [200, 900])
def test_words_are_read_whole_on_as_many_lines_as_they_need(desk: Desk, width: int) -> None:
    told = "Turns the head away and looks past the carer, then comes back of its own accord."
    model = ListModel[str, WordsRow](desk, lambda one: one, WordsRow)
    desk.list.use(model, WordsDelegate(desk.list))
    desk.resize(width, 400)
    model.show(["Yawns", told])
    QApplication.processEvents()
    surface, lines = delegate_of(desk.list).surface(model.index(1)), desk.fontMetrics().height()
    needed = desk.fontMetrics().horizontalAdvance(told) / (surface.width() - 20) * lines
    assert surface.height() >= max(needed, paint.TARGET)
    assert read_out(desk.list, 1) == (told, "")


@pytest.mark.parametrize("goes", [True, False])
def test_a_double_click_never_presses_the_row_that_came_in_place_of_another(desk: Desk, goes: bool) -> None:
    mia, leo = Visitor("Mia", buttons=1), Visitor("Leo", buttons=1)
    desk.model.show((mia, leo))
    where = (
        delegate_of(desk.list)
        .action_areas(desk.list.visualRect(desk.model.index(0, 0)), desk.model.index(0, 0))[0]
        .center()
    )
    press_action(desk.list, 0, "act0")
    if goes:
        desk.model.show((leo,))
    port, left = desk.list.viewport(), Qt.MouseButton.LeftButton
    at = QPointF(where)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, at, port.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(port, event)
    assert desk.asked == [("Mia", "act0")] + ([] if goes else [("Mia", "act0")])
