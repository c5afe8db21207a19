"""Saves what was seen in a class as a table, from any page."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import FORMATS, format_of, save
from massage_studio.exchange.events import EventTable, Record, event_table
from massage_studio.exchange.queries import record_of
from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, session_id: UUID, *, names: bool = False) -> None:
    """Ask where the events of a class go and write them there; `parent` says when it is done.

    Babies and adults are numbered; with `names` they are named, and the words for the family are written too.
    While the class runs, or where nothing was noted, `parent` says so and nothing is asked.
    """
    _Export(context, parent, names).begin(session_id)


class _Export(QObject):
    """One export, from the question to what is said at its end."""

    def __init__(self, context: Context, page: Page, names: bool) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._names = names

    def begin(self, session_id: UUID) -> None:
        self._context.tasks.read(record_of, self._ask, self._cannot, session_id=session_id)

    def _ask(self, record: Record) -> None:
        if record.room.register.session.status == "running":
            # Nothing may come between the instructor and a class that runs.
            self._end(self.tr("Finish the class first, then export its events."))
            return
        try:
            table = event_table(
                record, now=self._context.clock(), pseudonyms=not self._names, texts=self._names
            )
        except KnownError as error:
            self._cannot(error)
            return
        target = self._target(table)
        if target is None:
            self.deleteLater()
            return
        self._context.tasks.make(partial(_write, table, target), self._done, self._failed)

    def _target(self, table: EventTable) -> Path | None:
        """Return where to save; the chooser has not asked about a name that we complete."""
        kinds = ";;".join(
            (
                self.tr("Excel workbook (*.xlsx)"),
                self.tr("Table with commas (*.csv)"),
                self.tr("BORIS aggregated events (*.tsv)"),
            )
        )
        suggestion = safe_filename(table.observation.replace(":", ""), ".xlsx")
        messages = self._context.messages
        target = messages.file_to_save(self._page, self.tr("Export the events"), suggestion, kinds)
        if target is None or target.suffix.casefold() in FORMATS:
            return target
        named = target.with_name(f"{target.name}.xlsx")
        if named.exists() and not messages.ask(
            self._page,
            self.tr("There is a file of that name already."),
            self.tr("Its content will be replaced by the events."),
            self.tr("Replace it"),
        ):
            return None
        return named

    def _done(self, count: int) -> None:
        words = self.tr("1 event exported.") if count == 1 else self.tr("{count} events exported.")
        self._end(words.format(count=count))

    def _cannot(self, error: KnownError) -> None:
        self._end(str(error))

    def _failed(self, error: KnownError) -> None:
        self.deleteLater()
        self._context.messages.tell(self._page, error.message, error.advice)

    def _end(self, words: str) -> None:
        self._page.say.emit(words, "", None)
        self.deleteLater()


def _write(table: EventTable, target: Path) -> int:
    """Write the file, over one that the person was asked about, and return how many events it holds."""
    save(target, format_of(target)(table), replace=True)
    return len(table.rows)
