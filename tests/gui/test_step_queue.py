"""Things that are done one after the other, with room for the window between them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from massage_studio.gui.step_queue import StepQueue


def test_between_two_steps_the_window_has_its_turn(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    queue = StepQueue(owner)

    def first() -> None:
        done.append("first")
        QTimer.singleShot(0, owner, lambda: done.append("window"))

    queue.begin(first, lambda: done.append("second"), lambda: done.append("third"))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done.index("first") < done.index("second") < done.index("third")
    assert done.index("window") < done.index("third")


def test_what_is_begun_anew_takes_the_place_of_what_waits(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    queue = StepQueue(owner)
    queue.begin(lambda: done.append("old"))
    queue.begin(lambda: done.append("new"))
    qtbot.wait(20)
    assert done == ["new"]
