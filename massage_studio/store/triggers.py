"""The triggers of the database: each stands with the models of its room and is made with its table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, MetaData, Table, event

from massage_studio.store.base import Base


def make_with(table: str, statement: str) -> None:
    """Let a statement in SQLite's own words be run wherever this table is made, once all tables are there."""

    @event.listens_for(Base.metadata, "after_create")
    def make(target: MetaData, connection: Connection, *, tables: Iterable[Table], **rest: Any) -> None:
        if connection.dialect.name == "sqlite" and any(made.name == table for made in tables):
            connection.exec_driver_sql(statement)


def trigger(name: str, when: str, steps: str, *, only_if: str = "") -> None:
    """Add a trigger; `when` ends with its table, as in "AFTER UPDATE OF name ON venue"."""
    condition = f"WHEN {only_if} " if only_if else ""
    make_with(when.rpartition(" ")[2], f"CREATE TRIGGER {name} {when} {condition}BEGIN {steps} END")


def refuse(code: str, name: str, when: str, *, only_if: str = "") -> None:
    """Add a trigger that refuses a change with a code; `store/refusals.py` has its sentence."""
    trigger(name, f"BEFORE {when}", f"SELECT RAISE(ABORT, '{code}');", only_if=only_if)
