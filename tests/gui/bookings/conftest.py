"""A Classes page on a real studio, at ten o'clock on Thursday 19 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.gui.bookings.page import BookingsPage
from tests.gui.stage import Stage, staged


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(BookingsPage, studio_folder, qtbot) as made:
        yield made
