"""The whole program in a window, with somebody to answer what it asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from massage_studio.app import Program
from massage_studio.gui.context import Context
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks
from tests.gui.fakes import RecordingMessages
from tests.studio_fixtures import NOW


@pytest.fixture
def messages() -> RecordingMessages:
    return RecordingMessages()


@pytest.fixture
def program(qtbot: QtBot, messages: RecordingMessages) -> Iterator[Program]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    frame = Frame()
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    made = Program(frame, Context(Tasks(), messages, clock=lambda: NOW))
    frame.show()
    yield made
    frame.close()
    QLocale.setDefault(before)
