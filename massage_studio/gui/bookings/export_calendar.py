"""Saves the classes of a course, or of all, as a file for calendar programs, from any page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from massage_studio.bookings.calendar_queries import timetable
from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.errors import KnownError
from massage_studio.exchange.calendar_files import ENDING, calendar_file
from massage_studio.exchange.event_files import save
from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.paths import safe_filename


def offer(context: Context, parent: Page, course_id: UUID | None = None, name: str = "") -> None:
    """Ask where the classes of a course go, or those of all courses, and write them there.

    `name` is what the calendar is called; `parent` says when it is done.
    """
    _Export(context, parent, name).begin(course_id)


class _Export(QObject):
    """One export, from the question to what is said at its end."""

    def __init__(self, context: Context, page: Page, name: str) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._name = name or context.profile.business or self.tr("Baby massage")

    def begin(self, course_id: UUID | None) -> None:
        self._context.tasks.read(timetable, self._ask, self._failed, course_id=course_id)

    def _ask(self, entries: tuple[CalendarEntry, ...]) -> None:
        if not entries:
            self._end(self.tr("There is no date for a calendar yet."))
            return
        target = asked_target(
            self._context,
            self._page,
            Question(
                self.tr("Export the classes"),
                safe_filename(self._name, ENDING),
                self.tr("Calendar (*.ics)"),
                self.tr("Its content will be replaced by the classes as they stand now."),
            ),
            ENDING,
        )
        if target is None:
            self.deleteLater()
            return
        now, profile = self._context.clock(), self._context.profile
        work: Callable[[], Any] = partial(
            _write,
            entries,
            target,
            lambda: calendar_file(entries, made=now, name=self._name, profile=profile),
        )
        self._context.tasks.make(work, self._done, self._failed)

    def _done(self, count: int) -> None:
        if count == 1:
            self._end(self.tr("1 class exported. Bring the file into your calendar."))
        else:
            words = self.tr("{count} classes exported. Bring the file into your calendar.")
            self._end(words.format(count=count))

    def _failed(self, error: KnownError) -> None:
        self.deleteLater()
        self._context.messages.tell(self._page, error.message, error.advice)

    def _end(self, words: str) -> None:
        self._page.say.emit(words, "", None)
        self.deleteLater()


@dataclass(frozen=True, slots=True)
class Question:
    """What a chooser of one file asks: its title, a name, the kind of file, and what replacing one means."""

    title: str
    suggestion: str
    kinds: str
    replacing: str


def asked_target(context: Context, page: Page, question: Question, ending: str) -> Path | None:
    """Return where to save a file; one that gets its ending here is asked about where it is there already."""
    messages = context.messages
    target = messages.file_to_save(page, question.title, question.suggestion, question.kinds)
    if target is None or target.suffix.casefold() == ending:
        return target
    # The chooser has not asked about a name that we complete.
    named = target.with_name(f"{target.name}{ending}")
    if named.exists() and not messages.ask(
        page, page.tr("There is a file of that name already."), question.replacing, page.tr("Replace it")
    ):
        return None
    return named


def _write(entries: tuple[CalendarEntry, ...], target: Path, make: Callable[[], bytes]) -> int:
    """Write the file, over one that the person was asked about, and return how many classes it holds."""
    save(target, make(), replace=True)
    return len(entries)
