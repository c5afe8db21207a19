"""The one door to other threads: what it does first, and what when it closes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio


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


def test_a_page_is_painted_before_the_studio_is_asked_what_it_shows(
    qtbot: QtBot, studio_folder: Path
) -> None:
    happened: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            happened.append("painted")

    tasks, stack = Tasks(), QStackedWidget()
    tasks.use(open_studio(studio_folder))
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(Painted())
    with qtbot.waitExposed(stack):
        stack.show()
    stack.setCurrentIndex(1)
    tasks.read(lambda session: happened.append("asked"), lambda _: happened.append("answered"))
    assert tasks.busy
    qtbot.waitUntil(lambda: not tasks.busy)
    assert list(dict.fromkeys(happened)) == ["painted", "asked", "answered"]
    tasks.close()


class AtOnce:
    """A worker that is done before anybody can wait for it."""

    def submit(self, work: Callable[[], object]) -> Future[object]:
        future: Future[object] = Future()
        future.set_result(work())
        return future

    def shutdown(self, **_: object) -> None:
        """Nothing is left to do."""


def test_an_answer_that_is_there_at_once_does_not_overtake_others(qtbot: QtBot) -> None:
    tasks, answers = Tasks(), list[int]()
    slow = tasks._worker
    tasks.run(lambda: 1, answers.append)
    slow.shutdown(wait=True)
    # Answered by now, though nobody has heard of it yet.
    tasks.__dict__["_worker"] = AtOnce()
    tasks.run(lambda: 2, answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [1, 2]
    tasks.close()
