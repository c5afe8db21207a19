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


def test_a_state_for_the_group_is_given_to_each_baby_whose_number_follows(room: RoomStage) -> None:
    room.press("0 r 1 3")
    palette = room.page.palette_panel
    assert palette.ui.detail_label.text() == "10:00 Quiet alert: for another baby too? Press a number."
    room.press("a 2")
    assert room.codes("Mia") == [("state", "quiet_alert")] and room.codes("Leo") == []
    assert room.codes("Zoë") == [("state", "quiet_alert"), ("cue", "mutual_gaze")]


def test_after_five_seconds_a_number_is_no_longer_for_what_was_asked(room: RoomStage) -> None:
    room.press("0 s 1 1")
    room.forward(seconds=6)
    room.press("2")
    assert room.codes("Mia") == [("cue", "smiles")] and room.codes("Leo") == []
    assert "another baby" not in room.page.palette_panel.ui.detail_label.text()


def test_everybody_massaging_leaves_out_who_has_not_said_yes_and_says_so(room: RoomStage) -> None:
    room.press("1 p 2 o 3 0 =")
    assert room.codes("Mia") == [("permission", "yes"), ("response", "continue")]
    assert room.codes("Leo") == [("permission", "not_now")]
    assert room.codes("Zoë") == [("response", "continue")]
    assert room.window.toast.words() == "Left out, for they have not said yes: Leo."
    room.key("z", CONTROL)
    assert room.codes("Zoë") == [] and room.codes("Mia") == [("permission", "yes")]
