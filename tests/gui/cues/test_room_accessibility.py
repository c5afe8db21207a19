"""What a screen reader meets in the class room: a role, a name and a state for every control."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.cues.room_stage import RoomStage

Role = QAccessible.Role
CONTROLS = {Role.Button, Role.CheckBox, Role.RadioButton, Role.EditableText, Role.ComboBox, Role.SpinBox}
CONTROLS |= {Role.List, Role.Slider, Role.ButtonMenu}


@pytest.fixture
def babies() -> int:
    return 10


class Heard(NamedTuple):
    """What a screen reader says of one control, and whether the keys can go to it now."""

    role: QAccessible.Role
    name: str
    widget: QObject
    takes_keys: bool


def heard(root: QWidget) -> list[Heard]:
    """Walk the tree of a page as a screen reader does, and return what can be used in it.

    An interface that is kept longer than its widget is taken for whatever comes to stand in its place, so
    none is.
    """
    page = QAccessible.queryAccessibleInterface(root)
    return [found for place in range(page.childCount()) for found in walk(page.child(place))]


def walk(one: QAccessibleInterface) -> Iterator[Heard]:
    """Yield what can be used of one part and of the parts in it."""
    state = one.state()
    if state.invisible:
        return
    if one.role() in CONTROLS or state.focusable:
        name = one.text(QAccessible.Text.Name).strip()
        yield Heard(one.role(), name, one.object(), bool(state.focusable and not state.disabled))
    if one.role() not in (Role.List, Role.SpinBox, Role.ComboBox):
        for place in range(one.childCount()):
            yield from walk(one.child(place))


def all_panels(room: RoomStage) -> Iterator[str]:
    """Bring every panel of the class room into view, one after the other."""
    page = room.page
    room.press("1 r . 2 z")
    yield "the palette"
    room.press("1")
    room.click(page.palette_panel.ui.since_button)
    yield "correcting a state"
    room.press("Escape u")
    yield "reasons"
    room.press("Escape")
    room.page.describe_last()
    yield "describing a bookmark"
    room.key("Escape", on=page.task_panel.bookmark.field)
    room.click(page.plan.ui.add_button)
    yield "another activity"
    room.key("Escape", on=page.task_panel.activity.field)
    room.press("l")
    yield "finding a cue"
    room.key("Escape", on=page.find_panel.ui.find_edit)
    room.click(page.header.ui.register_button)
    yield "the register"
    room.press("Return")
    room.page.select(99)
    room.press("z")
    yield "the tray"
    room.press("1")
    room.click(page.header.ui.finish_button)
    room.window.go("class_room", room.held.session)
    room.settle()
    yield "the record"


def test_every_control_in_every_panel_has_a_role_and_a_name(room: RoomStage) -> None:
    for panel in all_panels(room):
        controls = heard(room.page)
        assert len(controls) > 20, panel
        nameless = [(one.role, one.widget) for one in controls if not one.name]
        assert not nameless, panel
        assert not [one.name for one in controls if one.role == Role.NoRole], panel


def test_a_screen_reader_hears_which_baby_and_which_state_is_chosen(room: RoomStage) -> None:
    room.press("2 t p")
    cards = [QAccessible.queryAccessibleInterface(card) for card in room.page.board.cards[:10]]

    def chosen() -> list[bool]:
        return [bool(card.state().checked) for card in cards]

    room.qtbot.waitUntil(lambda: chosen() == [False, True] + [False] * 8)
    assert all(card.state().checkable for card in cards)
    states = {
        code: QAccessible.queryAccessibleInterface(one)
        for code, one in room.page.palette_panel.states.items()
    }
    ticked = [code for code, one in states.items() if one.state().checked]
    assert ticked == ["active_alert"]
    yes = QAccessible.queryAccessibleInterface(room.page.palette_panel.permission["yes"])
    assert yes.state().checked and yes.text(QAccessible.Text.Name).startswith("Yes, 10:00")
    family = QAccessible.queryAccessibleInterface(room.page.note_bar.layers["family"])
    assert family.state().checked
    register = QAccessible.queryAccessibleInterface(room.page.header.ui.register_button)
    assert register.state().checkable and not register.state().checked


def test_tab_reaches_every_control_from_top_to_bottom(room: RoomStage) -> None:
    room.press("1 r")
    room.page.setFocus()
    met: list[QWidget] = []
    for _ in range(120):
        room.qtbot.keyClick(QApplication.focusWidget() or room.page, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus in met:
            break
        met.append(focus)
    page, palette = room.page, room.page.palette_panel
    way = [
        page.header.ui.leave_button,
        page.header.ui.curtain_button,
        page.header.ui.finish_button,
        room.page.plan.items[0],
        page.plan.ui.next_button,
        room.page.board.cards[0],
        room.page.board.cards[9],
        page.palette_panel.ui.since_button,
        palette.permission["yes"],
        palette.not_today,
        palette.states["deep_sleep"],
        palette.states["crying"],
        room.page.note_bar.layers["family"],
        page.note_bar.field,
        room.page.task_panel.recent.chips[0],
    ]
    assert [met.index(one) for one in way] == sorted(met.index(one) for one in way)
    missing = [
        one.widget
        for one in heard(room.page)
        if one.role in CONTROLS and one.takes_keys and one.widget not in met
    ]
    assert not missing


def test_targets_of_the_class_room_are_twelve_millimetres_high(room: RoomStage) -> None:
    room.press("1 r .")
    page = room.page
    chips = [*page.palette_panel.chips, *page.note_bar.layers.values(), page.note_bar.bookmark]
    chips += page.board.cards[:10]
    chips += [chip for chip in page.task_panel.recent.chips if chip.isVisible()]
    for chip in chips:
        assert chip.height() * 25.4 / chip.logicalDpiY() >= 11.6, chip.accessibleName()
