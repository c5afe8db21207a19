"""A colleague's file, from the Library of one studio to that of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import content, service
from massage_studio.exchange.curriculum_files import SharedFile, SharedItem, read, written
from massage_studio.gui.curriculum.library_panel import LibraryPanel
from massage_studio.gui.curriculum.page import LIBRARY, CurriculumPage
from massage_studio.gui.curriculum.sharing import BringInDialog
from massage_studio.store.ids import new_id
from tests.gui.curriculum.turning_pages import turn_to
from tests.gui.fakes import RecordingMessages
from tests.gui.lists import rows
from tests.gui.settling import settle as settle_tasks
from tests.studio_fixtures import NOW


def settle(page: CurriculumPage) -> None:
    settle_tasks(page.context.tasks, rounds=5)


@pytest.fixture
def messages(page: CurriculumPage) -> RecordingMessages:
    made = RecordingMessages()
    page.context.messages = made
    return made


@pytest.fixture
def library(page: CurriculumPage, messages: RecordingMessages, qtbot: QtBot) -> LibraryPanel:
    page.resize(1160, 768)
    panel = turn_to(page, LIBRARY, qtbot)
    assert isinstance(panel, LibraryPanel)
    settle(page)
    return panel


def choose(page: CurriculumPage, library: LibraryPanel, *names: str) -> None:
    """Press the button, then an entry of its menu and of those within it."""
    library.ui.share_button.click()
    settle(page)
    menu: Any = next(one for one in library.findChildren(QMenu) if one.isVisible())
    top = menu
    for name in names:
        action = next(one for one in menu.actions() if one.text() == name)
        menu = action.menu() or menu
    action.trigger()
    top.close()
    settle(page)


def add_song(page: CurriculumPage) -> None:
    words = {"title": "Rain", "words": ["Drip"]}
    key = new_id()
    page.context.tasks.write(
        lambda session: service.add_item(session, item_id=key, kind="song", words=words, now=NOW)
    )
    settle(page)


def test_all_that_is_mine_is_written_to_a_file(
    page: CurriculumPage, library: LibraryPanel, messages: RecordingMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    add_song(page)
    messages.expect("file_to_save", tmp_path / "mine.yaml")
    with qtbot.waitSignal(page.say, timeout=5000) as told:
        choose(page, library, "Share all that is mine")
    assert told.args is not None and told.args[0] == "Shared as mine.yaml. No family is in it."
    [item] = read((tmp_path / "mine.yaml").read_bytes()).items
    assert item.words["title"] == "Rain"


def test_nothing_of_ones_own_is_nothing_to_share(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.say, timeout=5000) as told:
        choose(page, library, "Share all that is mine")
    assert told.args is not None and told.args[0] == "There is nothing of your own to share yet."


def test_a_course_plan_is_shared_alone(
    page: CurriculumPage, library: LibraryPanel, messages: RecordingMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    messages.expect("file_to_save", tmp_path / "plan")
    with qtbot.waitSignal(page.say, timeout=5000):
        choose(page, library, "Share a course plan", "Four weeks, 60 minutes")
    [item] = read((tmp_path / "plan.yaml").read_bytes()).items
    assert (item.kind, item.code) == ("plan", "four_60")


def test_what_is_found_is_shared_together(
    page: CurriculumPage, library: LibraryPanel, messages: RecordingMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    library.filters.chips["song"].click()
    settle(page)
    messages.expect("file_to_save", tmp_path / "songs.yaml")
    with qtbot.waitSignal(page.say, timeout=5000):
        choose(page, library, f"Share the {len(content.load().songs)} items that are shown")
    items = read((tmp_path / "songs.yaml").read_bytes()).items
    assert [item.code for item in items] == [song.code for song in content.load().songs]


def shared(tmp_path: Path) -> Path:
    words = shipped("stroke", "chest_open_book")
    items = (
        SharedItem("song", "x", {"title": "Anna's rain", "words": ["Drip"]}),
        SharedItem("stroke", "chest_open_book", words | {"description": "Anna's words."}),
        SharedItem("stroke", "legs_top", shipped("stroke", "legs_top")),
    )
    path = tmp_path / "anna.yaml"
    path.write_bytes(written(SharedFile("Anna", items)))
    return path


def shipped(kind: str, code: str) -> dict[str, Any]:
    entry = content.shipped_entry(kind, code) or {}
    return {name: value for name, value in entry.items() if name != "code"}


def test_a_colleagues_file_is_looked_at_before_it_comes_in_and_taken_back_as_one(
    page: CurriculumPage, library: LibraryPanel, messages: RecordingMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    messages.expect("file_to_open", shared(tmp_path))
    before = len(rows(library.ui.item_list))
    choose(page, library, "Bring in a colleague's file")
    look = next(one for one in library.findChildren(BringInDialog) if one.isVisible())
    told = "\n".join(label.text() for label in look.findChildren(QLabel))
    assert "From Anna" in told and "Song: Anna's rain" in told
    assert "Beside what you have, which stays as it is (1)\nStroke: Open book (from Anna)" in told
    assert "Here already (1)" in told
    assert len(rows(library.ui.item_list)) == before
    look.bring_button.click()
    settle(page)
    library.filters.chips["mine"].click()
    assert [row.title for row in rows(library.ui.item_list)] == ["Open book (from Anna)", "Anna's rain"]
    assert library.ui.undo_button.accessibleName() == "Undo: what Anna shared"
    library.ui.undo_button.click()
    settle(page)
    assert rows(library.ui.item_list) == []


def test_a_file_that_is_something_else_is_told(
    page: CurriculumPage, library: LibraryPanel, messages: RecordingMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "bookings.yaml"
    other.write_bytes(b"name,born\nMia,2026\n")
    messages.expect("file_to_open", other)
    messages.expect("tell")
    choose(page, library, "Bring in a colleague's file")
    assert "This is no curriculum that was shared from Massage Studio." in messages.asked[-1]
    messages.expect("file_to_open", tmp_path / "gone.yaml")
    messages.expect("tell")
    choose(page, library, "Bring in a colleague's file")
    assert "This file cannot be opened." in messages.asked[-1]
