"""What a screen reader meets in the class room: a role, a name and a state for every control."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.cues.room_stage import RoomStage
from tests.gui.hearing import Heard, heard, heard_in

Role = QAccessible.Role
CONTROLS = {Role.Button, Role.CheckBox, Role.RadioButton, Role.EditableText, Role.ComboBox, Role.SpinBox}
CONTROLS |= {Role.List, Role.Slider, Role.ButtonMenu}


@pytest.fixture
def babies() -> int:
    return 10


def controls(room: RoomStage) -> list[Heard]:
    """Walk the tree of the page as a screen reader does, and return what can be used in it."""
    return [one for one in heard_in(room.page) if one.role in CONTROLS or one.focusable]


def all_panels(room: RoomStage) -> Iterator[str]:
    """Bring every panel of the class room into view, one after the other."""
    page = room.page
    room.press("1 r . 2 z")
    yield "the palette"
    room.press("1")
    room.click(page.palette_panel.ui.since_button)
    yield "putting a state right"
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
        found = controls(room)
        assert len(found) > 20, panel
        assert not [one for one in found if not one.name], panel
        assert not [one for one in found if one.role == Role.NoRole], panel


def test_a_screen_reader_hears_which_baby_and_which_state_is_chosen(room: RoomStage) -> None:
    room.press("2 t p")
    cards = room.page.board.cards[:10]
    chosen = [False, True] + [False] * 8
    room.qtbot.waitUntil(lambda: [heard(card).checked for card in cards] == chosen)
    assert all(heard(card).checkable for card in cards)
    states = room.page.palette_panel.states.items()
    assert [code for code, one in states if heard(one).checked] == ["active_alert"]
    yes = heard(room.page.palette_panel.permission["yes"])
    assert yes.checked and yes.name.startswith("Yes, 10:00")
    private, aside = (room.page.note_bar.layers[layer] for layer in ("private", "safeguarding"))
    assert heard(private).checked and not aside.isVisible()
    register = heard(room.page.header.ui.register_button)
    assert register.checkable and not register.checked


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
        page.plan.ui.next_button,
        room.page.plan.items[0],
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
        one
        for one in heard_in(room.page)
        if one.role in CONTROLS and one.focusable and not one.disabled
        if one.object not in met
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
