"""The tray of the class room: what waits there outlasts the window, and its undo is named."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage
from tests.gui.fakes import RecordingMessages


def waits(page: CuesPage) -> list[str]:
    return [tag.accessibleName() for tag in page.task_panel.tray.tags if not tag.isHidden()]


def test_what_waits_is_in_the_studio_before_it_says_saved(room: RoomStage) -> None:
    room.press("z s")
    assert room.page.note_bar.saved_words().startswith("Saved")
    assert [(held.kind, held.code) for held in room.kept().held] == [("cue", "looks_away"), ("cue", "smiles")]


def test_another_window_after_a_power_cut_shows_what_waited(room: RoomStage) -> None:
    room.press("z")
    tasks = Tasks()
    tasks.use(open_studio(room.store.folder))
    window = MainWindow(Context(tasks, RecordingMessages(), clock=lambda: room.now))
    try:
        window.show()
        window.go("class_room", room.held.session)
        page = window.page("class_room")
        assert isinstance(page, CuesPage)
        room.qtbot.waitUntil(lambda: bool(waits(page)))
        assert waits(page) == ["10:00 Looks away"]
        page.select(2)
        room.qtbot.waitUntil(lambda: not page.tray.held() and page.room.notes(room.baby("Leo")) != ())
    finally:
        tasks.close()
        window.close()
        window.deleteLater()
    assert room.codes("Leo") == [("cue", "looks_away")]
    assert room.kept().held == ()


def test_undo_walks_back_through_the_tray_by_name(room: RoomStage) -> None:
    room.press("z 2")
    undo = room.page.header.ui.undo_button
    assert undo.accessibleName() == "Undo: looks away"
    room.key("z", CONTROL)
    assert waits(room.page) == ["10:00 Looks away"] and room.codes("Leo") == []
    assert undo.accessibleName() == "Undo: looks away waits"
    room.press("Escape")
    assert waits(room.page) == [] and undo.accessibleName() == "Undo: dropped looks away"
    room.key("z", CONTROL)
    room.key("z", CONTROL)
    assert waits(room.page) == [] and not room.page.task_panel.tray.isVisible()
    room.key("z", CONTROL | SHIFT)
    assert waits(room.page) == ["10:00 Looks away"]


def test_what_could_not_be_given_waits_on_and_can_be_tried_again(
    room: RoomStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.press("z")
    write = room.store.write

    def full() -> object:
        raise KnownError("The disk is full.", "Make room, then try again.")

    monkeypatch.setattr(room.store, "write", full)
    room.press("2 s")
    assert room.page.note_bar.saved_words() == "Not saved"
    assert waits(room.page) == ["10:00 Looks away"]
    assert room.codes("Leo") == []
    monkeypatch.setattr(room.store, "write", write)
    room.window.banner.action.emit()
    room.settle()
    assert waits(room.page) == []
    assert room.codes("Leo") == [("cue", "looks_away"), ("cue", "smiles")]


def test_a_press_that_could_not_be_kept_stays_in_sight_until_it_is(
    room: RoomStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = room.store.write

    def full() -> object:
        raise KnownError("The disk is full.", "Make room, then try again.")

    monkeypatch.setattr(room.store, "write", full)
    room.press("z")
    assert waits(room.page) == ["10:00 Looks away"]
    assert room.page.note_bar.saved_words() == "Not saved"
    monkeypatch.setattr(room.store, "write", write)
    room.window.banner.action.emit()
    room.settle()
    assert waits(room.page) == ["10:00 Looks away"]
    assert [held.code for held in room.kept().held] == ["looks_away"]
    assert QApplication.activeModalWidget() is None
