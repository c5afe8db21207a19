"""The curriculum page in view, on a real studio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.page import CurriculumPage
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from tests.gui.curriculum.turning_pages import settle


@pytest.fixture
def book(studio_folder: Path) -> CurriculumView:
    """What the database says, to compare the screen with."""
    store = open_studio(studio_folder)
    with store.read() as session:
        view = queries.whole(session)
    store.close()
    return view


@pytest.fixture
def page(studio_folder: Path, book: CurriculumView, qtbot: QtBot) -> Iterator[CurriculumPage]:
    """The page in view, its first tab set, at the smallest size that is promised."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    tasks = Tasks()
    tasks.use(open_studio(studio_folder))
    made = CurriculumPage(Context(tasks))
    made.resize(1093, 720)
    made.show()
    settle(made, qtbot)
    yield made
    made.hide()
    tasks.close()
    QLocale.setDefault(before)
    # Here and now: left to the garbage collector, it could go in the worker of the next test.
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
