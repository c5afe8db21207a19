"""The rows that an operation changed, kept as text, so that they can be taken back and changed again."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, TableClause, column, delete, insert, select, table, update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.store.base import Base, Subject
from massage_studio.store.changes import Changes, Thing

_DIALECT = SQLiteDialect_pysqlite()

Row = dict[str, Any]
"""A row or a part of one as the database holds it, by column."""


class ColumnChange(NamedTuple):
    """One column of one row before and after, with the values as Python has them."""

    table: str
    key: UUID
    column: str
    before: Any
    after: Any


class RowChange(NamedTuple):
    """One row, or some columns of it, before and after; None is a row that was not there, or is no more."""

    table: str
    key: UUID
    before: Row | None
    after: Row | None


def rows_of(changes: Iterable[ColumnChange]) -> list[RowChange]:
    """Return column changes as changes of rows; what changed in one row together stays together."""
    return _joined(
        RowChange(
            one.table, one.key, {one.column: _stored(one, one.before)}, {one.column: _stored(one, one.after)}
        )
        for one in changes
    )


def as_text(changes: Iterable[RowChange]) -> str:
    """Return the changes of rows as JSON: a list of [table, key, columns before, columns after]."""
    return json.dumps([(name, str(key), *rows) for name, key, *rows in changes], ensure_ascii=False)


def from_text(text: str) -> list[RowChange]:
    """Return the changes of rows that were kept as JSON, without columns that there are no more."""
    return [
        RowChange(name, UUID(key), _known(name, before), _known(name, after))
        for name, key, before, after in json.loads(text)
    ]


def stored_row(session: Session, name: str, key: UUID) -> Row | None:
    """Return a row as the database holds it."""
    rows = _untyped(name)
    with session.no_autoflush:
        found = session.execute(select(rows).where(rows.c.id == key.hex)).mappings().one_or_none()
    return None if found is None else dict(found)


def reverse(changes: Sequence[RowChange]) -> list[RowChange]:
    """Return the changes that take these back."""
    return [RowChange(name, key, after, before) for name, key, before, after in reversed(_joined(changes))]


def reapply(session: Session, changes: Iterable[RowChange], *, checked: bool) -> None:
    """Bring each row from what it was before to what it was after.

    Raises:
        KnownError: `checked`, and a row is no longer what it was before.
    """
    for change in _joined(changes):
        found = stored_row(session, change.table, change.key) if checked else change.before
        if checked and _differs(found, change):
            raise changed_since()
        _write(session, change, found)


def topics(changes: Iterable[RowChange]) -> Changes:
    """Return which kinds of things these changes are shown as."""
    found: set[Thing] = set()
    for name in {change.table for change in changes}:
        found |= _models()[name].topics
    return Changes(frozenset(found))


def subjects(session: Session, changes: Iterable[RowChange]) -> frozenset[UUID]:
    """Return the families, carers and babies that these rows are, or belong to."""
    found: set[UUID] = set()
    seen: set[tuple[str, UUID]] = set()
    for change in changes:
        for row in (change.before, change.after):
            found.update(_subjects(session, change.table, change.key, row or {}, seen))
    return frozenset(found)


@lru_cache
def subject_columns(name: str) -> tuple[str, ...]:
    """Return the columns of a table that hold the key of a family, a carer or a baby."""
    return tuple(column for column, target in _ways(name) if issubclass(_models()[target], Subject))


def changed_since() -> KnownError:
    """Return the refusal of what no longer fits to what was done since."""
    return KnownError(
        "This cannot be taken back, because something has changed since.",
        "Take the later changes back first, or put it right by hand.",
    )


def _joined(changes: Iterable[RowChange]) -> list[RowChange]:
    """Join what changed in one row together: its checks look at whole rows."""
    found: list[RowChange] = []
    for change in changes:
        last = found[-1] if found else None
        if (
            last is not None
            and last[:2] == change[:2]
            and None not in (last.before, last.after, change.before, change.after)
            and not last.before.keys() & change.before.keys()  # type: ignore[union-attr]
        ):
            found[-1] = RowChange(*last[:2], last.before | change.before, last.after | change.after)  # type: ignore[operator]
        else:
            found.append(change)
    return found


def _differs(found: Row | None, change: RowChange) -> bool:
    if found is None or change.before is None:
        return found is not change.before
    rising = _models()[change.table].rises
    return any(
        found[name] != value
        for name, value in change.before.items()
        if name != rising and (change.after is None or change.after[name] != value)
    )


def _write(session: Session, change: RowChange, found: Row | None) -> None:
    rows, before, after = _untyped(change.table), change.before, change.after
    if after is None:
        session.execute(delete(rows).where(rows.c.id == change.key.hex))
    elif before is None:
        session.execute(insert(rows).values(_defaults(change.table) | after))
    else:
        values = {name: value for name, value in after.items() if before[name] != value}
        rising = _models()[change.table].rises
        if rising in after and values and found is not None:
            # Calendars elsewhere heed only what has risen: taking a change back is one more change to them.
            values[rising] = found[rising] + 1
        if values:
            session.execute(update(rows).where(rows.c.id == change.key.hex).values(values))


def _subjects(
    session: Session, name: str, key: UUID, row: Mapping[str, Any], seen: set[tuple[str, UUID]]
) -> Iterator[UUID]:
    if issubclass(_models()[name], Subject):
        yield key
    for column_name, target in _ways(name):
        if not row.get(column_name):
            continue
        other = UUID(row[column_name])
        if issubclass(_models()[target], Subject):
            yield other
        elif (target, other) not in seen:
            seen.add((target, other))
            yield from _subjects(session, target, other, stored_row(session, target, other) or {}, seen)


@lru_cache
def _ways(name: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that lead to a family, carer or baby, each with its target table."""
    keys = [key for key in _table(name).foreign_keys if _leads(key.column.table.name, (name,))]
    return tuple(sorted((key.parent.name, key.column.table.name) for key in keys))


def _leads(name: str, come_from: tuple[str, ...]) -> bool:
    if issubclass(_models()[name], Subject):
        return True
    others = {key.column.table.name for key in _table(name).foreign_keys} - {*come_from}
    return any(_leads(other, (*come_from, name)) for other in others)


@lru_cache
def _models() -> dict[str, type[Base]]:
    _gather()
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]


@lru_cache
def _untyped(name: str) -> TableClause:
    """Return a table whose values go in and come out as the database holds them."""
    return table(name, *(column(one.name) for one in _table(name).columns))


def _known(name: str, row: Row | None) -> Row | None:
    columns = _table(name).columns
    return None if row is None else {key: value for key, value in row.items() if key in columns}


def _table(name: str) -> Table:
    _gather()
    return Base.metadata.tables[name]


def _gather() -> None:
    """Import the tables of every room: an undo may be of one that no page has asked for yet."""
    import massage_studio.store.tables  # noqa: F401


@lru_cache
def _defaults(name: str) -> Row:
    """Return what stands in the columns that a row of an earlier version does not know."""
    columns = _table(name).columns
    given = {one: one.default.arg for one in columns if one.default is not None and one.default.is_scalar}  # type: ignore[attr-defined]
    return {
        one.name: turn(value) if (turn := _turn(name, one.name)) else value for one, value in given.items()
    }


def _stored(change: ColumnChange, value: Any) -> Any:
    turn = _turn(change.table, change.column)
    return turn(value) if turn else value


@lru_cache
def _turn(name: str, column_name: str) -> Any:
    """Return what turns a value of a column into the driver's, or None where it goes as it is."""
    type_ = _table(name).c[column_name].type
    return type_.dialect_impl(_DIALECT).bind_processor(_DIALECT)
