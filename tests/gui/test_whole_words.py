"""Names, ages, flags and amounts are whole on every page and in every dialog, on the smallest of screens."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QGroupBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from massage_studio.curriculum.queries import current
from massage_studio.gui import theme
from massage_studio.gui.bookings.calendar_page import CalendarPage
from massage_studio.gui.bookings.course_dialog import CourseDialog
from massage_studio.gui.bookings.family_dialog import FamilyDialog
from massage_studio.gui.context import Context
from massage_studio.gui.pages import PLACES
from massage_studio.gui.saving_dialog import FieldScroll, let_scroll
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.gui.cut_words import cut_words
from tests.gui.made_dialogs import Maker, dialog_classes
from tests.gui.settling import turns
from tests.gui.test_privacy import Program, opened
from tests.test_forms import FORMS, instantiate

SIZES = ((1366, 768), (1280, 720), (1024, 700), (911, 512))
"""Laptops, the smallest window, and 1366 x 768 at one and a half."""

TITLE_BAR = 40
LOW = 512 - TITLE_BAR
"""How high a dialog may be there, below its title bar."""

LONG = "Wilhelmina-Anastasia Adébáyọ̀-Lindqvist"
DIALOGS = [form for form in FORMS if form.stem.endswith("_dialog")]
# The room of the class has a layout and tests of its own.
OTHERS = ("class_room",)


@pytest.fixture
def program(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Iterator[Program]:
    """The program in its own dress, with families whose names are long."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    folder = Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "studio"))
    store = open_studio(folder)
    with store.write() as session:
        for table in ("baby", "carer"):
            session.execute(
                text(
                    f"UPDATE {table} SET family_name = 'Adébáyọ̀-Lindqvist'"
                    " WHERE family_name IN ('Okafor', 'Brown', 'Nowak')"
                )
            )
        session.execute(text("UPDATE course SET name = name || ' for babies from six weeks'"))
        session.execute(text("UPDATE venue SET name = name || ' and Nursery School'"))
    store.close()
    with opened(folder) as made:
        yield made


def _twice(window: QWidget) -> dict[str, list[str]]:
    """Return the keys that more than one control in view takes with Alt, and which these are."""
    keys: dict[str, list[str]] = {}
    for part in window.findChildren(QWidget):
        words = ""
        if isinstance(part, QAbstractButton) or (isinstance(part, QLabel) and part.buddy() is not None):
            words = part.text()
        elif isinstance(part, QGroupBox):
            words = part.title()
        key = QKeySequence.mnemonic(words).toString()
        if key and part.isVisible():
            keys.setdefault(key, []).append(words)
    return {key: words for key, words in keys.items() if len(words) > 1}


def _views(program: Program, page: QWidget) -> Iterator[str]:
    """Turn through what a page has to show beside how it opens: its tabs, and the week of the calendar."""
    yield "as it opens"
    for tabs in page.findChildren(QTabBar):
        for place in range(1, tabs.count() if tabs.isVisible() else 0):
            tabs.setCurrentIndex(place)
            program.settle()
            yield tabs.tabText(place)
    if isinstance(page, CalendarPage):
        page.ui.mode_button.click()
        program.settle()
        yield "the other kind of calendar"


@pytest.mark.timeout(240)
def test_every_page_shows_all_its_words_whole_and_no_key_twice(program: Program) -> None:
    found: dict[Any, Any] = {}
    with program.store.read() as session:
        notes = " ".join(session.scalars(text("SELECT text FROM note")))
    for name in PLACES:
        program.window.resize(*SIZES[0])
        program.go(name)
        if twice := _twice(program.window):
            found[name] = twice
        for view in _views(program, program.window.stack.currentWidget()) if name not in OTHERS else ():
            for size in SIZES:
                program.window.resize(*size)
                turns(4)
                # The grid of a course quotes how a long note begins.
                cut = [
                    one
                    for one in cut_words(program.window)
                    if one.removeprefix("painted: ")[:-1] not in notes
                ]
                if cut:
                    found[name, view, size] = cut
    assert found == {}


class Made(Tasks):
    """Answers each question of a dialog with what a maker makes, on the next turn."""

    maker: Maker

    def read(self, ask: Any, then: Any, *_: Any, **__: Any) -> None:
        if (answer := self.maker.answer(ask)) is not None:
            QTimer.singleShot(0, lambda: then(answer))

    def run(self, work: Any, then: Any, *_: Any, **__: Any) -> None:
        """Answer as to a question."""
        self.read(work, then)

    def make(self, *_: Any, **__: Any) -> None:
        """Leave what is asked of the papers' worker."""


def _fill(dialog: QDialog) -> None:
    """Let a dialog ask for what it shows only once somebody chose or typed."""
    if isinstance(dialog, FamilyDialog):
        dialog.ui.find_edit.setText("W")
    elif isinstance(dialog, CourseDialog):
        dialog.fields.ui.more_button.setChecked(True)


def _sizes_of(dialog: QDialog) -> Iterator[QSize]:
    """Give a dialog its own size where a screen has room for it, else what the screen has."""
    own, given = dialog.size(), set[QSize]()
    for wide, high in SIZES:
        size = own.boundedTo(QSize(wide, high - TITLE_BAR))
        if size not in given:
            given.add(size)
            dialog.resize(size)
            turns(2)
            yield size


def test_every_dialog_shows_what_is_long_whole(program: Program) -> None:
    tasks = Made()
    context = Context(tasks, program.window.context.messages, clock=program.window.context.clock)
    context.profile = program.window.context.profile
    with program.store.read() as session:
        tasks.maker = Maker(context, current(session), program.window, LONG)
    found: dict[Any, Any] = {}
    for kind in dialog_classes():
        dialog = tasks.maker.dialog(kind)
        dialog.show()
        _fill(dialog)
        turns(4)
        for size in _sizes_of(dialog):
            if dialog.size() != size:
                found[kind.__name__, size] = dialog.size()
            if cut := cut_words(dialog):
                found[kind.__name__, size] = cut
        if isinstance(dialog, FamilyDialog):
            dialog.finder.chosen.emit(UUID(int=7))
            turns(4)
            if cut := cut_words(dialog):
                found[kind.__name__, "known"] = cut
        dialog.done(0)
    tasks.close()
    assert found == {}


def test_a_question_is_whole(program: Program) -> None:
    seen: list[Any] = []

    def look() -> None:
        [box] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]
        seen.extend((*cut_words(box), box.width() <= SIZES[-1][0]))
        box.reject()

    QTimer.singleShot(0, look)
    assert not program.window.context.messages.ask(program.window, f"{LONG}? " * 3, LONG * 9, "Take it away")
    assert seen == [True]


@pytest.mark.parametrize("form", DIALOGS, ids=lambda form: form.stem)
def test_the_buttons_of_every_dialog_are_in_view_on_a_low_screen(form: Path, qtbot: QtBot) -> None:
    module = importlib.import_module(f"massage_studio.gui.forms.ui_{form.stem}")
    dialog = instantiate(form, module, qtbot)
    assert isinstance(dialog, QDialog)
    if dialog.findChild(object, "error_label") is not None:  # type: ignore[call-overload]
        let_scroll(dialog)
    dialog.resize(620, LOW)
    dialog.show()
    turns(2)
    assert _twice(dialog) == {}
    assert dialog.height() <= LOW
    for button in dialog.findChildren(QPushButton):
        if button.isVisible() and not any(
            scroll.isAncestorOf(button) for scroll in dialog.findChildren(QScrollArea)
        ):
            assert dialog.rect().contains(button.geometry().translated(_corner(dialog, button))), (
                button.text()
            )


def _corner(dialog: QDialog, button: QPushButton) -> QPoint:
    parent = button.parentWidget()
    return QPoint() if parent is dialog else parent.mapTo(dialog, QPoint())


def test_what_tab_comes_to_in_a_low_dialog_is_scrolled_into_view(program: Program) -> None:
    program.go("classes")
    page: Any = program.window.page("classes")
    page.ui.add_family_button.click()
    program.settle()
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    dialog.resize(620, LOW)
    dialog.activateWindow()
    turns(4)
    [scroll] = dialog.findChildren(FieldScroll)
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if scroll.isAncestorOf(focus):
            seen = scroll.viewport().rect()
            assert seen.contains(focus.mapTo(scroll.viewport(), focus.rect().center())), focus.objectName()
    assert cut_words(dialog) == []
    dialog.close()
