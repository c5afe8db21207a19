"""Saves the classes of a course, or of all, as a file for calendar programs, from any page."""

from functools import partial
from uuid import UUID

from massage_studio.bookings.calendar_queries import for_calendars
from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.exchange.calendar_files import ENDING, calendar_file
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, course_id: UUID | None = None, name: str = "") -> None:
    """Ask where the classes of a course go, or those of all courses, and write them there.

    `name` is what the calendar is called; `parent` says when it is done.
    """
    _CalendarExport(context, parent, name).begin(course_id)


class _CalendarExport(Export):
    """One export of classes."""

    def __init__(self, context: Context, page: Page, name: str) -> None:
        super().__init__(context, page)
        self._name = name or context.profile.business or self.tr("Baby massage")
        self._count = 0

    def begin(self, course_id: UUID | None) -> None:
        self.context.tasks.read(partial(for_calendars, course_id=course_id), self._ask, self.failed)

    def _ask(self, entries: tuple[CalendarEntry, ...]) -> None:
        if not entries:
            self.end(self.tr("There is no date for a calendar yet."))
            return
        self._count = sum(entry.of > 0 or entry.number > 0 for entry in entries)
        question = Question(
            self.tr("Export the classes"),
            safe_filename(self._name, ENDING),
            self.tr("Calendar (*.ics)"),
            self.tr("Its content will be replaced by the classes as they stand now."),
        )
        now, name, profile = self.context.clock(), self._name, self.context.profile
        self.save(question, lambda _: calendar_file(entries, made=now, name=name, profile=profile))

    def done(self, _: object) -> None:
        self.end(self.tr("%n classes exported. Bring the file into your calendar.", "", self._count))
