"""Exports the whole studio into one file in an open format."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from massage_studio.errors import KnownError
from massage_studio.exchange.whole_studio import ENDING
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question, asked_target
from massage_studio.gui.page import Page
from massage_studio.gui.settings.records_card import RecordsCard
from massage_studio.gui.work_progress import WorkProgress
from massage_studio.paths import safe_filename
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.keys import id_in


def offer(context: Context, page: Page, card: RecordsCard) -> None:
    """Ask where the whole studio goes, and write it there; the card shows how far that is."""
    _WholeExport(context, page, card).begin()


class _WholeExport(Export):
    """One export of everything."""

    def __init__(self, context: Context, page: Page, card: RecordsCard) -> None:
        super().__init__(context, page)
        self._card, self._progress = card, WorkProgress()

    def begin(self) -> None:
        self.context.tasks.with_store(_with_its_lock, self._ask)

    def _ask(self, asked: tuple[Store, bool]) -> None:
        store, has_passphrase = asked
        if has_passphrase and not self.context.messages.ask(
            self.page,
            self.tr("Write a file that anybody can read?"),
            self.tr(
                "Your studio has a passphrase, but this file will have none: other programs could not read "
                "it then. Whoever gets hold of it reads every name and note. To keep a copy for yourself, "
                "make a backup instead: it is encrypted."
            ),
            self.tr("Choose where"),
        ):
            self.deleteLater()
            return
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
        else:
            self._write(target, store)

    def _write(self, target: Path, store: Store) -> None:
        """Write a snapshot beside all else that is read and written meanwhile."""
        now, progress = self.context.clock(), self._progress

        def write() -> Path:
            with store.read() as session:
                return write_studio(session, target, now=now, replace=True, progress=progress)

        progress.came.connect(self._card.show_export, Qt.ConnectionType.QueuedConnection)
        self._card.stop_export.connect(progress.stop)
        self.context.tasks.closing.connect(progress.stop)
        self._card.show_export(0)
        self.context.tasks.check(write, self.done, self.failed)

    def done(self, where: Path) -> None:
        self._leave()
        self.end(
            self.tr("The whole studio is in {name}. Anybody who has that file can read it.").format(
                name=where.name
            )
        )

    def failed(self, error: KnownError) -> None:
        self._leave()
        super().failed(error)

    def _leave(self) -> None:
        self._progress.came.disconnect(self._card.show_export)
        self._card.show_export(None)


def _with_its_lock(store: Any) -> tuple[Store, bool]:
    return store, id_in(store.folder / FILE_NAME) is not None
