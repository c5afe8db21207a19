"""Saves the books of a period as a table or a workbook, from any page."""

from datetime import date
from functools import partial

from massage_studio.bookings.ledger_queries import books
from massage_studio.bookings.ledger_views import Books
from massage_studio.exchange.money_files import FORMATS, format_of
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, first: date | None, last: date | None, period: str) -> None:
    """Ask where the books of a period go and write them there; `parent` says when it is done."""
    _BooksExport(context, parent, period).begin(first, last)


class _BooksExport(Export):
    """One export of the books."""

    def __init__(self, context: Context, page: Page, period: str) -> None:
        super().__init__(context, page)
        self._period = period
        self._count = 0

    def begin(self, first: date | None, last: date | None) -> None:
        self.context.tasks.read(partial(books, first=first, last=last), self._ask, self.failed)

    def _ask(self, found: Books) -> None:
        self._count = len(found.payments)
        kinds = (self.tr("Excel workbook (*.xlsx)"), self.tr("Payments, table with commas (*.csv)"))
        question = Question(
            self.tr("Export the books"),
            safe_filename(self.tr("Money {period}").format(period=self._period), ".xlsx"),
            ";;".join(kinds),
            self.tr("Its content will be replaced by the books."),
            more=tuple(FORMATS),
        )
        self.save(question, lambda target: format_of(target)(found))

    def done(self, _: object) -> None:
        self.end(self.tr("%n payments exported.", "", self._count))
