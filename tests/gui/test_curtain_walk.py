"""Behind the curtain nothing that can be on the screen tells of anybody: pages, panels, dialogs and tips."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale, QPoint, QSettings, QStringListModel, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.messages import Messages
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.conftest import ROOT
from tests.demo_studio import demo_once
from tests.gui.curtain_walk import NOW, Walk, shown_over
from tests.gui.marked_studio import MARKER, betrays, columns_of_text, sorted_columns
from tests.gui.readable import readable

CHILD = Path(__file__).with_name("curtain_window.py")


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo studio."""
    return Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "studio"))


@contextmanager
def opened(folder: Path) -> Iterator[Walk]:
    """Yield the window on a studio, at Today."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks = open_studio(folder), Tasks()
    tasks.use(store)
    context = Context(tasks, Messages(), clock=lambda: NOW)
    with store.read() as session:
        context.profile = profile(session)
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    walk = Walk(store, window)
    try:
        window.go("today")
        walk.settle()
        yield walk
        walk.settle()
    finally:
        tasks.close()
        window.close()
        window.deleteLater()
        QLocale.setDefault(before)


@pytest.mark.timeout(240)
def test_behind_the_curtain_nothing_tells_of_anybody(folder: Path, qtbot: QtBot) -> None:
    QSettings().remove("privacy")
    with opened(folder) as walk:
        walk.fill()
        for name in ("today", "family", "money"):
            walk.go(name)
            assert betrays(readable()), f"{name} has nothing to hide, so that hiding it proves nothing"
        dialogs = walk.dialogs()
        assert all(dialog.isVisible() for dialog in dialogs) and len(dialogs) > 30
        walk.window.context.privacy.draw(True)
        assert shown_over(walk.window) == [] and betrays(readable()) == []
        assert walk.betrayed() == []
        for dialog in dialogs:
            dialog.done(0)


def seen_by(folder: Path, kept: Path, deed: str, session_id: UUID) -> dict[str, Any]:
    """Run the program until it has told what is seen, then kill it."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(kept), deed, str(session_id)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    try:
        told: dict[str, Any] = json.loads(child.stdout.readline())
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    return told


@pytest.mark.timeout(240)
def test_a_program_that_was_killed_in_a_class_comes_up_there_behind_the_curtain_and_tells_of_nobody(
    folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened(folder) as walk:
        walk.window.context.privacy.draw(False)
        walk.fill()
        of_class = walk.klass.id
    kept = tmp_path / "kept"
    first = seen_by(folder, kept, "class", of_class)
    assert not first["drawn"] and betrays(first["words"])
    second = seen_by(folder, kept, "walk", of_class)
    assert second["drawn"] and second["found"] == [] == betrays(second["words"])
    assert "Leave the class room; the class goes on" in second["words"], "the class is in view"
    assert {"Hidden F9", "Names hidden F9"} & {*second["words"]}, "that the curtain is drawn is not seen"
    third = seen_by(folder, kept, "lift", of_class)
    told = "The curtain is drawn. Names are hidden. Lift it with F9."
    assert told in third["words"], "the walk ended on another page than the class, and behind the curtain"
    assert not third["drawn"]
    files = "".join(file.read_text(encoding="utf-8") for file in kept.rglob("*") if file.is_file())
    assert "curtain_drawn=false" in files and MARKER not in files


class Painted(QWidget):
    """Paints the marker itself."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.rect(), MARKER)
        painter.end()


def a_label(window: QWidget) -> QWidget:
    return QLabel(MARKER, window)


def a_placeholder(window: QWidget) -> QWidget:
    field = QLineEdit(window)
    field.setPlaceholderText(MARKER)
    return field


def a_tip(window: QWidget) -> QWidget:
    part = QWidget(window)
    part.setToolTip(MARKER)
    return part


def a_name(window: QWidget) -> QWidget:
    part = QWidget(window)
    part.setAccessibleName(f"{MARKER} is here")
    return part


def a_list(window: QWidget) -> QWidget:
    view = QListView(window)
    view.setModel(QStringListModel([MARKER], view))
    return view


def another_window(_: QWidget) -> QWidget:
    return QLabel("£ 22")


def an_amount(window: QWidget) -> QWidget:
    return QLabel("owes £22.00", window)


def a_word_about_health(window: QWidget) -> QWidget:
    return QLabel("Recent jab", window)


@pytest.mark.parametrize(
    "plant",
    [a_label, a_placeholder, a_tip, a_name, a_list, Painted, another_window, an_amount, a_word_about_health],
)
def test_the_walk_finds_what_is_planted(qtbot: QtBot, plant: Callable[[QWidget], QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    assert betrays(readable()) == []
    planted = plant(window)
    if planted.isWindow():
        qtbot.addWidget(planted)
    planted.resize(100, 30)
    planted.show()
    assert betrays(readable())


def test_a_tip_and_a_menu_go_with_the_curtain_and_the_walk_finds_what_is_planted_in_a_hidden_panel(
    folder: Path, qtbot: QtBot
) -> None:
    with opened(folder) as walk:
        walk.window.context.privacy.draw(False)
        menu = QMenu(walk.window)
        menu.addAction(MARKER)
        menu.popup(walk.window.mapToGlobal(QPoint(40, 40)))
        QToolTip.showText(walk.window.mapToGlobal(QPoint(80, 80)), MARKER, walk.window)
        assert len(shown_over(walk.window)) == 2 and betrays(readable())
        QTest.keyClick(walk.window, Qt.Key.Key_F9)
        assert betrays(readable()) == []
        page: Any = walk.window.page("palette")
        hidden = page.ui.work_stack.widget(2)
        QLabel(MARKER, hidden).show()
        assert walk.betrayed("palette", "today") == [f"palette, work_stack 2: {MARKER}"]
        walk.window.context.privacy.draw(False)
        assert "is not covered" in walk.betrayed("today")[0]


def test_of_every_column_of_text_it_is_known_whether_it_tells_of_anybody() -> None:
    assert columns_of_text() == sorted_columns()
