"""The page for imports on a real studio, at ten o'clock on Thursday 19 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.gui.exchange.page import ExchangePage
from tests.gui.exchange.import_stage import ImportStage
from tests.gui.stage import staged


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[ImportStage]:
    """The page for imports."""
    with staged(ExchangePage, studio_folder, qtbot) as on:
        yield ImportStage(**vars(on))
