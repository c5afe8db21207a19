"""Erases all that the database holds of some people, also what is never deleted otherwise."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, String, Table, delete, func, or_, select, text, update
from sqlalchemy.orm import Session

from massage_studio.store.base import Base, Subject
from massage_studio.store.models import Operation, OperationSubject
from massage_studio.store.operations import operations_about
from massage_studio.store.row_changes import Row, RowChange, as_text, from_text

STAND_IN = "…"
"""What stands where a name stood in a text about somebody else."""

_LOG = frozenset({"operation", "operation_subject"})
_MOST_KEYS = 500


@contextmanager
def lifted_triggers(session: Session) -> Iterator[None]:
    """Let rows be deleted and rewritten that the database otherwise keeps; the search is kept in step."""
    names = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'search_%'"
    triggers = session.execute(text(names)).all()
    for name, _ in triggers:
        session.execute(text(f'DROP TRIGGER "{name}"'))
    yield
    for _, made in triggers:
        session.connection().exec_driver_sql(made)


def erase_people(session: Session, people: Mapping[str, Collection[UUID]]) -> Counter[str]:
    """Erase all rows about these people, by table of theirs, and return how many went, by table.

    Rows of tables with `left_when_erased` stay. Operations of the office that touched a row of theirs can be
    taken back no more. Call it within `lifted_triggers`.
    """
    gone: Counter[str] = Counter()
    everybody = frozenset(key for keys in people.values() for key in keys)
    # What hangs together goes in any order, and is looked at as a whole at the end.
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    about = rows_about(session, people)
    _erase_operations(session, everybody, about, gone)
    for table in reversed(_metadata().sorted_tables):
        keys, left = about.get(table.name, frozenset()), _model(table).left_when_erased
        for some in _portions(keys):
            rows = table.c.id.in_(some)
            if left is None:
                gone[table.name] += session.execute(delete(table).where(rows)).rowcount  # type: ignore[attr-defined]
            elif left:
                session.execute(update(table).where(rows).values(**left))
    session.expire_all()
    return gone


def rows_about(session: Session, people: Mapping[str, Collection[UUID]]) -> dict[str, frozenset[UUID]]:
    """Return the keys of all rows about these people, themselves included, by table; not of the log.

    A row is about whom its first reference to a family, a carer, a baby or a row about one leads to.
    """
    found = {name: frozenset(keys) for name, keys in people.items()}
    for table in _metadata().sorted_tables:
        owner = _owner(table)
        if table.name in found or owner is None:
            continue
        column, target = owner
        found[table.name] = frozenset(
            key
            for some in _portions(found.get(target, frozenset()))
            for key in session.scalars(select(table.c.id).where(table.c[column].in_(some)))
        )
    return found


def replace_everywhere(session: Session, words: Iterable[str]) -> int:
    """Put the stand-in wherever exactly these words stand in a text, and return in how many rows.

    Call it within `lifted_triggers`.
    """
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    changed = 0
    for table in _metadata().sorted_tables:
        for column in columns_of_text(table):
            for word in wanted:
                rows = func.instr(table.c[column], word) > 0
                taken = func.replace(table.c[column], word, STAND_IN)
                found = session.execute(update(table).where(rows).values({column: taken}))
                changed += found.rowcount  # type: ignore[attr-defined]
    session.expire_all()
    return changed


def texts_holding(session: Session, words: Iterable[str]) -> Iterator[tuple[str, str, UUID, str]]:
    """Yield table, column, key and text of every row that has one of these words in a text, log excepted."""
    wanted = tuple(words)
    for table in _metadata().sorted_tables:
        if "id" not in table.columns or table.name in _LOG:
            continue
        for name in columns_of_text(table):
            holds = or_(*(func.instr(table.c[name], word) > 0 for word in wanted))
            for key, found in session.execute(select(table.c.id, table.c[name]).where(holds)):
                yield table.name, name, key, found


def replace_in(session: Session, table: str, column: str, key: UUID, words: Iterable[str]) -> None:
    """Put the stand-in where one of these words stands by itself in one text, and in what the log has of it.

    Call it within `lifted_triggers`.
    """
    rows = _metadata().tables[table]
    found = session.scalar(select(rows.c[column]).where(rows.c.id == key)) or ""
    apart = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    taken = apart.sub(STAND_IN, found)
    session.execute(update(rows).where(rows.c.id == key).values({column: taken}))
    for done in session.scalars(select(Operation).where(func.instr(Operation.changes, str(key)) > 0)):
        done.changes = as_text(
            RowChange(name, one, *(_without(row, column, apart) for row in (before, after)))
            if (name, one) == (table, key)
            else RowChange(name, one, before, after)
            for name, one, before, after in from_text(done.changes)
        )
    session.flush()


def logged_texts(session: Session, words: Iterable[str]) -> Iterator[tuple[UUID, str, str, UUID, str]]:
    """Yield operation, table, column, key and text of each text in the log that has one of these words.

    They are those that a row had before or after an operation; the row may have other words by now.
    """
    wanted = tuple(words)
    holds = or_(*(func.instr(Operation.changes, word) > 0 for word in wanted))
    for done in session.scalars(select(Operation).where(holds)):
        for table, key, before, after in from_text(done.changes):
            for row in (before or {}, after or {}):
                for column, value in row.items():
                    if isinstance(value, str) and any(word in value for word in wanted):
                        yield done.id, table, column, key, value


def replace_in_log(session: Session, operation_id: UUID, text_: str, words: Iterable[str]) -> None:
    """Put the stand-in where one of these words stands by itself in one text of one operation.

    Call it within `lifted_triggers`.
    """
    apart = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    done = session.get_one(Operation, operation_id)

    def taken(row: Row | None) -> Row | None:
        return row and {
            name: apart.sub(STAND_IN, value) if value == text_ else value for name, value in row.items()
        }

    done.changes = as_text(
        RowChange(table, key, taken(before), taken(after))
        for table, key, before, after in from_text(done.changes)
    )
    session.flush()


def _without(row: Row | None, column: str, words: re.Pattern[str]) -> Row | None:
    if row is None or not isinstance(row.get(column), str):
        return row
    return {**row, column: words.sub(STAND_IN, row[column])}


def columns_of_text(table: Table) -> tuple[str, ...]:
    """Return the columns of a table in which somebody may have written words."""
    if table.name in _NO_WORDS:
        return ()
    return tuple(
        column.name
        for column in table.columns
        if isinstance(column.type, String) and not column.primary_key and not column.foreign_keys
    )


# The studio's own particulars, and what names keys alone.
_NO_WORDS = frozenset({"particular", "palette_key", "search_entry", "import_layout"})


def _erase_operations(
    session: Session, people: frozenset[UUID], about: Mapping[str, frozenset[UUID]], gone: Counter[str]
) -> None:
    """Take operations about these people out of the log, and their rows out of those of a class's group."""
    keys = operations_about(session, subject_ids=people)
    # Presses of the group name nobody; each holds rows of every baby in its class.
    groups = session.scalars(
        select(Operation).where(
            Operation.baby_id.is_(None), Operation.session_id.in_(_classes(session, about))
        )
    ).all()
    for row in groups:
        changes = from_text(row.changes)
        others = [one for one in changes if one.key not in about.get(one.table, ())]
        if len(others) < len(changes):
            row.changes = as_text(others)
    session.flush()
    for some in _portions(keys - {row.id for row in groups}):
        session.execute(delete(OperationSubject).where(OperationSubject.operation_id.in_(some)))
        done = session.execute(delete(Operation).where(Operation.id.in_(some)))
        gone["operation"] += done.rowcount  # type: ignore[attr-defined]
    session.execute(delete(OperationSubject).where(OperationSubject.subject_id.in_(people)))


def _classes(session: Session, about: Mapping[str, frozenset[UUID]]) -> set[UUID]:
    """Return the classes to which any of these rows belongs."""
    tables = [_metadata().tables[name] for name in about]
    return {
        key
        for table in tables
        if "session_id" in table.columns
        for some in _portions(about[table.name])
        for key in session.scalars(select(table.c.session_id).where(table.c.id.in_(some)).distinct())
        if key is not None
    }


def _owner(table: Table) -> tuple[str, str] | None:
    """Return the first column that leads to a person, directly or through a row about one, and its target."""
    if table.name in _LOG or "id" not in table.columns:
        return None
    return next(
        (
            (column.name, target)
            for column in table.columns
            if (target := _target(table, column.name)) and target != table.name and _is_of_people(target)
        ),
        None,
    )


def _target(table: Table, column: str) -> str:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and list(constraint.columns.keys()) == [column]:
            return constraint.referred_table.name
    return ""


def _is_of_people(name: str) -> bool:
    table = _metadata().tables[name]
    return issubclass(_model(table), Subject) or _owner(table) is not None


def _portions(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _MOST_KEYS):
        yield ordered[start : start + _MOST_KEYS]


def _metadata() -> Any:
    # Imported here because it gathers the tables of every room.
    from massage_studio.store import tables

    return tables.metadata


def _model(table: Table) -> type[Base]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
