"""How the tests wait: until nothing is left to do, and long enough for a machine that is busy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from massage_studio.gui.tasks import Tasks

# A page shows its rows a few at each turn of the window: more turns than any page in the tests needs.
_TURNS = 25


class PatientBot(QtBot):
    """Waits longer than pytest-qt does: a laptop that tests on all its cores may take its time."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)


def settle(tasks: Tasks, rounds: int = 4) -> None:
    """Wait until the workers and the window have done what they had to, and what followed from it.

    In each round the workers and then the window itself come to the end of what they have at hand; a round
    more takes what an answer asked for in its turn, and as many more as there are questions that wait for
    theirs.
    """
    done, loop = 0, QEventLoop()
    while done < rounds or tasks.busy:
        while tasks.busy:
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        # Alone what is checked is not counted as being under way.
        if "check" in tasks.threads:
            _answered(tasks.check)
        turns()
        done += 1


def _answered(run: Callable[..., None]) -> None:
    """Wait for the answer to a question that asks nothing; it may be there before one can wait."""
    loop, done = QEventLoop(), list[bool]()

    def answer(_: None) -> None:
        done.append(True)
        loop.quit()

    run(lambda: None, answer)
    if not done:
        loop.exec()


def turns(count: int = _TURNS) -> None:
    """Let the window take so many turns: whoever waits for the next turn is served once in each."""
    loop = QEventLoop()

    def turn(left: int) -> None:
        if left:
            QTimer.singleShot(0, lambda: turn(left - 1))
        else:
            loop.quit()

    turn(count)
    loop.exec()
