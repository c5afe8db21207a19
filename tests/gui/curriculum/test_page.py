"""The curriculum page: its tabs, the search of each, and how other pages open it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from massage_studio.bookings import courses_service
from massage_studio.curriculum import plan_edits, plans_service
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.adding_panel import AddingPanel
from massage_studio.gui.curriculum.benefits_panel import BenefitsPanel
from massage_studio.gui.curriculum.content_parts import ContentText, Sign
from massage_studio.gui.curriculum.library_panel import LibraryPanel
from massage_studio.gui.curriculum.page import BENEFITS, LIBRARY, PLANS, SAFETY, CurriculumPage
from massage_studio.gui.curriculum.plans_panel import PlansPanel
from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from massage_studio.gui.widgets.page_stack import ColumnScroll
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from tests.gui.curriculum.turning_pages import look_for, read, settle, turn_to
from tests.studio_fixtures import NOW


def scroll_of(page: CurriculumPage) -> QScrollArea:
    """Return where the tab in view is read."""
    found = page.panel().findChildren(QScrollArea)
    return next(
        scroll for scroll in found if scroll.widget() is not None and not isinstance(scroll, ColumnScroll)
    )


def test_the_curriculum_has_four_tabs(page: CurriculumPage) -> None:
    tabs = page.ui.section_tabs
    names = [tabs.tabText(place) for place in range(tabs.count())]
    assert names == ["Plans", "Library", "Benefits and evidence", "Safety and services"]


def test_a_tab_is_made_when_it_is_first_shown_and_kept(page: CurriculumPage, qtbot: QtBot) -> None:
    assert page.ui.section_stack.count() == 1
    library = turn_to(page, LIBRARY, qtbot)
    assert page.ui.section_stack.count() == 2
    turn_to(page, PLANS, qtbot)
    assert turn_to(page, LIBRARY, qtbot) is library and page.ui.section_stack.count() == 2


def test_the_first_tab_can_be_made_ahead_a_step_after_the_page(page: CurriculumPage, qtbot: QtBot) -> None:
    other = CurriculumPage(page.context)
    qtbot.addWidget(other)
    assert other.ui.section_stack.count() == 0
    for _ in other.ahead():
        pass
    assert other.ui.section_stack.count() == 1
    assert other.ui.section_stack.currentWidget() is other.panel()


def test_each_tab_has_a_search_field_of_its_own(page: CurriculumPage, qtbot: QtBot) -> None:
    for section in (PLANS, LIBRARY, BENEFITS, SAFETY):
        panel = turn_to(page, section, qtbot)
        assert panel.search_edit.text() == ""
        look_for(page, "foot", qtbot)
        assert panel.search_edit.text() == "foot"
    assert turn_to(page, PLANS, qtbot).search_edit.text() == "foot"


def test_a_slash_goes_to_the_search_field_of_the_tab(page: CurriculumPage, qtbot: QtBot) -> None:
    panel = turn_to(page, SAFETY, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Slash)
    qtbot.waitUntil(panel.search_edit.hasFocus)
    assert panel.search_edit.text() == ""


def test_what_a_tab_asks_of_the_window_goes_through_the_page(page: CurriculumPage, qtbot: QtBot) -> None:
    panel = turn_to(page, LIBRARY, qtbot)
    with qtbot.waitSignal(page.say) as said:
        panel.say.emit("Moved.", "", None)
    assert said.args == ["Moved.", "", None]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("benefit", "bonding"), "Bonding and healthy attachment"),
        (("safety", ""), "No massage; comfort only."),
    ],
)
def test_other_pages_can_open_the_curriculum_at_a_chapter(
    page: CurriculumPage, qtbot: QtBot, key: Any, words: str
) -> None:
    page.open(key)
    settle(page, qtbot)
    assert words in read(scroll_of(page))


@pytest.mark.parametrize("code", ["one_to_one_3/2", "one_to_one_3@2/2"])
def test_other_pages_can_open_the_curriculum_at_a_week(page: CurriculumPage, qtbot: QtBot, code: str) -> None:
    page.open(("session", code))
    settle(page, qtbot)
    panel = page.panel()
    assert isinstance(panel, PlansPanel)
    assert panel.ui.plan_combo.currentData() == "one_to_one_3"
    assert panel.ui.week_title.text() == "Week 2: Home visit 2"


def test_another_page_can_open_the_curriculum_at_a_finding(
    page: CurriculumPage, book: CurriculumView, qtbot: QtBot
) -> None:
    page.open(("benefit", "touch"))
    settle(page, qtbot)
    panel = page.panel()
    assert isinstance(panel, BenefitsPanel)
    finding = next(one for one in book.benefits if one.code == "bonding").evidence[4]
    page.open(("evidence", finding.code))
    settle(page, qtbot)
    assert finding.finding in read(scroll_of(page))
    (row,) = [row for row in panel.rows() if row.finding == finding]
    assert row.buttons[0].hasFocus()
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() > 20)


@pytest.mark.parametrize("section", [PLANS, LIBRARY, BENEFITS])
def test_undo_names_nobody_on_a_page_that_parents_may_see(
    page: CurriculumPage, qtbot: QtBot, section: int
) -> None:
    panel: Any = turn_to(page, section, qtbot)
    step = partial(plan_edits.set_minutes, week=1, place=0, minutes=15)
    write = page.context.tasks.write
    write(partial(plans_service.change_plan, code="five_60", edit=step, now=NOW))
    about = partial(_nothing_but_a_name, now=NOW)
    write(about)
    settle(page, qtbot)
    assert panel.ui.undo_button.text() == "Undo: 15 minutes"


def _nothing_but_a_name(session: Session, *, now: datetime) -> Changes:
    """Close a day, in words that name a family."""
    first = now.date()
    return courses_service.close_days(
        session, closed_id=new_id(), first=first, last=first, words="Okonkwo", now=now
    )


def _is_as_small_as(page: CurriculumPage, size: tuple[int, int]) -> bool:
    """Let the page be smaller, step by step: what needs less room in a narrower page lets it be narrower."""
    page.resize(*size)
    layout, least = page.layout(), page.minimumSizeHint()
    assert layout is not None
    high = max(least.height(), layout.totalMinimumHeightForWidth(size[0]))
    return (page.width(), page.height()) == size and least.width() <= size[0] and high <= size[1]


@pytest.mark.parametrize("size", [(707, 512), (820, 700)])
def test_each_tab_scrolls_inside_alone_even_on_a_small_screen_with_large_text(
    page: CurriculumPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    for section in range(4):
        page.ui.section_tabs.setCurrentIndex(section)
        qtbot.waitUntil(lambda: _is_as_small_as(page, size))


def test_the_first_tab_is_the_plans(page: CurriculumPage) -> None:
    assert isinstance(page.panel(), PlansPanel) and page.panel().isVisible()


@pytest.mark.parametrize("section", [BENEFITS, SAFETY])
def test_nothing_is_cut_off_in_a_small_window(page: CurriculumPage, qtbot: QtBot, section: int) -> None:
    turn_to(page, section, qtbot)
    scroll = scroll_of(page)
    sheet = scroll.widget()
    parts = [*sheet.findChildren(ContentText), *sheet.findChildren(Sign)]
    assert len(parts) > 10
    qtbot.waitUntil(lambda: all(part.height() >= part.heightForWidth(part.width()) for part in parts))
    assert sheet.width() <= scroll.viewport().width()
    assert all(part.mapTo(sheet, part.rect().topRight()).x() < sheet.width() for part in parts)


def test_tab_goes_through_search_chips_and_list_in_the_order_in_which_they_stand(
    page: CurriculumPage, qtbot: QtBot
) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    plans = page.panel()
    assert isinstance(plans, PlansPanel)
    adding = plans.ui.adding_panel
    assert tabbed(plans.search_edit, 5, qtbot) == [*adding.filters.values(), adding.ui.item_list]
    library = turn_to(page, LIBRARY, qtbot)
    assert isinstance(library, LibraryPanel)
    chips = [*library.filters.chips.values()]
    reached = tabbed(library.ui.new_button, len(chips) + 2, qtbot)
    assert reached[:-1] == [*chips, library.ui.item_list]
    qtbot.waitUntil(lambda: bool(library.ui.details.buttons))
    settle(page, qtbot)
    library.ui.item_list.setFocus()
    assert tabbed(library.ui.item_list, 1, qtbot) == [library.ui.details.buttons["edit"]]


def tabbed(start: QWidget, times: int, qtbot: QtBot) -> list[QWidget | None]:
    """Press Tab so many times, and return what had the keys after each."""
    start.setFocus()
    found = []
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def bars(page: CurriculumPage) -> list[str]:
    """Name what can be scrolled up and down in view, but for the list that is searched beside a plan."""
    found = [one for one in page.findChildren(QAbstractScrollArea) if one.verticalScrollBar().isVisible()]
    return [one.objectName() for one in found if not isinstance(one.parent(), AddingPanel)]


def test_at_200_per_cent_each_tab_has_one_bar_and_the_width_of_the_window(
    page: CurriculumPage, qtbot: QtBot
) -> None:
    page.resize(479, 396)
    seen = {}
    for section in (PLANS, LIBRARY, BENEFITS, SAFETY):
        turn_to(page, section, qtbot)
        QApplication.processEvents()
        seen[section] = bars(page)
        assert page.minimumSizeHint().width() <= page.width() and page.minimumSizeHint().height() <= 396
    assert seen[PLANS] == ["plan_scroll"]
    assert seen[BENEFITS] == ["benefit_scroll"] and seen[SAFETY] == ["detail_scroll"]
    tabs = page.ui.section_tabs
    assert tabs.tabText(SAFETY) == "Safety" and tabs.tabToolTip(SAFETY) == "Safety and services"


def test_what_a_low_window_drops_down_is_chosen_there_and_listed_again_in_a_higher_one(
    page: CurriculumPage, qtbot: QtBot
) -> None:
    page.resize(700, 512)
    benefits = turn_to(page, BENEFITS, qtbot)
    assert isinstance(benefits, BenefitsPanel)
    combo = benefits.ui.benefit_combo
    assert combo.isVisible() and not benefits.ui.benefit_list.isVisible()
    assert not benefits.ui.framework_combo.isVisible()
    benefits.ui.filter_button.click()
    assert benefits.ui.framework_combo.isVisible()
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert combo.currentText() == "Attunement" and "Attunement" in read(benefits.ui.benefit_scroll)
    assert benefits.ui.benefits_note.text() in read(benefits.ui.benefit_scroll)
    safety = turn_to(page, SAFETY, qtbot)
    assert isinstance(safety, SafetyPanel)
    safety.ui.item_combo.setFocus()
    safety.ui.item_combo.setCurrentIndex(2)
    safety.ui.item_combo.activated.emit(2)
    assert safety.ui.item_combo.currentText() in read(safety.ui.detail_scroll)
    page.resize(1093, 720)
    QApplication.processEvents()
    assert safety.ui.item_list.hasFocus() and safety.ui.item_list.currentIndex().row() == 2
    turn_to(page, BENEFITS, qtbot)
    assert benefits.ui.benefit_list.currentIndex().row() == 1 and not combo.isVisible()
    assert benefits.ui.framework_combo.isVisible() and benefits.ui.search_edit.isVisible()


def test_a_head_that_scrolls_with_its_plan_stands_above_two_plans_side_by_side(
    page: CurriculumPage, qtbot: QtBot
) -> None:
    page.resize(479, 396)
    plans = turn_to(page, PLANS, qtbot)
    assert isinstance(plans, PlansPanel)
    assert plans.ui.plan_scroll.isAncestorOf(plans.ui.plan_head)
    plans.ui.compare_button.setFocus()
    plans.ui.compare_button.click()
    assert plans.ui.compare_button.hasFocus() and plans.ui.plan_head.isVisible()
    assert not plans.ui.plan_scroll.isAncestorOf(plans.ui.plan_head)
    plans.ui.compare_button.click()
    assert plans.ui.compare_button.hasFocus() and plans.ui.plan_scroll.isAncestorOf(plans.ui.plan_head)
