"""A page on a real studio, at ten o'clock on Thursday 19 November 2026, and what it asked of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW


@dataclass
class Stage:
    """A page, its studio, and what it asked of the window."""

    page: Any
    store: Store
    messages: RecordingMessages
    qtbot: QtBot
    gone: list[tuple[str, Any]] = field(default_factory=list)
    said: list[tuple[str, str, Callable[[], None] | None]] = field(default_factory=list)

    def show(self) -> None:
        """Bring the page into view and wait for what it asked the studio."""
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        settle(self.page.context.tasks)

    def undo(self) -> None:
        """Press the action of what was said last."""
        act = self.said[-1][2]
        assert act is not None
        act()
        self.settle()


class APage(Page):
    """Any page on which something is tried that every page has."""

    def reload(self) -> None:
        """There is nothing to show."""


@contextmanager
def staged(
    make: Callable[[Context], Page], folder: Path, qtbot: QtBot, now: datetime = NOW
) -> Iterator[Stage]:
    """Yield a page on the studio in a folder; afterwards the studio is closed again."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks, messages = open_studio(folder), Tasks(), RecordingMessages()
    tasks.use(store)
    page = make(Context(tasks, messages, clock=lambda: now))
    qtbot.addWidget(page)
    page.resize(1120, 760)
    made = Stage(page, store, messages, qtbot)
    page.go.connect(lambda name, key: made.gone.append((name, key)))
    page.say.connect(lambda words, action, act: made.said.append((words, action, act)))
    try:
        yield made
    finally:
        page.hide()
        tasks.close()
        QLocale.setDefault(before)
