"""Saves letters as drafts where she chooses, and opens them in her own mail program when she asks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.exchange.calendar_files import calendar_file
from massage_studio.exchange.letter_files import draft, file_name
from massage_studio.exchange.letters import Letter
from massage_studio.exchange.saving import save_new
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
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


class _Saving(Export):
    """One saving of drafts."""

    def __init__(
        self, context: Context, page: Page, posts: tuple[Post, ...], course: str, profile: Profile
    ) -> None:
        super().__init__(context, page)
        self._posts, self._course, self._profile = posts, course, profile

    def begin(self) -> None:
        drafts = partial(_drafts, self._posts, self._course, self._profile, self.context.clock())
        if len(self._posts) > 1:
            title = self.tr("Choose a folder for %n drafts", "", len(self._posts))
            folder = self.context.messages.folder_to_save(self.page, title)
            self.work(folder, partial(_write_all, drafts))
        else:
            question = Question(
                self.tr("Save the draft"),
                file_name(self._posts[0].letter),
                self.tr("Draft of a letter (*.eml)"),
                self.tr("Its content will be replaced by this letter."),
            )
            self.save(question, lambda _: next(drafts())[1])

    def done(self, where: Path) -> None:
        count = len(self._posts)
        words = self.tr("%n drafts are saved. Send them from your mail program.", "", count)
        # Several lie in a folder.
        act = self.tr("Open it") if where.is_file() else self.tr("Open the folder")
        self.end(words, act, partial(open_file, where))


def open_file(path: Path) -> None:
    """Open a file or folder that was just written with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _drafts(
    posts: Iterable[Post], course: str, profile: Profile, now: datetime
) -> Iterator[tuple[str, bytes]]:
    made: dict[tuple[CalendarEntry, ...], bytes] = {}
    for post in posts:
        if post.classes and post.classes not in made:
            made[post.classes] = calendar_file(
                post.classes, made=now, name=course, profile=profile, homes=True
            )
        beside = made.get(post.classes, b"")
        content = draft(post.letter, profile=profile, calendar=beside, calendar_name=course)
        yield file_name(post.letter), content


def _write_all(drafts: Callable[[], Iterator[tuple[str, bytes]]], folder: Path) -> Path:
    """Write several drafts, beside what is in the folder; all are made before the first is written."""
    for name, content in list(drafts()):
        save_new(folder, name, content)
    return folder
