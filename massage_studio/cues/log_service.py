"""The log of a class: every press is one action, and undo and redo walk along them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from massage_studio.bookings.queries import opened_and_finished
from massage_studio.bookings.service import keep_receipted
from massage_studio.cues.delivered_queries import running_now
from massage_studio.cues.models import ClassAction, CueNote
from massage_studio.cues.queries import last_action, redoable
from massage_studio.store.base import Base
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.moves import Move, as_text, followed, from_text, put_again, put_back
from massage_studio.store.prepared import Prepared

FOLLOWED = {
    "attendance": ("status", "marked_at", "carer_id", "health", "health_note", "left_at", "removed"),
    "delivered": ("started_at", "ended_at", "skipped", "position", "removed"),
    "cue_note": ("ended_at", "voided_at"),
    "class_session": ("status", "opened_at", "finished_at", "reflection"),
    "health_flag": ("expires",),
    "held_press": ("released_at",),
    "payment": ("voided_at",),
}
THINGS = {
    "attendance": Thing.REGISTER,
    "delivered": Thing.CURRICULUM,
    "cue_note": Thing.CUES,
    "class_session": Thing.BOOKINGS,
    "health_flag": Thing.FAMILIES,
    "held_press": Thing.CUES,
    "payment": Thing.PAYMENTS,
}

# A clock that was set back runs on from the last press, unless nothing was pressed for this long.
_PAUSE = timedelta(minutes=10)


# Built once and asked as one: to build a statement or to go to the database costs more than to answer it.
_OF_CLASS = bindparam("session_id", type_=ClassAction.session_id.type)
_STANDS = (ClassAction.session_id == _OF_CLASS, ClassAction.undone_at.is_(None))
_PLACE = Prepared(
    select(
        select(func.max(ClassAction.seq)).where(ClassAction.session_id == _OF_CLASS).scalar_subquery(),
        select(func.max(CueNote.seq)).where(CueNote.session_id == _OF_CLASS).scalar_subquery(),
        select(ClassAction.changes)
        .where(ClassAction.id == bindparam("action_id", type_=ClassAction.id.type))
        .scalar_subquery(),
        *opened_and_finished(_OF_CLASS),
        running_now(_OF_CLASS),
        *(
            select(moment).where(*_STANDS).order_by(ClassAction.seq.desc()).limit(1).scalar_subquery()
            for moment in (ClassAction.at, ClassAction.clock)
        ),
    )
)
_ADD_NOTE, _ADD_ACTION = (
    Prepared(insert(Base.metadata.tables["cue_note"])),
    Prepared(insert(Base.metadata.tables["class_action"])),
)


class Press:
    """One press while it is written: its moment, and what it moved so far.

    `written` says that it was written before, so that nothing is left to do. `steady` is false where the
    clock was set back since the press before. `running` is the activity that runs.
    """

    def __init__(self, session: Session, session_id: UUID, action_id: UUID, now: datetime) -> None:
        self.session, self.session_id, self.action_id = session, session_id, action_id
        self.clock = now.astimezone(UTC)
        self.code = ""
        self.notes: list[dict[str, object]] = []
        which = {"session_id": session_id, "action_id": action_id}
        session.flush()
        place = _PLACE.one(session, which)
        actions, notes, known, self.opened, self.finished, self.running, last_at, last_clock = place
        self.written = known is not None
        self.moves: list[Move] = from_text(known) if known else []
        self.before = changed()
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
    ) -> None:
        """Add a note to this press, of the press's own moment unless told otherwise; written at its end."""
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
            "voided_at": None,
        }
        self.notes.append(made)
        self.moves.append(("cue_note", key, "voided_at", self.at, None))

    @property
    def changes(self) -> Changes:
        """What this press changed: always the log, and so the cues, and what `before` it opened the class."""
        return self.before | changed(Thing.CUES, *(THINGS[move[0]] for move in self.moves))


@contextmanager
def pressed(
    session: Session,
    verb: str,
    *,
    session_id: UUID,
    action_id: UUID | None,
    now: datetime,
    baby_ids: Iterable[UUID] = (),
    code: str = "",
    opens: Callable[..., Changes] | None = None,
) -> Iterator[Press]:
    """Yield the press to be written; what it moves is one action of the log, where it moves anything.

    A class that nobody opened yet is opened first with `opens`, so that no press in it is lost.
    """
    action_id = action_id or new_id()
    press = Press(session, session_id, action_id, now)
    if opens is not None and press.opened is None and not press.written:
        opening = opens(session, session_id=session_id, now=now)
        press = Press(session, session_id, action_id, now)
        press.before = opening
    press.code = code
    if press.written:
        yield press
        return
    with followed(session, FOLLOWED) as moves:
        press.moves = moves
        yield press
    for note in press.notes:
        _ADD_NOTE.run(session, note)
    if moves:
        babies = set(baby_ids)
        action = {
            "id": press.action_id,
            "session_id": session_id,
            "seq": press.seq,
            "verb": verb,
            "baby_id": babies.pop() if len(babies) == 1 else None,
            "code": press.code,
            "at": press.at,
            "clock": press.clock,
            "undone_at": None,
            "changes": as_text(moves),
        }
        _ADD_ACTION.run(session, action)


def undo(session: Session, *, session_id: UUID, now: datetime, action_id: UUID | None = None) -> Changes:
    """Take the last press of a class back, whatever it did.

    With `action_id` only that press, and only while it is the last: what a retry or a second window needs.

    Raises:
        KnownError: it took money for which a receipt was given since.
    """
    last = last_action(session, session_id=session_id)
    if last is None or action_id not in (None, last.id):
        return changed()
    moves = from_text(last.changes)
    if last.verb == "paid":
        keep_receipted(session, payment_ids=[key for _, key, *_ in moves])
    before = session.scalar(
        select(func.max(ClassAction.undone_at)).where(ClassAction.session_id == session_id)
    )
    # Redo follows these moments, so they rise even when the clock does not.
    last.undone_at = (
        now.astimezone(UTC)
        if before is None
        else max(now.astimezone(UTC), before + timedelta(microseconds=1))
    )
    session.flush()
    put_back(session, moves)
    return _of(moves)


def redo(session: Session, *, session_id: UUID, action_id: UUID | None = None) -> Changes:
    """Bring the press back that was taken back last, unless something was pressed since.

    With `action_id` only where it is that press.
    """
    back = redoable(session, session_id=session_id)
    if back is None or action_id not in (None, back.id):
        return changed()
    back.undone_at = None
    session.flush()
    moves = from_text(back.changes)
    put_again(session, moves)
    return _of(moves)


def _of(moves: Iterable[Move]) -> Changes:
    return changed(Thing.CUES, *(THINGS[move[0]] for move in moves))
