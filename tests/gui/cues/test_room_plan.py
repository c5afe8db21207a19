"""The plan of today is changed by two keys, and undone like every press."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from massage_studio.cues.delivered_views import DeliveredView
from tests.gui.cues.room_stage import CONTROL, RoomStage


def parts(room: RoomStage) -> list[DeliveredView]:
    return list(room.kept().delivered)


def titles(room: RoomStage) -> list[str]:
    return [part.title for part in parts(room)]


def undo(room: RoomStage) -> str:
    """Press undo and return what its button said before."""
    named = room.page.header.ui.undo_button.accessibleName()
    room.key("Z", CONTROL)
    return named


def test_the_next_activity_changes_places_with_the_one_after_it(room: RoomStage) -> None:
    before = titles(room)
    room.key("T", CONTROL)
    room.press("s")
    assert titles(room) == [before[0], before[2], before[1], *before[3:]]
    assert room.page.task_panel.is_home()
    assert undo(room) == f"Undo: swap {before[1]}"
    assert titles(room) == before


def test_what_is_known_of_the_benefits_of_an_activity_is_one_key_away(room: RoomStage) -> None:
    gone: list[tuple[str, object]] = []
    room.page.go.connect(lambda page, key: gone.append((page, key)))
    second = parts(room)[1]
    room.key("T", CONTROL)
    doors = room.page.task_panel.plan.doors
    assert [code for code, _ in doors.chips] == list(second.benefits)
    assert all(chip.accessibleName().startswith("What is known of ") for chip in doors.chips.values())
    room.press("e")
    assert gone == [("curriculum", ("benefit", second.benefits[0]))]


def test_the_activity_that_runs_is_stretched_minute_by_minute(room: RoomStage) -> None:
    first = parts(room)[0]
    room.key("T", CONTROL)
    room.press("Up + + -")
    assert parts(room)[0].minutes == first.minutes + 1
    assert room.page.task_panel.plan.ui.plan_title.text() == f"{first.title}, {first.minutes + 1} min"
    assert f"{first.minutes + 1} min" in room.page.plan.items[0].accessibleDescription()
    room.press("Escape")
    assert room.page.task_panel.is_home()
    for _ in range(3):
        assert undo(room) == f"Undo: minutes of {first.title}"
    assert parts(room)[0].minutes == first.minutes


def test_the_next_activity_is_left_out_and_may_say_why(room: RoomStage) -> None:
    second = parts(room)[1]
    room.key("T", CONTROL)
    room.press("x")
    assert parts(room)[1].status == "skipped"
    plan = room.page.task_panel.plan
    assert plan.why_edit.isVisible() and not plan.why_edit.hasFocus()
    # The keys of the notes are the notes' own again.
    room.press("1 s")
    assert room.codes("Mia") == [("cue", "smiles")]
    room.key("T", CONTROL)
    assert plan.why_edit.hasFocus()
    room.qtbot.keyClicks(plan.why_edit, "Two babies slept")
    room.press("Return", on=plan.why_edit)
    assert (parts(room)[1].status, parts(room)[1].why) == ("skipped", "Two babies slept")
    assert room.page.hasFocus()
    assert undo(room) == f"Undo: why {second.title} was left out"
    assert parts(room)[1].why == ""


def test_the_activity_that_has_the_focus_is_meant(room: RoomStage) -> None:
    before = titles(room)
    room.page.plan.items[3].setFocus()
    room.key("T", CONTROL, on=room.page.plan.items[3])
    room.press("s")
    assert titles(room) == [*before[:3], before[4], before[3], *before[5:]]


@pytest.mark.parametrize(
    ("button", "changed"),
    [
        ("swap", lambda before, now: [part.id for part in now] != [part.id for part in before]),
        ("longer", lambda before, now: now[1].minutes == before[1].minutes + 1),
        ("shorter", lambda before, now: now[1].minutes == before[1].minutes - 1),
        ("drop", lambda before, now: now[1].status == "skipped"),
    ],
)
def test_the_same_goes_by_touch(
    room: RoomStage, button: str, changed: Callable[[list[DeliveredView], list[DeliveredView]], bool]
) -> None:
    before = parts(room)
    room.click(room.page.plan.ui.change_button)
    room.click(getattr(room.page.task_panel.plan, button))
    assert changed(before, parts(room))
    undo(room)
    assert parts(room) == before


def test_the_keys_are_told_where_they_are_used(room: RoomStage) -> None:
    assert "Ctrl+T" in room.page.plan.ui.change_button.toolTip()
    assert room.page.plan.ui.take_button.toolTip() == "Ctrl+I"
    room.click(room.page.plan.ui.change_button)
    plan = room.page.task_panel.plan
    told = {choice.accessibleDescription() for choice in (plan.swap, plan.longer, plan.shorter, plan.drop)}
    assert told == {"Key S", "Key +", "Key \u2212", "Key X"}


def test_in_a_finished_class_nothing_is_changed(room: RoomStage) -> None:
    room.click(room.page.header.ui.finish_button)
    room.window.go("class_room", room.held.session)
    room.settle()
    before = parts(room)
    room.key("T", CONTROL)
    room.press("x s +")
    assert parts(room) == before
    assert not room.page.plan.ui.change_button.isEnabled()
