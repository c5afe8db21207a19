"""The main job through the real window: from a booking site's file to the take-home in the carer's hand."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from massage_studio.bookings.courses_service import add_course
from massage_studio.bookings.register_queries import register
from massage_studio.bookings.venues_service import add_venue
from massage_studio.cues.queries import class_room
from massage_studio.cues.timeline import of_baby
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.gui.context import Context
from massage_studio.gui.cues.after_class_page import AfterClassPage
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.handouts.page import HandoutsPage
from massage_studio.gui.handouts.proof_page import ProofPage
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.today.page import TodayPage
from massage_studio.handouts.unprinted_queries import unprinted
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.settling import settle

BOOKINGS = Path(__file__).parents[1] / "exchange" / "files" / "eventbrite-2024-layout.csv"
TEN = datetime(2026, 11, 19, 10, tzinfo=UTC)


class Wall:
    """A clock on the wall that the test puts forward."""

    def __init__(self) -> None:
        self.now = TEN

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


class Job:
    """The window, and the hands in front of it."""

    def __init__(self, window: MainWindow, store: Store, wall: Wall, qtbot: QtBot) -> None:
        self.window, self.store, self.wall, self.qtbot = window, store, wall, qtbot

    @property
    def messages(self) -> RecordingMessages:
        assert isinstance(self.window.context.messages, RecordingMessages)
        return self.window.context.messages

    @property
    def printer(self) -> KeepingPrinter:
        assert isinstance(self.window.context.printing, KeepingPrinter)
        return self.window.context.printing

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        settle(self.window.context.tasks)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.waitUntil(lambda: widget.isVisible() and widget.isEnabled())
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
        self.settle()

    def press(self, widget: QWidget, keys: str) -> None:
        for key in keys.split():
            if key.startswith("F") and key[1:].isdigit():
                self.qtbot.keyClick(widget, Qt.Key(Qt.Key.Key_F1 + int(key[1:]) - 1))
            else:
                self.qtbot.keyClick(widget, Qt.Key.Key_Return if key == "Enter" else key)
        self.settle()


@pytest.fixture
def course(studio_folder: Path) -> UUID:
    """A course of five Thursdays at ten, with eight places and nobody in it."""
    store = open_studio(studio_folder)
    venue_id, course_id = new_id(), new_id()
    with store.write() as session:
        add_venue(session, venue_id=venue_id, name="Riverside", address="", capacity=8)
        add_course(
            session,
            course_id=course_id,
            name="Autumn course",
            plan_code="five_60",
            venue_id=venue_id,
            starts=tuple(TEN + timedelta(weeks=week) for week in range(5)),
            minutes=60,
            capacity=8,
            price=Decimal(72),
            currency="GBP",
            zone="Europe/London",
            now=TEN - timedelta(days=30),
        )
    store.close()
    return course_id


@pytest.fixture
def job(qtbot: QtBot, studio_folder: Path, course: UUID) -> Iterator[Job]:
    """The window on today's page."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    wall, tasks, store = Wall(), Tasks(), open_studio(studio_folder)
    tasks.use(store)
    context = Context(tasks, RecordingMessages(), KeepingPrinter(), wall)
    window = MainWindow(context)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go("today")
    made = Job(window, store, wall, qtbot)
    made.settle()
    yield made
    made.settle()
    tasks.close()
    window.close()
    window.deleteLater()
    QLocale.setDefault(before)


def bring_in(job: Job) -> None:
    """Classes, Import bookings, choose the file, look, import."""
    job.click(job.window.nav["classes"])
    classes = job.window.page("classes")
    assert isinstance(classes, BookingsPage)
    job.click(classes.ui.import_button)
    importing = job.window.page("import")
    assert isinstance(importing, ExchangePage)
    job.messages.expect("file_to_open", BOOKINGS)
    job.click(importing.empty.button)
    assert "8 babies" in importing.ui.import_button.text()
    job.click(importing.ui.import_button)
    assert "8 babies of 7 families" in importing.ui.banner.words()


def hold(job: Job) -> CuesPage:
    """Open today's class, take the register, catch what two babies do, undo one press."""
    job.click(job.window.nav["today"])
    today = job.window.page("today")
    assert isinstance(today, TodayPage)
    job.click(today.ui.open_button)
    room = job.window.page("class_room")
    assert isinstance(room, CuesPage)
    assert room.header.ui.register_button.isChecked(), "a class begins with its register"
    job.press(room, "1 2 3 4 5 6")
    job.click(room.register_panel.rest_absent_button)
    job.press(room, "Enter")
    assert room.header.ui.register_button.text() == "Register 6 of 8"
    job.press(room, "1 r p")
    job.wall.forward(4)
    job.press(room, "a s a 2 t")
    job.wall.forward(6)
    job.press(room, "1 z F1 2 x F2 o")
    job.wall.forward(2)
    job.press(room, "1 e n")
    job.qtbot.keyClick(room, "z", Qt.KeyboardModifier.ControlModifier)
    job.settle()
    return room


def test_from_the_bookings_file_to_the_take_home_in_the_carers_hand(job: Job) -> None:
    bring_in(job)
    room = hold(job)
    assert room.header.ui.redo_button.text() == "Redo: turns away"
    job.wall.forward(30)
    job.click(room.header.ui.finish_button)

    with job.store.read() as session:
        session_id = room.session_id
        assert session_id is not None
        rows = {row.baby.given_name: row for row in register(session, session_id=session_id).rows}
        notes = class_room(session, session_id=session_id).notes
    assert [rows[name].status for name in ("Mia", "Leo")] == ["here", "here"]
    assert sorted(row.status for row in rows.values()) == ["absent"] * 2 + ["here"] * 6
    mia, leo = (of_baby(notes, rows[name].baby.id) for name in ("Mia", "Leo"))
    assert [(note.kind, note.code) for note in mia] == [
        ("state", "quiet_alert"),
        ("permission", "yes"),
        ("cue", "mutual_gaze"),
        ("cue", "smiles"),
        ("cue", "mutual_gaze"),
        ("cue", "looks_away"),
        ("response", "wait_watch"),
        ("state", "drowsy"),
    ]
    assert [(note.kind, note.code) for note in leo] == [
        ("state", "active_alert"),
        ("cue", "yawns"),
        ("response", "resting_hands"),
        ("permission", "not_now"),
    ]
    states = [note for note in mia if note.kind == "state"]
    assert [(note.at, note.ended) for note in states] == [
        (TEN, TEN + timedelta(minutes=12)),
        (TEN + timedelta(minutes=12), TEN + timedelta(minutes=42)),
    ]

    review = job.window.page("after_class")
    assert isinstance(review, AfterClassPage)
    assert job.window.stack.currentWidget() is review, "a finished class leads to its review"
    job.click(review.ui.print_button)
    papers = job.window.page("handouts")
    assert isinstance(papers, HandoutsPage)
    assert job.window.stack.currentWidget() is papers, "the review leads to the papers"
    job.click(papers.ui.print_button)
    job.settle()
    proof = job.window.page("proof_read")
    assert isinstance(proof, ProofPage)
    assert job.window.stack.currentWidget() is proof, "what nobody read is read before it is printed"
    looked_at = 0
    while (sheet := proof.current()) is not None:
        looked_at += bool(sheet.proof.stops)
        job.qtbot.keyClick(proof.ui.next_button, Qt.Key.Key_Return)
        if sheet.proof.stops:
            job.qtbot.keyClick(proof.ui.next_button, Qt.Key.Key_Return)
        job.settle()
    assert looked_at, "a baby of whom nothing was noted is stopped at"
    job.qtbot.keyClick(proof.ui.print_button, Qt.Key.Key_Return)
    job.qtbot.waitUntil(lambda: bool(job.printer.jobs))
    job.settle()
    told = [words_of(paper) for paper in job.printer.jobs[0]]
    assert len(told) == 8, "a take-home for each baby here, a catch-up for each absent"
    (of_mia,) = (words for words in told if re.search(r"November Mia for [^:]* from today’s class", words))
    assert "Mia likes Holds your gaze" in of_mia
    assert "Mia needs a break when Looks away" in of_mia
    assert "When Mia needed a break, this helped: waiting" in of_mia
    assert "turning" not in of_mia.lower().split("try at home")[0], "what was undone is not told"
    assert "How sure is the science?" in of_mia
    assert "Not today if" in of_mia
    assert any("王乐乐" in words or "乐乐" in words for words in told)
    with job.store.read() as session:
        assert unprinted(session, now=job.wall()) == ()


def words_of(paper: bytes) -> str:
    """Return the text of a PDF on one line."""
    document = pypdfium2.PdfDocument(paper)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())
