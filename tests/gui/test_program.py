"""The program on a studio that it cannot open."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from massage_studio import app
from massage_studio.app import Program, remove_abandoned
from massage_studio.errors import BugError
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.safekeeping.fault_dialog import FaultDialog
from massage_studio.gui.safekeeping.lock import FILE as LOCK_FILE
from massage_studio.gui.safekeeping.lock import take_lock
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import FILE_NAME
from tests.gui.settling import settle


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    frame = Frame()
    qtbot.addWidget(frame)
    made = Program(frame, Context(Tasks()))
    frame.show()
    yield made
    frame.close()


def test_a_studio_that_cannot_be_opened_leaves_one_sentence_and_the_way_out(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 1000)
    program.open(tmp_path)
    settle(program.context.tasks)
    window = program.window
    page = window.closed_page
    assert program.failed and page is not None and page.isVisible()
    assert page.ui.what_label.text() == "The studio's database is damaged."
    assert not window.nav["classes"].isEnabled() and not window.find_button.isEnabled()
    for key in (Qt.Key.Key_2, Qt.Key.Key_K):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is page
    qtbot.mouseClick(page.ui.leave_button, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_a_studio_that_is_open_elsewhere_is_not_opened_again(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    program.open(tmp_path / "studio")
    settle(program.context.tasks)
    assert not program.failed and program.window.nav["today"].isEnabled()
    frame = Frame()
    qtbot.addWidget(frame)
    other = Program(frame, Context(Tasks()))
    other.open(tmp_path / "studio")
    assert other.failed and not other.window.nav["today"].isEnabled()
    other.close()
    assert not gc.isenabled(), "the first one is still at work"


def test_a_fault_is_told_where_one_works_and_its_report_is_read_at_a_press(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hooks, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(hooks, name, getattr(hooks, name))
    program.faults.install()
    program.open(tmp_path / "studio")
    settle(program.context.tasks)
    window = program.window

    def fail() -> None:
        raise BugError("Zephyrine has no carer")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(window.banner.isVisible)
    assert "All that was shown as saved is safe" in window.banner.words()
    window.banner.action.emit()
    dialog = window.findChild(FaultDialog)
    assert dialog is not None and window.banner.isHidden()
    report = dialog.ui.report_text.toPlainText()
    assert "BugError" in report and "test_program.py:" in report and "Zephyrine" not in report
    dialog.ui.copy_button.click()
    assert QGuiApplication.clipboard().text() == report
    dialog.ui.leave_button.click()
    # The program goes on.
    window.go("families")
    settle(program.context.tasks)
    assert not program.failed


def test_a_fault_while_a_studio_is_opened_leaves_a_way_on_and_its_report(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for hooks, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(hooks, name, getattr(hooks, name))
    program.faults.install()

    def fail(*_: object) -> None:
        raise BugError("Zephyrine has no carer")

    with monkeypatch.context() as patch:
        patch.setattr(app, "_opened", fail)
        program.open(tmp_path / "studio")
        settle(program.context.tasks)
        page = program.window.closed_page
        qtbot.waitUntil(lambda: page is not None and page.isVisible())
    assert page is not None and program.failed
    assert "Nothing that you wrote is lost" in page.ui.what_label.text()
    assert "go on" not in program.window.banner.words() and program.window.banner.isVisible()
    [kept] = (tmp_path / "studio" / "reports").glob("fault *.txt")
    assert "BugError" in kept.read_text() and "Zephyrine" not in kept.read_text()
    page.ui.retry_button.click()
    settle(program.context.tasks)
    assert not program.failed and program.window.nav["today"].isEnabled()


def test_a_fault_before_there_is_a_window_is_told_in_its_frame(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for hooks, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(hooks, name, getattr(hooks, name))
    seen: list[str] = []

    def fail(*_: object) -> None:
        raise BugError("Zephyrine has no carer")

    class Application:
        """Runs until the frame was filled, or could not be."""

        def exec(self) -> int:
            [frame] = (
                one for one in QApplication.topLevelWidgets() if isinstance(one, Frame) and one.isVisible()
            )
            qtbot.waitUntil(lambda: frame.centralWidget() is not None)
            label = frame.centralWidget()
            assert isinstance(label, QLabel)
            seen.append(label.text())
            frame.close()
            frame.deleteLater()
            return 0

    monkeypatch.setattr(app, "make_application", Application)
    monkeypatch.setattr(app, "dress", fail)
    assert app.run_window(None, demo=False) == 1
    assert "Nothing that you wrote is lost" in seen[0] and "BugError" in seen[0]
    assert "Zephyrine" not in seen[0] + capfd.readouterr().err


def test_a_demo_studio_that_a_killed_window_left_is_removed_and_one_in_use_is_not(tmp_path: Path) -> None:
    left, used, made = (tmp_path / f"massage-studio-demo-{name}" for name in ("left", "used", "made"))
    for folder in (left, used, made):
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(b"")
    lock = take_lock(used)
    # As a process that is gone has left it.
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    text = (used / LOCK_FILE).read_text(encoding="utf-8").splitlines()
    (left / LOCK_FILE).write_text(
        "\n".join([ended.stdout.decode().strip(), *text[1:]]) + "\n", encoding="utf-8"
    )
    remove_abandoned(tmp_path)
    lock.unlock()
    assert not left.exists() and used.exists() and made.exists()
