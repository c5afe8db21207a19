"""Reads the file that was chosen on the page, away from the GUI thread, and reads it again another way."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from massage_studio.errors import KnownError
from massage_studio.exchange.reading import read_file
from massage_studio.exchange.tables import BY_ITSELF, HowRead, Stopped, Table
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.import_work import ImportWork
from massage_studio.gui.exchange.work_card import WorkCard


class Reader(QObject):
    """The file, how it shall be read, and the table that it holds once it is read.

    `opened` says that the table is there; `refused` carries the KnownError why it is not, and `broken` says
    that an error of ours was in the way.
    """

    opened = Signal()
    refused = Signal(object)
    broken = Signal()

    def __init__(self, context: Context, work: WorkCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card = context, work
        self.path: Path | None = None
        self.how = BY_ITSELF
        self.table: Table | None = None

    def take(self, path: Path) -> None:
        """Read another file."""
        self.forget()
        self.path = path
        self.again(BY_ITSELF)

    def again(self, how: HowRead) -> None:
        """Read the file another way; its table stays until that is done."""
        if self.path is None:
            return
        self.how = how
        work = self._card.begin(self.tr("Reading {name}").format(name=self.path.name))
        work.broken.connect(partial(self._broken, work))
        self._context.tasks.make(
            partial(work.guarded(read_file), self.path, how, work.watch()),
            partial(self._opened, work),
            partial(self._refused, work),
        )

    def forget(self) -> None:
        """Let the file go, whether it is read or not."""
        self._card.leave()
        self.path = self.table = None
        self.how = BY_ITSELF

    def stop(self) -> None:
        """Stop reading; a table that was there before stays."""
        self._card.leave()
        if self.table is None:
            self.path = None

    def _opened(self, work: ImportWork, table: Table) -> None:
        if self._card.end(work):
            self.table = table
            self.opened.emit()

    def _refused(self, work: ImportWork, error: KnownError) -> None:
        if self._card.end(work) and not isinstance(error, Stopped):
            if self.how == BY_ITSELF:
                self.path = self.table = None
            self.refused.emit(error)

    def _broken(self, work: ImportWork) -> None:
        if self._card.end(work):
            if self.table is None:
                self.path = None
            self.broken.emit()
