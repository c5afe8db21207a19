"""What the window makes ready in idle moments, and where Python's garbage is collected."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
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
