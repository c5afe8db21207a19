"""Permission and pairs in the class room: the card tells where they stand, a key chooses another sign."""

from __future__ import annotations

from massage_studio.cues import pairs
from tests.gui.cues.room_stage import CONTROL, RoomStage


def line(room: RoomStage, place: int = 0) -> str:
    card = room.page.board.cards[place].baby()
    assert card is not None
    return card.last_line


def test_each_card_tells_where_permission_stands(room: RoomStage) -> None:
    assert [line(room, place) for place in range(3)] == ["Not asked yet"] * 3
    room.press("1 ? 2 ? 2 p 3 p 3 o F7")
    assert [line(room, place) for place in range(3)] == ["Asked, waiting", "Yes", "Not now → Stopped"]
    shown = [card.baby().permission for card in room.page.board.cards[:3]]  # type: ignore[union-attr]
    assert shown == ["waiting", "yes", "not_now"]
    palette = room.page.palette_panel
    assert palette.permission["not_now"].isChecked() and not palette.permission["yes"].isChecked()
    room.press("1")
    assert palette.permission["asked"].isChecked() and palette.permission["asked"].words() == "Asked, 10:00"


def test_the_card_and_the_palette_show_the_sign_that_the_next_response_answers(room: RoomStage) -> None:
    room.press("1 p z")
    button = room.page.palette_panel.ui.sign_button
    assert line(room) == "Yes · Looks away → … · now"
    room.press("a")
    assert line(room) == "Yes · Looks away → … · Mutual gaze · now"
    assert button.isVisible() and button.text() == "Looks away 10:00 → …"
    assert button.accessibleName() == "The next response answers: Looks away, 10:00. Another: Ctrl+R"
    room.press("F1")
    assert line(room) == "Yes · Looks away → Waited · now"
    assert not button.isVisible()
    room.key("z", CONTROL)
    assert line(room) == "Yes · Looks away → … · Mutual gaze · now"
    room.forward(minutes=3)
    room.page.tick()
    room.settle()
    assert line(room) == "Yes · Mutual gaze · 3 min" and not button.isVisible()


def test_a_key_or_a_press_lets_the_next_response_answer_an_earlier_sign_or_none(room: RoomStage) -> None:
    room.press("1 z")
    room.forward(minutes=5)
    room.press("x c")
    button = room.page.palette_panel.ui.sign_button
    for sign in ("Yawn 10:05", "Looks away 10:00"):
        room.key("r", CONTROL)
        assert sign in button.text()
    room.press("F4")
    room.click(button)
    room.click(button)
    assert button.isVisible() and button.text() == "No sign → …"
    room.press("F5 F6")
    notes = room.notes("Mia")
    to = pairs.answered(notes)
    told = {note.code: to[note.id].code if note.id in to else "" for note in notes if note.kind == "response"}
    assert told == {"voice": "looks_away", "cuddle": "", "feed": "hiccups"}
