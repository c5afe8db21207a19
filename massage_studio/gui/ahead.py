"""Makes ready in idle moments what a press would otherwise have to wait for."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from massage_studio.gui import pages, theme
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Tasks

_PAUSE_MS = 12
_LATE_SECONDS = 0.02
_FONTS_A_STEP = 6


class Ahead(QObject):
    """Loads fonts and makes the pages, one small step at a time, with pauses in which the window answers."""

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
        yield from _fonts()
        for name in pages.PLACES:
            # The first-run page is seen once in a studio's life.
            if name == "first_run":
                continue
            page = self._make(name)
            yield
            yield from self._lay_out(page)
            yield from page.ahead()
        yield from pages.load_late_of_qt()
        for module in pages.LATE:
            self._tasks.make(partial(pages.load_late, module), lambda _: None)
            yield

    def _lay_out(self, page: Page) -> Iterator[None]:
        """Give a page that is not in view its style and its size."""
        if page.isVisible():
            return
        page.resize(self._stack.size())
        for part in (page, *page.findChildren(QWidget)):
            part.ensurePolished()
        yield
        layout = page.layout()
        if layout is not None and not page.isVisible():
            layout.activate()
            yield


def _fonts() -> Iterator[None]:
    step = 0
    while theme.load_script_fonts(step):
        step += 1
        if step % _FONTS_A_STEP == 0:
            yield
