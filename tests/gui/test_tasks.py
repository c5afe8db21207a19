"""The one door to other threads, when it closes."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from massage_studio.gui.tasks import Tasks


def test_a_paper_that_waits_when_the_program_closes_is_left_without_a_fault(qtbot: QtBot) -> None:
    tasks, begun, made = Tasks(), Event(), []

    def first() -> str:
        begun.set()
        # Long enough for the second to be waiting behind it.
        Event().wait(0.2)
        return "first"

    tasks.make(first, made.append)
    tasks.make(lambda: "second", made.append)
    assert begun.wait(5)
    tasks.close()
    QCoreApplication.processEvents()
    assert made == ["first"]
