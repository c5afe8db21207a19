"""The import page on a small studio, for the tests of what it shows and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, a_course


@dataclass
class Desk:
    """The page, its studio and its course; `now` is what the clock says."""

    page: ExchangePage
    store: Store
    messages: RecordingMessages
    qtbot: QtBot
    folder: Path
    course: UUID
    now: datetime = NOW

    def settle(self) -> None:
        settle(self.page.context.tasks)

    def show(self) -> None:
        """Open the page for the course."""
        self.page.open(self.course)
        self.page.show()
        self.settle()

    def bring(self, *rows: str, titles: str, name: str = "list.csv") -> Path:
        """Write a file with these rows and choose it."""
        path = self.folder / name
        path.write_text("\n".join((titles, *rows)), encoding="utf-8")
        self.choose(path)
        return path

    def choose(self, path: Path) -> None:
        self.messages.expect("file_to_open", path)
        self.qtbot.keyClick(self.page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def press_import(self) -> None:
        assert self.page.ui.import_button.isEnabled()
        self.qtbot.mouseClick(self.page.ui.import_button, Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self, column: int) -> list[str]:
        model = self.page.preview.model
        return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def desk(studio_folder: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks, messages = open_studio(studio_folder), Tasks(), RecordingMessages()
    tasks.use(store)
    with store.write() as session:
        course = a_course(session, capacity=8)
    clock: list[Desk] = []
    page = ExchangePage(Context(tasks, messages, clock=lambda: clock[0].now if clock else NOW))
    qtbot.addWidget(page)
    page.resize(1120, 760)
    made = Desk(page, store, messages, qtbot, tmp_path, course)
    clock.append(made)
    yield made
    page.hide()
    tasks.close()
    QLocale.setDefault(before)
