"""A whole class by keys: eight babies, sixty minutes, two hundred events through the real window."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.cues.room_stage import class_room_of
from tests.studio_fixtures import NOW

EVENTS = 200
MINUTES = 60
BABIES = 8
PRESSED = (
    ("q", ("state", "deep_sleep")),
    ("r", ("state", "quiet_alert")),
    ("a", ("cue", "mutual_gaze")),
    ("t", ("state", "active_alert")),
    ("s", ("cue", "smiles")),
    ("z", ("cue", "looks_away")),
    ("F1", ("response", "wait_watch")),
    ("e", ("state", "drowsy")),
    ("x", ("cue", "yawns")),
    ("F2", ("response", "resting_hands")),
    ("p", ("permission", "yes")),
    (".", ("bookmark", "")),
    ("y", ("state", "crying")),
    ("o", ("permission", "not_now")),
)


def test_a_class_of_eight_is_caught_in_two_keystrokes_an_event(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, BABIES) as room:
        chance = random.Random("a class")
        keystrokes, expected = 0, []
        state: dict[int, str] = {}
        begun = room.now
        for number, (key, what) in zip(range(EVENTS), cycle(PRESSED), strict=False):
            room.now = begun + timedelta(minutes=MINUTES) * number / EVENTS
            baby = chance.choice([one for one in range(1, BABIES + 1) if state.get(one) != what[1]])
            if what[0] == "state":
                state[baby] = what[1]
            for part in (str(baby), key):
                room.key(part, settle=False)
                keystrokes += 1
            expected.append((room.now, baby, what))
            # Every event is committed before the next comes, and nothing stands over the class room.
            room.settle(1)
            assert room.page.note_bar.saved_words().startswith("Saved")
            assert QApplication.activeModalWidget() is None
        room.settle()
        assert keystrokes == 2 * EVENTS
        kept = room.kept()
        numbers = {row.baby.id: row.number for row in kept.register.rows}
        found = [(note.at, numbers[note.baby_id], (note.kind, note.code)) for note in kept.notes]
        assert Counter(found) == Counter(expected)
        assert kept.notes[0].at == NOW
        assert room.messages.asked == [] and room.messages.dialogs == []
        shown = {card.baby().number: card.baby().state for card in room.page.board.cards[:BABIES]}  # type: ignore[union-attr]
        assert shown == {number: state.get(number) for number in range(1, BABIES + 1)}
