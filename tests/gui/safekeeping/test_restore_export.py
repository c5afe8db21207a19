"""An export of the whole studio is looked into and restored in the window, and can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from massage_studio.app import Program
from massage_studio.exchange import whole_studio
from massage_studio.families.queries import families
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import id_in, let_go
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.exchange.open_files import exported
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, a_family

WORDS = "warm hands, quiet hall"


@pytest.fixture
def whole(studio_folder: Path, tmp_path: Path) -> Path:
    """An export of a studio that knows one family more since and has a passphrase, which was typed."""
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, "Mia")
        write_profile(session, profile=Profile(instructor="Grace", zone="Europe/London"))
    store.close()
    made = exported(studio_folder, tmp_path / "Massage Studio 2026-11-19.zip")
    store = open_studio(studio_folder)
    with store.write() as session:
        a_family(session, "Noah")
    store.close()
    encrypt(studio_folder, passphrase=WORDS, recovery_key=new_recovery_key())
    return made


def babies(program: Program) -> set[str]:
    found: list[set[str]] = []
    program.context.tasks.read(
        lambda session: {row.babies[0].name for row in families(session, today=NOW.date())}, found.append
    )
    settle(program.context.tasks)
    return found[0]


def looked_into(whole: Path, folder: Path, program: Program, messages: RecordingMessages) -> str:
    """Choose the export in the dialog, and return what is told of it."""
    program.open(folder)
    settle(program.context.tasks)
    program.context.backups.restore_wanted.emit()
    settle(program.context.tasks)
    messages.expect("file_to_open", whole)
    messages.dialog.ui.other_button.click()
    settle(program.context.tasks)
    return str(messages.dialog.ui.told_label.text())


def test_it_says_what_is_in_it_and_what_is_not_and_the_studio_keeps_its_passphrase(
    whole: Path,
    studio_folder: Path,
    program: Program,
    messages: RecordingMessages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = looked_into(whole, studio_folder, program, messages)
    dialog = messages.dialog
    assert dialog.ui.backup_list.currentItem().text() == (
        "Thursday 19 November 2026, 10:00\n"
        "1 family, 0 classes held, 0 notes · the file Massage Studio 2026-11-19.zip"
    )
    assert told.startswith("Not in here, but in the studio now: 1 family.")
    assert told.endswith("This file has no passphrase. The studio keeps the one that it has now.")
    monkeypatch.setattr(whole_studio, "PORTION", 1)
    said = list[tuple[str, str]]()
    say = program.window.say
    monkeypatch.setattr(program.window, "say", lambda *told, **kw: (said.append(told[:2]), say(*told, **kw)))
    dialog.ui.restore_button.click()
    settle(program.context.tasks)
    assert ("Restoring the studio: 100 %", "Stop") in said
    assert babies(program) == {"Mia"} and id_in(studio_folder / FILE_NAME) is not None
    assert "Restored. What was there before is kept" in program.window.toast.words()


def test_a_locked_studio_says_that_it_would_open_without_its_passphrase(
    whole: Path, studio_folder: Path, program: Program, messages: RecordingMessages
) -> None:
    key_id = id_in(studio_folder / FILE_NAME)
    assert key_id is not None
    let_go(key_id)
    told = looked_into(whole, studio_folder, program, messages)
    assert told.startswith("The studio as it is now is locked, so what it has beyond this cannot be told.")
    assert "anybody at this computer can read it until you set one again" in told
    messages.dialog.reject()
    assert not list(studio_folder.glob("backups/*"))


def test_a_restore_that_is_stopped_leaves_the_studio_as_it_was(
    whole: Path,
    studio_folder: Path,
    program: Program,
    messages: RecordingMessages,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_into(whole, studio_folder, program, messages)
    monkeypatch.setattr(whole_studio, "PORTION", 1)
    stopped = whole_studio.make_studio

    def halfway(*args: object, progress: whole_studio.Progress, **kw: object) -> None:
        stopped(*args, progress=lambda done, of: done < 3 and progress(done, of), **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(whole_studio, "make_studio", halfway)
    messages.dialog.ui.restore_button.click()
    settle(program.context.tasks)
    assert babies(program) == {"Mia", "Noah"}
    assert program.window.banner.words() == "The restore was stopped. Nothing was changed."
    assert not program.window.toast.isVisible()
