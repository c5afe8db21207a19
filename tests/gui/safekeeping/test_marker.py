"""With a passphrase no byte on the disk tells of a family, whatever is done and whatever goes wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QSettings
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.cues import drafts_service
from massage_studio.cues.views import DraftView
from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks
from massage_studio.safekeeping.key_change import encrypt, encrypt_copies
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import restore
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.demo_studio import TODAY, demo_once
from tests.gui.curtain_walk import Walk
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.marked_studio import MARKER
from tests.gui.safekeeping.marked_run import HERS
from tests.gui.settling import settle

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 5, tzinfo=ZoneInfo("Europe/London"))
WORDS = "warm hands, quiet hall"
# As it is written, in the search's small letters, and two bytes a letter.
TOLD = re.compile(rb"xqz ?[a-z]{4}|x\x00q\x00z\x00|\x00x\x00q\x00z", re.IGNORECASE)


def betraying(*folders: Path) -> list[str]:
    """Name the files below these folders that tell of anybody."""
    return [
        path.name
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and TOLD.search(path.read_bytes())
    ]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that takes every temporary file."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def walk(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot, temporary: Path
) -> Iterator[tuple[Program, Walk, Path]]:
    """The program on a demo studio in which every word about somebody is marked, with a passphrase."""
    folder = Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "studio"))
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    frame = Frame()
    qtbot.addWidget(frame)
    context = Context(Tasks(), RecordingMessages(), KeepingPrinter(), clock=lambda: NOW)
    program = Program(frame, context)
    store = open_studio(folder)
    Walk(store, program.window).fill()
    store.close()
    assert betraying(folder), "anybody can read it"
    encrypt_copies(folder, encrypt(folder, passphrase=WORDS, recovery_key=new_recovery_key()))
    assert not betraying(folder)
    frame.show()
    program.open(folder)
    settle(context.tasks)
    yield program, Walk(context.tasks._store, program.window), folder
    frame.close()
    QLocale.setDefault(before)
    QSettings().clear()


# A page of each kind that shows or keeps words about families; the torture goes through all.
SAMPLE = ("families", "family", "class_room", "letters", "handouts")


def test_of_what_is_done_and_goes_wrong_no_byte_on_the_disk_tells_of_a_family(
    walk: tuple[Program, Walk, Path], temporary: Path, _home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    leaves_nothing(walk, SAMPLE, (temporary, _home))
    said = capfd.readouterr()
    assert "ValueError" in said.err and MARKER.lower() not in (said.err + said.out).lower()
    assert WORDS not in said.err + said.out


@pytest.mark.torture
def test_of_nothing_in_the_whole_program_a_byte_on_the_disk_tells(
    walk: tuple[Program, Walk, Path], temporary: Path, _home: Path
) -> None:
    leaves_nothing(walk, tuple(walk[1].pages()), (temporary, _home))


@pytest.mark.torture
@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", ["close", "kill", "fault"])
def test_of_a_program_in_a_home_of_its_own_no_byte_on_the_disk_tells_however_it_ends(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, how: str
) -> None:
    home, temporary, run = (tmp_path / name for name in ("home", "temporary", "run"))
    for folder in (home, temporary, run):
        folder.mkdir(mode=0o700)
    shutil.copytree(demo_once(tmp_path_factory), home / "studio")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": home, "USERPROFILE": home, "TMPDIR": temporary, "TEMP": temporary, "XDG_RUNTIME_DIR": run}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.gui.safekeeping.marked_run", str(home), how],
        env={
            **kept,
            **{name: str(folder) for name, folder in own.items()},
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QPA_FONTDIR": str(ROOT / "resources" / "fonts"),
        },
        capture_output=True,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert (ended.returncode == 0) == (how == "close")
    assert said.count(b"done ") == 4, said.decode(errors="replace")[-3000:]
    assert said.count(b"BugError") >= 6 and b"IntegrityError" in said
    hers = home / HERS
    assert (hers / "printed.pdf").stat().st_size and (hers / "exported.pdf").stat().st_size
    shutil.rmtree(hers)
    files = [path for folder in (home, temporary, run) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10 and any(path.name.endswith(".conf") for path in files)
    assert not betraying(home, temporary, run) and not TOLD.search(said)
    assert not [path for path in files if WORDS.encode() in path.read_bytes()]


def leaves_nothing(
    walk: tuple[Program, Walk, Path], pages: tuple[str, ...], places: tuple[Path, ...]
) -> None:
    """Look at pages, write, print, fail, back up, lock, restore and close; look at the disk on the way."""
    program, on, folder = walk
    window, context = program.window, program.context
    for name in pages:
        on.go(name)
    draft = DraftView("note", "", f"{MARKER}halftyped", "private")
    context.tasks.write(partial(drafts_service.keep, session_id=on.klass.id, draft=draft, now=NOW))
    on.settle()
    assert not betraying(folder, *places), "while it is open, with its log beside it"
    window.tell(KnownError(f"{MARKER}name could not be saved.", "Try again."))
    with pytest.MonkeyPatch.context() as patch:
        for hooks, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
            patch.setattr(hooks, name, getattr(hooks, name))
        program.faults.install()
        try:
            raise ValueError(f"{MARKER}name")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    on.go("settings")
    window.page("settings").ui.backup_card.ui.backup_button.click()  # type: ignore[attr-defined]
    on.settle()
    made = next((folder / "backups").glob("*.db"))
    program.window_lock.lock()
    on.settle()
    program.window.forget_pages()
    context.tasks.let_go()
    context.tasks.run(lambda: restore(folder, made, now=NOW), program._restored)
    on.settle()
    window.window().close()
    assert len(list(folder.rglob("*.db"))) >= 3 and not betraying(folder, *places)
    kept = [path for place in (folder, *places) for path in place.rglob("*") if path.is_file()]
    assert not [path for path in kept if WORDS.encode() in path.read_bytes()]
