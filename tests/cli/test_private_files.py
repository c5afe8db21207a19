"""Every file that the program makes in its life is for its owner alone, and so is every folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from massage_studio.cues import register_service, service
from massage_studio.errors import KnownError
from massage_studio.fault_reports import FOLDER, FaultReporter
from massage_studio.gui.safekeeping.lock import take_lock
from massage_studio.safekeeping.automatic import back_up_now, choose_place
from massage_studio.safekeeping.key_change import encrypt, encrypt_copies
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.unlocking import confirm
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.ids import new_id
from massage_studio.store.keys import key_file
from massage_studio.store.opening import open_studio
from tests.cli.commands import run
from tests.studio_fixtures import NOW, a_class, a_family


def readable_by_others(*places: Path) -> list[str]:
    return [
        str(path)
        for place in places
        for path in (place, *place.rglob("*"))
        if path.lstat().st_mode & 0o077 and not path.is_symlink()
    ]


def written_by_commands(capsys: pytest.CaptureFixture[str], studio: Path, out: Path) -> None:
    """Make a studio and whatever a command writes of it."""
    # The first command closes all that is made to others.
    assert run(capsys, "check", "--data", studio)[0] == 1
    store = open_studio(studio)
    with store.write() as session:
        opened = a_class(session, "Mia")
        who, family = (opened.dyads[0].baby,), opened.dyads[0].family
        where = {"session_id": opened.session, "now": NOW}
        register_service.mark(session, baby_ids=who, status="here", action_id=new_id(), **where)
        dyads = ((opened.dyads[0].baby, opened.dyads[0].carer),)
        service.record(session, dyads=dyads, kind="cue", code="yawns", action_id=new_id(), **where)
    store.close()
    for arguments in (
        ("handouts", "--session", "latest", "--out", out / "papers"),
        ("events", "--session", "latest", "--out", out / "events.csv"),
        ("calendar", "--out", out / "classes.ics"),
        ("export", "--out", out / "studio.zip"),
        ("export", "--family", str(family), "--out", out / "family"),
        ("backup",),
        ("backup", "--to", out / "backup.db"),
        ("restore", out / "backup.db"),
        ("restore", out / "studio.zip"),
        ("check",),
    ):
        code, _, err = run(capsys, *arguments, "--data", studio)
        assert code == 0, err


if os.name == "posix":  # Windows has no modes of files

    def test_every_file_and_folder_that_the_program_makes_is_for_its_owner_alone(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        home, out, stick = tmp_path / "home", tmp_path / "out", tmp_path / "stick"
        for made in (home, out, stick):
            made.mkdir(mode=0o700)
        studio = home / "deep" / "studio"
        written_by_commands(capsys, studio, out)
        choose_place(studio, stick, now=NOW)
        store = open_studio(studio)
        with store.write() as session:
            a_family(session)
        lock = take_lock(studio)
        assert {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"} <= {path.name for path in studio.iterdir()}
        assert readable_by_others(home, out, stick) == []
        store.close()
        lock.unlock()
        key = encrypt(studio, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
        encrypt_copies(studio, key)
        back_up_now(studio, now=NOW)
        with pytest.raises(KnownError):
            confirm(studio / FILE_NAME, "cold hands, loud hall", now=NOW)
        assert key_file(studio / FILE_NAME).exists() and list(studio.glob("*.tries"))
        # What is kept beside the studio: reports of faults, and what the window remembers.
        for name in ("excepthook", "unraisablehook"):
            monkeypatch.setattr(sys, name, getattr(sys, name))
        reporter = FaultReporter(lambda text: None)
        reporter.use(studio)
        reporter._report(ValueError, ValueError("x"), None)
        settings = QSettings(str(home / "config" / "window.ini"), QSettings.Format.IniFormat)
        settings.setValue("window/left", 1)
        settings.sync()
        assert readable_by_others(home, out, stick) == []
        assert list((studio / FOLDER).glob("fault *.txt"))
        reporter.close()
