"""Saves letters as drafts where she chooses, and opens them in her own mail program when she asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.errors import KnownError
from massage_studio.exchange.calendar_files import calendar_file
from massage_studio.exchange.event_files import save
from massage_studio.exchange.letter_files import ENDING, draft, file_name, save_new
from massage_studio.exchange.letters import Letter
from massage_studio.gui.bookings.export_calendar import Question, asked_target
from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.store.profile_view import Profile


@dataclass(frozen=True, slots=True)
class Post:
    """A letter with the classes that go into the calendar file beside it."""

    letter: Letter
    classes: tuple[CalendarEntry, ...]


def offer(context: Context, page: Page, posts: tuple[Post, ...], course: str, profile: Profile) -> None:
    """Ask where the drafts go, one file or a folder for several, and write them there; `page` says when."""
    if posts:
        _Saving(context, page, posts, course, profile).begin()


class _Saving(QObject):
    """One saving of drafts, from the question to what is said at its end."""

    def __init__(
        self, context: Context, page: Page, posts: tuple[Post, ...], course: str, profile: Profile
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._posts = context, page, posts
        self._course, self._profile = course, profile

    def begin(self) -> None:
        if len(self._posts) == 1:
            question = Question(
                self.tr("Save the draft"),
                file_name(self._posts[0].letter),
                self.tr("Draft of a letter (*.eml)"),
                self.tr("Its content will be replaced by this letter."),
            )
            target = asked_target(self._context, self._page, question, ENDING)
        else:
            target = self._context.messages.folder_to_save(
                self._page, self.tr("Choose a folder for {count} drafts").format(count=len(self._posts))
            )
        if target is None:
            self.deleteLater()
            return
        write = _write_one if len(self._posts) == 1 else _write_all
        work: Callable[[], Path] = partial(
            write, self._posts, target, self._course, self._profile, self._context.clock()
        )
        self._context.tasks.make(work, self._done, self._failed)

    def _done(self, where: Path) -> None:
        if len(self._posts) == 1:
            words, act = self.tr("The draft is saved. Send it from your mail program."), self.tr("Open it")
        else:
            words = self.tr("{count} drafts are saved. Send them from your mail program.")
            words, act = words.format(count=len(self._posts)), self.tr("Open the folder")
        self._page.say.emit(words, act, partial(open_file, where))
        self.deleteLater()

    def _failed(self, error: KnownError) -> None:
        self.deleteLater()
        self._context.messages.tell(self._page, error.message, error.advice)


def open_file(path: Path) -> None:
    """Open a file or folder that was just written with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _drafts(
    posts: Iterable[Post], course: str, profile: Profile, now: datetime
) -> Iterable[tuple[str, bytes]]:
    made: dict[tuple[CalendarEntry, ...], bytes] = {}
    for post in posts:
        if post.classes and post.classes not in made:
            made[post.classes] = calendar_file(
                post.classes, made=now, name=course, profile=profile, homes=True
            )
        beside = made.get(post.classes, b"")
        content = draft(post.letter, profile=profile, calendar=beside, calendar_name=course)
        yield file_name(post.letter), content


def _write_one(posts: tuple[Post, ...], target: Path, course: str, profile: Profile, now: datetime) -> Path:
    """Write one draft, over a file that the person was asked about."""
    [(_, content)] = _drafts(posts, course, profile, now)
    save(target, content, replace=True)
    return target


def _write_all(posts: tuple[Post, ...], folder: Path, course: str, profile: Profile, now: datetime) -> Path:
    """Write several drafts, beside what is in the folder; all are made before the first is written."""
    for name, content in list(_drafts(posts, course, profile, now)):
        save_new(folder, name, content)
    return folder
