"""The log of operations: what is done in a class or in the office is taken back by name, and done again.

Each class has its own row of operations, and so has the office. In a class only the last press can be taken
back, so its order is its guard. In the office any operation can, and it is refused where its rows have
changed since; what else speaks against it a room registers as a guard.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from massage_studio.store.changes import Changes
from massage_studio.store.models import Operation as Operation
from massage_studio.store.models import OperationSubject
from massage_studio.store.recorder import Recorder, recorders, recording
from massage_studio.store.row_changes import (
    Row,
    RowChange,
    as_text,
    from_text,
    stored_row,
    subjects,
    topics,
)

# The log itself, and what a class writes without ever deleting it.
_NEVER_DELETED = ("operation", "operation_subject", "cue_note")


@dataclass(frozen=True, slots=True)
class OperationView:
    """One operation of the office as pages name it; `at` is in UTC."""

    id: UUID
    verb: str
    course_id: UUID | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OperationDone:
    """An operation in a list: whether it was taken back, and how many rows of one table it made."""

    operation: OperationView
    undone: bool
    made: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """What was written in one column before an operation and after it; empty where nothing was."""

    table: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OperationTexts:
    """An operation in a list, whether it was taken back, and which words of the people it changed."""

    operation: OperationView
    undone: bool
    texts: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class OperationChanges:
    """An operation, whether it was taken back, and rows of one table before and after it, as stored."""

    operation: OperationView
    undone: bool
    rows: tuple[tuple[Row | None, Row | None], ...]


class OperationRecorder(Recorder):
    """An operation of the office under way, with the rows that it touches as they were before it."""

    def __init__(self, *, to_do: bool = True) -> None:
        super().__init__(to_do=to_do)
        self._before: dict[tuple[str, UUID], Row | None] = {}

    def see(self, session: Session, row: Any) -> None:
        super().see(session, row)
        table = row.__tablename__
        if table in _NEVER_DELETED or not hasattr(row, "id") or (table, row.id) in self._before:
            return
        self._before[table, row.id] = None if row in session.new else stored_row(session, table, row.id)

    def row_changes(self, session: Session) -> list[RowChange]:
        """Return what has changed in these rows since."""
        return [
            RowChange(table, key, before, after)
            for (table, key), before in self._before.items()
            if (after := stored_row(session, table, key)) != before
        ]


@contextmanager
def operation(
    session: Session,
    verb: str,
    *,
    operation_id: UUID,
    now: datetime,
    course_id: UUID | None = None,
    words: str = "",
) -> Iterator[Recorder]:
    """Yield the operation under way, and log what is done through the session as one operation of the office.

    One within another, or within a press in a class, belongs to the outer one. What changed nothing is not
    logged.
    """
    if recorders(session):
        inner = Recorder()
        with recording(session, inner):
            yield inner
        return
    known = session.get(Operation, operation_id)
    recorder = OperationRecorder(to_do=known is None)
    if known is not None:
        recorder.things |= topics(from_text(known.changes)).things
        yield recorder
        return
    with recording(session, recorder):
        yield recorder
    changes = recorder.row_changes(session)
    if changes:
        seq = (session.scalar(select(func.max(Operation.seq)).where(within(None))) or 0) + 1
        session.add(
            Operation(
                id=operation_id,
                seq=seq,
                verb=verb,
                at=now,
                clock=now,
                course_id=course_id,
                words=words,
                changes=as_text(changes),
            )
        )
        session.flush()
        about = subjects(session, changes)
        session.add_all(OperationSubject(operation_id=operation_id, subject_id=one) for one in about)
        session.flush()


def perform(
    session: Session,
    *,
    name: str,
    work: Callable[[Session], Changes],
    words: str,
    now: datetime,
    operation_id: UUID,
) -> Changes:
    """Do a piece of work as one operation of the office of this name, unless it was done before."""
    with operation(session, name, operation_id=operation_id, now=now, words=words) as recorder:
        made = work(session).made if recorder.to_do else None
    return recorder.changed(made)


def last_operations(
    session: Session, *, verbs: frozenset[str] = frozenset()
) -> tuple[OperationView | None, OperationView | None]:
    """Return the operation of the office that undo takes back and the one that redo does again.

    With `verbs` those of these verbs, as if there were no others.
    """
    return _view(session.scalar(last_standing(None, verbs))), _view(session.scalar(redoable(None, verbs)))


def operations_of(session: Session, *, verb: str, table: str, limit: int) -> tuple[OperationDone, ...]:
    """Return the latest operations of a verb, the last one first; `made` counts their new rows of a table."""
    query = select(Operation).where(within(None), Operation.verb == verb)
    return tuple(
        OperationDone(
            OperationView(row.id, row.verb, row.course_id, row.words, row.at),
            row.undone_at is not None,
            sum(one.table == table and one.before is None for one in from_text(row.changes)),
        )
        for row in session.scalars(query.order_by(Operation.seq.desc()).limit(limit))
    )


def operations_on(session: Session, *, table: str, text: str) -> tuple[OperationChanges, ...]:
    """Return the operations of the office that changed rows of a table holding a text, the last one first."""
    holds = (Operation.changes.contains(one, autoescape=True) for one in (f'["{table}", ', text))
    query = select(Operation).where(within(None), *holds).order_by(Operation.seq.desc())
    return tuple(
        OperationChanges(
            OperationView(row.id, row.verb, row.course_id, row.words, row.at),
            row.undone_at is not None,
            tuple((one.before, one.after) for one in from_text(row.changes) if one.table == table),
        )
        for row in session.scalars(query)
    )


def operations_about(session: Session, *, subject_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return the keys of all operations, of classes and of the office, that hold rows of these people.

    A subject is a family, a carer or a baby; an operation holds the rows that it names or that belong to it.
    """
    keys = list(subject_ids)
    presses = select(Operation.id).where(Operation.baby_id.in_(keys))
    others = select(OperationSubject.operation_id).where(OperationSubject.subject_id.in_(keys))
    return frozenset(session.scalars(presses.union(others)))


def operations_of_people(
    session: Session,
    *,
    subject_ids: Collection[UUID],
    shown: Mapping[str, Iterable[str]],
    limit: int,
) -> tuple[OperationTexts, ...]:
    """Return the latest operations of the office on rows of these people, the last one first.

    Each with what it changed in these columns, by table, of their own rows and of rows that refer to them.
    """
    about = select(OperationSubject.operation_id).where(OperationSubject.subject_id.in_(list(subject_ids)))
    query = select(Operation).where(within(None), Operation.id.in_(about))
    return tuple(
        OperationTexts(
            OperationView(row.id, row.verb, row.course_id, row.words, row.at),
            row.undone_at is not None,
            tuple(_texts(from_text(row.changes), frozenset(subject_ids), shown)),
        )
        for row in session.scalars(query.order_by(Operation.seq.desc()).limit(limit))
    )


def _texts(
    changes: Iterable[RowChange], subjects: frozenset[UUID], shown: Mapping[str, Iterable[str]]
) -> Iterator[TextChange]:
    keys = {key.hex for key in subjects}
    for table, key, before, after in changes:
        values = [*(before or {}).values(), *(after or {}).values()]
        # Rows of others, such as those of the same import, are not told.
        if key not in subjects and keys.isdisjoint(value for value in values if isinstance(value, str)):
            continue
        for column in shown.get(table, ()):
            was, became = ((row or {}).get(column) or "" for row in (before, after))
            if was != became:
                yield TextChange(table, column, str(was), str(became))


def changes_since(session: Session, operation_id: UUID) -> list[RowChange]:
    """Return what later operations of the office that stand changed in rows of the same people."""
    seq = select(Operation.seq).where(Operation.id == operation_id).scalar_subquery()
    about = select(OperationSubject.subject_id).where(OperationSubject.operation_id == operation_id)
    others = select(OperationSubject.operation_id).where(OperationSubject.subject_id.in_(about))
    later = select(Operation.changes).where(
        within(None), Operation.seq > seq, Operation.undone_at.is_(None), Operation.id.in_(others)
    )
    return [change for text in session.scalars(later.order_by(Operation.seq)) for change in from_text(text)]


def last_standing(session_id: Any, verbs: frozenset[str] = frozenset()) -> Select[Operation]:
    """Return the question for the last operation that stands, of a class or with None of the office."""
    stands = (within(session_id, verbs), Operation.undone_at.is_(None))
    return select(Operation).where(*stands).order_by(Operation.seq.desc()).limit(1)


def redoable(session_id: Any, verbs: frozenset[str] = frozenset()) -> Select[Operation]:
    """Return the question for the operation that redo would do again.

    It is the one taken back last of those after all that stands: an earlier branch that was taken back and
    done over stays behind.
    """
    of_these = within(session_id, verbs)
    standing = select(func.max(Operation.seq)).where(of_these, Operation.undone_at.is_(None))
    after = Operation.seq > func.coalesce(standing.scalar_subquery(), 0)
    query = select(Operation).where(of_these, Operation.undone_at.is_not(None), after)
    return query.order_by(Operation.undone_at.desc(), Operation.seq).limit(1)


def within(session_id: Any, verbs: frozenset[str] = frozenset()) -> ColumnElement[bool]:
    """Return the condition for the operations of one class, or with None for those of the office."""
    of_place = Operation.session_id.is_(None) if session_id is None else Operation.session_id == session_id
    return and_(of_place, Operation.verb.in_(sorted(verbs))) if verbs else of_place


def _view(row: Operation | None) -> OperationView | None:
    return None if row is None else OperationView(row.id, row.verb, row.course_id, row.words, row.at)
