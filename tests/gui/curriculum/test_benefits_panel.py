"""The benefits and their evidence, leafed through with clicks and keys on a real studio."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.benefits_panel import BenefitsPanel
from massage_studio.gui.curriculum.content_parts import ContentText, Sign
from massage_studio.gui.curriculum.page import BENEFITS, CurriculumPage
from tests.gui.curriculum.turning_pages import contents, look_for, open_chapter, read, settle, turn_to


@pytest.fixture
def benefits(page: CurriculumPage, qtbot: QtBot) -> BenefitsPanel:
    """The tab of the benefits, turned to."""
    panel = turn_to(page, BENEFITS, qtbot)
    assert isinstance(panel, BenefitsPanel)
    return panel


def test_each_benefit_is_told_honestly_with_all_that_was_found(
    page: CurriculumPage, benefits: BenefitsPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    five = ["touch", "attunement", "bonding", "hormones", "brain"]
    assert contents(benefits.ui.benefit_list) == [*five, "other findings"]
    for benefit in book.benefits:
        open_chapter(benefits.ui.benefit_list, benefit.code)
        settle(page, qtbot)
        said = read(benefits.ui.benefit_scroll)
        assert benefit.honest_statement in said and benefit.strength in said
        for sentence in (*benefit.messages, *benefit.avoid_saying):
            assert sentence in said
        for finding in benefit.evidence:
            for words in (finding.finding, finding.population, finding.caveat):
                assert words in said
            for source in finding.sources:
                assert source.author in said and source.title in said and source.url in said
        signs = benefits.ui.benefit_scroll.widget().findChildren(Sign)
        assert len(signs) == len(benefit.evidence) and all(sign.accessibleName() for sign in signs)


def test_the_cochrane_finding_against_massage_is_as_plain_as_the_others(
    page: CurriculumPage, benefits: BenefitsPanel, qtbot: QtBot
) -> None:
    said = read(benefits.ui.benefit_scroll)
    assert "The authors do not support infant massage for low-risk groups on current evidence." in said
    assert "No effect found, or not supported" in said and "Uncertain evidence" in said
    found = [
        label
        for label in benefits.ui.benefit_scroll.widget().findChildren(ContentText)
        if label.text().startswith("The authors do not support")
    ]
    assert len(found) == 1

    def in_view() -> bool:
        benefits.ui.benefit_scroll.ensureWidgetVisible(found[0])
        return not found[0].visibleRegion().isEmpty()

    qtbot.waitUntil(in_view)


def test_a_search_knows_the_chapter_that_a_finding_stands_in(
    page: CurriculumPage, benefits: BenefitsPanel, qtbot: QtBot
) -> None:
    look_for(page, "attunement lowest cochrane", qtbot)
    assert benefits.nothing.isVisible()
    qtbot.keyClick(benefits.ui.search_edit, Qt.Key.Key_Escape)
    look_for(page, "attunement cochrane", qtbot)
    assert contents(benefits.ui.benefit_list) == ["attunement"]
    assert "The authors do not support infant massage" in read(benefits.ui.benefit_scroll)


def test_a_sheet_about_a_benefit_is_asked_for(
    page: CurriculumPage, benefits: BenefitsPanel, qtbot: QtBot
) -> None:
    open_chapter(benefits.ui.benefit_list, "hormones")
    settle(page, qtbot)
    button = benefits.ui.benefit_scroll.widget().findChildren(QPushButton)[0]
    with qtbot.waitSignal(page.go) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["handouts", ("benefit", "hormones")]


def test_a_search_that_finds_nothing_says_so_and_offers_everything_again(
    page: CurriculumPage, benefits: BenefitsPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    look_for(page, "SUN moon", qtbot)
    assert benefits.nothing.isVisible()
    # The words stay where they are written, and can be written anew.
    assert benefits.ui.search_edit.isVisible() and benefits.ui.search_edit.hasFocus()
    qtbot.mouseClick(benefits.nothing.button, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert benefits.ui.search_edit.text() == "" and not benefits.nothing.isVisible()
    assert book.benefits[0].honest_statement in read(benefits.ui.benefit_scroll)
