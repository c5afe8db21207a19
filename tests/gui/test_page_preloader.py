"""What the window makes ready in idle moments, and where Python's garbage is collected."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
from massage_studio.gui.garbage_collector import load
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.pages import PLACES, page_class
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio


@pytest.fixture
def tasks(tmp_path: Path, qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    made.use(open_studio(tmp_path / "studio"))
    yield made
    made.close()


def pages_in(window: MainWindow) -> set[type]:
    return {type(window.stack.widget(place)) for place in range(window.stack.count())}


def test_the_pages_are_there_before_they_are_asked_for(tasks: Tasks, qtbot: QtBot) -> None:
    window = MainWindow(Context(tasks))
    qtbot.addWidget(window)
    window.show()
    window.go("today")
    wanted = {page_class(name) for name in PLACES if name != "first_run"}
    qtbot.waitUntil(lambda: pages_in(window) >= wanted)
    assert type(window.stack.currentWidget()) is page_class("today")


def test_nothing_is_made_for_a_studio_that_was_closed(tasks: Tasks, qtbot: QtBot) -> None:
    window = MainWindow(Context(tasks))
    qtbot.addWidget(window)
    window.show()
    window.go("today")
    window.forget_pages()
    qtbot.wait(100)
    assert not pages_in(window) & {page_class(name) for name in PLACES}


def test_a_worker_never_deletes_what_belongs_to_the_window(qtbot: QtBot) -> None:
    # As in the program; tests have it off from the start.
    gc.enable()
    tasks = Tasks()
    ended: list[threading.Thread] = []

    def forget() -> None:
        holder: list[object] = []
        holder.append(holder)
        thing = QObject()
        weakref.finalize(thing, lambda: ended.append(threading.current_thread()))
        holder.append(thing)

    kept: list[list[int]] = []

    def work() -> None:
        # Kept, so that there is more to look through than Python lets pass.
        kept.extend([] for _ in range(20_000))

    forget()
    tasks.run(work, lambda _: None)
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]
    assert not gc.isenabled()
    tasks.close()
    assert gc.isenabled()


def test_garbage_is_left_to_python_only_once_no_window_is_at_work(qtbot: QtBot) -> None:
    first, second = Tasks(), Tasks()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


@pytest.fixture
def collected() -> Iterator[list[str]]:
    """What is heard of each collection of Python's garbage."""
    heard: list[str] = []

    def hear(phase: str, _: dict[str, int]) -> None:
        heard.append(phase)

    # What earlier tests left would count as much garbage.
    gc.collect()
    gc.callbacks.append(hear)
    yield heard
    gc.callbacks.remove(hear)


@pytest.fixture
def over(tasks: Tasks) -> Iterator[threading.Event]:
    """Ends what the worker is busy with, at the latest with the test."""
    event = threading.Event()
    yield event
    event.set()


def test_garbage_waits_while_the_window_waits_for_an_answer(
    tasks: Tasks, qtbot: QtBot, collected: list[str], over: threading.Event
) -> None:
    # Many, for whatever is let go meanwhile is taken off their number.
    kept = [[0] for _ in range(30_000)]
    tasks.run(over.wait, lambda _: None)
    qtbot.wait(500)
    assert collected == []
    over.set()
    qtbot.waitUntil(lambda: bool(collected))
    assert len(kept) == 30_000


def test_much_garbage_does_not_wait(
    tasks: Tasks, qtbot: QtBot, collected: list[str], over: threading.Event
) -> None:
    kept = [[0] for _ in range(60_000)]
    tasks.run(over.wait, lambda _: None)
    qtbot.waitUntil(lambda: bool(collected))
    assert tasks.busy and len(kept) == 60_000


def test_nothing_is_collected_while_modules_are_imported(
    tasks: Tasks, qtbot: QtBot, collected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_to_import.py").write_text(
        "import time\nkept = [[0] for _ in range(60_000)]\ntime.sleep(0.5)\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    tasks.make(partial(load, "slow_to_import"), lambda _: None)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert collected == []
