"""The import page for one course, with a clock to put forward and files written on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.gui.exchange.page import ExchangePage
from tests.gui.exchange.import_stage import ImportStage
from tests.gui.stage import staged
from tests.studio_fixtures import NOW, a_course


@dataclass
class Desk(ImportStage):
    """The page on a studio with a course; `now` is what the clock says."""

    folder: Path = field(kw_only=True)
    course_id: UUID = field(kw_only=True)
    now: datetime = NOW

    def show(self) -> None:
        """Open the page for the course."""
        self.page.open(self.course_id)
        super().show()

    def bring(self, *rows: str, titles: str, name: str = "list.csv") -> Path:
        """Write a file with these rows and choose it."""
        path = self.folder / name
        path.write_text("\n".join((titles, *rows)), encoding="utf-8")
        self.choose(path)
        return path


@pytest.fixture
def desk(studio_folder: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with staged(ExchangePage, studio_folder, qtbot) as on:
        with on.store.write() as session:
            course = a_course(session, capacity=8)
        made = Desk(**vars(on), folder=tmp_path, course_id=course)
        on.page.context.clock = lambda: made.now
        yield made
