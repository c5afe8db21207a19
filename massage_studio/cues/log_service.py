"""The presses of a class: each is one operation of the log, and undo and redo walk along them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, inspect, select
from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import opened_and_finished
from massage_studio.cues.delivered_queries import running_now
from massage_studio.cues.models import CueNote
from massage_studio.store.base import Base
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import Operation
from massage_studio.store.recorder import Recorder, recording
from massage_studio.store.row_changes import (
    ColumnChange,
    as_text,
    from_text,
    rows_of,
    subject_columns,
    topics,
)
from massage_studio.store.undo import redo_operation, undo_operation

# The columns that a press may change; a press makes rows, but deletes none.
TRACKED = {
    "attendance": ("status", "marked_at", "carer_id", "health", "health_note", "left_at", "removed"),
    "delivered": (
        *("started_at", "ended_at", "skipped", "position", "removed"),
        *("minutes", "why", "offered"),
    ),
    "caught_up": ("removed",),
    "cue_note": ("ended_at", "voided_at"),
    "class_session": ("status", "opened_at", "finished_at", "reflection"),
    "health_flag": ("expires",),
    "held_press": ("released_at",),
    "payment": ("voided_at",),
}

# A clock that was set back runs on from the last press, unless nothing was pressed for this long.
_PAUSE = timedelta(minutes=10)


# Built once and asked as one: to build a statement or to go to the database costs more than to answer it.
_OF_CLASS = bindparam("session_id", type_=Operation.session_id.type)
_STANDS = (Operation.session_id == _OF_CLASS, Operation.undone_at.is_(None))
_PLACE = select(
    select(func.max(Operation.seq)).where(Operation.session_id == _OF_CLASS).scalar_subquery(),
    select(func.max(CueNote.seq)).where(CueNote.session_id == _OF_CLASS).scalar_subquery(),
    select(Operation.changes)
    .where(Operation.id == bindparam("action_id", type_=Operation.id.type))
    .scalar_subquery(),
    *opened_and_finished(_OF_CLASS),
    running_now(_OF_CLASS),
    *(
        select(moment).where(*_STANDS).order_by(Operation.seq.desc()).limit(1).scalar_subquery()
        for moment in (Operation.at, Operation.clock)
    ),
)
_ADD_NOTE, _ADD_ACTION, _ADD_SUBJECT = (
    insert(Base.metadata.tables[name]) for name in ("cue_note", "operation", "operation_subject")
)
# What no press of its kind says of itself.
_NO_FACTS: dict[str, object] = {column.name: None for column in Base.metadata.tables["operation"].columns} | {
    "words": "",
    "kind": "",
    "code": "",
    "currency": "",
}


class ActionRecorder(Recorder):
    """One press while it is written: its moment, what it is about, and what it changed so far.

    `facts` are the columns that say what was pressed. `written` says that it was written before, so that
    nothing is left to do. `steady` is false where the clock was set back since the press before. `running`
    is the activity that runs.
    """

    def __init__(self, session: Session, session_id: UUID, action_id: UUID, now: datetime) -> None:
        super().__init__()
        self.session, self.session_id, self.action_id = session, session_id, action_id
        self.clock = now.astimezone(UTC)
        self.facts: dict[str, object] = {}
        self.subjects: set[UUID] = set()
        self.notes: list[dict[str, object]] = []
        which = {"session_id": session_id, "action_id": action_id}
        session.flush()
        place = session.connection().execute(_PLACE, which).one()
        actions, notes, known, self.opened, self.finished, self.running, last_at, last_clock = place
        self.written = known is not None
        self.column_changes: list[ColumnChange] = []
        self.things = {Thing.CUES, *(topics(from_text(known)).things if known else ())}
        self.seq, self._last_note = (actions or 0) + 1, notes or 0
        self.steady = last_clock is None or self.clock >= last_clock
        self.at = max(self.clock, self.opened or self.clock)
        if last_clock is not None:
            passed = max(self.clock - last_clock, timedelta())
            self.at = max(self.at, last_at + (passed if passed < _PAUSE else timedelta()))

    def note(
        self,
        *,
        baby_id: UUID,
        kind: str,
        at: datetime | None = None,
        carer_id: UUID | None = None,
        code: str = "",
        text: str = "",
        layer: str = "",
        ended_at: datetime | None = None,
        delivered_id: UUID | None = None,
        refers_to: UUID | None = None,
        answers: UUID | None = None,
    ) -> UUID:
        """Add a note to this press, of the press's own moment unless told otherwise; written at its end.

        Its key is returned.
        """
        key = new_id()
        made = {
            "id": key,
            "session_id": self.session_id,
            "action_id": self.action_id,
            "seq": self._last_note + len(self.notes) + 1,
            "baby_id": baby_id,
            "carer_id": carer_id,
            "kind": kind,
            "code": code,
            "text": text,
            "layer": layer,
            "at": at or self.at,
            "ended_at": ended_at,
            "delivered_id": delivered_id,
            "refers_to": refers_to,
            "answers": answers,
            "voided_at": None,
        }
        self.notes.append(made)
        self.subjects.add(baby_id)
        self.track("cue_note", key, "voided_at", self.at, None)
        return key

    def track(self, table: str, key: UUID, column: str, before: Any, after: Any) -> None:
        """Add what undo gives a column back, and redo again; what is made is put away and brought back so."""
        self.column_changes.append(ColumnChange(table, key, column, before, after))

    def see(self, session: Session, row: Any) -> None:
        super().see(session, row)
        table = row.__tablename__
        if table not in TRACKED:
            return
        self.subjects.update(key for name in subject_columns(table) if (key := getattr(row, name)))
        for name in TRACKED[table] if row not in session.new else ():
            past = inspect(row).attrs[name].history
            if past.has_changes():
                self.track(table, row.id, name, *past.deleted, *past.added)
                if name in subject_columns(table):
                    self.subjects.update(key for key in past.deleted if key)

    @property
    def changes(self) -> Changes:
        """What this press changed: always the log, and so the cues, and what opened the class before it."""
        return self.changed()


@contextmanager
def pressed(
    session: Session,
    verb: str,
    *,
    session_id: UUID,
    action_id: UUID | None,
    now: datetime,
    baby_ids: Iterable[UUID] = (),
    opens: Callable[..., Changes] | None = None,
    **facts: object,
) -> Iterator[ActionRecorder]:
    """Yield the press to be written; what it changes is one operation of the log, where it changes anything.

    `facts` are columns of the log that say what was pressed, such as `code`. A class that nobody opened yet
    is opened first with `opens`, so that no press in it is lost.
    """
    action_id = action_id or new_id()
    press = ActionRecorder(session, session_id, action_id, now)
    if opens is not None and press.opened is None and not press.written:
        opening = opens(session, session_id=session_id, now=now)
        press = ActionRecorder(session, session_id, action_id, now)
        press.things |= opening.things
    press.facts = facts
    if press.written:
        yield press
        return
    with recording(session, press):
        yield press
    if press.column_changes:
        _add(session, verb, press, set(baby_ids))
    # A note refers to its press, so that has to be there first.
    for note in press.notes:
        session.connection().execute(_ADD_NOTE, note)


def _add(session: Session, verb: str, press: ActionRecorder, babies: set[UUID]) -> None:
    baby_id = next(iter(babies)) if len(babies) == 1 else None
    action = {
        "id": press.action_id,
        "session_id": press.session_id,
        "seq": press.seq,
        "verb": verb,
        "at": press.at,
        "clock": press.clock,
        "baby_id": baby_id,
        "changes": as_text(rows_of(press.column_changes)),
    }
    session.connection().execute(_ADD_ACTION, _NO_FACTS | press.facts | action)
    for key in (babies | press.subjects) - {baby_id}:
        session.connection().execute(_ADD_SUBJECT, {"operation_id": press.action_id, "subject_id": key})


def undo(session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None) -> Changes:
    """Take the last press of a class back, whatever it did; with `action_id` only while it is that one.

    Raises:
        KnownError: it took money for which a receipt was given since.
    """
    changes = undo_operation(session, session_id=session_id, now=now, operation_id=action_id)
    return _with_the_log(changes)


def redo(session: Session, *, session_id: UUID, action_id: UUID | None = None) -> Changes:
    """Bring the press back that was taken back last, unless something was pressed since."""
    return _with_the_log(redo_operation(session, session_id=session_id, operation_id=action_id))


def _with_the_log(changes: Changes) -> Changes:
    """Add the cues, beside which the log of a class is shown, to what was changed."""
    return changes | changed(Thing.CUES) if changes.things else changes
