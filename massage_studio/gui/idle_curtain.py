"""Draws the curtain by itself when nobody has used the program for some minutes."""

from collections.abc import Callable
from time import time

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from massage_studio.gui.privacy import Privacy

MINUTES = 2

_SETTING = "privacy/minutes_left_alone"
_LOOK_EVERY_MS = 2_000
_USE = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    )
)


def minutes() -> int:
    """Return after how many minutes the curtain is drawn; 0 means never."""
    kept = str(QSettings().value(_SETTING, MINUTES))
    return int(kept) if kept.isdecimal() else MINUTES


def keep_minutes(number: int) -> None:
    """Remember the minutes on this computer."""
    QSettings().setValue(_SETTING, number)


class IdleCurtain(QObject):
    """Watches the program's windows; any key, move or touch in one of them is a use of it.

    It goes by the clock on the wall, so that a computer that slept was left alone meanwhile. `left_alone` is
    said before the curtain is drawn.
    """

    left_alone = Signal()

    def __init__(self, privacy: Privacy, parent: QObject, clock: Callable[[], float] = time) -> None:
        super().__init__(parent)
        self._privacy, self._clock = privacy, clock
        self._used = clock()
        self.timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self.timer.timeout.connect(self._look)
        self.timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        # A filter on the application would see every event of every widget, and cost each of them its time.
        if window is not None:
            window.installEventFilter(self)

    def _look(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self._draw_late()

    def _draw_late(self) -> None:
        passed, after = self._clock() - self._used, minutes() * 60
        # A clock that was set back tells nothing.
        if passed < 0:
            self._used = self._clock()
        elif after and passed >= after:
            self._used = self._clock()
            self.left_alone.emit()
            self._privacy.draw(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            now = self._clock()
            if now - self._used > _LOOK_EVERY_MS / 1000:
                # Whoever wakes the computer must not read names before they are hidden.
                self._draw_late()
            self._used = now
        return super().eventFilter(watched, event)
