"""What a family asks about its own data is noted, answered and, where it must be, erased in one dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.cues import correction_service
from massage_studio.cues import service as cues
from massage_studio.cues.models import CueNote
from massage_studio.families import rights_queries
from massage_studio.families.queries import families as all_families
from massage_studio.gui.families.page import FamiliesPage
from massage_studio.gui.families.rights_dialog import FamilyDataDialog
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.backup_list import backups
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_class, a_family


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
        assert rights_queries.open_requests(session) == ()


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
    kept = [ui.changes_list.item(row).text() for row in range(2)]
    assert "reason to keep Mia" in kept[0] and "taken out: A claim is open" in kept[0]
    assert "written: A claim is open" in kept[1]
    [mention] = [ui.mention_list.item(row) for row in range(ui.mention_list.count())]
    assert mention.text() == "Noah looked at Mia" and "1 backup" in ui.backup_label.text()
    mention.setCheckState(Qt.CheckState.Checked)
    ui.backup_check.setChecked(True)
    with stage.qtbot.waitSignal(dialog.erased) as told:
        ui.erase_button.click()
        stage.settle()
    assert told.args == ["Erased. Nothing beside the studio holds this family any more."]
    with stage.store.read() as session:
        assert [row.babies[0].given_name for row in all_families(session, today=NOW.date())] == ["Noah"]
    [kept] = backups(stage.store.folder)
    assert b"Grace" not in kept.file.read_bytes() and b"looked at Mia" not in kept.file.read_bytes()


def test_what_was_changed_stands_beside_what_it_was_and_nothing_of_other_families(stage: Stage) -> None:
    with stage.store.write() as session:
        mia, noah = a_family(session, "Mia", "Grace"), a_family(session, "Noah", "Dan")
    kept = {"given_name": "Grace", "family_name": "", "relationship": "mother", "contact_restriction": ""}
    for phone in ("07700 900123", "07700 900456", ""):
        perform(
            stage,
            "change_carer",
            partial(families.change_carer, carer_id=mia.carer, phone=phone, email="", **kept),
        )
    perform(
        stage,
        "add_note",
        partial(families.add_note, family_id=mia.family, layer="private", text="Likes songs", now=NOW),
    )

    def both(session: Session) -> Changes:
        for family, text in ((mia, "She came early"), (noah, "He was late")):
            families.add_note(session, family_id=family.family, layer="private", text=text, now=NOW)
        return changed(Thing.FAMILIES)

    perform(stage, "import", both)
    dialog = FamilyDataDialog(stage.page.context, mia.family)
    stage.qtbot.addWidget(dialog)
    stage.settle()
    listed = dialog.ui.changes_list
    lines = "\n".join(listed.item(row).text() for row in range(listed.count()))
    for words in (
        "written: 07700 900123",
        "07700 900123 → 07700 900456",
        "taken out: 07700 900456",
        "written: Likes songs",
        "written: She came early",
    ):
        assert words in lines
    assert "He was late" not in lines


def test_a_note_of_a_class_that_was_put_right_stands_beside_what_was_noted(stage: Stage) -> None:
    with stage.store.write() as session:
        opened = a_class(session, "Mia", "Noah")
        mia, noah = opened.dyads
        of: dict[str, Any] = {"session_id": opened.session, "now": NOW}

        def note(words: str) -> UUID:
            cues.record(
                session,
                action_id=new_id(),
                dyads=((mia.baby, None),),
                kind="note",
                code="",
                text=words,
                layer="private",
                **of,
            )
            found = session.scalar(select(CueNote.id).where(CueNote.text == words))
            assert found is not None
            return found

        first, second, third = (note(words) for words in ("Liked the songs", "Was asleep", "Cried"))
        correction_service.correct(session, action_id=new_id(), note_id=first, text="Liked one song", **of)
        correction_service.take_out(session, action_id=new_id(), note_id=second, **of)
        correction_service.correct(session, action_id=new_id(), note_id=third, baby_id=noah.baby, **of)
    for family, told in (
        (mia.family, ("Liked the songs → ", "Liked one song", "taken out: ", "given to another baby")),
        (noah.family, ("booking of Noah",)),
    ):
        dialog = FamilyDataDialog(stage.page.context, family)
        stage.qtbot.addWidget(dialog)
        stage.settle()
        listed = dialog.ui.changes_list
        lines = "\n".join(listed.item(row).text() for row in range(listed.count()))
        assert all(words in lines for words in told), lines
        assert ("Cried" in lines) == (family == mia.family)


def perform(stage: Stage, verb: str, work: Callable[[Session], Changes]) -> None:
    """Do something in the office, as a page does."""
    with stage.store.write() as session, operation(session, verb, operation_id=new_id(), now=NOW):
        work(session)
