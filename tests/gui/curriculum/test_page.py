"""The curriculum page, leafed through with clicks and keys on a real studio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.page import BENEFITS, NOTHING, PLANS, SAFETY, CurriculumPage
from massage_studio.gui.curriculum.rows import ContentText, MinutesBand, Sign
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from tests.gui.lists import press, rows


@pytest.fixture
def book(studio_folder: Path) -> Iterator[CurriculumView]:
    """What the database says, to compare the screen with."""
    store = open_studio(studio_folder)
    with store.read() as session:
        view = queries.whole(session)
    store.close()
    yield view


@pytest.fixture
def page(studio_folder: Path, book: CurriculumView, qtbot: QtBot) -> Iterator[CurriculumPage]:
    """The page in view, its first chapter set, at the smallest size that is promised."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    tasks = Tasks()
    tasks.use(open_studio(studio_folder))
    made = CurriculumPage(Context(tasks))
    made.resize(1093, 720)
    made.show()
    settle(made, qtbot)
    yield made
    made.hide()
    tasks.close()
    QLocale.setDefault(before)
    # Here and now: left to the garbage collector, it could go in the worker of the next test.
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


def settle(page: CurriculumPage, qtbot: QtBot) -> None:
    """Wait until what was asked for is set."""
    qtbot.waitUntil(lambda: page.ui.plan_combo.count() > 0 and not page._pause.isActive())


def scroll_of(page: CurriculumPage, section: int) -> QScrollArea:
    """Return the scroll area of a section."""
    return (page.ui.session_scroll, page.ui.benefit_scroll, page.ui.safety_scroll)[section]


def read(page: CurriculumPage, section: int) -> str:
    """Return everything that a chapter says, to the eye or to a screen reader."""
    sheet = scroll_of(page, section).widget()
    parts = [label.text() or label.accessibleName() for label in sheet.findChildren(QLabel)]
    return "\n".join(parts).replace("\u200b", "")


def turn_to(page: CurriculumPage, section: int, qtbot: QtBot) -> None:
    """Click a tab."""
    bar = page.ui.section_tabs
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(section).center())
    settle(page, qtbot)


def contents(view: ListView) -> list[str]:
    """Return the codes of the chapters in a table of contents."""
    return [chapter.code for chapter in rows(view)]


def open_chapter(view: ListView, code: str) -> None:
    """Click on a chapter."""
    press(view, contents(view).index(code))


def look_for(page: CurriculumPage, words: str, qtbot: QtBot) -> None:
    """Type into the search field, reached by its key."""
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.ui.search_edit.hasFocus)
    qtbot.keyClicks(page.ui.search_edit, words)
    settle(page, qtbot)


def test_the_five_plans_are_offered_and_the_first_session_is_open(
    page: CurriculumPage, book: CurriculumView
) -> None:
    combo = page.ui.plan_combo
    assert [combo.itemText(row) for row in range(combo.count())] == [plan.label for plan in book.plans]
    assert len(book.plans) == 5
    session = book.plans[0].sessions[0]
    said = read(page, PLANS)
    assert session.title in said
    for activity in session.activities:
        assert activity.title in said and f"{activity.minutes} min" in said


def test_a_session_shows_its_minutes_for_each_benefit(page: CurriculumPage) -> None:
    band = page.ui.session_scroll.widget().findChildren(MinutesBand)[0]
    assert band.accessibleName() == "Bonding 25 min, Attunement 20 min and Touch 15 min"


def test_every_session_of_every_plan_shows_its_strokes(
    page: CurriculumPage, book: CurriculumView, qtbot: QtBot
) -> None:
    page.ui.plan_combo.setFocus()
    for plan in book.plans:
        if plan is not book.plans[0]:
            qtbot.keyClick(page.ui.plan_combo, Qt.Key.Key_Down)
            settle(page, qtbot)
        assert contents(page.ui.session_list) == [session.code for session in plan.sessions]
        last = plan.sessions[-1]
        open_chapter(page.ui.session_list, last.code)
        settle(page, qtbot)
        said = read(page, PLANS)
        for stroke in book.strokes:
            assert (stroke.description in said) == (stroke.area in last.areas)


def test_arrow_keys_go_from_session_to_session(page: CurriculumPage, qtbot: QtBot) -> None:
    page.ui.session_list.setFocus()
    qtbot.keyClick(page.ui.session_list, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert page.ui.session_list.currentIndex().row() == 1
    assert "Session 2: Tummy and colic routine" in read(page, PLANS)


def test_the_page_keys_scroll_from_wherever_the_reader_is(page: CurriculumPage, qtbot: QtBot) -> None:
    bar = page.ui.session_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    page.ui.session_list.setFocus()
    qtbot.keyClick(page.ui.session_list, Qt.Key.Key_PageDown)
    assert bar.value() > 100
    qtbot.keyClick(page.ui.session_list, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_each_benefit_is_told_honestly_with_all_that_was_found(
    page: CurriculumPage, book: CurriculumView, qtbot: QtBot
) -> None:
    turn_to(page, BENEFITS, qtbot)
    assert contents(page.ui.benefit_list) == ["touch", "attunement", "bonding", "hormones", "brain"]
    for benefit in book.benefits:
        open_chapter(page.ui.benefit_list, benefit.code)
        settle(page, qtbot)
        said = read(page, BENEFITS)
        assert benefit.honest_statement in said and benefit.strength in said
        for sentence in (*benefit.messages, *benefit.avoid_saying):
            assert sentence in said
        for finding in benefit.evidence:
            for words in (finding.finding, finding.population, finding.caveat):
                assert words in said
            for source in finding.sources:
                assert source.author in said and source.title in said and source.url in said
        signs = page.ui.benefit_scroll.widget().findChildren(Sign)
        assert len(signs) == len(benefit.evidence) and all(sign.accessibleName() for sign in signs)


def test_the_cochrane_finding_against_massage_is_as_plain_as_the_others(
    page: CurriculumPage, qtbot: QtBot
) -> None:
    turn_to(page, BENEFITS, qtbot)
    said = read(page, BENEFITS)
    assert "The authors do not support infant massage for low-risk groups on current evidence." in said
    assert "No effect found, or not supported" in said and "Uncertain evidence" in said
    found = [
        label
        for label in page.ui.benefit_scroll.widget().findChildren(ContentText)
        if label.text().startswith("The authors do not support")
    ]
    assert len(found) == 1

    def in_view() -> bool:
        page.ui.benefit_scroll.ensureWidgetVisible(found[0])
        return not found[0].visibleRegion().isEmpty()

    qtbot.waitUntil(in_view)


def test_safety_says_what_to_do_and_where_to_send_a_family(
    page: CurriculumPage, book: CurriculumView, qtbot: QtBot
) -> None:
    turn_to(page, SAFETY, qtbot)
    said = read(page, SAFETY)
    for reason in book.safety:
        assert reason.label in said and reason.text in said
    for post in book.signposts:
        assert post.when in said and post.to in said
    assert "Not today" in said and "Ask the care team first" in said


def test_a_search_counts_in_every_section_and_leaves_out_the_rest(
    page: CurriculumPage, book: CurriculumView, qtbot: QtBot
) -> None:
    look_for(page, "SUN moon", qtbot)
    tabs = page.ui.section_tabs
    assert [tabs.tabText(n) for n in range(3)] == ["Plans (1)", "Benefits and evidence (0)", "Safety (0)"]
    said = read(page, PLANS)
    assert "Sun moon" in said and "Water wheel" not in said
    turn_to(page, BENEFITS, qtbot)
    assert page.ui.section_stack.currentIndex() == NOTHING
    qtbot.mouseClick(page._nothing.button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.ui.search_edit.text() == "" and tabs.tabText(PLANS) == "Plans"
    assert book.benefits[0].honest_statement in read(page, BENEFITS)


def test_a_search_knows_the_chapter_that_a_finding_stands_in(page: CurriculumPage, qtbot: QtBot) -> None:
    turn_to(page, BENEFITS, qtbot)
    look_for(page, "attunement lowest cochrane", qtbot)
    assert page.ui.section_stack.currentIndex() == NOTHING
    qtbot.keyClick(page.ui.search_edit, Qt.Key.Key_Escape)
    look_for(page, "attunement cochrane", qtbot)
    assert contents(page.ui.benefit_list) == ["attunement"]
    assert "The authors do not support infant massage" in read(page, BENEFITS)


def test_a_sheet_about_a_benefit_is_asked_for(page: CurriculumPage, qtbot: QtBot) -> None:
    turn_to(page, BENEFITS, qtbot)
    open_chapter(page.ui.benefit_list, "hormones")
    settle(page, qtbot)
    button = page.ui.benefit_scroll.widget().findChildren(QPushButton)[0]
    with qtbot.waitSignal(page.go) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["handouts", ("benefit", "hormones")]


@pytest.mark.parametrize(
    ("key", "section", "words"),
    [
        (("benefit", "bonding"), BENEFITS, "Bonding and healthy attachment"),
        (("session", "one_to_one_3/2"), PLANS, "Session 2: Home visit 2"),
    ],
)
def test_other_pages_can_open_the_book_at_a_chapter(
    page: CurriculumPage, qtbot: QtBot, key: Any, section: int, words: str
) -> None:
    page.open(key)
    settle(page, qtbot)
    assert page.ui.section_stack.currentIndex() == section
    assert words in read(page, section)


@pytest.mark.parametrize("section", [PLANS, BENEFITS, SAFETY])
def test_nothing_is_cut_off_in_a_small_window(page: CurriculumPage, qtbot: QtBot, section: int) -> None:
    turn_to(page, section, qtbot)
    sheet = scroll_of(page, section).widget()
    parts = [*sheet.findChildren(ContentText), *sheet.findChildren(Sign)]
    assert len(parts) > 10
    qtbot.waitUntil(lambda: all(part.height() >= part.heightForWidth(part.width()) for part in parts))
    assert sheet.width() <= scroll_of(page, section).viewport().width()
    assert all(part.mapTo(sheet, part.rect().topRight()).x() < sheet.width() for part in parts)
