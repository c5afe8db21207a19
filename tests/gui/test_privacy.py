"""Behind the privacy curtain nothing in the whole program names anybody, after a restart and a crash too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from massage_studio.bookings import today_queries
from massage_studio.errors import KnownError
from massage_studio.families import private_service
from massage_studio.gui.context import Context
from massage_studio.gui.cover import CoverPage
from massage_studio.gui.handouts.reading import Reading
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.messages import Messages
from massage_studio.gui.pages import PLACES
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.tasks import FailedWrite, Tasks
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.demo_studio import TODAY, demo_once
from tests.gui.readable import readable
from tests.gui.settling import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 5, tzinfo=ZoneInfo("Europe/London"))
CHILD = Path(__file__).with_name("curtain_window.py")
HEALTH = ("Unwell", "unwell", "Recent jab", "Allergy", "allergy", "Consent missing", "By telephone only")


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo studio."""
    return Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "studio"))


class Program:
    """The window on the demo studio, and what there is to hide in it."""

    def __init__(self, store: Store, window: MainWindow) -> None:
        self.store, self.window = store, window
        with store.read() as session:
            self.names = {
                word
                for table in ("baby", "carer")
                for row in session.execute(text(f"SELECT given_name, family_name FROM {table}"))
                for word in (*row, *" ".join(row).split())
                if len(word) > 1
            }
            flags = session.execute(text("SELECT what FROM health_flag WHERE what != ''"))
            self.facts = {row[0] for row in flags}
            view = today_queries.today(session, now=NOW, zone="Europe/London")
        assert view.first is not None
        self.row = view.first.rows[0]
        self.klass = view.first.session

    def settle(self) -> None:
        settle(self.window.context.tasks)

    def keys(self) -> dict[str, Any]:
        """With which key each page is opened, so that it has as much to show as it can."""
        of_class = self.klass.id
        return {
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

    def go(self, name: str) -> None:
        self.window.go(name, self.keys().get(name))
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        self.settle()

    def given_away(self) -> list[str]:
        """What can be read that names somebody, or tells of health, consent, restrictions and money."""
        found = []
        for words in readable():
            named = set(re.split(r"[^\w'’\-]+", words)) & self.names
            # A zone may be called as a carer is.
            named = named if "/" not in words else set()
            named |= {name for name in self.names if " " in name and name in words}
            named |= {fact for fact in self.facts if fact in words}
            if named or re.search(r"£\s?\d", words):
                found.append(words)
        return found

    def is_covered(self) -> bool:
        return isinstance(self.window.stack.currentWidget(), CoverPage)


@contextmanager
def opened(folder: Path) -> Iterator[Program]:
    """Yield the window on a studio, at Today, as after the start of the program."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks = open_studio(folder), Tasks()
    tasks.use(store)
    context = Context(tasks, Messages(), clock=lambda: NOW)
    with store.read() as session:
        context.profile = profile(session)
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    try:
        window.go("today")
        settle(tasks)
        yield Program(store, window)
        settle(tasks)
    finally:
        tasks.close()
        window.close()
        window.deleteLater()
        QLocale.setDefault(before)


@pytest.fixture
def program(folder: Path, qtbot: QtBot) -> Iterator[Program]:
    with opened(folder) as made:
        yield made


SECRETS = ("Quillon", "Kestrel", "Zephyr", "ow mood", "Might gain")


def _kept_to_herself(program: Program) -> list[str]:
    """What can be read of the mark and the referral that are for the instructor alone."""
    return [words for words in readable() if any(secret in words for secret in SECRETS)]


@pytest.mark.timeout(240)
def test_what_is_for_the_instructor_alone_is_on_no_page_but_the_familys_and_there_folded(
    program: Program,
) -> None:
    family_id = program.row.baby.family_id
    with program.store.write() as session:
        private_service.keep_mark(
            session, family_id=family_id, worries=("low_mood",), words="Quillon", since=TODAY
        )
        private_service.keep_referral(
            session,
            referral_id=new_id(),
            family_id=family_id,
            note_id=None,
            service="Kestrel team",
            consent=True,
            consent_on=TODAY,
            consent_how="by telephone",
            agreed="Zephyr",
            made_on=TODAY,
            follow_up_on=TODAY,
        )
    for name in PLACES:
        if name in ("first_run", "curriculum"):
            continue
        program.go(name)
        assert _kept_to_herself(program) == [], name
        # One of them draws the curtain itself.
        program.window.context.privacy.draw(False)
    program.press(Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "Kestrel")
    program.settle()
    assert [words for words in _kept_to_herself(program) if words != "Kestrel"] == []
    program.press(Qt.Key.Key_Escape)
    program.go("family")
    page: Any = program.window.page("family")
    page.ui.tabs.setCurrentWidget(page.details)
    assert _kept_to_herself(program) == []
    [show] = [
        one for one in page.findChildren(QPushButton) if "what is for you alone" in one.accessibleName()
    ]
    show.click()
    program.settle()
    assert len(_kept_to_herself(program)) >= 3
    program.press(Qt.Key.Key_F9)
    assert _kept_to_herself(program) == []
    program.press(Qt.Key.Key_F9)
    assert _kept_to_herself(program) == [], "lifted, it is folded until she opens it again"
    show.click()
    program.go("today")
    program.go("family")
    assert _kept_to_herself(program) == []


def test_a_follow_up_is_on_today_without_a_name_and_leads_to_the_family(program: Program) -> None:
    family_id = program.row.baby.family_id
    with program.store.write() as session:
        private_service.keep_referral(
            session,
            referral_id=new_id(),
            family_id=family_id,
            note_id=None,
            service="Kestrel team",
            consent=True,
            consent_on=TODAY,
            consent_how="by telephone",
            agreed="",
            made_on=TODAY,
            follow_up_on=TODAY,
        )
    page: Any = program.window.page("today")
    page.reload()
    program.settle()
    [todo] = [todo for todo in page._found if "follow-up" in todo.title]
    assert (todo.title, todo.detail) == ("1 follow-up today", "for you alone")
    page._do(todo, "do")
    program.settle()
    family: Any = program.window.stack.currentWidget()
    assert family is program.window.page("family") and family.family_id == family_id
    assert family.ui.tabs.currentWidget() is family.details and _kept_to_herself(program) == []


@pytest.mark.timeout(120)
def test_the_curtains_key_works_on_every_page_and_leaves_it_as_it_was(program: Program) -> None:
    seen = set()
    for name in PLACES:
        if name == "first_run":
            continue
        program.go(name)
        page = program.window.stack.currentWidget()
        seen.add(page)
        if name == "own_words":
            assert program.window.context.privacy.drawn and program.given_away() == []
            program.press(Qt.Key.Key_F9)
        assert program.window.stack.currentWidget() is page is program.window.page(name), name
        program.press(Qt.Key.Key_F9)
        assert program.window.context.privacy.drawn and program.given_away() == [], name
        program.press(Qt.Key.Key_F9)
        assert not program.window.context.privacy.drawn, name
        assert program.window.stack.currentWidget() is page, name
    assert len(seen) == len(PLACES) - 1


def test_it_says_plainly_that_it_is_drawn_and_how_to_lift_it(program: Program) -> None:
    button = program.window.curtain_button
    assert button.words() == "Hide names" and not button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    program.settle()
    assert "The curtain is drawn. Names are hidden. Lift it with F9." in readable()
    assert button.words() == "Names hidden" and "F9" in button.accessibleName()
    program.go("class_room")
    room: Any = program.window.stack.currentWidget()
    assert (
        room.header.ui.curtain_button.isChecked()
        and room.header.ui.curtain_button.text() == "Names hidden F9"
    )
    program.go("families")
    cover = program.window.stack.currentWidget()
    assert isinstance(cover, CoverPage)
    QTest.mouseClick(cover.lift_button, Qt.MouseButton.LeftButton)
    program.settle()
    assert program.window.stack.currentWidget() is program.window.page("families")
    assert program.given_away()


def test_behind_it_the_way_to_the_class_is_open_and_the_class_stays_behind_it(program: Program) -> None:
    program.press(Qt.Key.Key_F9)
    cover = program.window.stack.currentWidget()
    assert isinstance(cover, CoverPage) and cover.class_button.words() == "Open the class of 10:00"
    QTest.mouseClick(cover.class_button, Qt.MouseButton.LeftButton)
    program.settle()
    room: Any = program.window.stack.currentWidget()
    assert room is program.window.page("class_room") and room.header.ui.curtain_button.isChecked()
    assert room.board.cards[0].accessibleName().split()[1] == "MO"
    QTest.mouseClick(room.header.ui.leave_button, Qt.MouseButton.LeftButton)
    program.settle()
    assert program.is_covered() and program.given_away() == []


def test_what_was_asked_for_behind_it_is_shown_once_it_is_lifted(program: Program) -> None:
    program.press(Qt.Key.Key_F9)
    program.go("family")
    assert program.is_covered()
    program.press(Qt.Key.Key_F9)
    page: Any = program.window.stack.currentWidget()
    assert page is program.window.page("family") and page.family_id == program.row.baby.family_id
    assert any("Mia" in words for words in readable())


def _in_front(dialog: QDialog) -> bool:
    """Let the window take its turns; tell whether the dialog has the keys then."""
    QTest.qWait(50)
    return QApplication.activeWindow() is dialog


def test_a_dialog_goes_behind_it_with_what_is_typed_and_comes_back(program: Program) -> None:
    program.go("families")
    dialog = QDialog(program.window)
    dialog.setWindowTitle("Mia Okafor")
    field = QLineEdit("Mia", dialog)
    QVBoxLayout(dialog).addWidget(field)
    program.window.context.messages.open_dialog(dialog)
    assert _in_front(dialog)
    field.setFocus()
    QTest.keyClicks(field, " and Leo")
    assert program.given_away()
    program.press(Qt.Key.Key_F9)
    assert program.window.context.privacy.drawn and not dialog.isVisible()
    assert program.given_away() == []
    QTest.keyClick(program.window, Qt.Key.Key_F9)
    program.settle()
    assert dialog.isVisible() and field.text() == "Mia and Leo"
    dialog.reject()
    program.settle()


def test_a_question_is_answered_with_its_no_and_a_late_dialog_stays_behind_it(program: Program) -> None:
    program.go("families")
    question, late = QDialog(program.window), QDialog(program.window)
    for dialog in (question, late):
        QVBoxLayout(dialog).addWidget(QLineEdit("Mia", dialog))
    question.open()
    assert _in_front(question)
    program.press(Qt.Key.Key_F9)
    assert not question.isVisible() and question.result() == QDialog.DialogCode.Rejected
    program.window.context.messages.open_dialog(late)
    assert not _in_front(late)
    program.settle()
    assert not late.isVisible() and program.given_away() == []
    late.accept()
    QTest.keyClick(program.window, Qt.Key.Key_F9)
    program.settle()
    assert program.given_away() and QApplication.activeModalWidget() is None


def test_a_menu_with_a_name_closes_with_it(program: Program) -> None:
    menu = QMenu(program.window)
    menu.addAction("Move Mia to another course")
    menu.popup(program.window.pos())
    QTest.keyClick(menu, Qt.Key.Key_F9)
    if not program.window.context.privacy.drawn:
        program.window.context.privacy.draw(True)
    program.settle()
    assert not menu.isVisible() and program.given_away() == []


def test_what_is_said_across_pages_names_nobody_behind_it(program: Program) -> None:
    window = program.window
    window.say("Mia Okafor has the place.", "Undo", lambda: None)
    window.tell(KnownError("Mia Okafor is on this course already.", "Look at the course."))
    program.press(Qt.Key.Key_F9)
    assert not window.toast.isVisible() and window.toast.words() == ""
    told = "Something could not be done. Lift the curtain (F9) to read what and why."
    assert window.banner.isVisible() and window.banner.words() == told
    assert program.given_away() == []
    window.page("families").say.emit("Leo Brown is saved.", "Undo", None)
    assert not window.toast.isVisible() and program.given_away() == []
    program.press(Qt.Key.Key_F9)
    assert window.banner.words().startswith("Mia Okafor is on this course already.")


def test_a_write_that_failed_behind_it_can_be_tried_again(program: Program) -> None:
    tried: list[bool] = []
    program.press(Qt.Key.Key_F9)
    error = KnownError("Mia Okafor is on this course already.", "Look at the course.")
    program.window.context.tasks.write_failed.emit(FailedWrite(error, lambda: tried.append(True)))
    assert program.given_away() == [] and program.window.banner.isVisible()
    program.window.banner.action.emit()
    assert tried == [True]
