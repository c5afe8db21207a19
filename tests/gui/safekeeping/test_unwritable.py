"""The window on a studio whose disk takes nothing says what is so, and what can still be done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.gui.tasks import FailedWrite
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.check import check
from massage_studio.store import folder as folders
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.safekeeping.damages import DAMAGES
from tests.studio_fixtures import NOW, a_class


def test_a_folder_for_reading_only_is_checked_and_backed_up_by_buttons(
    studio_folder: Path,
    tmp_path: Path,
    program: Program,
    messages: RecordingMessages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Whoever runs the tests as root may write anywhere, so the system's answer is given for it.
    with monkeypatch.context() as patched:
        patched.setattr(folders.os, "access", lambda path, mode: False)
        program.open(studio_folder)
        settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None and page.isVisible() and program.failed
    assert "folder cannot be written to" in page.ui.happened_label.text()
    assert "still there" in page.ui.what_label.text()
    assert not page.ui.restore_button.isVisible() and not page.ui.take_over_button.isVisible()
    qtbot.mouseClick(page.ui.check_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert page.ui.told_label.text() == "The studio is whole. Families in it: 0"
    (tmp_path / "stick").mkdir()
    messages.expect("file_to_save", tmp_path / "stick" / FILE_NAME)
    qtbot.mouseClick(page.ui.backup_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert page.ui.told_label.text() == f"Backed up and checked: {FILE_NAME}"
    assert check(tmp_path / "stick").newest
    qtbot.mouseClick(page.ui.retry_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert not program.failed and program.window.nav["today"].isEnabled()


def test_damage_that_the_check_finds_is_restored_once_the_folder_can_be_written(
    studio_folder: Path,
    program: Program,
    messages: RecordingMessages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backup(studio_folder, now=NOW)
    DAMAGES["a trigger of nobody"](studio_folder)
    with monkeypatch.context() as patched:
        patched.setattr(folders.os, "access", lambda path, mode: False)
        program.open(studio_folder)
        settle(program.context.tasks)
        page = program.window.closed_page
        assert page is not None
        qtbot.mouseClick(page.ui.check_button, Qt.MouseButton.LeftButton)
        settle(program.context.tasks)
        qtbot.mouseClick(page.ui.found_button, Qt.MouseButton.LeftButton)
        assert "trigger gift" in page.ui.happened_label.text()
        for _ in range(2):
            assert page.ui.restore_button.isVisible() and page.ui.restore_button.isEnabled()
            qtbot.mouseClick(page.ui.restore_button, Qt.MouseButton.LeftButton)
            settle(program.context.tasks)
            qtbot.mouseClick(messages.dialog.ui.restore_button, Qt.MouseButton.LeftButton)
            settle(program.context.tasks)
            if program.failed:
                assert "folder cannot be written to" in page.ui.happened_label.text()
                patched.undo()
                qtbot.mouseClick(page.ui.check_button, Qt.MouseButton.LeftButton)
                settle(program.context.tasks)
    assert not program.failed and check(studio_folder).newest


if os.name == "posix":  # Windows knows no limit on the size of files

    @contextmanager
    def full_disk() -> Iterator[None]:
        import resource

        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    def test_a_full_disk_is_told_as_full_and_not_as_another_window(
        studio_folder: Path, program: Program, qtbot: QtBot
    ) -> None:
        with full_disk():
            program.open(studio_folder)
            settle(program.context.tasks)
            page = program.window.closed_page
            assert page is not None and page.isVisible()
            words = page.ui.happened_label.text()
            qtbot.mouseClick(page.ui.check_button, Qt.MouseButton.LeftButton)
            settle(program.context.tasks)
            told = page.ui.told_label.text()
        assert "disk is full" in words
        assert told == "The studio is whole. Families in it: 0"
        qtbot.mouseClick(page.ui.retry_button, Qt.MouseButton.LeftButton)
        settle(program.context.tasks)
        assert not program.failed

    def test_a_studio_on_a_full_disk_is_looked_at_and_refuses_to_be_changed(
        studio_folder: Path, program: Program, qtbot: QtBot
    ) -> None:
        store = open_studio(studio_folder)
        with store.write() as session:
            a_class(session, "Mia")
            write_profile(session, profile=Profile(instructor="Grace"))
        store.close()
        with full_disk():
            program.open(studio_folder)
            settle(program.context.tasks)
            page = program.window.closed_page
            assert page is not None
            qtbot.mouseClick(page.ui.look_button, Qt.MouseButton.LeftButton)
            settle(program.context.tasks)
            assert not program.failed and program.window.nav["families"].isEnabled()
            assert "nothing can be saved" in program.window.status_label.text()
            refused = list[FailedWrite]()
            program.context.tasks.write_failed.connect(refused.append)
            program.context.tasks.write(partial(write_profile, profile=Profile(instructor="Ann")))
            settle(program.context.tasks)
            assert "cannot be written to" in refused[0].error.message
            program.window.closing.emit()
        left = [path.name for path in studio_folder.iterdir() if path.is_file() and path.stat().st_size]
        assert left == [FILE_NAME]
