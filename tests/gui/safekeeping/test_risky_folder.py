"""A studio in a synced folder is told once why that is risky; a second copy of it is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import a_family


def opened(program: Program, folder: Path, qtbot: QtBot) -> str:
    """Open a studio, wait until it was looked at, and return what is said of its folder."""
    program.open(folder)
    settle(program.context.tasks)
    qtbot.waitUntil(lambda: not program.check_timer.isActive())
    settle(program.context.tasks)
    return program.window.banner.words()


def test_a_synced_folder_is_told_once_with_the_reason(
    studio_folder: Path, tmp_path: Path, program: Program, qtbot: QtBot
) -> None:
    synced = tmp_path / "OneDrive" / "studio"
    shutil.copytree(studio_folder, synced)
    words = opened(program, synced, qtbot)
    assert "OneDrive keeps in step" in words
    [button] = program.window.banner.findChildren(QPushButton)
    button.click()
    assert not program.window.banner.words()
    settle(program.context.tasks)
    card = program.window.page("settings").ui.backup_card.ui  # type: ignore[attr-defined]
    assert card.risk_label.isVisible() and card.risk_label.text().startswith(f"{words} Only backups")
    assert opened(program, synced, qtbot) == ""


def test_a_conflicted_copy_is_looked_at_beside_the_studio(
    studio_folder: Path, program: Program, messages: RecordingMessages, qtbot: QtBot
) -> None:
    other = studio_folder / "studio-GRACES-LAPTOP.db"
    shutil.copy(studio_folder / FILE_NAME, other)
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session)
    store.close()
    assert "second copy of your studio" in opened(program, studio_folder, qtbot)
    program.window.context.privacy.draw(True)
    program.window.context.privacy.draw(False)
    [button] = program.window.banner.findChildren(QPushButton)
    assert button.text() == "Look at both…"
    button.click()
    settle(program.context.tasks)
    ui = messages.dialog.ui
    assert ui.backup_list.currentItem().text().endswith("the second copy, studio-GRACES-LAPTOP.db")
    assert ui.told_label.text().startswith("Not in here, but in the studio now: 1 family. ")
    messages.dialog.reject()
