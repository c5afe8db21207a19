"""Imports and makes the pages in idle moments, so that no press has to wait for them."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from massage_studio.gui import pages, theme
from massage_studio.gui.garbage_collector import load
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Tasks

_PAUSE_MS = 12
_LATE_SECONDS = 0.02
_STEP_SECONDS = 0.005
_FONTS_A_STEP = 6


class PagePreloader(QObject):
    """Loads fonts and the pages, one small step at a time, with pauses in which the window answers."""

    def __init__(self, make: Callable[[str], Page], stack: QStackedWidget, tasks: Tasks) -> None:
        super().__init__(stack)
        self._stack = stack
        self._tasks = tasks
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._step)
        self._make = make
        tasks.closing.connect(self.stop)
        self._steps: Iterator[None] | None = None
        self._rested = 0.0

    def begin(self) -> None:
        """Start, or start again; what is there already is not made again."""
        self._steps = self._all()
        self._rest()

    def stop(self) -> None:
        """Make nothing more."""
        self._timer.stop()
        self._steps = None

    def _rest(self) -> None:
        self._rested = time.monotonic()
        self._timer.start()

    def _step(self) -> None:
        if self._steps is None:
            return
        if self._tasks.busy or time.monotonic() - self._rested > _LATE_SECONDS:
            # The window is busy, or was and may have more to do.
            self._rest()
            return
        try:
            next(self._steps)
        except StopIteration:
            self.stop()
        else:
            self._rest()

    def _all(self) -> Iterator[None]:
        for room in dict.fromkeys(place.room for place in pages.PLACES.values()):
            self._load_elsewhere(pages.asked_by(room))
        yield
        # Before the pages, for the first that lists families has names in many scripts.
        yield from _fonts()
        for name, place in pages.PLACES.items():
            # The first-run page is seen once in a studio's life.
            if name == "first_run":
                continue
            yield from _load(pages.modules_of(place.room))
            page = self._make(name)
            yield
            yield from page.ahead()
            yield from self._lay_out(page)
        yield from _load(pages.late_modules())
        self._load_elsewhere(pages.OF_PAPERS)
        yield

    def _load_elsewhere(self, modules: Iterable[str]) -> None:
        """Import modules without Qt away from the GUI thread."""
        missing = [module for module in modules if module not in sys.modules]
        if missing:
            self._tasks.make(partial(load, *missing), lambda _: None)

    def _lay_out(self, page: Page) -> Iterator[None]:
        """Give a page that is not in view its style and its size."""
        if page.isVisible():
            return
        page.resize(self._stack.size())
        began = time.monotonic()
        for part in (page, *page.findChildren(QWidget)):
            # Somebody may have left the page with a part of it meanwhile.
            if shiboken6.isValid(part):
                part.ensurePolished()
            if time.monotonic() - began > _STEP_SECONDS:
                yield
                began = time.monotonic()
        yield
        layout = page.layout()
        if layout is not None and not page.isVisible():
            layout.activate()
            yield


def _load(modules: Iterable[str]) -> Iterator[None]:
    """Import modules in the GUI thread, a few milliseconds' worth at each step."""
    began = time.monotonic()
    for module in modules:
        if module not in sys.modules:
            load(module)
        if time.monotonic() - began > _STEP_SECONDS:
            yield
            began = time.monotonic()
    yield


def _fonts() -> Iterator[None]:
    step = 0
    while theme.load_script_fonts(step):
        step += 1
        if step % _FONTS_A_STEP == 0:
            yield
