"""A studio of any earlier schema, edited in every kind, loses nothing to a program with other content."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from massage_studio.curriculum import content, queries, service
from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.upgrade_queries import upgrade
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.opening import open_studio
from tests.curriculum.content_versions import Ship, shelf, ship
from tests.store.sampling import ends_of
from tests.studio_fixtures import NOW

__all__ = ["ship"]

DATABASES = Path(__file__).with_name("databases")


def other_content(read: Any) -> None:
    """Each kind with a first item in other words, a second one withdrawn and one more."""
    for kind, about in KINDS.items():
        items = shelf(read, kind)
        items[0][about.title] = "Newer words."
        items[1]["withdrawn"] = True
        items.append(items[2] | {about.key: "brand_new"})


@pytest.mark.parametrize("version", ends_of(SCHEMA_VERSIONS, every=5))
def test_every_edit_is_kept_every_change_offered_and_nothing_lost(
    tmp_path: Path, ship: Ship, version: str
) -> None:
    shutil.copy(DATABASES / f"{version}.db", tmp_path / FILE_NAME)
    store = open_studio(tmp_path)
    read = content.compiled()
    for kind, about in KINDS.items():
        for entry in shelf(read, kind)[:2]:
            with store.write() as session:
                words = {about.title: f"My {kind}"}
                service.put_words(session, kind=kind, code=entry[about.key], words=words, now=NOW)
    store.close()
    ship(other_content)
    store = open_studio(tmp_path)
    with store.read() as session:
        own = queries.own_items(session)
        told = upgrade(session)
        queries.whole(session)
    store.close()
    assert {(row.kind, row.code) for row in own} == {
        (kind, entry[about.key]) for kind, about in KINDS.items() for entry in shelf(read, kind)[:2]
    }
    assert all(json.loads(row.words) == {KINDS[row.kind].title: f"My {row.kind}"} for row in own)
    assert [change.kind for change in told.changes] == list(KINDS)
    assert {(change.hers, change.now) for change in told.changes} == {
        (f"My {kind}", "Newer words.") for kind in KINDS
    }
    assert [kind for kind, *_ in told.withdrawn] == list(KINDS)
    assert told.unknown == 0
    for kind, about in KINDS.items():
        assert content.entry_of(own, kind, "brand_new") is not None
        first = shelf(read, kind)[0][about.key]
        entry = content.entry_of(own, kind, first)
        assert entry is not None and entry[about.title] == f"My {kind}"
