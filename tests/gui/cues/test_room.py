"""The class room: who is selected, what waits for a name, and undo of everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.gui import pages
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.cues.register_line import RegisterLine
from massage_studio.gui.widgets.baby_card import BabyCard
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage, class_room_of
from tests.gui.lists import rows
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


@pytest.fixture
def twelve(studio_folder: Path, qtbot: QtBot) -> Iterator[RoomStage]:
    with class_room_of(studio_folder, qtbot, 12) as made:
        yield made


def undo_words(room: RoomStage) -> str:
    return room.page.header.ui.undo_button.accessibleName()


def test_undo_is_named_for_every_action(room: RoomStage) -> None:
    room.press("1 z")
    assert undo_words(room) == "Undo: looks away"
    room.press("p")
    assert undo_words(room) == "Undo: Mia permission yes"
    room.press("PageDown")
    assert undo_words(room) == f"Undo: go to {room.kept().delivered[1].title}"
    room.press(".")
    assert undo_words(room) == "Undo: bookmark"
    room.click(room.page.header.ui.register_button)
    room.click(room.page.register_panel.lines[room.baby("Leo")].marks["late"])
    assert undo_words(room) == "Undo: Leo late"


def test_undo_and_redo_go_through_everything_by_keys(room: RoomStage) -> None:
    room.press("1 z r PageDown")
    ran = room.kept().delivered
    for _ in range(3):
        room.key("z", CONTROL)
    assert room.kept().notes == ()
    assert [part.status for part in room.kept().delivered][:2] == ["running", "todo"]
    room.key("y", CONTROL)
    room.key("z", CONTROL | SHIFT)
    room.key("y", CONTROL)
    assert room.codes("Mia") == [("cue", "looks_away"), ("state", "quiet_alert")]
    assert room.kept().delivered == ran


def test_undo_in_a_note_with_text_takes_typing_back(room: RoomStage) -> None:
    room.press("1 z Return")
    edit = room.page.note_bar.field
    room.qtbot.keyClicks(edit, "hm")
    room.key("z", CONTROL, on=edit)
    assert edit.text() != "hm"
    assert room.codes("Mia") == [("cue", "looks_away")]
    edit.setText("")
    room.key("z", CONTROL, on=edit)
    assert room.codes("Mia") == []


def test_a_note_that_was_written_does_not_come_back_as_typing(room: RoomStage) -> None:
    room.press("1 Return")
    edit = room.page.note_bar.field
    room.qtbot.keyClicks(edit, "turned to the voice")
    room.key("Return", on=edit)
    assert [note.text for note in room.notes("Mia")] == ["turned to the voice"]
    room.key("z", CONTROL, on=edit)
    assert edit.text() == "" and room.notes("Mia") == []


def test_shift_and_a_digit_select_babies_ten_to_twelve(twelve: RoomStage) -> None:
    for sign, name in (("!", "Noah"), ('"', "Layla"), ("#", "Bart")):
        twelve.key(sign, SHIFT)
        assert twelve.page.palette_panel.ui.baby_label.text() == name
    twelve.press("9")
    assert twelve.page.palette_panel.ui.baby_label.text() == "Ana"
    card = twelve.page.board.cards[9]
    assert card.accessibleName() == "10 Noah"
    assert "Key Shift+1" in card.accessibleDescription()
    assert "Key Shift+1" in card.toolTip()


def test_a_digit_selects_and_never_toggles(room: RoomStage) -> None:
    room.press("2 2 2 s")
    assert room.codes("Leo") == [("cue", "smiles")]
    room.click(room.page.board.cards[1])
    assert room.page.board.cards[1].isChecked()


def test_a_cue_for_nobody_waits_in_the_tray_with_its_time(room: RoomStage) -> None:
    room.forward(minutes=5)
    room.press("z")
    page = room.page
    assert page.task_panel.tray.isVisible() and page.task_panel.tray.ui.tray_title.text() == "For whom?"
    assert [tag.accessibleName() for tag in room.page.task_panel.tray.tags if tag.isVisible()] == [
        "10:05 Looks away"
    ]
    room.forward(minutes=2)
    room.press("2")
    (note,) = room.notes("Leo")
    assert (note.code, note.at) == ("looks_away", NOW + timedelta(minutes=5))
    assert page.task_panel.recent.isVisible()


def test_several_presses_wait_and_escape_drops_the_last(room: RoomStage) -> None:
    room.press("z s a")
    assert room.page.task_panel.tray.ui.tray_title.text() == "For whom? 3 wait"
    room.press("Escape 1")
    assert room.codes("Mia") == [("cue", "looks_away"), ("cue", "smiles")]


def test_what_waits_in_the_tray_stays_while_one_goes_elsewhere(room: RoomStage) -> None:
    room.press("z")
    room.click(room.page.header.ui.register_button)
    room.press("Return")
    room.window.go("today")
    room.window.go("class_room", room.held.session)
    room.settle()
    assert room.page.task_panel.tray.isVisible()
    room.press("2")
    assert room.codes("Leo") == [("cue", "looks_away")] and room.codes("Mia") == []


def test_a_class_is_not_finished_while_a_press_waits_for_a_name(room: RoomStage) -> None:
    room.press("z")
    room.click(room.page.header.ui.finish_button)
    assert room.register().session.status == "running"
    assert room.page.task_panel.tray.isVisible()


def test_a_clicker_turns_the_plan_and_sets_bookmarks(room: RoomStage) -> None:
    extra_keys.keep("next", ("Right",))
    room.page.hide()
    room.page.show()
    room.press("1 Right")
    assert [part.status for part in room.kept().delivered][:2] == ["done", "running"]
    room.press("PageUp .")
    assert room.kept().delivered[0].status == "running"
    assert room.codes("Mia") == [("bookmark", "")]


def test_finishing_leads_on_and_names_who_has_no_note_and_can_be_undone(room: RoomStage) -> None:
    room.press("1 r")
    room.click(room.page.header.ui.finish_button)
    toast = room.window.toast
    assert "Nothing is written yet about Leo and Zoë." in toast.words()
    there = room.window.stack.currentWidget()
    assert there is room.window.page("after_class" if "after_class" in pages.PLACES else "handouts")
    toast.action.emit()
    room.settle()
    assert room.register().session.status == "running"
    assert room.window.stack.currentWidget() is room.page
    assert room.page.ui.notes_panel.isVisible()


def test_finishing_tells_who_was_not_marked_and_is_taken_as_absent(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, here=False) as room:
        room.press("Escape 1 r")
        room.click(room.page.header.ui.finish_button)
        assert room.window.toast.words() == (
            "The class is finished. 2 babies were not marked and count as absent."
        )
        assert [row.status for row in room.register().rows] == ["here", "absent", "absent"]


def test_a_class_that_is_finished_hours_late_says_when_it_was_over(room: RoomStage) -> None:
    room.press("1 r 2 r 3 r")
    room.forward(hours=4)
    room.click(room.page.header.ui.finish_button)
    assert room.window.toast.words() == "The class is finished, as of 11:00."
    room.window.toast.action.emit()
    room.settle()
    assert room.register().session.status == "running"
    assert [note.ended for note in room.kept().notes] == [None, None, None]


def test_a_finished_class_shows_its_record_and_nothing_can_be_pressed_into_it(room: RoomStage) -> None:
    room.press("1 r 2 s")
    room.click(room.page.header.ui.finish_button)
    room.window.go("class_room", room.held.session)
    room.settle()
    page = room.page
    assert page.record_panel.isVisible() and not page.header.ui.finish_button.isVisible()
    record = page.record_panel.ui.record_list
    began = "10:00 Arrive, settle, feed, change began"
    assert [row.words for row in rows(record)] == [began, "10:00 Mia quiet alert", "10:00 Leo smiling"]
    room.press("2 s PageDown u .")
    assert [row.words for row in rows(record)] == [began, "10:00 Leo smiling"]
    assert room.codes("Leo") == [("cue", "smiles")]
    assert page.header.ui.papers_button.isVisible()
    room.click(page.header.ui.reopen_button)
    assert page.ui.notes_panel.isVisible() and room.register().session.status == "running"


def test_another_class_has_the_cards_and_lines_of_its_own_babies_alone(room: RoomStage) -> None:
    with room.store.write() as session:
        course = a_course(session, "Winter course")
        a_booking(session, course, a_family(session, "Theo", "CarerTheo"))
        other = classes_of(session, course)[0]
    room.window.go("class_room", other)
    room.settle()
    cards = [card.baby() for card in room.page.findChildren(BabyCard)]
    lines = [line.row for line in room.page.findChildren(RegisterLine)]
    assert [card.name.split()[0] for card in cards if card] == ["Theo"]
    assert [line.baby.given_name for line in lines if line] == ["Theo"]


def test_a_key_of_the_keypad_selects_too(room: RoomStage) -> None:
    room.key("2", Qt.KeyboardModifier.KeypadModifier)
    assert room.page.palette_panel.ui.baby_label.text() == "Leo"


def test_a_press_never_goes_to_the_baby_that_was_selected_before(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, here=False) as room:
        room.press("1 2 x Enter")
        assert [row.status for row in room.register().rows] == ["here", "absent", "expected"]
        # Zoë came in unnoticed: her number selects her, whoever is marked by now.
        room.press("1 s 3 r")
        assert (room.codes("Mia"), room.codes("Zoë")) == ([("cue", "smiles")], [("state", "quiet_alert")])
        room.press("2")
        assert room.page.palette_panel.ui.detail_label.text() == "Leo is not here."
        room.press("z")
        assert room.codes("Leo") == [] and room.codes("Zoë") == [("state", "quiet_alert")]
        assert [held.code for held in room.kept().held] == ["looks_away"]
        room.press("1")
        assert room.codes("Mia") == [("cue", "smiles"), ("cue", "looks_away")]
