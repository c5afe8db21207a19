"""The card of long work on a bookings file: shown while it goes on, and stopped by a press."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.exchange.import_work import ImportWork
from massage_studio.gui.forms.ui_exchange_work_card import Ui_ExchangeWorkCard
from massage_studio.gui.widgets.card import Card

_LONG_MS = 300


class WorkCard(Card):
    """Shows the work which counts now, where it takes long; `stop_wanted` is the press of its button."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_ExchangeWorkCard()
        self.ui.setupUi(self)
        self.ui.stop_button.clicked.connect(self.stop_wanted)
        self._work: ImportWork | None = None
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_MS)
        self._long.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is under way that counts."""
        return self._work is not None

    def begin(self, words: str) -> ImportWork:
        """Start a piece of work; `end` must be called when it is over."""
        self.leave()
        self._work = work = ImportWork(self)
        self.ui.work_label.setToolTip("")
        self.ui.work_label.setText(words)
        self.ui.work_progress.setRange(0, 0)
        work.progressed.connect(self._progress)
        self._long.start()
        return work

    def end(self, work: ImportWork) -> bool:
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
        self.hide()

    def _progress(self, done: int, of: int) -> None:
        if self.sender() is self._work:
            self.ui.work_progress.setRange(0, of)
            self.ui.work_progress.setValue(min(done, of))
