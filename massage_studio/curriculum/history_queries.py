"""What was done to one item of the content in this studio, read from the log of the office."""

import json
from typing import Any

from sqlalchemy.orm import Session

from massage_studio.curriculum.models import OwnItem
from massage_studio.curriculum.views import FieldChange, HistoryEntry
from massage_studio.store.operations import OperationChanges, operations_on

_Row = dict[str, Any] | None


def history(session: Session, *, kind: str, code: str) -> tuple[HistoryEntry, ...]:
    """Return what was done to an item, the last thing first; before her first words stands what shipped."""
    found = operations_on(session, table=OwnItem.__tablename__, text=f'"code": {json.dumps(code)}')
    entries = (_entry(one, kind, code) for one in found)
    return tuple(entry for entry in entries if entry is not None)


def _entry(done: OperationChanges, kind: str, code: str) -> HistoryEntry | None:
    rows = [
        (before, after) for before, after in done.rows if _is(before, kind, code) or _is(after, kind, code)
    ]
    if not rows:
        return None
    # An operation within another may write a row twice: its first and last state count.
    before, after = rows[0][0], rows[-1][1]
    hidden = tuple(bool(row and row["hidden"]) for row in (before, after))
    return HistoryEntry(
        done.operation.id,
        done.operation.verb,
        done.operation.words,
        done.operation.at,
        done.undone,
        _changes(before, after),
        hidden[1] if hidden[0] != hidden[1] else None,
    )


def _is(row: _Row, kind: str, code: str) -> bool:
    return row is not None and (row["kind"], row["code"]) == (kind, code)


def _changes(before: _Row, after: _Row) -> tuple[FieldChange, ...]:
    old, new = _words(before), _words(after)
    shipped = _words(before, "shipped") | _words(after, "shipped")
    return tuple(
        FieldChange(field, was, is_now)
        for field in dict.fromkeys((*old, *new))
        if (was := old.get(field, shipped.get(field))) != (is_now := new.get(field, shipped.get(field)))
    )


def _words(row: _Row, column: str = "words") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row[column]) if row else {}
    return found
