"""Names, ages, flags and amounts are whole on every page and in every dialog, on the smallest of screens."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QGroupBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from massage_studio.gui import theme
from massage_studio.gui.pages import PLACES
from massage_studio.gui.saving_dialog import FieldScroll, let_scroll
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.gui.cut_words import cut_words
from tests.gui.settling import turns
from tests.gui.test_privacy import Program, opened
from tests.test_forms import FORMS, instantiate

SIZES = ((1366, 768), (1280, 720), (1024, 700), (911, 512))
"""Laptops, the smallest window, and 1366 x 768 at one and a half."""

LOW = 512 - 40
"""How high a dialog may be there, below its title bar."""

DIALOGS = [form for form in FORMS if form.stem.endswith("_dialog")]
AGES_AND_AMOUNTS = re.compile(r"\d+ (wk|weeks|months|mo|days)\b|[£€$]\s?\d")
SIDEWAYS = re.compile(r"wider|beyond the right edge")
# The room of the class has a layout and tests of its own; a studio that is there has no first run.
OTHERS = ("class_room", "first_run")


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
    store.close()
    with opened(folder) as made:
        yield made


def _matters(program: Program, words: str) -> bool:
    """Tell whether words name somebody, or tell an age, a flag or an amount; what is sideways may."""
    named = any(name in words for name in program.names if " " in name)
    flags = ("allergy", "Consent", "Unwell", "First class", "jab", *program.facts)
    return bool(
        named
        or AGES_AND_AMOUNTS.search(words)
        or SIDEWAYS.search(words)
        or any(flag in words for flag in flags)
    )


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


@pytest.mark.timeout(240)
def test_every_page_shows_names_ages_flags_and_amounts_whole_and_no_key_twice(program: Program) -> None:
    found: dict[Any, Any] = {}
    for name in PLACES:
        if name == "first_run":
            continue
        program.window.resize(*SIZES[0])
        program.go(name)
        if twice := _twice(program.window):
            found[name] = twice
        if name in OTHERS:
            continue
        for size in SIZES:
            program.window.resize(*size)
            turns(4)
            cut = [words for words in cut_words(program.window) if _matters(program, words)]
            # The grid of a course scrolls to its later classes; the name stays with the row's tooltip.
            cut = [words for words in cut if not words.startswith("ReadOnlyTable")]
            if cut:
                found[name, size] = cut
    assert found == {}


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
    assert [words for words in cut_words(dialog) if _matters(program, words)] == []
    dialog.close()
