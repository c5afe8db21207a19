"""Responses of earlier versions are paired by the rule of the class room, and kept from being rewritten."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from massage_studio.cues import pairs
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

BEFORE = Path(__file__).with_name("databases") / "0013.db"

# Seconds, what was noted, and what the response answers.
NOTED = (
    (0, "cue", "yawns", ""),
    (10, "cue", "hiccups", ""),
    (20, "cue", "smiles", ""),
    (30, "response", "voice", "hiccups"),
    (40, "response", "signpost", ""),
    (50, "response", "cuddle", "yawns"),
    (60, "response", "feed", ""),
    (70, "cue", "eyes_bright", ""),
    (80, "response", "mirror", "eyes_bright"),
    (300, "permission", "yes", ""),
    (310, "permission", "not_now", ""),
    (431, "response", "stop", ""),
    (440, "not_massaged", "asleep", ""),
    (560, "response", "let_sleep", "asleep"),
)


def test_each_response_is_paired_with_the_last_sign_that_was_open(tmp_path: Path) -> None:
    shutil.copy(BEFORE, tmp_path / FILE_NAME)
    connection = driver.connect(str(tmp_path / FILE_NAME), isolation_level=None)
    connection.execute(
        "INSERT INTO own_item (id, kind, code, words, shipped, added, hidden)"
        " VALUES (?, 'cue', 'eyes_bright', '{\"polarity\": \"disengagement\"}', '{}', 0, 0)",
        (new_id().hex,),
    )
    keys = {}
    for seq, (second, kind, code, _) in enumerate(NOTED, start=100):
        keys[code] = new_id().hex
        connection.execute(
            "INSERT INTO cue_note (id, session_id, baby_id, action_id, seq, kind, code, text, layer, at)"
            " SELECT ?, session_id, baby_id, action_id, ?, ?, ?, '', '',"
            " strftime('%Y-%m-%d %H:%M:%f000', at, '+1 hours', ?) FROM cue_note WHERE code = 'yawns' LIMIT 1",
            (keys[code], seq, kind, code, f"+{second} seconds"),
        )
    connection.close()
    store = open_studio(tmp_path)
    with store.read() as session:
        rows = session.execute(text("SELECT id, answers FROM cue_note WHERE kind = 'response'")).all()
        assert {key.replace("-", ""): sign for key, sign in rows} == {
            keys[code]: keys[answers] if answers else None
            for _, kind, code, answers in NOTED
            if kind == "response"
        }
    with store.write() as session, pytest.raises(DBAPIError, match="note_rewritten"):
        session.execute(text("UPDATE cue_note SET answers = NULL WHERE answers IS NOT NULL"))
    store.close()


def test_the_rule_of_the_migration_is_that_of_the_class_room() -> None:
    """The migration keeps a copy of the rule, for what it wrote is never worked out again."""
    assert timedelta(minutes=2) == pairs.OPEN_FOR
    assert pairs.FOR_THE_CARER == ("carer_break", "signpost", "urgent_help")
