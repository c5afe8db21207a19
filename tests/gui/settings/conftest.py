"""Settings on a real studio, at ten o'clock on Thursday 19 November 2026."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QColor, QImage, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.gui.settings.first_run import FirstRunPage
from massage_studio.gui.settings.page import SettingsPage
from massage_studio.gui.tasks import Tasks
from massage_studio.store import profile as particulars
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from massage_studio.store.profile_view import Profile
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW

KEPT = Profile(
    instructor="Ania Nowak", business="Sunflower Baby Massage", email="ania@sunflower.example", phone="0123"
)


@dataclass
class Stage:
    """A page, its studio, and what it asked of the window."""

    page: Any
    store: Store
    messages: RecordingMessages
    qtbot: QtBot
    gone: list[tuple[str, Any]] = field(default_factory=list)
    said: list[tuple[str, str, Callable[[], None] | None]] = field(default_factory=list)

    def type(self, edit: QLineEdit, text: str) -> None:
        """Type with keys, or as an input method does what has no key in the test library."""
        if text.isascii():
            self.qtbot.keyClicks(edit, text)
            return
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QCoreApplication.sendEvent(edit, typed)

    def kept(self) -> Profile:
        """Return what is in the database now."""
        with self.store.read() as session:
            return particulars.profile(session)

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        settle(self.page.context.tasks)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> Iterator[None]:
    """Keep what the page remembers on this computer in a file of the test."""
    before = (QCoreApplication.organizationName(), QSettings.defaultFormat())
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "remembered"))
    QCoreApplication.setOrganizationName("Massage Studio tests")
    yield
    QCoreApplication.setOrganizationName(before[0])
    QSettings.setDefaultFormat(before[1])


@pytest.fixture
def settings(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The settings of a studio that has a name."""
    yield from _staged(studio_folder, qtbot, SettingsPage, KEPT)


@pytest.fixture
def first_run(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The welcome to a studio without a name."""
    yield from _staged(studio_folder, qtbot, FirstRunPage, None)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph of 1500 by 750 pixels."""
    image = QImage(1500, 750, QImage.Format.Format_RGB32)
    image.fill(QColor("#1F7A74"))
    file = tmp_path / "logo.jpg"
    assert image.save(str(file))
    return file


def _staged(folder: Path, qtbot: QtBot, kind: type[Page], profile: Profile | None) -> Iterator[Stage]:
    store, tasks, messages = open_studio(folder), Tasks(), RecordingMessages()
    if profile is not None:
        with store.write() as session:
            particulars.write_profile(session, profile=profile)
    tasks.use(store)
    page = kind(Context(tasks, messages, clock=lambda: NOW))
    page.resize(1093, 720)
    made = Stage(page, store, messages, qtbot)
    page.go.connect(lambda name, key: made.gone.append((name, key)))
    page.say.connect(lambda words, action, act: made.said.append((words, action, act)))
    page.show()
    made.settle()
    yield made
    page.hide()
    tasks.close()
    delete(page)


def delete(widget: QWidget) -> None:
    """Delete a widget here and now: left to the garbage collector, it could go in the next test's worker."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
