"""Listens to what a session writes: the one place that notes what a piece of work changes."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from massage_studio.store.base import Base
from massage_studio.store.changes import Changes, Thing

_RECORDERS = "recorders"


class Recorder:
    """Sees each row that a session is about to write; `things` are what pages show of them.

    Only rows written through the session are seen: no UPDATE or DELETE that is a statement of its own.
    `to_do` is false where the work was done before.
    """

    def __init__(self, *, to_do: bool = True) -> None:
        self.to_do = to_do
        self.things: set[Thing] = set()

    def see(self, session: Session, row: Base) -> None:
        """Note one row before it is made, changed or deleted."""
        self.things |= row.topics

    def changed(self, made: UUID | None = None) -> Changes:
        """Return what was changed so far, and the key of what was made."""
        return Changes(frozenset(self.things), made)


@contextmanager
def recording(session: Session, recorder: Recorder) -> Iterator[None]:
    """Let a recorder see what the session writes until the end of the block."""
    session.flush()
    session.info.setdefault(_RECORDERS, []).append(recorder)
    try:
        yield
        session.flush()
    finally:
        session.info[_RECORDERS].remove(recorder)


def recorders(session: Session) -> list[Recorder]:
    """Return who records at this moment, the first to begin first."""
    listening: list[Recorder] = session.info.get(_RECORDERS, [])
    return listening


# One listener for all sessions: listening to each by itself costs a press more than its commit.
@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *rest: object) -> None:
    if not (listening := recorders(session)):
        return
    changed = [row for row in session.dirty if session.is_modified(row)]
    for row in (*_in_order(session.new), *changed, *session.deleted):
        for recorder in listening:
            recorder.see(session, row)


def _in_order(rows: Collection[Any]) -> Collection[Any]:
    """Return new rows so that each comes after those which it refers to."""
    if len(rows) < 2:
        return rows
    # Imported here because to read needs only the tables of what is read.
    from massage_studio.store import tables

    order = {table.name: place for place, table in enumerate(tables.metadata.sorted_tables)}
    return sorted(rows, key=lambda row: order[row.__tablename__])
