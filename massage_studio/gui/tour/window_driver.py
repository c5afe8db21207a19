"""Clicks, types and waits on the real window."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from massage_studio.errors import BugError
from massage_studio.gui import theme
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tour.stall_meter import StallMeter

_PATIENCE = 20.0  # seconds


class WindowDriver:
    """Does what an instructor does, and takes a picture of each screen."""

    def __init__(self, window: MainWindow, pictures: Path, meter: StallMeter) -> None:
        self.window = window
        self.pictures = pictures
        self.meter = meter
        self.taken: list[Path] = []

    def wait(self, done: Callable[[], Any], what: str) -> None:
        """Let the window work until `done`.

        Raises:
            BugError: it was not done in twenty seconds.
        """
        end = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > end:
                raise BugError(f"the tour waited in vain for {what}")
            self.rest(0.01)

    def rest(self, seconds: float) -> None:
        """Let the window do what it has to do for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def key(
        self,
        widget: QWidget,
        key: Qt.Key | str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press one key."""
        QTest.keyClick(widget, key, held)  # type: ignore[arg-type]
        self.rest(0.03)

    def type(self, widget: QWidget, words: str) -> None:
        """Type words."""
        QTest.keyClicks(widget, words)
        self.rest(0.03)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled(), widget.objectName())
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest(0.03)

    def open(self, entry: str) -> None:
        """Click an entry of the sidebar."""
        self.meter.step = entry
        self.click(self.window.nav[entry])
        self.rest(0.4)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Keep a picture of the window, or of a dialog over it."""
        with self.meter.paused():
            file = self.pictures / f"{len(self.taken) + 1:02}-{name}.png"
            (of or self.window).grab().save(str(file))
            self.taken.append(file)

    def in_the_dark(self, name: str) -> None:
        """Keep a picture of the same screen in the dark theme."""
        application = QGuiApplication.instance()
        assert isinstance(application, QApplication)
        with self.meter.paused():
            theme.apply(application, "dark")
        self.rest(0.2)
        self.picture(name)
        with self.meter.paused():
            theme.apply(application, "light")
        self.rest(0.1)
