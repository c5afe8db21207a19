"""A class room on a real studio: a class that runs, its babies here, and a clock to put forward."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QLocale, QPoint, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import RegisterView
from massage_studio.cues import opening_service, register_service
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import ClassRoomView, CueView
from massage_studio.gui.context import Context
from massage_studio.gui.cues.entry_panel import EntryPanel
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.widgets.chip import Chip
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, OpenClass, a_booking, a_course, a_family, classes_of, filled

NAMES = ("Mia", "Leo", "Zoë", "Arlo", "Noor", "Finn", "Ivy", "Theo", "Ana", "Noah", "Layla", "Bart")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass
class RoomStage:
    """The window at its class room, and the hands in front of it."""

    window: MainWindow
    page: CuesPage
    store: Store
    held: OpenClass
    qtbot: QtBot
    now: datetime = NOW

    @property
    def messages(self) -> RecordingMessages:
        assert isinstance(self.window.context.messages, RecordingMessages)
        return self.window.context.messages

    def forward(self, **time: float) -> None:
        """Put the clock forward."""
        self.now += timedelta(**time)

    def settle(self, rounds: int = 4) -> None:
        """Wait until nothing is left to do."""
        settle(self.window.context.tasks, rounds)

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press keys, by their signs or names with a space between."""
        for key in keys.split():
            self.key(key, on=on, settle=False)
        self.settle()

    def key(
        self,
        key: str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
        settle: bool = True,
    ) -> None:
        """Press one key."""
        named = getattr(Qt.Key, f"Key_{key}", None) if len(key) > 1 else None
        self.qtbot.keyClick(on or self.page, named if named is not None else key, held)
        if settle:
            self.settle()

    def click(self, widget: QWidget) -> None:
        """Press a control with the mouse."""
        assert widget.isVisible() and widget.isEnabled(), widget
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.rect().center()))
        self.settle()

    def baby(self, name: str) -> UUID:
        """Return the key of a baby."""
        return next(row.baby.id for row in self.register().rows if row.baby.given_name == name)

    def register(self) -> RegisterView:
        """Return the register as the database has it."""
        with self.store.read() as session:
            return register(session, session_id=self.held.session)

    def kept(self) -> ClassRoomView:
        """Return the class as the database has it."""
        with self.store.read() as session:
            return class_room(session, session_id=self.held.session)

    def notes(self, name: str) -> list[CueView]:
        """Return a baby's notes as the database has them."""
        baby = self.baby(name)
        return [note for note in self.kept().notes if note.baby_id == baby]

    def codes(self, name: str) -> list[tuple[str, str]]:
        """Return kind and code of a baby's notes."""
        return [(note.kind, note.code) for note in self.notes(name)]


def a_running_class(session: Session, babies: int, here: bool) -> OpenClass:
    """Open the first class of a course with so many babies, all of them here or none of them yet."""
    course = a_course(session, capacity=12)
    dyads = tuple(a_family(session, name, f"Carer{name}") for name in NAMES[:babies])
    for number, dyad in enumerate(dyads):
        a_booking(session, course, dyad, now=NOW + timedelta(minutes=number - 60))
    held = OpenClass(classes_of(session, course)[0], course, dyads)
    opening_service.open_class(session, session_id=held.session, now=NOW)
    if here:
        register_service.mark(
            session,
            action_id=new_id(),
            session_id=held.session,
            baby_ids=tuple(dyad.baby for dyad in dyads),
            status="here",
            now=NOW,
        )
    return held


@contextmanager
def class_room_of(folder: Path, qtbot: QtBot, babies: int = 3, *, here: bool = True) -> Iterator[RoomStage]:
    """Yield the class room of a running class with so many babies, all of them here."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    # What an instructor chose on this computer in another test is not chosen in this one.
    QSettings().remove("class_room")
    held = filled(folder, a_running_class, babies, here)
    store, tasks = open_studio(folder), Tasks()
    tasks.use(store)
    window = MainWindow(Context(tasks, RecordingMessages(), clock=lambda: stage.now))
    page = window.page("class_room")
    assert isinstance(page, CuesPage)
    stage = RoomStage(window, page, store, held, qtbot)
    window.resize(1366, 768)
    try:
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go("class_room", held.session)
        stage.settle()
        yield stage
        stage.settle()
    finally:
        tasks.close()
        window.close()
        window.deleteLater()
        QSettings().remove("class_room")
        QLocale.setDefault(before)


def choose_in(chip: QWidget, words: str) -> None:
    """Choose one of what a chip of an entry shows below it."""
    panel = chip.parentWidget()
    while not isinstance(panel, EntryPanel):
        assert panel is not None
        panel = panel.parentWidget()
    shown = [one for one in panel.findChildren(Chip) if one.isVisible() and one is not chip]
    next(one for one in shown if one.words() == words).click()
