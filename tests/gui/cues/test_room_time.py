"""The clock of the class room, its hints of who had no cue for long, and the names of undo."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from massage_studio.gui.cues import hints
from massage_studio.gui.cues.class_clock import ClassClock
from tests.gui.cues.room_stage import CONTROL, RoomStage, class_room_of


def hint(room: RoomStage) -> str:
    """What the hints say to whom holds the key down."""
    assert room.page.room is not None
    room.page.tick()
    told = hints.lines(room.page.room, room.now)
    assert room.page.task_panel.recent.ui.hint_mark.isVisibleTo(room.page.task_panel.recent) == bool(told)
    return " · ".join(told)


def clock(room: RoomStage) -> str:
    room.page.tick()
    return room.page.header.ui.clock_label.text()


def test_a_class_whose_opening_was_undone_has_no_time(room: RoomStage) -> None:
    page = room.page
    room.forward(minutes=25)
    assert clock(room) == "00:25:00" and page.plan.ui.started_label.text() == "Started 10:00"
    assert hint(room).startswith("No cue for")
    room.key("z", CONTROL)
    room.key("z", CONTROL)
    assert room.register().session.status == "planned"
    assert (clock(room), page.plan.ui.started_label.text(), hint(room)) == ("00:00:00", "", "")


def test_minutes_without_a_cue_count_from_when_a_baby_came_in(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 2, here=False) as room:
        room.press("1 Return")
        room.forward(minutes=15)
        room.click(room.page.header.ui.register_button)
        room.click(room.page.register_panel.lines[room.baby("Leo")].marks["late"])
        room.page.register_writes.walk_in("Bo", "Sam", lambda _: None)
        room.settle()
        room.forward(minutes=6)
        room.press("Return")
        assert hint(room) == "No cue for Mia in 21 minutes"
        room.press("1 s")
        assert hint(room) == ""
        room.forward(minutes=14)
        room.press("1 s 2 s")
        assert hint(room) == "No cue for Bo in 20 minutes"


def test_a_baby_that_is_not_massaged_today_needs_no_cue(room: RoomStage) -> None:
    room.press("1 u")
    room.press("Space", on=room.page.task_panel.reasons.chips[0])
    room.forward(minutes=21)
    room.press("2 s 3 s")
    assert hint(room) == ""
    room.press("1 p")
    room.forward(minutes=20)
    room.press("2 s 3 s")
    assert hint(room) == "No cue for Mia in 20 minutes"


def test_the_clock_of_the_class_runs_on_when_the_computers_is_set_back(room: RoomStage) -> None:
    room.forward(minutes=30)
    assert clock(room) == "00:30:00"
    room.forward(hours=-1)
    assert clock(room) == "00:30:00"
    room.forward(seconds=5)
    assert clock(room) == "00:30:05"
    room.forward(hours=1)
    assert clock(room) == "00:30:05", "the clock was put right again"


def test_a_class_that_is_looked_at_with_an_earlier_clock_goes_on_from_its_last_note(room: RoomStage) -> None:
    room.forward(minutes=30)
    room.press("1 s")
    room.window.go("today")
    room.forward(hours=-1)
    room.page.header.clock = ClassClock()
    room.window.go("class_room", room.held.session)
    room.settle()
    assert clock(room) == "00:30:00"


def test_what_undo_takes_back_is_named_in_full_where_there_is_room(room: RoomStage) -> None:
    undo = room.page.header.ui.undo_button
    room.press("2 o")
    assert undo.text() == "Undo: Leo permission not now" and undo.toolTip() == ""
    room.window.resize(900, 768)
    room.settle()
    room.press("2 o")
    assert "not now" not in undo.text() and undo.toolTip() == "Undo: Leo permission not now"
