"""Statements for what is done at every press: compiled once, then handed straight to the driver."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

_Turn = Callable[[Any], Any]

# The notes of a long class, and more.
_REMEMBERED = 2048

_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


class Prepared:
    """A statement that runs without the session: it neither flushes nor sees what was not flushed.

    Between two presses the processor's caches go cold, and then SQLAlchemy's own way to the driver takes
    four times as long as the statement itself. Values go in and come out in the types of their columns;
    what goes wrong is raised as the driver's own error. `make` is what `all` makes of the values of a row;
    a row that was read before is not made again.
    """

    def __init__(self, statement: Executable, make: Callable[..., Any] = lambda *values: values) -> None:
        self._statement = statement
        self._make = make

    def run(self, session: Session, values: Mapping[str, Any]) -> None:
        """Run it in the transaction of the session."""
        self._execute(session, values)

    def one(self, session: Session, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return its one row."""
        return tuple(self._turned(self._execute(session, values).fetchone()))

    def all(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """Return what is made of each of its rows."""
        return list(map(self._made, self._execute(session, values).fetchall()))

    def _turned(self, row: tuple[Any, ...]) -> Iterator[Any]:
        return (turn(value) if turn else value for turn, value in zip(self._results, row, strict=True))

    @cached_property
    def _made(self) -> Callable[[tuple[Any, ...]], Any]:
        return lru_cache(_REMEMBERED)(lambda row: self._make(*self._turned(row)))

    def _execute(self, session: Session, values: Mapping[str, Any]) -> Any:
        raw = session.connection().connection.dbapi_connection
        assert raw is not None
        given = {name: turn(values[name]) if turn else values[name] for name, turn in self._named.items()}
        return raw.execute(self._text, self._fixed | given)

    @cached_property
    def _compiled(self) -> SQLCompiler:
        # Not before the first press: by then every room's tables are known.
        compiled = self._statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]
        assert isinstance(compiled, SQLCompiler)
        return compiled

    @cached_property
    def _text(self) -> str:
        return str(self._compiled)

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """The values that stand in the statement itself, such as a limit."""
        return {name: bind.value for name, bind in self._compiled.binds.items() if not bind.required}

    @cached_property
    def _named(self) -> dict[str, _Turn | None]:
        """How each value that is given is turned into the driver's."""
        return {name: to_driver(bind.type) for name, bind in self._compiled.binds.items() if bind.required}

    @cached_property
    def _results(self) -> list[_Turn | None]:
        columns = self._compiled.statement.selected_columns  # type: ignore[union-attr]
        return [_own(column.type).result_processor(_DIALECT, None) for column in columns]


def to_driver(type_: TypeEngine[Any]) -> _Turn | None:
    """Return what turns a value of a column into the driver's, or None where it goes as it is."""
    return _own(type_).bind_processor(_DIALECT)


def _own(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    return type_.dialect_impl(_DIALECT)
