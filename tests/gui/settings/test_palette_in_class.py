"""The class room with an instructor's own keys: learnt, pinned from its finder, and sent by a clicker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.bookings import attendance_service
from massage_studio.cues import palette_service
from massage_studio.cues.queries import class_room, vocabulary
from massage_studio.cues.views import ClassRoomView
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.widgets.chip import Chip
from tests.gui.lists import press, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_class


@dataclass
class Running:
    """A class that runs, with Mia and Noah here, in the real page."""

    stage: Stage
    session_id: UUID

    def view(self) -> ClassRoomView:
        with self.stage.store.read() as session:
            return class_room(session, session_id=self.session_id)

    def palette(self) -> dict[str, str]:
        with self.stage.store.read() as session:
            return {chip.code: chip.key for chip in vocabulary(session).palette}

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            self.stage.qtbot.keyClick(self.stage.page, key)  # type: ignore[arg-type]
        self.stage.settle()

    def noted(self) -> list[tuple[str, str]]:
        return [(note.kind, note.code) for note in self.view().notes]

    def chips(self) -> list[str]:
        found = self.stage.page.findChildren(Chip)
        return [chip.words() for chip in found if not chip.isHidden()]


@pytest.fixture
def running(studio_folder: Path, qtbot: QtBot) -> Iterator[Running]:
    with staged(CuesPage, studio_folder, qtbot) as made:
        with made.store.write() as session:
            opened = a_class(session, "Mia", "Noah")
            for dyad in opened.dyads:
                attendance_service.mark(
                    session, session_id=opened.session, baby_id=dyad.baby, status="here", now=NOW
                )
        made.page.open(opened.session)
        made.show()
        yield Running(made, opened.session)


def test_a_key_that_was_changed_in_settings_is_learnt_when_the_class_room_opens(running: Running) -> None:
    with running.stage.store.write() as session:
        palette_service.rekey(session, kind="cue", code="smiles", key="K")
        palette_service.relabel(session, kind="cue", code="smiles", label="Big smile")
        palette_service.unpin(session, kind="cue", code="yawns")
    running.stage.page.open(running.session_id)
    running.stage.settle()
    running.press("1", "k", "s", "x")
    assert running.noted() == [("cue", "smiles")]
    assert running.chips().count("Big smile") == 1
    assert "Smiling" not in running.chips() and "Yawn" not in running.chips()


def test_opening_again_draws_no_chip_twice(running: Running) -> None:
    before = sorted(running.chips())
    for key in ("K", "S"):
        with running.stage.store.write() as session:
            palette_service.rekey(session, kind="cue", code="smiles", key=key)
        running.stage.page.open(running.session_id)
        running.stage.settle()
    assert sorted(running.chips()) == before


def test_a_found_cue_is_pinned_by_a_key_and_pressed_at_once(running: Running) -> None:
    find = running.stage.page.find_panel.ui
    running.press("1", "l")
    running.stage.qtbot.keyClicks(find.find_edit, "shakes head")
    running.stage.qtbot.keyClick(find.find_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.stage.settle()
    assert running.palette()["shakes_head"] == "K" and running.noted() == []
    assert find.find_help.text() == "Shakes head is on K now."
    assert running.stage.said[-1][:2] == ("Shakes head is on K now.", "Undo")
    running.stage.qtbot.keyClick(find.find_edit, Qt.Key.Key_Escape)
    running.press("k")
    assert running.noted() == [("cue", "shakes_head")] and "Shakes head" in running.chips()


def test_a_found_cue_is_pinned_by_mouse_alone_and_that_is_undone(running: Running) -> None:
    find, qtbot = running.stage.page.find_panel.ui, running.stage.qtbot
    more = next(chip for chip in running.stage.page.findChildren(Chip) if chip.words() == "More")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find.pin_button, Qt.MouseButton.LeftButton)
    found = rows(find.find_list)
    press(find.find_list, next(n for n, row in enumerate(found) if row.words.startswith("Shakes head")))
    running.stage.settle()
    assert running.palette()["shakes_head"] == "K" and running.noted() == []
    assert not find.pin_button.isChecked()
    running.stage.undo()
    assert "shakes_head" not in running.palette() and "Shakes head" not in running.chips()


def test_what_has_a_key_is_not_pinned_again(running: Running) -> None:
    find = running.stage.page.find_panel.ui
    before = running.palette()
    running.press("1", "l")
    running.stage.qtbot.keyClicks(find.find_edit, "yawn")
    running.stage.qtbot.keyClick(find.find_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.stage.settle()
    assert find.find_help.text() == "Yawn is on X already." and running.palette() == before


def test_a_clicker_turns_activities_and_bookmarks(running: Running) -> None:
    extra_keys.keep("next", ("Right",))
    extra_keys.keep("previous", ("Left",))
    extra_keys.keep("bookmark", ("Shift+F5", "Volume Up"))
    # Settings are another page: the class room learns of its keys when it comes into view again.
    running.stage.page.hide()
    running.stage.page.show()
    running.press(Qt.Key.Key_Right)
    assert [part.status for part in running.view().delivered[:2]] == ["done", "running"]
    running.press(Qt.Key.Key_Left)
    assert running.view().delivered[0].status == "running"
    running.press("1", Qt.Key.Key_VolumeUp)
    assert running.noted() == [("bookmark", "")]
