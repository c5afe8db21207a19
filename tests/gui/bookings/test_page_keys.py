"""The keys of the Classes page: where they begin, how far a family is, and what works in an open menu."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from massage_studio.gui.bookings.course_item import course_item
from massage_studio.gui.bookings.family_dialog import FamilyDialog
from massage_studio.store.ids import new_id
from massage_studio.store.operations import OperationView
from tests.gui.bookings.planning import courses
from tests.gui.bookings.rosters import place, shown, status
from tests.gui.settling import turns
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_course


def pressed(key: Qt.Key) -> QWidget | None:
    """Press a key where the keys are, and return where they are then."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    return QApplication.focusWidget()


def in_front(stage: Stage) -> None:
    stage.page.activateWindow()
    stage.qtbot.waitUntil(stage.page.isActiveWindow)


def test_a_familys_menu_is_ten_tabs_at_most_from_opening_the_page_and_its_keys_work(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", "Zoe")
    in_front(stage)
    stage.page.setFocus()
    assert QApplication.focusWidget() is stage.page.ui.course_list
    view, tabs = stage.page.roster.list, 0
    while QApplication.focusWidget() is not view and tabs < 11:
        pressed(Qt.Key.Key_Tab)
        tabs += 1
    pressed(Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    pressed(Qt.Key.Key_Tab)
    pressed(Qt.Key.Key_Tab)
    assert tabs + 2 <= 10
    pressed(Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [cancel] = [one.text() for one in menu.actions() if one.text().endswith("\tDel")]
    assert cancel.startswith("&Cancel")
    QTest.keyClick(menu, Qt.Key.Key_Delete)
    stage.settle()
    assert QApplication.activePopupWidget() is None
    assert [status(stage, course, baby) for baby in ("Mia", "Leo", "Zoe")].count("cancelled") == 1


@pytest.mark.parametrize("families", [(), ("Leo",)])
def test_after_adding_a_family_the_keys_are_among_the_families(
    stage: Stage, families: tuple[str, ...]
) -> None:
    course = shown(stage, *families)
    in_front(stage)
    (stage.page.ui.add_family_button if families else stage.page.nobody.button).click()
    stage.settle()
    dialog: FamilyDialog = stage.messages.dialog
    dialog.new.ui.carer_given_edit.setText("Grace")
    dialog.new.ui.baby_given_edit.setText("Mia")
    dialog.ui.save_button.click()
    stage.settle()
    in_front(stage)
    assert place(stage, course, "Mia").booking.status == "booked"
    assert QApplication.focusWidget() is stage.page.roster.list


def test_an_arrow_after_the_next_term_moves_no_class(stage: Stage) -> None:
    shown(stage, "Mia")
    in_front(stage)
    stage.page.dates.next_button.setFocus()
    stage.page.dates.next_button.click()
    stage.settle()
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    in_front(stage)
    before = [[one.starts for one in course.sessions] for course in courses(stage)]
    assert QApplication.focusWidget() is stage.page.ui.course_list
    pressed(Qt.Key.Key_Down)
    turns()
    stage.settle()
    assert [[one.starts for one in course.sessions] for course in courses(stage)] == before
    assert len(before) == 2


def test_an_empty_course_is_deleted_from_its_menu_and_comes_back_with_undo(stage: Stage) -> None:
    shown(stage)
    entries = {one.text(): one for one in stage.page.course_menu().actions()}
    entries["&Delete this course"].trigger()
    stage.settle()
    assert courses(stage) == ()
    assert stage.said[-1][:2] == ("Autumn course is deleted.", "Undo")
    stage.undo()
    assert [course.name for course in courses(stage)] == ["Autumn course"]


def test_a_course_with_families_is_not_offered_to_be_deleted(stage: Stage) -> None:
    shown(stage, "Mia")
    assert all("Delete" not in one.text() for one in stage.page.course_menu().actions())


def test_a_course_that_is_over_is_archived_shown_on_a_press_and_taken_out_again(stage: Stage) -> None:
    with stage.store.write() as session:
        days = tuple(NOW - timedelta(days=7 * week) for week in range(8, 3, -1))
        over = a_course(session, "Summer course", starts=days)
        a_course(session, "Autumn course")
    stage.page.open(over)
    stage.show()
    page = stage.page

    def listed() -> list[str]:
        return [course.name for course in page.courses.views]

    def choose(words: str) -> None:
        next(one for one in page.course_menu().actions() if one.text() == words).trigger()
        stage.settle()

    choose("&Archive this course")
    assert listed() == ["Autumn course"]
    assert stage.said[-1][:2] == ("Summer course is archived.", "Undo")
    stage.undo()
    assert listed() == ["Autumn course", "Summer course"]
    page._choose(page.courses.views[1])
    choose("&Archive this course")
    assert page.earlier_button.isVisible() and page.earlier_button.words() == "Show archived courses"
    page.earlier_button.click()
    stage.settle()
    assert listed() == ["Autumn course", "Summer course"]
    assert course_item(page.courses.views[1], NOW.date()).when.endswith(" · archived")
    assert page.earlier_button.words() == "Hide archived courses"
    page.earlier_button.click()
    stage.settle()
    assert listed() == ["Autumn course"]
    page.earlier_button.click()
    stage.settle()
    page._choose(page.courses.views[1])
    choose("Take it out of the &archive")
    assert not page.earlier_button.isVisible()
    assert not any(course.archived for course in courses(stage))


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Mia", "Undo: enquiry for Mia"),
        ("Wilhelmina-Anastasia Lindqvist", "Undo: enquiry for Wilhelmina-\nAnastasia Lindqvist"),
        ("Wilhelmina-Anastasia " * 3, "Undo: enquiry"),
    ],
)
def test_what_would_be_taken_back_is_named_whole_or_not_at_all(stage: Stage, who: str, words: str) -> None:
    stage.show()
    view = OperationView(new_id(), "enquire", None, who.strip(), NOW)
    stage.page.undo._show((view, None))
    button = stage.page.ui.undo_button
    assert button.text() == words and button.accessibleName() == f"Undo: enquiry for {who.strip()}"
    assert (who.strip() in button.toolTip()) is (words == "Undo: enquiry")
