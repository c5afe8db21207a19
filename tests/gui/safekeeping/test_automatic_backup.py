"""The window backs the studio up by itself, says when on Today, and asks once for a second place."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.errors import NotWritableError
from massage_studio.families.service import add_family
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.today.page import TodayPage
from massage_studio.safekeeping import automatic
from massage_studio.safekeeping.automatic import back_up_if_changed
from massage_studio.safekeeping.backup_list import backups
from massage_studio.safekeeping.backup_record import PLACE_FOLDER
from massage_studio.store.copying import Contents
from massage_studio.store.ids import new_id
from massage_studio.store.opening import BACKUPS, open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW


@pytest.fixture
def named(studio_folder: Path) -> Path:
    """The folder of a studio whose first-run page was answered."""
    store = open_studio(studio_folder)
    with store.write() as session:
        write_profile(session, profile=Profile(instructor="Grace"))
    store.close()
    return studio_folder


def opened(program: Program, folder: Path, qtbot: QtBot) -> None:
    """Open a studio and wait until it was looked at and, where it is due, backed up."""
    program.open(folder)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: not program.check_timer.isActive())
    settle(program.context.tasks)


def a_family_more(program: Program, **options: bool) -> None:
    program.context.tasks.write(partial(add_family, family_id=new_id(), now=NOW), **options)
    settle(program.context.tasks)


def families_in(folder: Path) -> list[int]:
    """The families in each backup, newest first."""
    return [kept.holds.families for kept in backups(folder) if kept.holds is not None]


def line(program: Program) -> str:
    page = program.window.page("today")
    assert isinstance(page, TodayPage)
    return page.ui.backup_line.words_label.text()


def test_closing_backs_up_what_has_changed_and_nothing_else(
    named: Path, program: Program, qtbot: QtBot
) -> None:
    opened(program, named, qtbot)
    assert families_in(named) == [0]
    a_family_more(program)
    program.window.closing.emit()
    assert families_in(named) == [1, 0]
    assert back_up_if_changed(named, now=NOW) is None


def test_every_half_hour_what_has_changed_is_backed_up(named: Path, program: Program, qtbot: QtBot) -> None:
    opened(program, named, qtbot)
    backing_up = program.context.backups
    assert backing_up.timer.isActive() and backing_up.timer.interval() == 1_800_000
    assert line(program) == "Last backup today, 10:00, on this computer only."
    for minutes, number in ((29, [0]), (30, [1, 0])):
        a_family_more(program)
        backing_up._clock = lambda minutes=minutes: NOW + timedelta(minutes=minutes)
        backing_up.timer.timeout.emit()
        settle(program.context.tasks)
        assert len(families_in(named)) == len(number)
    assert line(program) == "Last backup today, 10:30, on this computer only."


def test_a_studio_that_nobody_began_and_a_demo_are_not_backed_up(
    studio_folder: Path, program: Program, qtbot: QtBot
) -> None:
    opened(program, studio_folder, qtbot)
    program.window.closing.emit()
    assert not (studio_folder / BACKUPS).exists()


def test_before_much_is_written_the_studio_is_backed_up(named: Path, program: Program, qtbot: QtBot) -> None:
    opened(program, named, qtbot)
    a_family_more(program)
    assert families_in(named) == [0]
    a_family_more(program, much=True)
    assert families_in(named) == [1, 0]


def test_nothing_much_is_written_where_the_backup_before_it_fails(
    named: Path, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(program, named, qtbot)
    a_family_more(program)
    refused = list[FailedWrite]()
    program.context.tasks.write_failed.connect(refused.append)

    def full(*_: object, **__: object) -> Path:
        raise NotWritableError("The disk is full, so there is no new backup.", "Free some space on it.")

    with monkeypatch.context() as patched:
        patched.setattr(automatic, "backup", full)
        a_family_more(program, much=True)
        assert "disk is full" in str(refused[0].error)
        # The line on Today tells of it once the half hour is over.
        program.context.backups._clock = lambda: NOW + timedelta(hours=1)
        program.context.backups.timer.timeout.emit()
        settle(program.context.tasks)
        assert line(program).endswith("The disk is full, so there is no new backup. Free some space on it.")
    refused[0].retry()
    settle(program.context.tasks)
    assert families_in(named) == [1, 0]


def test_a_failure_while_closing_holds_nobody_up(
    named: Path, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(program, named, qtbot)
    a_family_more(program)

    def full(*_: object, **__: object) -> Path:
        raise NotWritableError("The disk is full, so there is no new backup.")

    monkeypatch.setattr(automatic, "backup", full)
    program.window.closing.emit()
    assert not program.window.isVisible() and families_in(named) == [0]


def test_a_second_place_is_asked_for_once(
    named: Path, tmp_path: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    opened(program, named, qtbot)
    page = program.window.page("today")
    assert isinstance(page, TodayPage)
    button = page.ui.backup_line.place_button
    stick = tmp_path / "STICK"
    for folder, words in ((named, "own folder"), (stick, "on this computer and in STICK")):
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        stick.mkdir(exist_ok=True)
        messages.expect("folder_to_save", folder)
        dialog = messages.dialog
        qtbot.mouseClick(dialog.ui.choose_button, Qt.MouseButton.LeftButton)
        settle(program.context.tasks)
        if folder is named:
            assert words in dialog.ui.told_label.text() and dialog.ui.choose_button.isEnabled()
            qtbot.mouseClick(dialog.ui.leave_button, Qt.MouseButton.LeftButton)
    assert words in line(program) and not button.isVisible()
    program.context.backups.place_wanted.emit()
    settle(program.context.tasks)
    assert str(stick) in messages.dialog.ui.told_label.text()
    messages.dialog.reject()
    assert len(list((stick / PLACE_FOLDER).rglob("*.db"))) == 1


def test_this_computer_only_is_an_answer_too(
    named: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    opened(program, named, qtbot)
    program.window.go("settings")
    settle(program.context.tasks)
    card = program.window.page("settings").ui.backup_card.ui  # type: ignore[attr-defined]
    assert card.state_label.text() == "Last backup today, 10:00, on this computer only."
    card.place_button.click()
    qtbot.mouseClick(messages.dialog.ui.here_button, Qt.MouseButton.LeftButton)
    settle(program.context.tasks)
    program.window.go("today")
    settle(program.context.tasks)
    page = program.window.page("today")
    assert isinstance(page, TodayPage) and not page.ui.backup_line.place_button.isVisible()
    assert backups(named)[0].holds == Contents(0, 0, 0)


def test_a_new_computer_begins_with_a_backup(
    named: Path, tmp_path: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick.db"
    made = back_up_if_changed(named, now=NOW)
    assert made is not None
    made.rename(stick)
    opened(program, tmp_path / "new", qtbot)
    page = program.window.page("first_run")
    qtbot.mouseClick(page.ui.restore_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    settle(program.context.tasks)
    dialog = messages.dialog.ui
    messages.expect("file_to_open", stick)
    for button in (dialog.other_button, dialog.restore_button):
        assert button.isEnabled()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(program.context.tasks)
    assert program.context.profile.instructor == "Grace"
    assert program.window.stack.currentWidget() is program.window.page("today")
