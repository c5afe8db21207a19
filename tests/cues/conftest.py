"""A running class with Mia and Noah."""

from __future__ import annotations

import pytest

from massage_studio.store.engine import Store
from tests.cues.running import ClassRoom
from tests.studio_fixtures import a_class, filled


@pytest.fixture
def room(studio: Store) -> ClassRoom:
    return ClassRoom(studio, filled(studio.folder, a_class, "Mia", "Noah"))
