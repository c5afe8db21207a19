"""The class room: on a class that runs, and on one that is about to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.gui.cues.page import CuesPage
from tests.gui.cues.register_stage import Arrival, Arrive
from tests.gui.cues.room_stage import RoomStage, class_room_of
from tests.gui.stage import staged
from tests.studio_fixtures import filled


@pytest.fixture
def babies() -> int:
    """How many babies are in the class that runs; a module with another number says so."""
    return 3


@pytest.fixture
def room(studio_folder: Path, qtbot: QtBot, babies: int) -> Iterator[RoomStage]:
    """The class room of a running class, all of its babies here."""
    with class_room_of(studio_folder, qtbot, babies) as made:
        yield made


@pytest.fixture
def arrive(qtbot: QtBot, studio_folder: Path) -> Arrive:
    """Open the class room on a class that is about to begin; no dialog may open while it runs."""

    @contextmanager
    def begin(make: Callable[..., UUID], *numbers: int) -> Iterator[Arrival]:
        session_id = filled(studio_folder, make, *numbers)
        with staged(CuesPage, studio_folder, qtbot) as stage:
            stage.page.resize(1366, 768)
            stage.page.open(session_id)
            stage.show()
            stage.settle()
            assert stage.page.header.ui.register_button.isChecked(), "a class begins with its register"
            yield Arrival(stage, session_id)
            assert not stage.messages.dialogs

    return begin
