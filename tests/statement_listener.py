"""Listens to the statements that the database is asked, in whatever thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

Asked = list[tuple[str, Any]]
"""Statements with their values."""


@contextmanager
def listening() -> Iterator[Asked]:
    """Yield a list that fills with what any studio's database is asked."""
    asked: Asked = []

    def note_down(connection: object, cursor: object, statement: str, values: Any, *rest: object) -> None:
        asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note_down)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note_down)
