"""Importing a booking site's file through the page: look, import, look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import massage_studio.bookings.queries as queries
from massage_studio.bookings.views import BookingView
from massage_studio.exchange.layouts import Field
from massage_studio.families.queries import families, family
from massage_studio.families.service import change_carer
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.page import ExchangePage
from massage_studio.gui.exchange.table import BABY, BORN, CARER, KIND, NOTE
from massage_studio.gui.tasks import Tasks
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.gui.fakes import RecordingMessages
from tests.gui.settling import settle
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
    said: list[tuple[str, str, Any]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is left to do."""
        settle(self.page.context.tasks)

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
        self.qtbot.keyClick(self.page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def press_import(self) -> None:
        """Press the one main button."""
        assert self.page.ui.import_button.isEnabled()
        self.qtbot.mouseClick(self.page.ui.import_button, Qt.MouseButton.LeftButton)
        self.settle()

    def cells(self, column: int) -> list[str]:
        """Return what one column of the preview says."""
        model = self.page.preview.model
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
    page.say.connect(lambda words, action, act: made.said.append((words, action, act)))
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
    assert stage.page.ui.reading_label.text() == "Eventbrite"
    bar = stage.page.ui.read_bar
    shown = [bar.dates_combo, bar.encoding_combo, bar.delimiter_combo, bar.titles_combo]
    assert [combo.currentText() for combo in shown] == ["Month first", "UTF-8", "Comma", "1"]
    counts = [tag.accessibleName() for tag in stage.page.preview.tags.values() if not tag.isHidden()]
    assert counts == ["8 new", "1 cancelled"]
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
    ["", "only one line of words\n", "%PDF-1.7\n", "Name,Email\n"],
    ids=["empty", "no table", "PDF", "no rows"],
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
    combo = stage.page.ui.read_bar.course_combo
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


OWN_LIST = ROOT / "tests" / "exchange" / "files" / "own-list-duplicate-titles.csv"


def column(stage: Stage, field: Field, title: str) -> None:
    """Choose the column that holds a field."""
    combo = stage.page.ui.mapper.lines[field].combo
    combo.setCurrentText(title)
    assert combo.currentText() == title
    combo.activated.emit(combo.currentIndex())


def match_the_own_list(stage: Stage) -> None:
    """Match the columns of the list with titles that are there twice, and use them."""
    column(stage, Field.BABY, "First name (2)")
    column(stage, Field.BORN, "Date of birth")
    stage.page.ui.mapper.use_button.click()
    stage.settle()


def test_an_unknown_list_is_matched_once_and_known_the_next_time(stage: Stage) -> None:
    course = stage.course()
    stage.choose(OWN_LIST)
    mapper = stage.page.ui.mapper
    assert mapper.isVisible() and not stage.page.ui.import_button.isVisible()
    assert mapper.lines[Field.GIVEN_NAME].combo.currentText() == "First name"
    assert mapper.lines[Field.GIVEN_NAME].sample.text() == "Grace · Tom"
    mapper.use_button.click()
    assert mapper.error_label.text() == "Choose the column with the baby's name."
    mapper.name_edit.setText("Village hall list")
    match_the_own_list(stage)
    assert not mapper.isVisible()
    assert stage.cells(BABY) == ["Mia Okafor", "Leo Brown"]
    assert stage.cells(BORN) == ["17 September 2026", "1 August 2026"]
    stage.press_import()
    assert [row.reference for row in stage.bookings(course)] == ["B1", "B2"]
    stage.choose(OWN_LIST)
    assert not mapper.isVisible()
    assert stage.page.ui.reading_label.text() == "Village hall list"
    assert set(stage.cells(KIND)) == {"Booked already"}


def test_what_was_matched_can_be_changed(stage: Stage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    match_the_own_list(stage)
    stage.page.ui.read_bar.match_button.click()
    assert stage.page.ui.mapper.lines[Field.BABY].combo.currentText() == "First name (2)"
    column(stage, Field.BABY, "Last name (2)")
    stage.page.ui.mapper.use_button.click()
    stage.settle()
    assert "Row 3 has no baby's name" in stage.page.ui.banner.words()
    assert stage.page.empty.isVisible() and stage.page.ui.read_bar.match_button.isVisible()


def test_marketing_cannot_even_be_chosen_for_photos_or_health(stage: Stage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    lines = stage.page.ui.mapper.lines
    for asked in (Field.PHOTO, Field.HEALTH, Field.MORE_HEALTH):
        assert lines[asked].combo.findText("Marketing") < 0
    assert lines[Field.STATUS].combo.findText("Marketing") > 0


def test_scrolling_over_the_columns_changes_none_of_them(stage: Stage) -> None:
    stage.course()
    stage.choose(OWN_LIST)
    combo = stage.page.ui.mapper.lines[Field.EMAIL].combo
    wheel = QWheelEvent(
        QPointF(5, 5), combo.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert combo.currentText() == "Email"


def test_escape_leaves_the_columns_as_they_were(stage: Stage) -> None:
    stage.course()
    stage.choose(EVENTBRITE)
    stage.page.ui.read_bar.match_button.click()
    assert stage.page.ui.mapper.isVisible()
    stage.qtbot.keyClick(stage.page.ui.mapper.name_edit, Qt.Key.Key_Escape)
    stage.settle()
    assert not stage.page.ui.mapper.isVisible()
    assert stage.cells(KIND).count("New") == 8
    stage.choose(OWN_LIST)
    stage.page.ui.mapper.leave_button.click()
    assert stage.page.empty.isVisible() and not stage.page.ui.mapper.isVisible()


def choose_in(combo: QComboBox, words: str) -> None:
    """Choose an entry of a drop-down as a person does."""
    assert combo.isVisible()
    combo.setCurrentText(words)
    combo.activated.emit(combo.currentIndex())


def test_how_the_file_is_read_can_be_changed_and_taken_back(stage: Stage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    path.write_bytes("Order #,First Name,Baby's name,Email\n1,Zoë,Kit,z@example.org\n".encode("cp1252"))
    stage.choose(path)
    assert stage.page.ui.read_bar.encoding_combo.currentText() == "Windows"
    assert stage.cells(CARER) == ["Zoë"]
    choose_in(stage.page.ui.read_bar.encoding_combo, "UTF-8")
    stage.settle()
    assert "not written in that encoding" in stage.page.ui.banner.words()
    stage.page.ui.banner.action.emit()
    stage.settle()
    assert stage.cells(CARER) == ["Zoë"] and stage.page.ui.banner.isHidden()


def test_dates_that_could_be_read_two_ways_are_told_and_can_be_turned(stage: Stage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    path.write_text("Order #,First Name,Baby's name,Baby's DOB\n1,Ann,Kit,05/11/2026\n", encoding="utf-8")
    stage.choose(path)
    assert "two ways" in stage.page.ui.banner.words()
    assert stage.cells(BORN) == ["11 May 2026"]
    choose_in(stage.page.ui.read_bar.dates_combo, "Day first")
    stage.settle()
    assert stage.cells(BORN) == ["5 November 2026"]
    assert stage.page.ui.banner.isHidden()


def test_one_of_several_events_can_be_chosen(stage: Stage, tmp_path: Path) -> None:
    stage.course()
    path = tmp_path / "list.csv"
    rows = "1,Massage,Ann,Kit,a@example.org\n2,Yoga & more,Tom,Leo,t@example.org\n"
    rows += "3,Spoilt,Ben,,b@example.org\n"
    path.write_text(f"Booking reference,Event title,First name,Baby's name,Email\n{rows}", encoding="utf-8")
    stage.choose(path)
    assert "Row 4" in stage.page.ui.banner.words()
    choose_in(stage.page.ui.read_bar.event_combo, "Yoga & more")
    stage.settle()
    assert stage.cells(BABY) == ["Leo"]
    stage.press_import()
    assert stage.cells(KIND) == ["Booked already"]


def test_an_import_is_taken_back_from_its_toast_and_done_again(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    words, action, undo = stage.said[-1]
    assert (words, action) == ("Imported eventbrite-2024-layout.csv.", "Undo")
    undo()
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.cells(KIND).count("New") == 8
    stage.said[-1][2]()
    stage.settle()
    assert (len(stage.bookings(course)), stage.families()) == (8, 7)


def test_ctrl_z_takes_the_whole_import_back(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    assert not stage.page.ui.banner.isHidden()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    # Nothing on the page tells of babies that are booked no more.
    assert stage.page.ui.banner.isHidden()


def test_two_terms_of_one_name_are_told_apart_by_their_first_day(stage: Stage) -> None:
    with stage.store.write() as session:
        for weeks in (0, 8):
            a_course(session, "Thursdays", starts=(NOW + timedelta(weeks=weeks),))
    stage.course(name="Saturdays")
    stage.choose(EVENTBRITE)
    combo = stage.page.ui.read_bar.course_combo
    assert {combo.itemText(place) for place in range(combo.count())} == {
        "Thursdays, from 19 November 2026",
        "Thursdays, from 14 January 2027",
        "Saturdays",
    }


def test_an_earlier_import_is_taken_back_from_the_list(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    stage.page.open(course)
    stage.settle()
    assert stage.page.past.isVisible()
    (button,) = stage.page.past.buttons
    assert button.accessibleName() == "Take back the import of eventbrite-2024-layout.csv"
    button.click()
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.page.past.buttons == []


def test_an_import_that_was_used_since_is_not_taken_back_and_that_is_said(stage: Stage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    with stage.store.write() as session:
        add_note(session, stage.bookings(course)[0].baby.family_id)
    stage.page.open(course)
    stage.settle()
    stage.page.past.buttons[0].click()
    stage.settle()
    assert "have been used since" in stage.page.ui.banner.words()
    assert (len(stage.bookings(course)), stage.families()) == (8, 7)


def add_note(session: Session, family_id: UUID) -> None:
    """Write something about a family that came with an import."""
    known = family(session, family_id=family_id, today=NOW.date())
    change_carer(
        session,
        carer_id=known.carers[0].id,
        given_name=known.carers[0].given_name,
        family_name=known.carers[0].family_name,
        relationship="mother",
        email=known.carers[0].email,
        phone=known.carers[0].phone,
        contact_restriction="",
    )


def a_long_list(path: Path, rows: int) -> Path:
    """Write a list that takes a while."""
    line = "{0},Ann,Lee{0},a{0}@example.org,Kit{0},13/08/2026\n"
    titles = "Order #,First Name,Last Name,Email,Baby's name,Baby's DOB\n"
    path.write_text(titles + "".join(line.format(row) for row in range(rows)), encoding="utf-8")
    return path


def test_a_long_import_shows_how_far_it_is_and_stopping_it_leaves_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    course = stage.course(capacity=12)
    stage.choose(a_long_list(tmp_path / "long.csv", 2000))
    stage.qtbot.mouseClick(stage.page.ui.import_button, Qt.MouseButton.LeftButton)
    stage.qtbot.waitUntil(stage.page.ui.stop_button.isVisible)
    stage.qtbot.waitUntil(lambda: stage.page.ui.work_progress.value() > 0)
    assert not stage.page.ui.import_button.isEnabled()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Escape)
    stage.settle()
    assert stage.page.ui.banner.words() == "The import was stopped. Nothing was imported."
    assert not stage.page.ui.work_card.isVisible()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.page.ui.import_button.isEnabled()


def test_reading_a_file_can_be_stopped(stage: Stage, tmp_path: Path) -> None:
    stage.course()
    gate = Event()
    stage.page.context.tasks.make(gate.wait, lambda opened: None)  # something else goes first
    stage.page.take(a_long_list(tmp_path / "long.csv", 2000))
    stage.qtbot.waitUntil(stage.page.ui.stop_button.isVisible)
    stage.page.ui.stop_button.click()
    gate.set()
    stage.settle()
    assert stage.page.empty.isVisible()
    assert not stage.page.ui.work_card.isVisible() and stage.page.ui.banner.isHidden()


def test_the_whole_way_goes_by_keyboard(stage: Stage) -> None:
    course = stage.course()
    stage.page.activateWindow()
    stage.choose(EVENTBRITE)
    stage.qtbot.waitUntil(stage.page.ui.import_button.hasFocus)
    stage.qtbot.keyClick(stage.page.ui.import_button, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: len(stage.bookings(course)) == 8)
    stage.settle()
    reached = set()
    for _ in range(40):
        reached.add(stage.page.focusWidget())
        stage.page.focusNextPrevChild(True)
    bar = stage.page.ui.read_bar
    for widget in (bar.course_combo, bar.dates_combo, bar.encoding_combo, bar.match_button):
        assert widget in reached
    assert stage.page.ui.file_button in reached and stage.page.ui.back_button in reached
