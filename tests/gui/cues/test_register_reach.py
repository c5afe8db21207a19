"""Arrival for every hand and eye: by mouse alone, by keyboard alone, for a screen reader, at any size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from massage_studio.gui.cues.register_buttons import Choice
from massage_studio.gui.widgets import paint
from tests.gui.cues.register_stage import Arrival, Arrive, a_class_with_twins, a_planned_class
from tests.gui.hearing import heard


def test_the_register_is_taken_by_mouse_alone(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        arrival.click(arrival.desk.everybody_button)
        arrival.settle()
        arrival.click(arrival.line("Mia").marks["late"])
        arrival.click(arrival.line("Lou").marks["absent"])
        arrival.click(arrival.line("Leo").health)
        arrival.click(arrival.desk.rest.health["unwell"])
        arrival.settle()
        arrival.click(arrival.desk.rest.left_button)
        arrival.settle()
        arrival.click(arrival.desk.done_button)
        assert [arrival.row(name).status for name in ("Mia", "Lou", "Leo")] == ["late", "absent", "here"]
        assert arrival.row("Leo").health == "unwell"
        assert arrival.row("Leo").left is not None
        assert not arrival.stage.page.header.ui.register_button.isChecked()


def test_a_click_leaves_the_keys_with_the_register(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.click(arrival.line("Mia").marks["here"])
        arrival.press("2")
        arrival.settle()
        assert [arrival.row(name).status for name in ("Mia", "Leo")] == ["here", "here"]


def test_tab_reaches_every_control_and_space_presses_it(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        arrival.press("1 1 j")
        arrival.settle()
        wanted = set(controls(arrival))
        reached: set[QWidget] = set()
        for _ in range(120):
            arrival.stage.qtbot.keyClick(focused(arrival), Qt.Key.Key_Tab)
            reached.add(focused(arrival))
        assert {name(control) for control in wanted - reached} == set()
        mark = arrival.line("Mia").marks["absent"]
        mark.setFocus(Qt.FocusReason.TabFocusReason)
        arrival.stage.qtbot.keyClick(mark, Qt.Key.Key_Space)
        arrival.settle()
        assert arrival.row("Mia").status == "absent"


def test_a_screen_reader_hears_each_control_once_with_its_state(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        arrival.press("1 1 u")
        arrival.settle()
        names = [name(control) for control in controls(arrival)]
        assert all(names)
        assert len(set(names)) == len(names), "two controls of one name cannot be told apart"
        here = heard(arrival.line("Leo").marks["here"])
        assert here.name == "Leo: Here"
        assert here.checkable and here.checked
        assert not heard(arrival.line("Leo").marks["late"]).checked


def test_tab_goes_down_the_lines_of_the_register(arrive: Arrive) -> None:
    with arrive(a_planned_class, 12) as arrival:
        marks = [line.marks["absent"] for line in arrival.desk.lines.values()]
        marks[0].setFocus(Qt.FocusReason.TabFocusReason)
        reached: list[QWidget] = []
        for _ in range(12 * 8):
            reached.append(focused(arrival))
            arrival.stage.qtbot.keyClick(focused(arrival), Qt.Key.Key_Tab)
        # From the last line Tab goes round and begins again.
        assert [one for one in reached if one in marks][: len(marks)] == marks
        assert [mark.accessibleName().split(":")[0] for mark in marks] == [
            row.baby.given_name for row in arrival.view.rows
        ]


@pytest.mark.parametrize("count", [4, 8, 12])
def test_targets_are_twelve_millimetres_and_nothing_is_clipped(arrive: Arrive, count: int) -> None:
    with arrive(a_planned_class, count) as arrival:
        arrival.press("0 1 j")
        arrival.settle()
        wanted = paint.millimetres(arrival.stage.page, 12)
        small = [name(one) for one in controls(arrival) if min(one.height(), one.width()) < wanted]
        assert small == []
        assert clipped(arrival) == []


def test_what_opens_below_a_line_comes_into_view(arrive: Arrive) -> None:
    with arrive(a_planned_class, 12) as arrival:
        arrival.press("0 +3 y")
        arrival.settle()
        scroll, rest = arrival.stage.page.register_panel.ui.register_scroll, arrival.desk.rest
        arrival.stage.qtbot.waitUntil(lambda: rest.note_edit.isVisible())
        arrival.stage.qtbot.waitUntil(lambda: seen(scroll.viewport(), rest))
        assert seen(scroll.viewport(), arrival.line("Eli"))


def test_in_a_narrow_window_the_buttons_go_below_the_names(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        arrival.press("0 1 j")
        arrival.settle()
        line = arrival.line("Leo")
        high = line.height()
        page = arrival.stage.page
        page.setFixedWidth(760)
        arrival.stage.qtbot.waitUntil(lambda: line.height() > high)
        assert clipped(arrival) == []
        page.setFixedWidth(1366)
        arrival.stage.qtbot.waitUntil(lambda: line.height() == high)


def focused(arrival: Arrival) -> QWidget:
    """Return the control that has the focus."""
    found: QWidget = arrival.stage.page.window().focusWidget()
    return found


def seen(viewport: QWidget, widget: QWidget) -> bool:
    """Tell whether the whole height of a widget can be seen."""
    top = widget.mapTo(viewport, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= viewport.height()


def controls(arrival: Arrival) -> list[QWidget]:
    """Return what can be pressed or typed into on the register."""
    panel = arrival.stage.page.register_panel
    found: list[QWidget] = [*panel.findChildren(QAbstractButton), *panel.findChildren(QLineEdit)]
    return [
        one
        for one in found
        if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def clipped(arrival: Arrival) -> list[str]:
    """Return the names of buttons that stand out of the list or on each other."""
    rows = arrival.stage.page.register_panel.ui.register_rows
    placed = [
        (one, QRect(one.mapTo(rows, one.rect().topLeft()), one.size()))
        for one in rows.findChildren(Choice)
        if one.isVisible()
    ]
    out = [name(one) for one, where in placed if not rows.rect().contains(where)]
    return out + [
        name(one)
        for place, (one, where) in enumerate(placed)
        if any(where.intersects(other) for _, other in placed[:place])
    ]


def name(control: QWidget) -> str:
    """Return what a screen reader calls a control."""
    return control.accessibleName()
