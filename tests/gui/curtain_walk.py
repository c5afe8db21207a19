"""Walks through all that can be on the screen behind the curtain, and tells what gives somebody away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QTabBar, QWidget
from sqlalchemy import text

from massage_studio.bookings import today_queries
from massage_studio.cues import opening_service, register_service
from massage_studio.cues import service as cues
from massage_studio.curriculum.queries import current
from massage_studio.families import private_service
from massage_studio.gui.context import Context
from massage_studio.gui.cover import CoverPage
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.handouts.reading import Reading
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.pages import PLACES
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.demo_studio import TODAY
from tests.gui.made_dialogs import Maker, dialog_classes
from tests.gui.marked_studio import MARKER, betrays, mark
from tests.gui.readable import readable
from tests.gui.settling import settle

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 5, tzinfo=ZoneInfo("Europe/London"))
# What the curriculum says about health is of no baby here.
_OF_NO_BABY = {"curriculum"}


class Unanswered(Tasks):
    """Takes every question and answers none."""

    def read(self, *_: Any, **__: Any) -> None:
        """Leave what the studio is asked."""

    def make(self, *_: Any, **__: Any) -> None:
        """Leave what is asked of the papers' worker."""

    def check(self, *_: Any, **__: Any) -> None:
        """Leave what is asked of the check's worker."""

    def run(self, *_: Any, **__: Any) -> None:
        """Leave what is asked of the database's worker."""


class Walk:
    """The window on a studio, and with which key each page is opened so that it has much to show."""

    def __init__(self, store: Store, window: MainWindow) -> None:
        self.store, self.window = store, window
        with store.read() as session:
            view = today_queries.today(session, now=NOW, zone="Europe/London")
        assert view.first is not None
        self.row, self.klass = view.first.rows[0], view.first.session

    def settle(self) -> None:
        settle(self.window.context.tasks)

    def fill(self) -> None:
        """Let the class and a family have all that is to be hidden, each with the marker."""
        of: dict[str, Any] = {"session_id": self.klass.id, "now": NOW}
        baby, dyads = self.row.baby, ((self.row.baby.id, None),)
        today = NOW.date()
        with self.store.write() as session:
            opening_service.open_class(session, **of)
            register_service.mark(session, action_id=new_id(), baby_ids=(baby.id,), status="here", **of)
            ill: dict[str, Any] = {"health": "unwell", "note": MARKER, "today": today, "wait_hours": 48}
            register_service.check_health(session, action_id=new_id(), baby_id=baby.id, **ill, **of)
            for layer in ("family", "private", "safeguarding"):
                words: dict[str, Any] = {
                    "kind": "note",
                    "code": "",
                    "text": f"{MARKER} {layer}",
                    "layer": layer,
                }
                cues.record(session, action_id=new_id(), dyads=dyads, **words, **of)
            for kind, code in (("bookmark", ""), ("cue", "goes_limp"), ("not_massaged", "unwell")):
                said: dict[str, Any] = {"kind": kind, "code": code, "dyads": dyads}
                cues.record(session, action_id=new_id(), **said, **of)
            private_service.keep_mark(
                session, family_id=baby.family_id, worries=("low_mood",), words=MARKER, since=today
            )
            session.execute(text("UPDATE health_flag SET what = '' WHERE kind = 'unwell'"))
        mark(self.store)

    def pages(self) -> list[str]:
        """Return the pages by name, in the order of the sidebar."""
        return [name for name in PLACES if name != "first_run"]

    def go(self, name: str) -> None:
        of_class = self.klass.id
        keys: dict[str, UUID | tuple[str, UUID] | Reading | Asking] = {
            "classes": self.klass.course_id,
            "letters": ("confirmation", of_class),
            "class_room": of_class,
            "after_class": of_class,
            "quick_entry": of_class,
            "family": self.row.baby.family_id,
            "summary": self.row.baby.family_id,
            "own_words": Asking(self.row.baby.family_id, self.row.adults[0].id, None, "before"),
            "handouts": ("take_homes", of_class),
            "proof_read": Reading(of_class),
            "progress": self.klass.course_id,
        }
        self.window.go(name, keys.get(name))
        settle(self.window.context.tasks, 2)

    def betrayed(self, *names: str) -> list[str]:
        """Return where on which page, of these or of all, something is given away, and what."""
        return [f"{where}: {words}" for where, words in self._on_pages(names or tuple(self.pages()))]

    def _on_pages(self, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in names:
            self.go(name)
            covered = isinstance(self.window.stack.currentWidget(), CoverPage)
            if covered is PLACES[name].for_parents:
                yield name, "is not covered" if PLACES[name].for_parents is False else "is covered"
            for part in self._parts():
                for words in betrays(readable(), of_a_baby=name not in _OF_NO_BABY):
                    yield f"{name}, {part}", words

    def _parts(self) -> Iterator[str]:
        """Turn through all tabs and panels of the page in view, those inside of others too, and back."""
        yield "as it opens"
        page = self.window.stack.currentWidget()
        if isinstance(page, CuesPage):
            QTest.keyClick(page, Qt.Key.Key_1)
            self.settle()
            yield "a line of the register opened"
        yield from self._turned(page, set())

    def _turned(self, page: QWidget, met: set[QWidget]) -> Iterator[str]:
        for stack in (*page.findChildren(QTabBar), *page.findChildren(QStackedWidget)):
            if stack in met or not stack.isVisible():
                continue
            met.add(stack)
            before = stack.currentIndex()
            for place in range(stack.count()):
                stack.setCurrentIndex(place)
                settle(self.window.context.tasks, 1)
                if place != before:
                    yield f"{stack.objectName()} {place}"
                yield from self._turned(page, met)
            stack.setCurrentIndex(before)

    def dialogs(self) -> list[QDialog]:
        """Show a dialog of every class over the window, each full of markers."""
        # They are about nobody in the studio, so what they ask of it stays unanswered.
        context = Context(Unanswered(), self.window.context.messages, clock=self.window.context.clock)
        context.privacy = self.window.context.privacy
        with self.store.read() as session:
            maker = Maker(context, current(session), self.window)
        made = [maker.dialog(kind) for kind in dialog_classes()]
        for dialog in made:
            self.window.context.messages.open_dialog(dialog)
        self.settle()
        return made


def shown_over(window: QWidget) -> list[QWidget]:
    """Return the windows that are shown beside this one."""
    return [
        other
        for other in QApplication.topLevelWidgets()
        if other.isVisible() and other is not window.window()
    ]
