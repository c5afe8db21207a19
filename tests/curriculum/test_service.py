"""What a new studio has."""

from __future__ import annotations

from pathlib import Path

from massage_studio.curriculum import queries, service
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from massage_studio.studio import open_ready


def test_a_studio_gets_its_curriculum_once(studio: Store) -> None:
    with studio.read() as session:
        assert service.installed(session)
    again = open_ready(studio.folder)
    with again.read() as session:
        assert len(queries.benefits(session)) == 5
    again.engine.dispose()


def test_a_studio_killed_before_it_had_its_curriculum_gets_it_at_the_next_start(tmp_path: Path) -> None:
    bare = open_studio(tmp_path)
    with bare.read() as session:
        assert not service.installed(session)
    bare.close()
    store = open_ready(tmp_path)
    with store.read() as session:
        assert service.installed(session)
    store.close()
