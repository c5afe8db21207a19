"""The whole group answers for nobody: what is one baby's own asks for whom, by keys and by touch."""

from __future__ import annotations

import pytest

from tests.gui.cues.room_stage import CONTROL, RoomStage
from tests.gui.cues.test_room_inline import write


@pytest.mark.parametrize(
    ("key", "noted", "asked"),
    [
        ("p", ("permission", "yes"), "10:00 Permission: yes: for whom? Press a number."),
        ("q", ("state", "deep_sleep"), "10:00 Deep sleep: for whom? Press a number."),
        ("s", ("cue", "smiles"), "10:00 Smiling: for whom? Press a number."),
    ],
)
def test_a_press_for_everybody_asks_for_whom_and_is_the_next_babys(
    room: RoomStage, key: str, noted: tuple[str, str], asked: str
) -> None:
    room.press(f"0 {key}")
    page = room.page
    assert room.kept().notes == ()
    assert page.task_panel.tray.isVisible() and page.palette_panel.ui.detail_label.text() == asked
    assert not [card for card in room.page.board.cards if card.is_selected()]
    room.press("3")
    assert room.codes("Zoë") == [noted]
    assert room.codes("Mia") == room.codes("Leo") == []
    assert not page.task_panel.tray.isVisible() and page.palette_panel.ui.baby_label.text() == "Zoë"


def test_a_yes_for_everybody_overwrites_no_babys_no(room: RoomStage) -> None:
    room.press("2 o 0 p 0")
    assert room.codes("Leo") == [("permission", "not_now")]
    assert [note.code for note in room.kept().notes] == ["not_now"]
    assert [held.code for held in room.kept().held] == ["yes"], "the group takes nothing from the tray"
    assert "for whom?" in room.page.palette_panel.ui.detail_label.text()
    room.press("1")
    assert room.codes("Mia") == [("permission", "yes")] and room.codes("Zoë") == []


def test_escape_lets_a_press_for_everybody_go(room: RoomStage) -> None:
    room.press("0 q Escape 1")
    assert room.kept().notes == () and room.kept().held == ()


def test_notes_and_bookmarks_are_everybodys_and_one_undo_takes_them_back(room: RoomStage) -> None:
    room.press("0 .")
    write(room, "sang together")
    for name in ("Mia", "Leo", "Zoë"):
        assert [note.kind for note in room.notes(name)] == ["bookmark", "note"]
    for _ in range(2):
        room.key("z", CONTROL)
    assert room.kept().notes == ()


def test_a_bookmark_in_the_tray_is_the_groups_while_a_cue_beside_it_goes_on_waiting(room: RoomStage) -> None:
    room.press(". s 0")
    assert [note.kind for note in room.kept().notes] == ["bookmark"] * 3
    assert [held.kind for held in room.kept().held] == ["cue"]
    room.press("2")
    assert room.codes("Leo") == [("bookmark", ""), ("cue", "smiles")]


def test_by_touch_it_asks_for_whom_too(room: RoomStage) -> None:
    room.press("0")
    palette = room.page.palette_panel
    room.click(palette.permission["yes"])
    assert room.kept().notes == () and room.page.task_panel.tray.isVisible()
    room.click(room.page.board.cards[1])
    assert room.codes("Leo") == [("permission", "yes")] and len(room.kept().notes) == 1


def test_nobody_says_not_today_for_everybody(room: RoomStage) -> None:
    room.press("0 u")
    page = room.page
    assert not page.task_panel.reasons.isVisible() and page.palette_panel.ui.baby_label.text() == "Whose cue?"
    assert (
        page.palette_panel.ui.detail_label.text()
        == "Press a baby's number. 0 is everybody, for notes and bookmarks."
    )
    assert room.kept().notes == () and room.kept().held == ()
