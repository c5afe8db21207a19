"""What is for the instructor alone: read while a key is held, or for a moment at one baby."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.gui.cues import hints, signs
from massage_studio.gui.cues.room import Room
from massage_studio.gui.privacy import KEY as CURTAIN_KEY
from massage_studio.gui.privacy import Privacy
from massage_studio.gui.widgets.popover import Popover

KEY = Qt.Key.Key_F8

_STAY_MS = 6_000
# X11 lets a key that is held go and presses it again in one moment.
_LET_GO_MS = 40


class Peek(QObject):
    """Shows words over a page as long as they are wanted; `held` tells whether the key is down.

    Behind the curtain it says only how to lift it.
    """

    held = Signal(bool)

    def __init__(self, privacy: Privacy, page: QWidget, told: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(page)
        self._privacy, self._page, self._told = privacy, page, told
        self.popover = Popover(page)
        self._down = False
        self._let_go = QTimer(self, interval=_LET_GO_MS, singleShot=True)
        self._let_go.timeout.connect(self.end)
        privacy.changed.connect(self.end)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # A key that is let go in another window is never told.
        application.focusWindowChanged.connect(self.end)

    def pressed(self, event: QKeyEvent) -> bool:
        """Take the key as it goes down; tell whether it was this one."""
        if event.key() == KEY:
            self._let_go.stop()
            if not self._down:
                self.begin()
        return event.key() == KEY

    def released(self, event: QKeyEvent) -> bool:
        """Take the key as it is let go; tell whether it was this one."""
        if event.key() == KEY and not event.isAutoRepeat():
            self._let_go.start()
        return event.key() == KEY

    def begin(self) -> None:
        """Show all that is for the instructor alone, until `end`."""
        self._down = True
        if self._privacy.drawn:
            self.popover.show_over(self._page, self._hidden())
            return
        self.held.emit(True)
        self.popover.show_over(self._page, self._told() or (self.tr("Nothing to tell you now."),))

    def end(self) -> None:
        """Take away what is shown."""
        self._let_go.stop()
        self.popover.hide()
        if self._down:
            self._down = False
            self.held.emit(False)

    def open_signs(self, row: RegisterRow, beside: QWidget) -> None:
        """Show for a moment what the signs of one dyad stand for, beside where it stands."""
        if not self._down:
            told = signs.lines(row)
            more = self._hidden() if row.covered else ()
            self.popover.show_beside(beside, (row.baby.given_name, *told, *more), _STAY_MS)

    def _hidden(self) -> tuple[str, ...]:
        key = CURTAIN_KEY.toString(QKeySequence.SequenceFormat.NativeText)
        return (self.tr("Lift the curtain ({key}) to read it.").format(key=key),)


def told_alone(room: Room, now: datetime) -> tuple[str, ...]:
    """Return what the instructor alone reads of a class, a line each: hints, warning signs and flags."""
    known = [
        f"{hints.named(row.baby.given_name)} {' '.join(signs.lines(row))}"
        for row in room.rows
        if row.status not in ("absent", "elsewhere") and signs.known(row)
    ]
    return (*hints.lines(room, now), *room.warnings(now), *known)
