"""Importing a booking site's file through the page: look, import, look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

import massage_studio.bookings.queries as queries
from massage_studio.bookings.views import BookingView
from massage_studio.families.queries import families
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.exchange.table import BABY, BORN, KIND, NOTE
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.gui.fakes import RecordingMessages
from tests.studio_fixtures import NOW, a_course

EVENTBRITE = ROOT / "tests" / "exchange" / "files" / "eventbrite-2024-layout.csv"


@dataclass
class Stage:
    """The page, its studio, and where it wanted to go."""

    page: ExchangePage
    store: Store
    messages: RecordingMessages
    qtbot: QtBot
    gone: list[tuple[str, Any]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the worker has nothing left to do and its answers have arrived."""
        for _ in range(4):
            done: list[bool] = []
            self.page.context.tasks.run(lambda: True, done.append)
            self.qtbot.waitUntil(lambda done=done: bool(done))

    def course(self, capacity: int = 8, name: str = "Autumn course") -> UUID:
        """Add a course and show the page for it."""
        with self.store.write() as session:
            course = a_course(session, name, capacity=capacity)
        self.page.open(course)
        self.page.show()
        self.settle()
        return course

    def choose(self, path: Path) -> None:
        """Choose a file with the button."""
        self.messages.expect("file_to_open", path)
        self.page.empty.button.click()
        self.settle()

    def press_import(self) -> None:
        """Press the one main button."""
        assert self.page.ui.import_button.isEnabled()
        self.qtbot.mouseClick(self.page.ui.import_button, Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self, column: int) -> list[str]:
        """Return what one column of the preview says."""
        model = self.page.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def bookings(self, course: UUID) -> tuple[BookingView, ...]:
        """Read the bookings of a course from the studio."""
        with self.store.read() as session:
            return queries.bookings(session, course_id=course, today=NOW.date())

    def families(self) -> int:
        """Count the families in the studio."""
        with self.store.read() as session:
            return len(families(session, today=NOW.date()))


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks, messages = open_studio(studio_folder), Tasks(), RecordingMessages()
    tasks.use(store)
    page = ExchangePage(Context(tasks, messages, clock=lambda: NOW))
    qtbot.addWidget(page)
    page.resize(1120, 760)
    made = Stage(page, store, messages, qtbot)
    page.go.connect(lambda name, key: made.gone.append((name, key)))
    yield made
    page.hide()
    tasks.close()
    QLocale.setDefault(before)


def test_eight_babies_of_seven_families_come_in_and_a_second_time_nothing_new(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    assert stage.families() == 0
    assert stage.page.ui.import_button.text() == "&Import 8 babies"
    stage.press_import()
    assert stage.page.ui.banner.words() == "8 babies of 7 families booked, 1 cancelled row left out."
    assert [row.status for row in stage.bookings(course)] == ["booked"] * 8
    assert stage.families() == 7
    assert not stage.page.ui.import_button.isEnabled()
    assert sorted(set(stage.cells(KIND))) == ["Booked already", "Cancelled"]
    stage.page.ui.banner.action.emit()
    assert stage.gone == [("classes", course)]


def test_the_preview_tells_what_would_happen_and_writes_nothing(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    assert stage.cells(KIND).count("New") == 8
    assert stage.cells(BABY)[0] == "Mia Okafor"
    assert stage.cells(BORN)[0] == "17 September 2026"
    assert stage.cells(NOTE)[stage.cells(KIND).index("Cancelled")] == "left out"
    assert stage.page.ui.file_title.text() == "eventbrite-2024-layout.csv"
    assert stage.page.ui.reading_label.text() == "Eventbrite file, dates month first, text in UTF-8"
    shown = [tag.accessibleName() for tag in stage.page.tags.values() if not tag.isHidden()]
    assert shown == ["8 new", "1 cancelled"]
    assert (stage.bookings(course), stage.families()) == ((), 0)


def test_a_full_course_takes_the_rest_on_its_waiting_list(stage: Stage) -> None:
    course = stage.course(capacity=5)
    stage.choose(EVENTBRITE)
    assert stage.cells(KIND).count("Waiting list") == 3
    assert stage.page.ui.import_button.text() == "&Import 8 babies"
    stage.press_import()
    statuses = [row.status for row in stage.bookings(course)]
    assert (statuses.count("booked"), statuses.count("waiting")) == (5, 3)
    assert "3 babies on the waiting list" in stage.page.ui.banner.words()


@pytest.mark.parametrize(
    "text",
    ["", "only one line of words\n", "Name,Email\nGrace,grace@example.org\n"],
    ids=["empty", "no table", "other columns"],
)
def test_a_broken_file_is_told_with_what_to_do_and_writes_nothing(
    stage: Stage, tmp_path: Path, text: str
) -> None:
    course = stage.course()
    broken = tmp_path / "broken.csv"
    broken.write_text(text, encoding="utf-8")
    stage.choose(broken)
    assert not stage.page.ui.banner.isHidden()
    assert stage.page.ui.banner.words().count(".") >= 2
    assert stage.page.ui.import_button.isHidden()
    assert (stage.bookings(course), stage.families()) == ((), 0)


def test_a_broken_row_spares_the_whole_studio(stage: Stage, tmp_path: Path) -> None:
    course = stage.course()
    text = EVENTBRITE.read_text(encoding="utf-8-sig").replace("09/17/26", "no idea")
    spoilt = tmp_path / "spoilt.csv"
    spoilt.write_text(text, encoding="utf-8")
    stage.choose(spoilt)
    assert "row 2" in stage.page.ui.banner.words()
    assert (stage.bookings(course), stage.families()) == ((), 0)


def test_another_file_takes_the_place_of_a_broken_one(stage: Stage, tmp_path: Path) -> None:
    stage.course()
    broken = tmp_path / "broken.csv"
    broken.write_text("", encoding="utf-8")
    stage.choose(broken)
    stage.messages.expect("file_to_open", EVENTBRITE)
    stage.page.ui.banner.action.emit()
    stage.settle()
    assert stage.page.ui.banner.isHidden()
    assert stage.cells(KIND).count("New") == 8


def test_no_file_chosen_changes_nothing(stage: Stage) -> None:
    stage.course()
    stage.messages.expect("file_to_open", None)
    stage.page.empty.button.click()
    assert not stage.page.empty.isHidden()


def test_a_file_is_dropped_onto_the_page(stage: Stage) -> None:
    stage.course()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(EVENTBRITE))])
    event = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.page.dropEvent(event)
    stage.settle()
    assert stage.cells(KIND).count("New") == 8


def test_the_course_is_chosen_on_the_page_where_none_was_named(stage: Stage) -> None:
    first = stage.course(name="First")
    second = stage.course(name="Second")
    stage.choose(EVENTBRITE)
    combo = stage.page.ui.course_combo
    assert combo.currentText() == "Second"
    combo.setCurrentIndex(combo.findText("First"))
    combo.activated.emit(combo.currentIndex())
    stage.settle()
    stage.press_import()
    assert len(stage.bookings(first)) == 8
    assert stage.bookings(second) == ()


def test_without_a_course_the_page_leads_to_planning_one(stage: Stage) -> None:
    stage.page.show()
    stage.settle()
    assert stage.page.ui.banner.words() == "There is no course to import into yet."
    stage.page.ui.banner.action.emit()
    assert stage.gone == [("classes", None)]


def test_after_an_import_the_page_waits_for_another_file(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    stage.page.open(course)
    stage.settle()
    assert not stage.page.empty.isHidden()
    assert stage.page.ui.banner.isHidden()
    assert stage.page.ui.import_button.isHidden()
