"""How it stands with the backups is said in one sentence that somebody in a hurry understands."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.errors import NotWritableError
from massage_studio.gui.backup_words import Step, next_step, told
from massage_studio.safekeeping.automatic import BackupStatus
from tests.studio_fixtures import NOW

HERE = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Europe/London"))
STICK = Path("/media/STICK")
AGO = timedelta(days=3)


@pytest.mark.parametrize(
    ("found", "words", "step"),
    [
        (BackupStatus(None, None, False, None, False), "Not backed up yet.", "back_up"),
        (
            BackupStatus(NOW, None, False, None, False),
            "Last backup today, 10:00, on this computer only.",
            "ask_place",
        ),
        (
            BackupStatus(NOW, None, False, None, True),
            "Last backup today, 10:00, on this computer only.",
            "none",
        ),
        (
            BackupStatus(NOW - AGO, None, False, None, True),
            "Last backup 3 days ago, on this computer only.",
            "back_up",
        ),
        (
            BackupStatus(NOW - timedelta(hours=14), None, False, None, True),
            "Last backup yesterday, 20:00, on this computer only.",
            "none",
        ),
        (
            BackupStatus(NOW + timedelta(days=30), None, False, None, True),
            "Last backup 19 December 2026, on this computer only.",
            "none",
        ),
        (
            BackupStatus(NOW, STICK, True, NOW, True),
            "Last backup today, 10:00, on this computer and in STICK.",
            "none",
        ),
        (
            BackupStatus(NOW, STICK, False, NOW - AGO, True),
            "Last backup today, 10:00, on this computer. STICK is not connected; its last one is of 3 days "
            "ago. Connect it, and the next is copied there by itself.",
            "other_place",
        ),
        (
            BackupStatus(NOW, STICK, False, None, True),
            "Last backup today, 10:00, on this computer. STICK is not connected and has none yet. Connect "
            "it, and the next is copied there by itself.",
            "other_place",
        ),
        (
            BackupStatus(NOW, STICK, True, NOW - AGO, True),
            "Last backup today, 10:00, on this computer. In STICK: 3 days ago.",
            "back_up",
        ),
        (
            BackupStatus(NOW, STICK, True, None, True),
            "Last backup today, 10:00, on this computer. None in STICK yet.",
            "back_up",
        ),
    ],
)
def test_when_and_where_the_last_backup_was_made_and_what_to_do(
    qtbot: QtBot, found: BackupStatus, words: str, step: Step
) -> None:
    assert (told(found, None, HERE), next_step(found, None, HERE)) == (words, step)


def test_what_is_in_the_way_of_the_next_backup_is_said_with_what_to_do(qtbot: QtBot) -> None:
    full = NotWritableError("The disk is full.", "Free some space on it.")
    assert next_step(BackupStatus(NOW, STICK, True, NOW, True), full, HERE) == "back_up"
    assert told(BackupStatus(NOW - AGO, None, False, None, True), full, HERE) == (
        "Last backup 3 days ago, on this computer only. The disk is full. Free some space on it."
    )
