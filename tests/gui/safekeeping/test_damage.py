"""A damaged studio is told by its window, and its button brings a backup back."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.errors import KnownError
from massage_studio.families.queries import families
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.check import check
from massage_studio.store import opening
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.safekeeping.damages import DAMAGES, SAMPLE
from tests.studio_fixtures import NOW, a_class, a_family


def told(program: Program) -> str:
    """What the window says of the studio's health now, empty for nothing."""
    page = program.window.closed_page
    if page is not None and page.isVisible():
        return page.ui.happened_label.text() or page.ui.what_label.text()
    return program.window.banner.words()


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def banner_button(program: Program) -> QPushButton:
    [button] = program.window.banner.findChildren(QPushButton)
    return button


def names(program: Program) -> set[str]:
    found: list[set[str]] = []
    program.context.tasks.read(
        lambda session: {row.babies[0].name for row in families(session, today=NOW.date())}, found.append
    )
    settle(program.context.tasks)
    return found[0]


def opened_on_damage(name: str, folder: Path, program: Program, qtbot: QtBot) -> None:
    """What a check refuses is told soon after the first page; of what it passes nothing is said."""
    DAMAGES[name](folder)
    refused = ""
    try:
        check(folder)
    except KnownError as error:
        refused = error.message
    assert refused or name not in SAMPLE
    program.open(folder)
    settle(program.context.tasks)
    # What is not seen at once is looked for when the first page is there.
    if not told(program):
        assert program.window.stack.currentWidget() is not program.window.waiting
        qtbot.waitUntil(lambda: not program.check_timer.isActive())
        settle(program.context.tasks)
    assert ("damaged" in told(program)) == bool(refused), refused
    page = program.window.closed_page
    if page is not None and page.isVisible():
        assert page.ui.restore_button.isVisible() == bool(refused)
    elif refused:
        assert banner_button(program).text() == "Mend the studio…"


@pytest.mark.parametrize("name", SAMPLE)
def test_what_a_check_refuses_is_told_by_the_window(
    name: str, studio_folder: Path, program: Program, qtbot: QtBot
) -> None:
    opened_on_damage(name, studio_folder, program, qtbot)


@pytest.mark.torture
@pytest.mark.parametrize("name", [name for name in DAMAGES if name not in SAMPLE])
def test_every_other_damage_is_told_too(
    name: str, studio_folder: Path, program: Program, qtbot: QtBot
) -> None:
    opened_on_damage(name, studio_folder, program, qtbot)


def test_of_a_whole_studio_nothing_is_said(studio_folder: Path, program: Program, qtbot: QtBot) -> None:
    program.open(studio_folder)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: not program.check_timer.isActive())
    settle(program.context.tasks)
    assert not told(program)


@pytest.fixture
def with_backups(studio_folder: Path) -> Path:
    """A studio with two backups, of which the newer one knows a second family."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_class(session, "Mia")
    backup(studio_folder, now=NOW.replace(hour=8))
    with store.write() as session:
        a_family(session, "Noah")
    backup(studio_folder, now=NOW.replace(hour=9))
    store.close()
    return studio_folder


def test_a_damaged_studio_is_restored_by_its_button_from_the_newest_backup(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    DAMAGES["cut to 0.5"](with_backups)
    program.open(with_backups)
    settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None and program.failed
    press(qtbot, page.ui.restore_button)
    settle(program.context.tasks)
    assert page.ui.told_label.text() == (
        "You can go back to:\nThursday 19 November 2026, 09:00\n2 families, 1 class held, 0 notes"
    )
    lines = messages.dialog.ui.backup_list
    assert [lines.item(row).text() for row in range(lines.count())] == [
        "Thursday 19 November 2026, 09:00\n2 families, 1 class held, 0 notes",
        "Thursday 19 November 2026, 08:00\n1 family, 1 class held, 0 notes",
    ]
    press(qtbot, messages.dialog.ui.restore_button)
    settle(program.context.tasks)
    assert not program.failed and not page.isVisible()
    assert names(program) == {"Mia", "Noah"}
    assert program.window.nav["today"].isEnabled()
    assert "set-aside/20261119T100000Z" in program.window.toast.accessibleName()


def test_a_studio_that_can_be_made_whole_is_offered_before_any_backup(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    store = open_studio(with_backups)
    with store.write() as session:
        a_family(session, "After the backups")
    store.close()
    DAMAGES["a trigger of nobody"](with_backups)
    program.open(with_backups)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: "damaged" in told(program))
    press(qtbot, banner_button(program))
    settle(program.context.tasks)
    ui = messages.dialog.ui
    assert ui.backup_list.currentItem().text() == (
        "Your studio as it is, mended\n3 families, 1 class held, 0 notes"
    )
    assert "Nothing that you wrote is lost." in ui.told_label.text()
    ui.backup_list.setCurrentRow(2)
    settle(program.context.tasks)
    assert ui.told_label.text().startswith("Not in here, but in the studio now: 2 families. ")
    ui.backup_list.setCurrentRow(0)
    press(qtbot, ui.restore_button)
    settle(program.context.tasks)
    assert names(program) == {"Mia", "Noah", "After the backups"}
    qtbot.waitUntil(lambda: not program.check_timer.isActive())
    settle(program.context.tasks)
    assert not told(program)


def test_damage_found_while_the_studio_is_open_is_restored_by_the_banner(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    DAMAGES["a column more"](with_backups)
    program.open(with_backups)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: "damaged" in told(program))
    press(qtbot, banner_button(program))
    settle(program.context.tasks)
    assert "damaged" in told(program), "it is told until it is dealt with"
    messages.dialog.ui.backup_list.setCurrentRow(1)
    settle(program.context.tasks)
    press(qtbot, messages.dialog.ui.restore_button)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: not program.check_timer.isActive())
    settle(program.context.tasks)
    assert not told(program) and names(program) == {"Mia"}


def test_another_trouble_is_told_over_the_damage_which_comes_back_when_it_was_read(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    DAMAGES["a trigger of nobody"](with_backups)
    program.open(with_backups)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: "damaged" in told(program))
    program.window.tell(KnownError("The printer is off.", "Switch it on."))
    assert "printer" in told(program)
    press(qtbot, banner_button(program))
    assert "damaged" in told(program) and messages.dialogs == []


def test_an_entry_that_damage_refused_is_said_to_be_unsaved(studio_folder: Path, program: Program) -> None:
    program.open(studio_folder)
    settle(program.context.tasks)
    DAMAGES["without table particular"](studio_folder)
    program.context.tasks.write(
        partial(write_profile, profile=Profile(instructor="Grace", zone="Europe/London"))
    )
    settle(program.context.tasks)
    assert "damaged" in told(program) and "What you entered last was not saved." in told(program)
    assert banner_button(program).text() == "Mend the studio…"


def test_what_was_there_before_a_restore_comes_back_by_the_button_that_offers_it(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    program.open(with_backups)
    settle(program.context.tasks)
    program.context.backups.restore_wanted.emit()
    settle(program.context.tasks)
    messages.dialog.ui.backup_list.setCurrentRow(1)
    settle(program.context.tasks)
    press(qtbot, messages.dialog.ui.restore_button)
    settle(program.context.tasks)
    assert names(program) == {"Mia"}
    program.window.toast.action.emit()
    settle(program.context.tasks)
    ui = messages.dialog.ui
    assert ui.backup_list.currentItem().text().endswith("set aside by an earlier restore")
    assert ui.told_label.text().endswith("Only in here: 1 family.")
    press(qtbot, ui.restore_button)
    settle(program.context.tasks)
    assert names(program) == {"Mia", "Noah"}


def test_another_file_is_restored_and_a_bad_one_is_told(
    with_backups: Path, tmp_path: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    stick = shutil.copy(with_backups / "backups" / "20261119T080000Z.db", tmp_path / "stick.db")
    bad = tmp_path / "letter.db"
    bad.write_text("Dear Grace, thank you for the photographs. " * 200)
    (with_backups / FILE_NAME).write_bytes(b"")
    program.open(with_backups)
    settle(program.context.tasks)
    for file in (bad, stick):
        page = program.window.closed_page
        assert page is not None
        press(qtbot, page.ui.restore_button)
        settle(program.context.tasks)
        messages.expect("file_to_open", file)
        ui = messages.dialog.ui
        press(qtbot, ui.other_button)
        settle(program.context.tasks)
        if file == bad:
            assert "no backup of a studio" in ui.told_label.text()
            messages.dialog.reject()
        else:
            assert ui.backup_list.currentItem().text().endswith("the file stick.db")
            press(qtbot, ui.restore_button)
            settle(program.context.tasks)
    assert names(program) == {"Mia"}


def test_a_backup_that_cannot_be_read_is_listed_and_cannot_be_chosen(
    with_backups: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    (with_backups / "backups" / "20261119T090000Z.db").write_bytes(b"no database" * 1000)
    (with_backups / FILE_NAME).unlink()
    program.open(with_backups)
    settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None and "missing" in page.ui.happened_label.text()
    press(qtbot, page.ui.restore_button)
    settle(program.context.tasks)
    ui = messages.dialog.ui
    assert ui.backup_list.item(0).text().endswith("Cannot be read")
    assert ui.backup_list.currentRow() == 1 and ui.restore_button.isEnabled()
    messages.dialog.reject()


def test_a_studio_without_backups_says_where_to_look(
    studio_folder: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    (studio_folder / FILE_NAME).write_bytes(b"")
    program.open(studio_folder)
    settle(program.context.tasks)
    page = program.window.closed_page
    assert page is not None
    press(qtbot, page.ui.restore_button)
    settle(program.context.tasks)
    ui = messages.dialog.ui
    assert "Another file" in ui.told_label.text() and not ui.restore_button.isEnabled()
    assert "No backup was found on this computer." in page.ui.told_label.text()
    messages.dialog.reject()


def test_a_restore_that_was_cut_off_is_finished_when_the_window_opens(
    with_backups: Path, program: Program
) -> None:
    aside = with_backups / "set-aside" / "20261119T100000Z"
    aside.mkdir(parents=True)
    shutil.copy(with_backups / "backups" / "20261119T080000Z.db", aside / "restoring.db")
    program.open(with_backups)
    settle(program.context.tasks)
    assert not told(program) and names(program) == {"Mia"}
    assert (aside / FILE_NAME).is_file() and not (aside / "restoring.db").exists()


def test_damage_of_a_studio_too_large_to_look_through_first_is_told_once_it_is_in_view(
    studio_folder: Path, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SOON_READ", 0)
    DAMAGES["without trigger search_carer_update"](studio_folder)
    program.open(studio_folder)
    qtbot.waitUntil(lambda: "damaged" in told(program))
    assert banner_button(program).text() == "Mend the studio…"


def test_a_check_never_holds_up_papers_pages_or_the_end(program: Program, qtbot: QtBot) -> None:
    tasks, going_on, made = program.context.tasks, Event(), list[str]()
    tasks.closing.connect(going_on.set)
    tasks.check(lambda: going_on.wait(30), lambda _: None)
    assert not tasks.busy
    tasks.make(lambda: "paper", made.append)
    qtbot.waitUntil(lambda: made == ["paper"])
    program.window.closing.emit()
    assert going_on.is_set()
