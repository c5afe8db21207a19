"""Saves the books of a period as a table or a workbook, from any page."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from massage_studio.bookings.ledger_queries import books
from massage_studio.bookings.ledger_views import Books
from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import save
from massage_studio.exchange.money_files import FORMATS, format_of
from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, first: date | None, last: date | None, period: str) -> None:
    """Ask where the books of a period go and write them there; `parent` says when it is done."""
    _Export(context, parent, period).begin(first, last)


class _Export(QObject):
    """One export, from the question to what is said at its end."""

    def __init__(self, context: Context, page: Page, period: str) -> None:
        super().__init__(page)
        self._context, self._page, self._period = context, page, period

    def begin(self, first: date | None, last: date | None) -> None:
        self._context.tasks.read(books, self._ask, self._failed, first=first, last=last)

    def _ask(self, found: Books) -> None:
        kinds = ";;".join(
            (self.tr("Excel workbook (*.xlsx)"), self.tr("Payments, table with commas (*.csv)"))
        )
        name = safe_filename(self.tr("Money {period}").format(period=self._period), ".xlsx")
        messages = self._context.messages
        target = messages.file_to_save(self._page, self.tr("Export the books"), name, kinds)
        if target is not None and target.suffix.casefold() not in FORMATS:
            target = self._completed(target)
        if target is None:
            self.deleteLater()
            return
        self._context.tasks.make(partial(_write, found, target), self._done, self._failed)

    def _completed(self, target: Path) -> Path | None:
        """Return the name with its ending; the chooser has not asked about a name that we complete."""
        named = target.with_name(f"{target.name}.xlsx")
        if named.exists() and not self._context.messages.ask(
            self._page,
            self.tr("There is a file of that name already."),
            self.tr("Its content will be replaced by the books."),
            self.tr("Replace it"),
        ):
            return None
        return named

    def _done(self, count: int) -> None:
        words = self.tr("1 payment exported.") if count == 1 else self.tr("{count} payments exported.")
        self._page.say.emit(words.format(count=count), "", None)
        self.deleteLater()

    def _failed(self, error: KnownError) -> None:
        self.deleteLater()
        self._context.messages.tell(self._page, error.message, error.advice)


def _write(found: Books, target: Path) -> int:
    """Write the file, over one that the person was asked about, and return how many payments it holds."""
    save(target, format_of(target)(found), replace=True)
    return len(found.payments)
