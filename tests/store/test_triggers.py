"""The triggers come with the tables, however a database is made, and say a code that has its sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.restore import restore
from massage_studio.store import tables
from massage_studio.store.engine import FILE_NAME, connect
from massage_studio.store.opening import open_studio
from massage_studio.store.refusals import refusal
from tests.demo_studio import demo_once
from tests.studio_fixtures import NOW

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
SAID = re.compile(r"RAISE\s*\(\s*ABORT\s*,\s*'([^']*)'")


def by_hand(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).touch()
    engine = connect(folder / FILE_NAME)
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        tables.metadata.create_all(connection)
    engine.dispose()


def opened(folder: Path, *_: object) -> None:
    open_studio(folder).close()


def demo(folder: Path, factory: pytest.TempPathFactory) -> None:
    shutil.copytree(demo_once(factory), folder)


def restored(folder: Path, *_: object) -> None:
    earlier = folder.with_name("earlier")
    opened(earlier)
    restore(folder, backup(earlier, now=NOW), now=NOW)


def triggers(folder: Path) -> dict[str, str]:
    engine = connect(folder / FILE_NAME)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(TRIGGERS).all()
    engine.dispose()
    return {row.name: row.sql for row in found}


@pytest.mark.parametrize("make", [opened, demo, restored])
def test_no_way_of_making_a_studio_leaves_a_trigger_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, make: Callable[..., None]
) -> None:
    by_hand(tmp_path / "models")
    make(tmp_path / "studio", tmp_path_factory)
    found = triggers(tmp_path / "studio")
    assert found == triggers(tmp_path / "models")
    assert {"booking_capacity_insert", "cue_note_kept", "operation_kept", "search_carer_insert"} <= set(found)


def test_every_trigger_that_refuses_says_a_code_that_has_its_sentence(tmp_path: Path) -> None:
    opened(tmp_path / "studio")
    said = {code for sql in triggers(tmp_path / "studio").values() for code in SAID.findall(sql)}
    assert "places_full" in said
    assert [code for code in said if " " in code] == []
    for code in said:
        known = refusal(code)
        assert known is not None and known.message.endswith("."), code
    assert refusal("UNIQUE constraint failed: receipt.number") is None


def test_a_trigger_comes_with_its_own_table_alone() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.metadata.create_all(connection, tables=[tables.metadata.tables["restriction_override"]])
        names = {name for name, _ in connection.exec_driver_sql(TRIGGERS)}
        assert names == {"restriction_override_unchanged", "restriction_override_kept"}
        connection.exec_driver_sql(
            "INSERT INTO restriction_override VALUES ('1', NULL, 'come', 'Grandmother asked', '2026', '2')"
        )
        with pytest.raises(IntegrityError, match="reason_kept"):
            connection.exec_driver_sql("DELETE FROM restriction_override")
    engine.dispose()
