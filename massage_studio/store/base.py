"""The base of all tables: STRICT in SQLite, client-made keys, moments in UTC, exact money."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, ForeignKey, MetaData, String, Text, Uuid
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from massage_studio.store.changes import Thing


# STRICT tables know only INTEGER, REAL, TEXT, BLOB and ANY.
@compiles(String, "sqlite")
@compiles(DateTime, "sqlite")
@compiles(Date, "sqlite")
@compiles(Uuid, "sqlite")
def _as_text(type_: Any, compiler: Any, **kw: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
@compiles(BigInteger, "sqlite")
def _as_integer(type_: Any, compiler: Any, **kw: Any) -> str:
    return "INTEGER"


class Moment(TypeDecorator[datetime]):
    """A moment, aware in Python and stored in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Amount(TypeDecorator[Decimal]):
    """Money as a Decimal, stored exactly as ten-thousandths of the currency's unit."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if not value.is_finite() or value * 10_000 % 1:
            raise ValueError("an amount has at most four decimals")
        return int(value * 10_000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return (Decimal(value) / 10_000).quantize(Decimal("0.0001") if value % 100 else Decimal("0.01"))


class WordList(TypeDecorator[tuple[str, ...]]):
    """A short list of codes or sentences, stored as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Base(DeclarativeBase):
    """The parent of every table.

    `topics` are the things that a page shows of its rows: one that changes is looked at again there. `rises`
    is a column that is counted on by whatever changes a row, even where something is taken back. Where a
    family is erased, the rows about it are deleted; those of a table with `left_when_erased` stay, for the
    accounts and the register, and have these values in these columns then.
    """

    topics: ClassVar[frozenset[Thing]] = frozenset()
    rises: ClassVar[str] = ""
    left_when_erased: ClassVar[Mapping[str, Any] | None] = None
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        UUID: Uuid(as_uuid=True, native_uuid=True),
        datetime: Moment(),
        date: Date(),
        Decimal: Amount(),
        tuple[str, ...]: WordList(),
        str: Text(),
    }
    __table_args__: Any = {"sqlite_strict": True}


def strict(*args: Any) -> tuple[Any, ...]:
    """Return the `__table_args__` of a table with constraints or indexes of its own."""
    return (*args, {"sqlite_strict": True})


class Keyed:
    """A table whose rows carry a client-made UUID."""

    id: Mapped[UUID] = mapped_column(primary_key=True)


class Subject(Keyed):
    """A table whose rows are somebody: the log of operations knows whose rows each operation holds."""


def refers(target: str, *, index: bool = True) -> Any:
    """Return a foreign key column to `target` ("table.column") that never cascades a deletion."""
    return mapped_column(ForeignKey(target, ondelete="RESTRICT"), index=index)
