"""What a family asks about its own data is noted, answered and, where it must be, erased in one dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.families import rights_queries
from massage_studio.families.queries import families as all_families
from massage_studio.gui.families.page import FamiliesPage
from massage_studio.gui.families.rights_dialog import FamilyDataDialog
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import backups
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamiliesPage, studio_folder, qtbot) as made:
        yield made


@pytest.fixture
def dialog(stage: Stage) -> FamilyDataDialog:
    with stage.store.write() as session:
        mia, noah = a_family(session, "Mia", "Grace"), a_family(session, "Noah", "Dan")
        families.add_note(session, family_id=noah.family, layer="private", text="Noah looked at Mia", now=NOW)
    backup(stage.store.folder, now=NOW - timedelta(days=1))
    made = FamilyDataDialog(stage.page.context, mia.family)
    stage.qtbot.addWidget(made)
    made.show()
    stage.settle()
    return made


def test_a_request_is_noted_with_its_last_day_and_done(dialog: FamilyDataDialog, stage: Stage) -> None:
    ui = dialog.ui
    assert "Mia" in ui.dialog_title.text() and ui.request_list.isHidden()
    ui.ask_button.click()
    stage.settle()
    assert "To see what is held, asked on" in ui.request_list.item(0).text()
    assert "due by 19 December" in ui.request_list.item(0).text()
    ui.request_list.setCurrentRow(0)
    ui.done_button.click()
    stage.settle()
    assert "done on 19 November" in ui.request_list.item(0).text()
    with stage.store.read() as session:
        assert session.execute(rights_queries.open_requests()).all() == []


def test_what_is_held_is_written_for_people_and_programs(
    dialog: FamilyDataDialog, stage: Stage, tmp_path: Path
) -> None:
    stage.messages.expect("folder_to_save", tmp_path)
    dialog.ui.pack_button.click()
    stage.settle()
    assert {path.suffix for path in tmp_path.glob("What we hold*")} == {".pdf", ".json"}
    assert "What we hold about you.pdf" in dialog.ui.told_label.text()


def test_it_is_erased_only_once_she_is_sure_and_no_reason_is_against_it(
    dialog: FamilyDataDialog, stage: Stage
) -> None:
    ui = dialog.ui
    ui.hold_edit.setText("A claim is open")
    ui.hold_button.click()
    stage.settle()
    ui.sure_check.setChecked(True)
    assert not ui.erase_button.isEnabled()
    ui.hold_edit.clear()
    ui.hold_button.click()
    stage.settle()
    assert ui.erase_button.isEnabled()
    [mention] = [ui.mention_list.item(row) for row in range(ui.mention_list.count())]
    assert mention.text() == "Noah looked at Mia" and "1 copy" in ui.backup_label.text()
    assert ui.backup_list.item(0).text() == "Wednesday 18 November 2026, 10:00 · backup"
    mention.setCheckState(Qt.CheckState.Checked)
    ui.backup_check.setChecked(True)
    with stage.qtbot.waitSignal(dialog.erased) as told:
        ui.erase_button.click()
        stage.settle()
    assert told.args == ["Erased. No copy of the studio on this computer holds this family any more."]
    with stage.store.read() as session:
        assert [row.babies[0].given_name for row in all_families(session, today=NOW.date())] == ["Noah"]
    [kept] = backups(stage.store.folder)
    assert b"Grace" not in kept.file.read_bytes() and b"looked at Mia" not in kept.file.read_bytes()
