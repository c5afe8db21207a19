"""Takes an operation back by name and does it again, unless its rows changed or a room's guard refuses."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from massage_studio.store.changes import Changes, changed
from massage_studio.store.models import Operation as Operation
from massage_studio.store.operations import last_standing, redoable, within
from massage_studio.store.refusals import refusal
from massage_studio.store.row_changes import (
    RowChange,
    changed_since,
    from_text,
    reapply,
    reverse,
    topics,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """An operation that is being taken back or done again.

    `changes` is what happens to its rows now, each before and after it.
    """

    operation_id: UUID
    undo: bool
    changes: tuple[RowChange, ...]


Guard = Callable[[Session, Turn], AbstractContextManager[None]]
"""Looks at a turn before and after its rows change, and raises a KnownError where it must not be."""

GUARDS: list[Guard] = []


def guard(check: Guard) -> Guard:
    """Register what a room holds against a turn; where it refuses, nothing has changed."""
    GUARDS.append(check)
    return check


def undo_operation(
    session: Session, *, now: datetime, session_id: UUID | None = None, operation_id: UUID | None = None
) -> Changes:
    """Take an operation back: the last one of the office, or of the class `session_id`, that stands.

    With `operation_id` that one; in a class only while it is the last, as a retry or a second window needs.

    Raises:
        KnownError: something that it touched has changed since, or a guard refuses; nothing is taken back.
    """
    done = session.scalar(last_standing(session_id))
    if operation_id is not None and (done is None or done.id != operation_id):
        done = session.get(Operation, operation_id) if session_id is None else None
    if done is None or done.session_id != session_id or done.undone_at is not None:
        return changed()
    before = session.scalar(select(func.max(Operation.undone_at)).where(within(session_id)))
    # Redo follows these moments, so they rise even when the clock does not.
    moment = now.astimezone(UTC)
    done.undone_at = moment if before is None else max(moment, before + timedelta(microseconds=1))
    return _turn(session, done, reverse(from_text(done.changes)), undo=True)


def redo_operation(
    session: Session, *, session_id: UUID | None = None, operation_id: UUID | None = None
) -> Changes:
    """Do again what was taken back last in the office or a class, unless something was done after it.

    With `operation_id` that one; in a class only where it is the one taken back last.

    Raises:
        KnownError: something that it touches has changed since, or a guard refuses; then nothing is done.
    """
    back = session.scalar(redoable(session_id))
    if operation_id is not None and (back is None or back.id != operation_id):
        back = session.get(Operation, operation_id) if session_id is None else None
    if back is None or back.session_id != session_id or back.undone_at is None:
        return changed()
    back.undone_at = None
    return _turn(session, back, from_text(back.changes), undo=False)


def _turn(session: Session, done: Operation, changes: list[RowChange], *, undo: bool) -> Changes:
    session.flush()
    turn = Turn(done.id, undo, tuple(changes))
    try:
        with session.begin_nested(), ExitStack() as guards:
            for check in GUARDS:
                guards.enter_context(check(session, turn))
            reapply(session, changes, checked=done.session_id is None)
    except IntegrityError as error:
        raise refusal(str(error.orig)) or changed_since() from None
    session.expire_all()
    return topics(changes)
