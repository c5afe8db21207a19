"""The log of the office: each thing done there is one deed, which can be taken back and done again.

Other than a press in a class, a deed may make rows. It is kept as the rows before and after it, so that
taking it back leaves the studio exactly as it was; it is refused where those rows have changed since.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.store.base import Base
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.models import Deed

Row = dict[str, Any]
"""A row as the database holds it, by column."""

_THINGS = {
    "attendance": Thing.REGISTER,
    "baby": Thing.FAMILIES,
    "carer": Thing.FAMILIES,
    "closed_days": Thing.BOOKINGS,
    "consent": Thing.FAMILIES,
    "family": Thing.FAMILIES,
    "health_flag": Thing.FAMILIES,
    "note": Thing.FAMILIES,
    "own_item": Thing.CURRICULUM,
    "payment": Thing.PAYMENTS,
    "receipt": Thing.PAYMENTS,
}
_OWN = ("deed", "class_action", "cue_note")
_UNDER_WAY = "deed"
# What the triggers that count the places say.
_NO_ROOM = "the course is full"
# Calendars elsewhere heed only what has risen: taking a change back is one more change to them.
_RISING = {"class_session": "revision"}


@dataclass(frozen=True, slots=True)
class DeedView:
    """One deed as pages name it; `at` is in UTC."""

    id: UUID
    verb: str
    about: UUID | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeedDone:
    """A deed in a list: whether it was taken back, and how many rows of one table it made."""

    deed: DeedView
    undone: bool
    made: int


class _Doing:
    """A deed under way: the rows it touched so far, each as it was before, or None for a new one."""

    def __init__(self) -> None:
        self.before: dict[tuple[str, str], Row | None] = {}


@contextmanager
def deed(
    session: Session,
    verb: str,
    *,
    deed_id: UUID,
    now: datetime,
    about: UUID | None = None,
    words: str = "",
) -> Iterator[bool]:
    """Yield whether the work is still to be done, and log what it does through the session as one deed.

    A deed within a deed belongs to the outer one. Only rows written through the session are seen: no UPDATE
    or DELETE that is a statement of its own. What changed nothing is not logged.
    """
    if _UNDER_WAY in session.info:
        yield True
        return
    if session.get(Deed, deed_id) is not None:
        yield False
        return
    session.flush()
    doing = session.info[_UNDER_WAY] = _Doing()
    try:
        yield True
        session.flush()
    finally:
        del session.info[_UNDER_WAY]
    changes = [
        [table, key, before, after]
        for (table, key), before in doing.before.items()
        if (after := _row(session, table, key)) != before
    ]
    if changes:
        seq = (session.scalar(select(func.max(Deed.seq))) or 0) + 1
        kept = json.dumps(changes, ensure_ascii=False)
        session.add(Deed(id=deed_id, seq=seq, verb=verb, about=about, words=words, at=now, changes=kept))
        session.flush()


def undo_deed(session: Session, *, now: datetime, deed_id: UUID | None = None) -> Changes:
    """Take a deed back: the one of this key, or the last one that stands.

    Raises:
        KnownError: something that it touched has changed since; then nothing is taken back.
    """
    done = session.get(Deed, deed_id) if deed_id else _last(session)
    if done is None or done.undone_at is not None:
        return changed()
    changes = json.loads(done.changes)
    if _money_went_on(session, done, changes):
        raise _changed_since()
    before = session.scalar(select(func.max(Deed.undone_at)))
    # Redo follows these moments, so they rise even when the clock does not.
    moment = now.astimezone(UTC)
    done.undone_at = moment if before is None else max(moment, before + timedelta(microseconds=1))
    _turn(session, [(table, key, after, before) for table, key, before, after in reversed(changes)])
    return _of(changes)


def redo_deed(session: Session, *, deed_id: UUID | None = None) -> Changes:
    """Do a deed again that was taken back: the one of this key, or the one taken back last.

    Raises:
        KnownError: something that it touches has changed since; then nothing is done.
    """
    back = session.get(Deed, deed_id) if deed_id else _redoable(session, _last(session))
    if back is None or back.undone_at is None:
        return changed()
    back.undone_at = None
    changes = json.loads(back.changes)
    _turn(session, [(table, key, before, after) for table, key, before, after in changes])
    return _of(changes)


def last_deeds(session: Session) -> tuple[DeedView | None, DeedView | None]:
    """Return the deed that undo takes back and the one that redo does again."""
    last = _last(session)
    return _view(last), _view(_redoable(session, last))


def deeds_of(session: Session, *, verb: str, table: str, limit: int) -> tuple[DeedDone, ...]:
    """Return the latest deeds of one kind, the last one first; `made` counts their new rows of a table."""
    rows = session.scalars(select(Deed).where(Deed.verb == verb).order_by(Deed.seq.desc()).limit(limit))
    return tuple(
        DeedDone(
            DeedView(row.id, row.verb, row.about, row.words, row.at),
            row.undone_at is not None,
            sum(name == table and before is None for name, _, before, _ in json.loads(row.changes)),
        )
        for row in rows
    )


# One listener for all sessions: listening to each by itself costs a press more than its commit.
@event.listens_for(Session, "before_flush")
def _note_down(session: Session, *rest: object) -> None:
    if _UNDER_WAY not in session.info:
        return
    doing: _Doing = session.info[_UNDER_WAY]
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    made = sorted(session.new, key=lambda row: order[row.__tablename__])
    for row in (*made, *session.dirty, *session.deleted):
        table = row.__tablename__
        if table in _OWN or not hasattr(row, "id"):
            continue
        key = str(row.id)
        if (table, key) not in doing.before:
            doing.before[table, key] = None if row in session.new else _row(session, table, key)


def _row(session: Session, table: str, key: str) -> Row | None:
    with session.no_autoflush:
        found = session.connection().exec_driver_sql(f'SELECT * FROM "{table}" WHERE id = ?', (_raw(key),))
        row = found.mappings().one_or_none()
    return None if row is None else dict(row)


def _raw(key: str) -> str:
    return UUID(key).hex


def _turn(session: Session, steps: list[tuple[str, str, Row | None, Row | None]]) -> None:
    """Bring each row from what it must be now to what it shall be."""
    session.flush()
    paid = _paid(session, steps)
    try:
        with session.begin_nested():
            for table, key, now, then in steps:
                _turn_row(session, table, key, now, then)
            if any(after < min(0, paid[booking]) for booking, after in _paid(session, steps).items()):
                # More would have been given back or moved on than ever came in.
                raise _changed_since()
    except IntegrityError as error:
        raise _refusal(session, steps, str(error.orig)) from None
    session.expire_all()


def _turn_row(session: Session, table: str, key: str, now: Row | None, then: Row | None) -> None:
    found, rising = _row(session, table, key), _RISING.get(table)
    moved = [
        name
        for name in (now or {})
        if name != rising and (then is None or now is None or now[name] != then[name])
    ]
    if (found is None) != (now is None) or any(found[name] != now[name] for name in moved if found and now):
        raise _changed_since()
    run = session.connection().exec_driver_sql
    if then is None:
        run(f'DELETE FROM "{table}" WHERE id = ?', (_raw(key),))
    elif now is None:
        names = ", ".join(f'"{name}"' for name in then)
        run(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(then))})', tuple(then.values()))
    elif found is not None and (moved or (rising is not None and now[rising] != then[rising])):
        values = {name: then[name] for name in moved}
        if rising is not None:
            values[rising] = found[rising] + 1
        names = ", ".join(f'"{name}" = ?' for name in values)
        run(f'UPDATE "{table}" SET {names} WHERE id = ?', (*values.values(), _raw(key)))


def _paid(session: Session, steps: list[tuple[str, str, Row | None, Row | None]]) -> dict[str, int]:
    """Return what stands as paid for each booking whose payments these steps turn."""
    run = session.connection().exec_driver_sql
    query = "SELECT coalesce(sum(amount), 0) FROM payment WHERE booking_id = ? AND voided_at IS NULL"
    keys = {(now or then or {})["booking_id"] for table, _, now, then in steps if table == "payment"}
    return {key: run(query, (key,)).scalar_one() for key in keys}


def _money_went_on(session: Session, done: Deed, changes: list[list[Any]]) -> bool:
    """Tell whether a later deed that stands gave back or moved on money that this one brought in."""
    keys = {after["booking_id"] for after in _new_payments(changes) if after["amount"] > 0}
    if not keys:
        return False
    later = session.scalars(
        select(Deed.changes).where(
            Deed.seq > done.seq, Deed.undone_at.is_(None), Deed.changes.contains('"payment"')
        )
    )
    return any(
        after["booking_id"] in keys and after["amount"] < 0
        for one in later
        for after in _new_payments(json.loads(one))
    )


def _new_payments(changes: list[list[Any]]) -> list[Row]:
    return [after for table, _, before, after in changes if table == "payment" and before is None]


def _changed_since() -> KnownError:
    return KnownError(
        "This cannot be taken back, because something has changed since.",
        "Take the later changes back first, or put it right by hand.",
    )


def _refusal(session: Session, steps: list[tuple[str, str, Row | None, Row | None]], said: str) -> KnownError:
    if _NO_ROOM in said:
        return KnownError(
            "There is no room for this any more: the places were given to others.",
            "Give places up first, then try again.",
        )
    return _receipted() if _has_receipt(session, steps) else _changed_since()


def _has_receipt(session: Session, steps: list[tuple[str, str, Row | None, Row | None]]) -> bool:
    """Tell whether a payment that would go has a receipt, whose number must stay in the row of numbers."""
    gone = [_raw(key) for table, key, _, then in steps if table == "payment" and then is None]
    run = session.connection().exec_driver_sql
    return any(run("SELECT 1 FROM receipt WHERE payment_id = ?", (key,)).first() for key in gone)


def _receipted() -> KnownError:
    return KnownError(
        "A receipt was given for this payment, so it stays in the books.",
        "Give the money back as a refund instead.",
    )


def _last(session: Session) -> Deed | None:
    return session.scalar(select(Deed).where(Deed.undone_at.is_(None)).order_by(Deed.seq.desc()).limit(1))


def _redoable(session: Session, last: Deed | None) -> Deed | None:
    """Return the deed that was taken back last, unless the `last` that stands came after it."""
    back = session.scalar(
        select(Deed).where(Deed.undone_at.is_not(None)).order_by(Deed.undone_at.desc()).limit(1)
    )
    return None if back is None or (last is not None and last.seq > back.seq) else back


def _view(row: Deed | None) -> DeedView | None:
    return None if row is None else DeedView(row.id, row.verb, row.about, row.words, row.at)


def _of(changes: list[list[Any]]) -> Changes:
    return changed(*(_THINGS.get(table, Thing.BOOKINGS) for table, *_ in changes))
