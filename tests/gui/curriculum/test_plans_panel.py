"""The course plans, leafed through with clicks and keys on a real studio."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.page import CurriculumPage
from massage_studio.gui.curriculum.plans_panel import PlansPanel
from massage_studio.gui.curriculum.rows import MinutesBand
from tests.gui.curriculum.turning_pages import contents, look_for, open_chapter, read, settle


@pytest.fixture
def plans(page: CurriculumPage) -> PlansPanel:
    """The tab of the plans, which is there first."""
    panel = page.panel()
    assert isinstance(panel, PlansPanel)
    return panel


def test_the_five_plans_are_offered_and_the_first_session_is_open(
    plans: PlansPanel, book: CurriculumView
) -> None:
    combo = plans.ui.plan_combo
    assert [combo.itemText(row) for row in range(combo.count())] == [plan.label for plan in book.plans]
    assert len(book.plans) == 5
    session = book.plans[0].sessions[0]
    said = read(plans.ui.session_scroll)
    assert session.title in said
    for activity in session.activities:
        assert activity.title in said and f"{activity.minutes} min" in said


def test_a_session_shows_its_minutes_for_each_benefit(plans: PlansPanel) -> None:
    band = plans.ui.session_scroll.widget().findChildren(MinutesBand)[0]
    assert band.accessibleName() == "Bonding 25 min, Attunement 20 min and Touch 15 min"


def test_every_session_of_every_plan_shows_its_strokes(
    page: CurriculumPage, plans: PlansPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    plans.ui.plan_combo.setFocus()
    for plan in book.plans:
        if plan is not book.plans[0]:
            qtbot.keyClick(plans.ui.plan_combo, Qt.Key.Key_Down)
            settle(page, qtbot)
        assert contents(plans.ui.session_list) == [session.code for session in plan.sessions]
        last = plan.sessions[-1]
        open_chapter(plans.ui.session_list, last.code)
        settle(page, qtbot)
        said = read(plans.ui.session_scroll)
        for stroke in book.strokes:
            assert (stroke.description in said) == (stroke.area in last.areas)


def test_arrow_keys_go_from_session_to_session(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> None:
    plans.ui.session_list.setFocus()
    qtbot.keyClick(plans.ui.session_list, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert plans.ui.session_list.currentIndex().row() == 1
    assert "Session 2: Tummy and colic routine" in read(plans.ui.session_scroll)


def test_the_page_keys_scroll_from_wherever_the_reader_is(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    bar = plans.ui.session_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    plans.ui.session_list.setFocus()
    qtbot.keyClick(plans.ui.session_list, Qt.Key.Key_PageDown)
    assert bar.value() > 100
    qtbot.keyClick(plans.ui.session_list, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_a_search_leaves_out_what_does_not_hold_its_words(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    look_for(page, "SUN moon", qtbot)
    said = read(plans.ui.session_scroll)
    assert "Sun moon" in said and "Water wheel" not in said
