"""Saves a list of families, bookings, attendance or consents as a table or a workbook, from any page."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from massage_studio.exchange.list_files import ENDINGS, list_file
from massage_studio.exchange.list_queries import Found, ListName, list_out
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.language import translate
from massage_studio.paths import safe_filename

Keys = tuple[UUID, ...]


def list_words(name: ListName) -> str:
    """Return what a list is called in a menu."""
    return {
        "attendees": translate("Lists", "Who comes to this course…"),
        "families": translate("Lists", "Families…"),
        "bookings": translate("Lists", "Bookings…"),
        "attendance": translate("Lists", "Attendance…"),
        "consents": translate("Lists", "Consents…"),
    }[name]


def offer(
    context: Context,
    page: Page,
    name: ListName,
    *,
    course_id: UUID | None = None,
    course: str = "",
    families: Callable[[Any], Keys] | None = None,
) -> None:
    """Ask where a list goes and write it there; `families` is the question that leaves some of them."""
    _ListExport(context, page, name, course_id, course).begin(families)


class _ListExport(Export):
    """One export of a list."""

    def __init__(
        self, context: Context, page: Page, name: ListName, course_id: UUID | None, course: str
    ) -> None:
        super().__init__(context, page)
        self._name, self._course_id, self._course = name, course_id, course
        self._count = 0

    def begin(self, families: Callable[[Any], Keys] | None) -> None:
        if families is None:
            self._read(None)
        else:
            self.context.tasks.read(families, self._read, self.failed)

    def _read(self, keys: Keys | None) -> None:
        self.context.tasks.read(
            partial(
                list_out,
                name=self._name,
                today=self.context.today(),
                course_id=self._course_id,
                family_ids=keys,
            ),
            self._ask,
            self.failed,
        )

    def _ask(self, found: Found) -> None:
        if not found.count:
            self.end(self.tr("There is nothing on this list yet."))
            return
        self._count = found.count
        title = " ".join(part for part in (found.title, self._course) if part)
        question = Question(
            self.tr("Export a list"),
            safe_filename(title, ENDINGS[0]),
            ";;".join((self.tr("Excel workbook (*.xlsx)"), self.tr("Table with commas (*.csv)"))),
            self.tr("Its content will be replaced by this list."),
            more=ENDINGS,
        )
        self.save(question, partial(list_file, found))

    def done(self, _: object) -> None:
        self.end(self.tr("%n lines exported.", "", self._count))
