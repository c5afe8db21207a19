"""The program on a studio that it cannot open."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
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
