"""Exports the whole studio into one file in an open format."""

from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from massage_studio.exchange.whole_studio import ENDING
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question, asked_target
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, page: Page) -> None:
    """Ask where the whole studio goes, and write it there."""
    _WholeExport(context, page).begin()


class _WholeExport(Export):
    """One export of everything."""

    def begin(self) -> None:
        name = self.tr("Massage Studio {day}").format(day=self.context.today().isoformat())
        question = Question(
            self.tr("Export the whole studio"),
            safe_filename(name, ENDING),
            self.tr("Whole studio (*.zip)"),
            self.tr("Its content will be replaced by this export."),
        )
        target = asked_target(self.context.messages, self.page, question)
        if target is None:
            self.deleteLater()
            return
        self.context.tasks.with_store(lambda store: store, partial(self._write, target))

    def _write(self, target: Path, store: Any) -> None:
        """Write a snapshot beside all else that is read and written meanwhile."""
        now, stopped = self.context.clock(), Event()

        def write() -> Path:
            with store.read() as session:
                return write_studio(
                    session, target, now=now, replace=True, progress=lambda *_: not stopped.is_set()
                )

        self.context.tasks.closing.connect(stopped.set)
        self.page.say.emit(self.tr("Exporting the whole studio"), self.tr("Stop"), stopped.set)
        self.context.tasks.check(write, self.done, self.failed)

    def done(self, where: Path) -> None:
        self.end(self.tr("The whole studio is in {name}.").format(name=where.name))
