"""Statements that go straight to the driver: the same values as by way of the session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import bindparam, insert, select

from massage_studio.store.base import Base
from massage_studio.store.ids import new_id
from massage_studio.store.models import Operation
from massage_studio.store.opening import open_studio
from massage_studio.store.prepared import Prepared

MOMENT = datetime(2026, 11, 19, 10, 0, 0, 250, timezone(timedelta(hours=1)))


def an_operation(operation_id: UUID) -> dict[str, object]:
    told = {"id": operation_id, "seq": 1, "verb": "told", "at": MOMENT, "changes": "[]", "words": "Zoë"}
    told |= {"clock": MOMENT, "kind": "", "code": "", "currency": ""}
    return {column.name: told.get(column.name) for column in Base.metadata.tables["operation"].columns}


def test_what_is_written_reads_the_same_by_either_way(studio_folder: Path) -> None:
    store, operation_id = open_studio(studio_folder), new_id()
    wanted = select(Operation.id, Operation.at, Operation.words).where(
        Operation.id == bindparam("key", type_=Operation.id.type)
    )
    with store.write() as session:
        Prepared(insert(Base.metadata.tables["operation"])).run(session, an_operation(operation_id))
    with store.read() as session:
        operation = session.get_one(Operation, operation_id)
        found = Prepared(wanted.limit(1)).one(session, {"key": operation_id})
        assert (
            found
            == (operation.id, operation.at, operation.words)
            == (operation_id, MOMENT.astimezone(UTC), "Zoë")
        )
    store.close()


def test_what_fails_is_not_kept(studio_folder: Path) -> None:
    store, operation_id = open_studio(studio_folder), new_id()
    add = Prepared(insert(Base.metadata.tables["operation"]))
    with pytest.raises(driver.IntegrityError, match="UNIQUE"), store.write() as session:
        add.run(session, an_operation(operation_id))
        add.run(session, an_operation(operation_id))
    with store.read() as session:
        assert session.get(Operation, operation_id) is None
    store.close()


def test_a_row_is_made_once_and_again_when_it_changed(studio_folder: Path) -> None:
    store, ids = open_studio(studio_folder), (new_id(), new_id())
    rows = Prepared(
        select(Operation.id, Operation.at, Operation.words).order_by(Operation.seq),
        lambda *values: list(values),
    )
    with store.write() as session:
        for seq, operation_id in enumerate(ids, 1):
            session.execute(insert(Operation).values(**an_operation(operation_id) | {"seq": seq}))
        first = rows.all(session, {})
    assert first == [[operation_id, MOMENT.astimezone(UTC), "Zoë"] for operation_id in ids]
    with store.write() as session:
        session.get_one(Operation, ids[1]).words = "Ivy"
    with store.read() as session:
        again = rows.all(session, {})
    assert again[0] is first[0]
    assert again[1] == [ids[1], MOMENT.astimezone(UTC), "Ivy"]
    store.close()
