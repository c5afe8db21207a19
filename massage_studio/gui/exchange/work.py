"""Long pieces of work on a bookings file: shown on a card while they go on, and stopped by a press."""

from collections.abc import Callable
from functools import wraps
from threading import Event
from time import monotonic
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from massage_studio.errors import KnownError
from massage_studio.exchange.tables import Watch
from massage_studio.gui.forms.ui_exchange_page import Ui_ExchangePage

P = ParamSpec("P")
T = TypeVar("T")

_EVERY_SECONDS = 0.05
_LONG_MS = 300


class Work(QObject):
    """Lives in the GUI thread; its `watch` is given to the work in another one.

    `progressed` carries how far it is and of how much, which is zero where nobody knows; `broken` says that
    an error ended it which nobody foresaw.
    """

    progressed = Signal(int, int)
    broken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._told_at = 0.0

    def watch(self) -> Watch:
        """Return what the work tells and asks."""
        return Watch(told=self._told, stopped=self._stop.is_set)

    def guarded(self, act: Callable[P, T]) -> Callable[P, T]:
        """Return the work so that `broken` tells of an error that nobody foresaw, which then goes on."""

        @wraps(act)
        def acting(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return act(*args, **kwargs)
            except KnownError:
                raise
            except Exception:
                self.broken.emit()
                raise

        return acting

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def _told(self, done: int, of: int) -> None:
        # Called for every row; the bar needs no more than the eye sees.
        now = monotonic()
        if now - self._told_at >= _EVERY_SECONDS:
            self._told_at = now
            self.progressed.emit(done, of)


class WorkCard(QObject):
    """The card that shows the work which counts now, where it takes long."""

    def __init__(self, ui: Ui_ExchangePage, parent: QObject) -> None:
        super().__init__(parent)
        self._card, self._label, self._bar = ui.work_card, ui.work_label, ui.work_progress
        self._work: Work | None = None
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(self._card.show)
        self._card.hide()

    @property
    def busy(self) -> bool:
        """Whether something is under way that counts."""
        return self._work is not None

    def begin(self, words: str) -> Work:
        """Start a piece of work; `end` must be called when it is over."""
        self.leave()
        self._work = work = Work(self)
        self._label.setToolTip("")
        self._label.setText(words)
        self._bar.setRange(0, 0)
        work.progressed.connect(self._show)
        self._long.start()
        return work

    def end(self, work: Work) -> bool:
        """Put a piece of work away; tell whether it still is the one that counts."""
        counts = work is self._work
        if counts:
            self._away()
        work.deleteLater()
        return counts

    def stop(self) -> None:
        """Ask the work to stop."""
        if self._work is not None:
            self._work.stop()

    def leave(self) -> None:
        """Ask the work to stop, and do not wait for its end."""
        self.stop()
        self._away()

    def _away(self) -> None:
        self._work = None
        self._long.stop()
        self._card.hide()

    def _show(self, done: int, of: int) -> None:
        if self.sender() is self._work:
            self._bar.setRange(0, of)
            self._bar.setValue(min(done, of))
