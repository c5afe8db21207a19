"""Follows what a piece of work changes in chosen columns, so that it can be put back and done again."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, event, inspect, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from massage_studio.store.base import Base

Move = tuple[str, UUID, str, Any, Any]
"""A table, the key of a row, a column, and its value before and after."""

_FOLLOWED = "followed"

Columns = Mapping[str, tuple[str, ...]]


@contextmanager
def followed(session: Session, columns: Columns) -> Iterator[list[Move]]:
    """Yield a list that fills with the moves in `columns` (by table) as the session writes them.

    Only changes of loaded rows are seen: not new rows, and no UPDATE written as a statement.
    """
    moves: list[Move] = []
    session.flush()
    session.info[_FOLLOWED] = (columns, moves)
    try:
        yield moves
        session.flush()
    finally:
        del session.info[_FOLLOWED]


# One listener for all sessions: listening to each by itself costs a press more than its commit.
@event.listens_for(Session, "before_flush")
def _note_down(session: Session, *rest: object) -> None:
    if _FOLLOWED not in session.info:
        return
    columns, moves = session.info[_FOLLOWED]
    for row in session.dirty:
        for name in columns.get(row.__tablename__, ()):
            past = inspect(row).attrs[name].history
            if past.has_changes():
                moves.append((row.__tablename__, row.id, name, *past.deleted, *past.added))


def put_back(session: Session, moves: Iterable[Move]) -> None:
    """Give every column its value before the moves, the last move first."""
    _put(session, [(table, key, name, before) for table, key, name, before, _ in reversed([*moves])])


def put_again(session: Session, moves: Iterable[Move]) -> None:
    """Give every column its value after the moves, the first move first."""
    _put(session, [(table, key, name, after) for table, key, name, _, after in moves])


def as_text(moves: Iterable[Move]) -> str:
    """Return moves as JSON."""
    return json.dumps([[table, str(key), *map(_plain, rest)] for table, key, *rest in moves])


def from_text(text: str) -> list[Move]:
    """Return the moves that were kept as JSON."""
    found: list[Move] = []
    for table, key, name, before, after in json.loads(text):
        type_ = _table(table).c[name].type
        kind = (type_.impl_instance if isinstance(type_, TypeDecorator) else type_).python_type
        found.append((table, UUID(key), name, _valued(before, kind), _valued(after, kind)))
    return found


def _put(session: Session, steps: list[tuple[str, UUID, str, Any]]) -> None:
    place = 0
    while place < len(steps):
        name, key = steps[place][:2]
        values = {}
        # What moved in one row together goes back together: its checks look at whole rows.
        while place < len(steps) and steps[place][:2] == (name, key) and steps[place][2] not in values:
            values[steps[place][2]] = steps[place][3]
            place += 1
        table = _table(name)
        session.execute(update(table).where(table.c.id == key).values(values))
    session.expire_all()


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _valued(value: Any, kind: type) -> Any:
    if not isinstance(value, str) or kind is str:
        return value
    return UUID(value) if kind is UUID else kind.fromisoformat(value)  # type: ignore[attr-defined]
