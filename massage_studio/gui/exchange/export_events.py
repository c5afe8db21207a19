"""Saves what was seen in a class as a table, from any page."""

from functools import partial
from uuid import UUID

from massage_studio.errors import KnownError
from massage_studio.exchange.event_formats import FORMATS, format_of
from massage_studio.exchange.events import Record, event_table
from massage_studio.exchange.queries import record_of
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, session_id: UUID, *, names: bool = False) -> None:
    """Ask where the events of a class go and write them there; `parent` says when it is done.

    Babies and adults are numbered; with `names` they are named, and the words for the family are written too.
    While the class runs, or where nothing was noted, `parent` says so and nothing is asked.
    """
    _EventsExport(context, parent, names).begin(session_id)


class _EventsExport(Export):
    """One export of events."""

    def __init__(self, context: Context, page: Page, names: bool) -> None:
        super().__init__(context, page)
        self._names = names
        self._count = 0

    def begin(self, session_id: UUID) -> None:
        self.context.tasks.read(partial(record_of, session_id=session_id), self._ask, self._cannot)

    def _ask(self, record: Record) -> None:
        if record.room.register.session.status == "running":
            # Nothing may come between the instructor and a class that runs.
            self.end(self.tr("Finish the class first, then export its events."))
            return
        try:
            table = event_table(
                record, now=self.context.clock(), pseudonyms=not self._names, texts=self._names
            )
        except KnownError as error:
            self._cannot(error)
            return
        self._count = len(table.rows)
        kinds = (
            self.tr("Excel workbook (*.xlsx)"),
            self.tr("Table with commas (*.csv)"),
            self.tr("BORIS project (*.boris)"),
            self.tr("BORIS aggregated events (*.tsv)"),
        )
        question = Question(
            self.tr("Export the events"),
            safe_filename(table.observation.replace(":", ""), ".xlsx"),
            ";;".join(kinds),
            self.tr("Its content will be replaced by the events."),
            more=tuple(FORMATS),
        )
        self.save(question, lambda target: format_of(target)(table))

    def done(self, _: object) -> None:
        self.end(self.tr("%n events exported.", "", self._count))

    def _cannot(self, error: KnownError) -> None:
        self.end(str(error))
