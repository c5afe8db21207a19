"""Who has a studio open, and when another window may have it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo, Qt
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.errors import KnownError, NotWritableError
from massage_studio.gui.safekeeping import lock as locks
from massage_studio.gui.safekeeping.lock import FILE, LeftOpenError, take_lock
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle

ELSEWHERE = "4711\nmassage-studio\ngrace-old-laptop\n1f2e3d\n9a8b7c\n"


def left_open(folder: Path, text: str) -> None:
    """Leave a lock as a program does that was killed before the folder was moved here."""
    file = folder / FILE
    file.write_text(text)
    since = datetime(2026, 11, 18, 21, 30).timestamp()
    os.utime(file, (since, since))


def test_a_studio_open_on_this_computer_cannot_be_taken_over(studio_folder: Path) -> None:
    held = take_lock(studio_folder)
    for take_over in (False, True):
        with pytest.raises(KnownError, match="another window") as caught:
            take_lock(studio_folder, take_over=take_over)
        assert not isinstance(caught.value, LeftOpenError)
    held.unlock()
    take_lock(studio_folder).unlock()


def test_a_lock_of_another_computer_is_told_with_whose_and_since_when(studio_folder: Path) -> None:
    left_open(studio_folder, ELSEWHERE)
    with pytest.raises(LeftOpenError) as caught:
        take_lock(studio_folder)
    assert caught.value.message == (
        "This studio is marked as open on the computer grace-old-laptop (massage-studio), "
        "since 18 November 2026, 21:30."
    )
    take_lock(studio_folder, take_over=True).unlock()
    assert not (studio_folder / FILE).exists()


def test_a_lock_that_says_nothing_can_be_taken_over(studio_folder: Path) -> None:
    left_open(studio_folder, "")
    with pytest.raises(LeftOpenError, match="nothing tells by whom"):
        take_lock(studio_folder)
    take_lock(studio_folder, take_over=True).unlock()


def test_a_lock_that_claims_to_be_of_elsewhere_but_is_held_here_is_not_taken(studio_folder: Path) -> None:
    held = take_lock(studio_folder)
    # As when this computer was given another name while the window was open.
    (studio_folder / FILE).write_text(ELSEWHERE)
    with pytest.raises(KnownError, match="another window"):
        take_lock(studio_folder, take_over=True)
    held.unlock()


def test_a_lock_of_a_program_that_ended_on_this_computer_is_taken_without_a_question(
    studio_folder: Path,
) -> None:
    machine = bytes(QSysInfo.machineUniqueId().data()).decode()
    boot = bytes(QSysInfo.bootUniqueId().data()).decode()
    # No system counts its programs so far.
    left_open(studio_folder, f"4194999\nmassage-studio\n{QSysInfo.machineHostName()}\n{machine}\n{boot}\n")
    take_lock(studio_folder).unlock()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (QLockFile.LockError.PermissionError, "folder cannot be written to"),
        (QLockFile.LockError.UnknownError, "disk is full"),
    ],
)
def test_a_folder_that_takes_no_lock_is_told_as_what_it_is(
    studio_folder: Path, monkeypatch: pytest.MonkeyPatch, answer: QLockFile.LockError, words: str
) -> None:
    class Refused(QLockFile):
        """What Qt answers on a disk that takes nothing."""

        def tryLock(self, timeout: int = 0) -> bool:
            return False

        def error(self) -> QLockFile.LockError:
            return answer

    monkeypatch.setattr(locks, "QLockFile", Refused)
    monkeypatch.setattr(Refused, "LockError", QLockFile.LockError, raising=False)
    with pytest.raises(NotWritableError, match=words):
        take_lock(studio_folder)


def test_the_window_opens_a_studio_left_open_elsewhere_after_a_question(
    studio_folder: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    left_open(studio_folder, ELSEWHERE)
    program.open(studio_folder)
    settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None and "grace-old-laptop" in page.ui.happened_label.text()
    messages.expect("ask", False)
    qtbot.mouseClick(page.ui.take_over_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert program.failed and (studio_folder / FILE).read_text() == ELSEWHERE
    assert messages.asked[-1][-1] == "Open it here"
    messages.expect("ask", True)
    qtbot.mouseClick(page.ui.take_over_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert not program.failed and program.window.nav["today"].isEnabled()


def test_the_window_opens_when_the_other_one_was_closed(
    studio_folder: Path, program: Program, qtbot: QtBot
) -> None:
    held = take_lock(studio_folder)
    program.open(studio_folder)
    settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None and page.ui.what_label.text() == "This studio is open in another window."
    assert not page.ui.take_over_button.isVisible() and not page.ui.restore_button.isVisible()
    held.unlock()
    qtbot.mouseClick(page.ui.retry_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    assert not program.failed
