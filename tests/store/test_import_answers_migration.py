"""Columns that were matched by hand in an earlier version are known to the questions of an import."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.exchange import queries
from massage_studio.exchange.columns import columns_of, signature
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.reading import read
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW

DATABASES = Path(__file__).with_name("databases")
LIST = read(b"Mutter,Kind *,Geb.,Tel,Krank\nAnna Beck,Ida,05/11/2026,07700 900101,none\n")
MATCHED = {
    "carer's name": "Mutter",
    "baby": "Kind *",
    "born": "Geb.",
    "phone": "Tel",
    "more about health": "Krank",
}


@pytest.mark.parametrize("version", ["0002", "0013"])
def test_a_list_that_was_matched_before_is_not_asked_about_again(tmp_path: Path, version: str) -> None:
    shutil.copy(DATABASES / f"{version}.db", tmp_path / FILE_NAME)
    connection = driver.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    connection.execute(
        "INSERT INTO import_layout (signature, name, mapping, date_order, used_at) VALUES (?, ?, ?, ?, ?)",
        (
            signature(LIST.titles),
            "Hall list",
            json.dumps(MATCHED),
            "month first",
            "2026-01-01 00:00:00.000000",
        ),
    )
    connection.close()
    store = open_studio(tmp_path)
    with store.read() as session:
        answers = queries.remembered(session, titles=LIST.titles)
    store.close()
    found = columns_of(LIST, answers, NOW.date())
    assert found.source == "Hall list"
    assert [column.meaning for column in found.all] == [
        Meaning.NAME, Meaning.BABY, Meaning.BORN, Meaning.PHONE, Meaning.HEALTH,
    ]  # fmt: skip
    assert answers["column:date order:born"] == "month first"
