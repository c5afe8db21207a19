"""Another version of what ships, as a newer program would bring it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from massage_studio import paths
from massage_studio.curriculum import content, upgrade_queries
from massage_studio.curriculum.content_files import KINDS

Ship = Callable[[Callable[[Any], None]], None]
"""Ships the content with a change to what its files hold."""


def shelf(read: Any, kind: str) -> list[dict[str, Any]]:
    """The items of a kind as the files hold them."""
    items: list[dict[str, Any]] = read[KINDS[kind].file][KINDS[kind].shelf]
    return items


def forget() -> None:
    content.compiled.cache_clear()
    content.load.cache_clear()
    content.current.cache_clear()
    content.every_entry.cache_clear()
    upgrade_queries.upgrade_of.cache_clear()


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Ship]:
    """What ships with the program from now on."""
    first = content.compiled()

    def put(change: Callable[[Any], None]) -> None:
        read = json.loads(json.dumps(first))
        change(read)
        newer = tmp_path / "newer.json"
        newer.write_text(json.dumps(read), encoding="utf-8")
        monkeypatch.setattr(paths, "content", lambda language: newer)
        forget()

    yield put
    monkeypatch.undo()
    forget()
